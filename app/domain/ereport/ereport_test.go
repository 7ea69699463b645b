package ereport_test

import (
	"errors"
	"testing"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/ereport"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
)

func TestADayLiesInOnePeriodOfItsRegime(t *testing.T) {
	set := domaintest.France(t, domaintest.Day(t, "2026-11-28"))
	for _, c := range []struct {
		regime        ereport.Regime
		day, from, to string
	}{
		{ereport.Monthly, "2026-11-01", "2026-11-01", "2026-11-10"},
		{ereport.Monthly, "2026-11-10", "2026-11-01", "2026-11-10"},
		{ereport.Monthly, "2026-11-11", "2026-11-11", "2026-11-20"},
		{ereport.Monthly, "2026-11-30", "2026-11-21", "2026-11-30"},
		{ereport.Monthly, "2028-02-29", "2028-02-21", "2028-02-29"},
		{ereport.Quarterly, "2026-12-31", "2026-12-01", "2026-12-31"},
		{ereport.Franchise, "2026-12-31", "2026-11-01", "2026-12-31"},
		{ereport.Franchise, "2027-01-01", "2027-01-01", "2027-02-28"},
	} {
		length, err := ereport.Length(set, c.regime)
		if err != nil {
			t.Fatal(err)
		}
		p := ereport.PeriodOf(domaintest.Day(t, c.day), length)
		if p.From != domaintest.Day(t, c.from) || p.To != domaintest.Day(t, c.to) {
			t.Errorf("%s, %s: %s to %s", c.regime, c.day, p.From, p.To)
		}
	}
}

// Whatever the length, the period after one begins on the day after it ends.
func TestPeriodsLeaveNoDayOut(t *testing.T) {
	for _, length := range []string{"ten_days", "month", "two_months"} {
		first := domaintest.Day(t, "2026-01-01")
		p := ereport.PeriodOf(first, length)
		for d := first; d < first.AddDays(800); d = d.AddDays(1) {
			if q := ereport.PeriodOf(d, length); q != p {
				if q.From != d || p.To.AddDays(1) != d {
					t.Fatalf("%s: %s to %s, then %s to %s", length, p.From, p.To, q.From, q.To)
				}
				p = q
			}
		}
	}
}

func sold(t *testing.T, number string, trade bool, lines []till.Line, payments ...till.Paid) till.Record {
	t.Helper()
	r, err := till.Draft{Kind: till.Sale, Lines: lines, Payments: payments, Trade: trade}.Make(till.Terms{CashCap: 100_000}, 0)
	if err != nil {
		t.Fatal(err)
	}
	r.Number, r.Day = number, "2026-11-03"
	return r
}

func TestGoodsAndServicesAreToldApartAndAgreeWithTheTillToTheCent(t *testing.T) {
	mixed := sold(t, "1", false, []till.Line{
		{Label: "Pompe", Unit: 6490, Rate: 200, Nature: till.Goods}, {Label: "Main-d’œuvre", Unit: 6411, Rate: 200}, {Label: "Livre", Unit: 1055, Rate: 55, Nature: till.Goods},
	}, till.Paid{Tender: till.Card, Cents: 8956}, till.Paid{Tender: till.Later, Cents: 5000})
	business := sold(t, "2", true, []till.Line{{Label: "Écran", Unit: 9999, Rate: 200}}, till.Paid{Tender: till.Later, Cents: 9999})
	paid := till.Record{Kind: till.Payment, Day: "2026-11-04", Ref: "1", Payments: []till.Paid{{Tender: till.Card, Cents: 5000}, {Tender: till.Later, Cents: -5000}}}
	of := func(number string) (till.Record, bool) { return mixed, number == "1" }

	var f ereport.MadeFacts
	f.Sum([]till.Record{mixed, business, paid}, false, of)
	net, tax := int64(0), int64(0)
	for _, s := range f.Sales {
		net, tax = net+s.Net, tax+s.Tax
	}
	wantNet, wantTax := int64(0), int64(0)
	for _, r := range mixed.Rates {
		wantNet, wantTax = wantNet+r.Net, wantTax+r.Tax
	}
	if len(f.Sales) != 3 || net != wantNet || tax != wantTax || f.Tax != wantTax || f.Gross != mixed.Total || f.Records != 1 {
		t.Errorf("%+v", f)
	}
	services := int64(0)
	for _, p := range f.Payments {
		if p.Permille != 200 {
			t.Errorf("%+v was paid for goods", p)
		}
		services += p.Cents
	}
	// the part of services in all that was paid, in two payments: at most a cent is rounded
	if services < 6410 || services > 6412 || len(f.Payments) != 2 {
		t.Errorf("%d of services were paid: %+v", services, f.Payments)
	}

	association := business
	association.Number, association.Untaxed = "3", true
	var consumers ereport.MadeFacts
	consumers.Sum([]till.Record{business, association}, true, of)
	if consumers.Records != 1 || consumers.Gross != association.Total {
		t.Errorf("what an association without taxable standing bought: %+v", consumers)
	}

	var debits ereport.MadeFacts
	debits.Sum([]till.Record{mixed, paid}, true, of)
	if len(debits.Payments) != 0 {
		t.Errorf("who owes the tax when they bill tells of payments: %+v", debits.Payments)
	}
}

func TestAReportGoesItsWayOverAPlatform(t *testing.T) {
	for _, c := range []struct {
		from ereport.State
		f    ereport.SteppedFacts
		want fault.Code
	}{
		{ereport.Made, ereport.SteppedFacts{State: ereport.Handed, Ref: "PA-1"}, ""},
		{ereport.Made, ereport.SteppedFacts{State: ereport.Handed}, fault.Missing},
		{ereport.Made, ereport.SteppedFacts{State: ereport.Accepted}, ereport.NotAllowed},
		{ereport.Handed, ereport.SteppedFacts{State: ereport.Rejected}, fault.Missing},
		{ereport.Rejected, ereport.SteppedFacts{State: ereport.Handed, Ref: "PA-2"}, ""},
	} {
		c.f.AtMS = 1
		err := ereport.CheckStepped(c.f, c.from)
		if (err == nil) != (c.want == "") || err != nil && !errors.Is(err, fault.New(c.want, "")) {
			t.Errorf("%s to %s: %v", c.from, c.f.State, err)
		}
	}
}
