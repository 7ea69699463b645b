package preorder_test

import (
	"errors"
	"testing"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/preorder"
	"etabli/app/domain/till"
)

func terms(t *testing.T) preorder.Terms {
	t.Helper()
	out, err := preorder.TermsOf(domaintest.France(t, domaintest.Day(t, "2026-11-02")), "")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func placed(t *testing.T, as preorder.Ahead, away bool) preorder.PlacedFacts {
	t.Helper()
	f, err := preorder.Place(preorder.PlacedFacts{
		Number: "CC-1", Lines: []till.Line{{Label: "Pompe", Unit: 10_000, Rate: 200, Nature: till.Goods}}, Ahead: as, Asked: 3000, Away: away,
	}, domaintest.Day(t, "2026-11-02"), terms(t))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestWhoWithdrawsAndWhatWasPaidAheadDecideWhatGoesBack(t *testing.T) {
	for _, c := range []struct {
		as         preorder.Ahead
		why        preorder.Why
		today      string
		away       bool
		back, owed int64
		by         string
		code       fault.Code
	}{
		{as: preorder.Arrhes, why: preorder.ByCustomer, today: "2026-11-10"},
		{as: preorder.Acompte, why: preorder.ByCustomer, today: "2026-11-10", owed: 7000},
		{as: preorder.Arrhes, why: preorder.ByUs, today: "2026-11-10", back: 6000, by: "2026-11-24"},
		{as: preorder.Acompte, why: preorder.ByUs, today: "2026-11-10", back: 3000, by: "2026-11-24"},
		{as: preorder.Acompte, why: preorder.Late, today: "2026-12-02", code: preorder.NotLate},
		{as: preorder.Acompte, why: preorder.Late, today: "2026-12-03", back: 3000, by: "2026-12-17"},
		{as: preorder.Arrhes, why: preorder.Withdrawn, today: "2026-11-10", code: preorder.NotAway},
		{as: preorder.Arrhes, why: preorder.Withdrawn, today: "2026-11-10", away: true, back: 3000, by: "2026-11-24"},
		{as: preorder.Arrhes, why: preorder.Withdrawn, today: "2026-12-10", away: true, code: preorder.NotAway},
		{as: preorder.Acompte, why: preorder.Agreed, today: "2026-11-10", back: 3000, by: "2026-11-24"},
	} {
		got, err := preorder.Cancel(placed(t, c.as, c.away), 3000, c.why, domaintest.Day(t, c.today), terms(t))
		if c.code != "" {
			if !errors.Is(err, fault.New(c.code, "")) {
				t.Errorf("%s %s: %v, want %s", c.as, c.why, err, c.code)
			}
			continue
		}
		if err != nil || got.Back != c.back || got.Owed != c.owed || got.BackBy != c.by {
			t.Errorf("%s %s: %+v, %v", c.as, c.why, got, err)
		}
	}
}

func TestTheBillIsThePriceLessWhatWasPaidAhead(t *testing.T) {
	f := placed(t, preorder.Acompte, false)
	if f.DueOn != "2026-12-02" || f.Total != 10_000 {
		t.Errorf("%+v", f)
	}
	by := []preorder.PaidFacts{{Receipt: "LIL1-2026-000001", Cents: 2000}, {Receipt: "LIL1-2026-000002", Cents: 1500}, {Receipt: "LIL1-2026-000003", Cents: -500}}
	_, total, err := till.Priced(preorder.Bill(f, 3000, by))
	if err != nil || total != 7000 {
		t.Errorf("%d, %v", total, err)
	}
	sold := till.Record{Lines: preorder.Bill(f, 3000, by)}
	if cents, other := preorder.AheadIn(&sold, preorder.Acompte); cents != -3000 || other {
		t.Errorf("%d %v", cents, other)
	}
	if cents, other := preorder.AheadIn(&sold, preorder.Arrhes); cents != 0 || !other {
		t.Errorf("what is an acompte counts as arrhes: %d %v", cents, other)
	}
}
