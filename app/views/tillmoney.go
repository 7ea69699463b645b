package views

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// RepairMoney is what a customer was charged for a file and what came in, on
// whatever device.
type RepairMoney struct {
	SoldCents int64 `json:"sold_cents"`
	PaidCents int64 `json:"paid_cents"`
	CashCents int64 `json:"cash_cents,omitempty"`
	DueCents  int64 `json:"due_cents"`
}

func moneyOf(s *fold.State) *RepairMoney {
	m := RepairMoney{SoldCents: s.Sum(fold.SumSold).N, PaidCents: s.Sum(fold.SumPaid).N, CashCents: s.Sum(fold.SumCash).N}
	m.DueCents = m.SoldCents - m.PaidCents
	if m == (RepairMoney{}) {
		return nil
	}
	return &m
}

// TillPolicy is what a shop displays beside its till, and when receipts come out.
func (v *Views) TillPolicy(r storage.Reader, site journal.EntityID) (f till.PolicyFacts, err error) {
	s, err := siteState(r, site)
	if err != nil {
		return f, err
	}
	return till.PolicyFacts{CardMinimum: s.Millis(fold.FieldCardMinimum), Receipts: till.Printing(s.Value(fold.FieldReceipts))}, nil
}

// WorthOn tells whether managers of a shop see what its customers are worth.
func (v *Views) WorthOn(r storage.Reader, site journal.EntityID) (bool, error) {
	s, err := siteState(r, site)
	if err != nil {
		return false, err
	}
	return s.Value(fold.FieldWorth) != "", nil
}

var tillSayings = sayings{
	kind.TillRecorded: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		var rec till.Record
		t.What = "timeline.till_recorded"
		if journal.UnmarshalFacts(read[till.Sealed](e).Record, &rec) != nil {
			return
		}
		if rec.Kind == till.Refund {
			t.What = "timeline.till_refunded"
		}
		t.Public = true
		t.set("number", rec.Number)
		t.set("total_cents", strconv.FormatInt(rec.PaidNow(), 10))
		t.set("currency", "EUR")
	},
}
