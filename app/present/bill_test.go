package present_test

import (
	"strings"
	"testing"

	"etabli/app/domain/repair"
	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// A sale has its note and a refund its credit note, on a sheet; other records have
// neither.
func TestASaleHasItsNoteAndARefundItsCreditNote(t *testing.T) {
	d := newDrawer(t)
	record := func(number string, k till.Kind) service.ReceiptSheet {
		return service.ReceiptSheet{Receipt: service.Receipt{Number: number, Kind: k, Lines: []till.Line{{Label: "Câble"}}}}
	}
	d.receipts = []service.ReceiptSheet{record("S-1", till.Sale), record("R-2", till.Refund), record("C-3", till.Caution)}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		for number, want := range map[string]string{"S-1": "Note", "R-2": "Avoir", "C-3": ""} {
			p.Day.Open(number)
			b.settle()
			offered := ""
			for _, a := range append(s.day.Receipt.Actions, s.day.Receipt.Primary) {
				if a.ID == "bill" {
					offered = a.Label
				}
			}
			if offered != want {
				t.Errorf("%s offers %q, want %q", number, offered, want)
			}
			if want == "" {
				continue
			}
			p.Day.ActionPressed("bill")
			b.settle()
			if d.printed[len(d.printed)-1] != "bill "+number || !strings.Contains(s.day.Notice.Text, want) {
				t.Errorf("%s: printed %v, says %+v", number, d.printed, s.day.Notice)
			}
		}
	})
}

// A file offers the papers of what happened to it, and no other.
func TestAFileOffersThePapersOfWhatHappenedToIt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		offers := func(f views.Repair, form present.Form) bool {
			r, _ := opened(t, b, onFile(t, f))
			for _, a := range r.Forms() {
				if a.ID == "print:"+string(form) {
					return true
				}
			}
			return false
		}
		plain, amended, swapped, away := aFile(repair.Diag), aFile(repair.Diag), aFile(repair.Ready), aFile(repair.Diag)
		amended.Quote = &views.Quote{Version: 2, QuoteDetail: &views.QuoteDetail{Amends: 1}}
		swapped.Outcome = repair.Exchanged
		away.Sendout = id(77)
		for form, file := range map[present.Form]views.Repair{present.AmendmentA4: amended, present.ExchangeA4: swapped, present.SubcontractA4: away} {
			if offers(plain, form) || !offers(file, form) {
				t.Errorf("%s is offered where it is not, or not where it is", form)
			}
		}
	})
}
