package present_test

import (
	"context"
	"testing"

	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/staff"
	"etabli/app/domain/stock"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// quoter is a fake of what a quote is made with.
type quoter struct {
	*shop
	basis service.QuoteBasis
	parts []service.PartStock
	sent  []*service.QuoteInput
	calls []service.Call
	fails error // the next command
}

func (q *quoter) QuoteBasis(context.Context, *service.ByID) (service.QuoteBasis, error) {
	return q.basis, nil
}

func (q *quoter) PartsNamed(context.Context, string) (out []views.Part, err error) {
	for _, p := range q.parts {
		out = append(out, p.Part)
	}
	return out, nil
}

func (q *quoter) Stock(_ context.Context, part string) (service.PartStock, error) {
	for _, p := range q.parts {
		if p.ID.String() == part {
			return p, nil
		}
	}
	return service.PartStock{}, errDisk
}

func (q *quoter) SiteCode() string { return "LIL" }

func (q *quoter) Quote(_ context.Context, call service.Call, in *service.QuoteInput) (service.Result, error) {
	q.sent, q.calls = append(q.sent, in), append(q.calls, call)
	if err := q.fails; err != nil {
		q.fails = nil
		return service.Result{}, err
	}
	file := q.basis.File
	file.Quote = &views.Quote{Version: 1, TotalCents: 1, Currency: "EUR", ValidUntil: "2000-02-01"}
	return service.Result{Data: file}, nil
}

// onQuote is the quote of a washing machine whose fault was found, on 1 January 2000.
func onQuote(t *testing.T, b *bench, change func(q *quoter)) (*quoter, *present.Quote, *present.QuoteState) {
	file := aFile(repair.Diag)
	file.Finding, file.CustomerID = "Pompe bloquée", id(50)
	q := &quoter{shop: newShop(t), basis: service.QuoteBasis{
		File: file, Customer: "Amélie Durand", On: 10957, Category: "washing_machine", Allowed: true,
		Terms: quote.Terms{Validity: rules.Span{N: 1, Unit: rules.Months}, Rates: []int{200, 100}, MarginFloor: 250, BeyondRepair: 700, Circular: []string{"washing_machine"}},
	}}
	if change != nil {
		change(q)
	}
	var state present.QuoteState
	p := present.NewQuote(b.env, present.QuotePorts{Bases: q, Quotes: q, Papers: q, Drafts: q}, func(s present.QuoteState) { state = s })
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.Show(present.Route{Screen: present.QuoteScreen, Repair: id(1)})
	b.settle()
	return q, p, &state
}

func typeLine(p *present.Quote, kind, label, price string) {
	p.KindChosen(kind)
	p.Typed(present.QuoteLabel, label)
	p.Typed(present.QuotePrice, price)
	p.AddPressed()
}

func TestAQuoteAddsUpItsLinesByRateAndIsMade(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		q, p, state := onQuote(t, b, nil)
		p.Typed(present.QuoteQuantity, "1,5")
		typeLine(p, "labour", "", "60")
		typeLine(p, "travel", "Reprise", "22")
		b.settle()
		if state.Total != "112,00\u00a0€" || len(state.Lines) != 2 || state.Lines[0].Title != "Main-d’œuvre" {
			t.Fatalf("it shows %q with %+v", state.Total, state.Lines)
		}
		if state.Form[0].Value != "Pompe bloquée" {
			t.Errorf("what the bench found is not proposed: %+v", state.Form[0])
		}
		p.SavePressed()
		b.settle()
		if len(q.sent) != 1 || len(q.sent[0].Lines) != 2 || q.sent[0].Lines[0].Quantity != 1500 || *q.sent[0].Lines[0].Rate != 200 {
			t.Fatalf("sent %+v", q.sent)
		}
		if !state.Done.Shown || state.Done.Actions[0].ID != "print" || len(q.drafts) != 0 {
			t.Errorf("after it there is %+v and %d drafts", state.Done, len(q.drafts))
		}
	})
}

func TestAPartIsOfferedWithItsStockItsAgeAndItsPrice(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		_, p, state := onQuote(t, b, func(q *quoter) {
			at := views.Account{Place: stock.Place("LIL.shop"), OnHand: 2, Rights: 1}
			part := views.Part{ID: id(9), Ref: "PMP-12", Label: "Pompe de vidange", Price: 3_950, CostCents: 1_900, Places: []views.Account{at}}
			q.parts = []service.PartStock{{Part: part, Heard: map[string]int64{"LIL": 946684800000 - 33*60_000}}}
		})
		p.Typed(present.QuoteLabel, "pompe")
		b.settle()
		if len(state.Parts) != 1 || state.Parts[0].Age != "il y a 33 min" || state.Parts[0].Chip.Tone != present.Good || state.Parts[0].Amount != "39,50\u00a0€" {
			t.Fatalf("offered: %+v", state.Parts)
		}
		p.PartMoved(1)
		p.LabelSubmitted()
		b.settle()
		if len(state.Lines) != 1 || state.Lines[0].Amount != "39,50\u00a0€" || state.Text[present.QuoteLabel] != "" {
			t.Errorf("it shows %+v", state.Lines)
		}
		p.SavePressed()
		if form := state.Form[1]; form.Key != "circular.state" || form.Error == "" {
			t.Errorf("nobody is asked about a used part: %+v", state.Form)
		}
	})
}

func TestTheMarginIsForThoseWhoMayKnowAndAThinOneAsksForAName(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		thin := func(q *quoter) {
			q.staff = func() ([]views.Staff, error) {
				return []views.Staff{{ID: id(3), Display: "Claire", Role: staff.Manager, May: staff.Rights()}, {ID: id(4), Display: "Yann", Role: staff.Counter}}, nil
			}
			facts := quote.Facts{Version: 1, Work: "Pose", Lines: []quote.Line{{Kind: quote.Labour, Label: "Pose", Quantity: 1000, UnitCents: 6_000, CostCents: 4_900, Rate: 200}}}
			q.basis.File.Quote = &views.Quote{Version: 1, QuoteDetail: &views.QuoteDetail{Facts: &facts}}
		}
		q, p, state := onQuote(t, b, thin)
		if !state.Margin.IsZero() {
			t.Errorf("everybody sees %+v", state.Margin)
		}
		p.FieldTyped("reason", "more_work")
		p.SavePressed()
		last := state.Form[len(state.Form)-1]
		if last.Key != "approved_by" || last.Error == "" || len(last.Choices) != 1 || len(q.sent) != 0 {
			t.Fatalf("the form is %+v", state.Form)
		}
		p.FieldTyped("approved_by", id(3).String())
		p.SavePressed()
		b.settle()
		if len(q.sent) != 1 || *q.sent[0].ApprovedBy != id(3) {
			t.Errorf("sent %+v", q.sent)
		}
		b.env.Desk.May = []staff.Right{staff.Figures}
		_, _, state = onQuote(t, b, thin)
		if state.Margin.Tone != present.Late {
			t.Errorf("a manager sees %+v", state.Margin)
		}
	})
}

func TestARiseOverAQuoteThatBindsAsksWhyAndAnAmendmentSaysSo(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		_, p, state := onQuote(t, b, func(q *quoter) {
			q.basis.File.Quote = &views.Quote{Version: 2, TotalCents: 5_000, Currency: "EUR", Work: "Batterie", ValidUntil: "2000-01-31", Answer: "accepted"}
		})
		if state.Title != "Devis n°\u00a03" || state.Warn.Text != "Avenant au devis n°\u00a02, que le client a accepté." || state.Lines[0].Amount != "50,00\u00a0€" {
			t.Fatalf("it shows %q, %+v, %+v", state.Title, state.Warn, state.Lines)
		}
		typeLine(p, "labour", "", "10")
		p.SavePressed()
		if state.Form[1].Key != "reason" || state.Form[1].Error == "" {
			t.Errorf("nobody asks why: %+v", state.Form)
		}
	})
}

func TestWhatWasTypedOfAQuoteComesBack(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		q, p, _ := onQuote(t, b, nil)
		typeLine(p, "labour", "Pose", "60")
		p.FieldTyped("work", "Remplacer la pompe")
		p.Leave()
		b.settle()
		if len(q.drafts) != 1 {
			t.Fatalf("kept: %+v", q.drafts)
		}
		_, _, state := onQuote(t, b, func(other *quoter) { other.drafts = q.drafts })
		if len(state.Lines) != 1 || state.Form[0].Value != "Remplacer la pompe" || state.Kept == "" {
			t.Errorf("it shows %+v", state)
		}
	})
}

func TestAYesByTelephoneAsksWhatTheLawWantsToKnow(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.QuoteSent)
		f.Quote = &views.Quote{Version: 1, TotalCents: 1_000, Currency: "EUR", QuoteDetail: &views.QuoteDetail{Circular: string(quote.Offered)}}
		s := onFile(t, f)
		var got *service.AnswerInput
		s.answer = func(in *service.AnswerInput) error { got = in; return nil }
		r, state := opened(t, b, s)
		r.ActionPressed("move:quote_ok")
		if n := len(state.Sheet.Fields); n != 2 {
			t.Fatalf("at the counter it asks %+v", state.Sheet.Fields)
		}
		r.SheetTyped("channel", "phone")
		r.SheetTyped("start", "yes")
		r.SheetSubmitted()
		if got != nil || state.Sheet.Fields[1].Error == "" {
			t.Fatalf("a yes without the choice of a part: %+v", state.Sheet.Fields)
		}
		r.SheetTyped("circular", string(quote.Declined))
		r.SheetSubmitted()
		b.settle()
		if got == nil || !got.StartNow || !got.Acknowledged || got.Circular != quote.Declined || got.Channel != "phone" {
			t.Errorf("it records %+v", got)
		}
	})
}
