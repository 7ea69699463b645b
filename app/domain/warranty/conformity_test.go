package warranty_test

import (
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
)

const today = "2026-11-21"

func TestTheLegalGuaranteeOfConformityInWorkedCases(t *testing.T) {
	used := func(s warranty.Sale) warranty.Sale { s.Condition = warranty.Used; return s }
	replaced := func(requested, delivered string, chose warranty.Remedy) warranty.Intervention {
		return warranty.Intervention{
			RequestedOn: day(t, requested), HandedOverOn: day(t, requested), Layer: warranty.LGC, Result: warranty.Replaced,
			Chose: chose, ReplacedBy: warranty.Replacement{DeliveredOn: day(t, delivered), Condition: warranty.New},
		}
	}
	twice := history(repaired(t, "1", "2025-07-01", "2025-07-01", "2025-07-18"), repaired(t, "2", "2026-02-02", "2026-02-02", "2026-02-20"))
	for _, c := range []struct {
		name             string
		sale             warranty.Sale
		history          warranty.History
		choices          []string
		end, presumption string
	}{
		{"A repair: counted from the request, which is the better start", phone(t, "2025-03-10"),
			history(repaired(t, "1", "2026-09-01", "2026-09-03", "2026-09-24")), nil, "2027-10-02", "2027-03-10"},
		{"A repair: handing over before the request on paper is the better start", phone(t, "2025-03-10"),
			history(repaired(t, "1", "2026-09-03", "2026-09-01", "2026-09-24")), nil, "2027-10-02", "2027-03-10"},
		{"B used", used(phone(t, "2025-11-15")), history(), nil, "2027-11-15", "2026-11-15"},
		{"C replaced although repair was chosen", phone(t, "2025-05-05"),
			history(replaced("2026-10-01", "2026-10-28", warranty.ByRepair)), nil, "2028-10-28", "2028-10-28"},
		{"C replaced as the customer chose: the time continues, longer by the days", phone(t, "2025-05-05"),
			history(replaced("2026-10-01", "2026-10-28", warranty.ByReplacement)), nil, "2027-06-01", "2027-05-05"},
		{"C replaced as the customer chose, where that renews too", phone(t, "2025-05-05"),
			history(replaced("2026-10-01", "2026-10-28", warranty.ByReplacement)), []string{"replacement_by_choice", "renew"}, "2028-10-28", "2028-10-28"},
		{"K two repairs, six months each", phone(t, "2025-01-20"), twice, nil, "2028-02-24", "2027-01-20"},
		{"K two repairs, six months once", phone(t, "2025-01-20"), twice, []string{"several_repairs", "once"}, "2027-08-24", "2027-01-20"},
		{"clamp to the end of the month", phone(t, "2024-02-29"), history(), nil, "2026-02-28", "2026-02-28"},
		{"the last day left out", phone(t, "2025-03-10"), history(), []string{"end_inclusive", "no"}, "2027-03-09", "2027-03-09"},
		{"the presumption moves where that is chosen", phone(t, "2025-03-10"),
			history(repaired(t, "1", "2026-09-01", "2026-09-03", "2026-09-24")), []string{"presumption_moves", "yes"}, "2027-10-02", "2027-10-02"},
		{"days before months", phone(t, "2025-08-20"),
			history(repaired(t, "1", "2026-09-01", "", "2026-09-12")), nil, "2028-02-29", "2027-08-20"},
		{"months before days", phone(t, "2025-08-20"),
			history(repaired(t, "1", "2026-09-01", "", "2026-09-12")), []string{"suspension_order", "months_first"}, "2028-03-02", "2027-08-20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := warranty.Conformity(c.sale, c.history, day(t, today), terms(t, c.choices...))
			if p.End.String() != c.end || p.PresumptionEnd.String() != c.presumption || p.Provisional {
				t.Fatalf("ends %s, presumption %s, provisional %v; want %s and %s\n%+v",
					p.End, p.PresumptionEnd, p.Provisional, c.end, c.presumption, p.Steps)
			}
		})
	}
}

func TestOnlyWhatWasDoneUnderTheLegalGuaranteeExtendsIt(t *testing.T) {
	for layer, want := range map[warranty.Layer]string{
		warranty.LGC: "2027-10-02", warranty.COM: "2027-04-02", warranty.INS: "2027-04-02", warranty.GOOD: "2027-04-02", warranty.NoLayer: "2027-04-02",
	} {
		i := repaired(t, "1", "2026-09-01", "2026-09-03", "2026-09-24")
		i.Layer = layer
		if got := warranty.Conformity(phone(t, "2025-03-10"), history(i), day(t, today), terms(t)).End.String(); got != want {
			t.Errorf("a repair under %q: got %s, want %s", layer, got, want)
		}
	}
}

func TestWhereOnlyCoveredRepairsSuspend(t *testing.T) {
	tm := terms(t, "suspended_by", "covered")
	for layer, want := range map[warranty.Layer]string{
		warranty.LGC: "2027-10-02", warranty.COM: "2027-04-02", warranty.INS: "2027-03-10", warranty.NoLayer: "2027-03-10",
	} {
		i := repaired(t, "1", "2026-09-01", "2026-09-03", "2026-09-24")
		i.Layer = layer
		if got := warranty.Conformity(phone(t, "2025-03-10"), history(i), day(t, today), tm).End.String(); got != want {
			t.Errorf("a repair under %q: got %s, want %s", layer, got, want)
		}
	}
}

func TestAnOpenSuspensionEndsTodayAndIsProvisional(t *testing.T) {
	open := warranty.Intervention{RequestedOn: day(t, "2026-11-01"), HandedOverOn: day(t, "2026-11-03")}
	p := warranty.Conformity(phone(t, "2025-03-10"), history(open), day(t, today), terms(t))
	if p.End.String() != "2027-03-30" || !p.Provisional {
		t.Fatalf("ends %s, provisional %v", p.End, p.Provisional)
	}
	later := warranty.Conformity(phone(t, "2025-03-10"), history(open), day(t, "2026-11-22"), terms(t))
	if later.End != p.End+1 {
		t.Fatalf("a day later it ends %s", later.End)
	}
	open.Result = warranty.GivenUp
	if p := warranty.Conformity(phone(t, "2025-03-10"), history(open), day(t, today), terms(t)); p.Provisional || p.End.String() != "2027-03-10" {
		t.Fatalf("a request that was given up moves the end to %s", p.End)
	}
}

func TestOverlappingDaysCountOnce(t *testing.T) {
	h := history(
		warranty.Intervention{RequestedOn: day(t, "2026-01-01"), ReturnedOn: day(t, "2026-01-11"), Layer: warranty.COM, Result: warranty.Repaired},
		warranty.Intervention{RequestedOn: day(t, "2026-01-06"), ReturnedOn: day(t, "2026-01-16"), Layer: warranty.COM, Result: warranty.Repaired},
	)
	h.Negotiations = []warranty.Negotiation{{OpenedOn: day(t, "2026-01-08"), ClosedOn: day(t, "2026-01-09")}, {OpenedOn: day(t, "2026-01-16"), ClosedOn: day(t, "2026-01-21")}}
	if got := warranty.Conformity(phone(t, "2025-03-10"), h, day(t, today), terms(t)).End.String(); got != "2027-03-30" {
		t.Fatalf("20 days in all end on %s", got)
	}
}

func TestAnExpiredGuaranteeIsNotRevived(t *testing.T) {
	sale := phone(t, "2024-03-10")
	late := repaired(t, "1", "2026-03-11", "2026-03-11", "2026-03-30")
	p := warranty.Conformity(sale, history(late), day(t, today), terms(t))
	if p.End.String() != "2026-03-10" || p.Steps[len(p.Steps)-1].Kind != warranty.TooLate {
		t.Fatalf("ends %s by %+v", p.End, p.Steps)
	}
	last := repaired(t, "1", "2026-03-10", "2026-03-12", "2026-03-30")
	if p := warranty.Conformity(sale, history(last), day(t, today), terms(t)); p.End.String() != "2026-09-30" {
		t.Fatalf("a request on the last day ends on %s", p.End)
	}
}

// A country where the directive is law: twelve months, once, and only for
// contracts from its first day on.
func TestTwelveMonthsWhereTheyAreLaw(t *testing.T) {
	set := rulesOf(t, today)
	for i, r := range set.Rows {
		if r.ID == "repair_ext_months" {
			set.Rows[i].Value = 12
		}
	}
	set, err := set.Choose("several_repairs", "once")
	if err != nil {
		t.Fatal(err)
	}
	tm, err := warranty.TermsOf(set, civil.Metropole)
	if err != nil {
		t.Fatal(err)
	}
	twice := history(repaired(t, "1", "2027-01-10", "2027-01-10", "2027-01-10"), repaired(t, "2", "2027-02-10", "2027-02-10", "2027-02-10"))
	if got := warranty.Conformity(phone(t, "2026-08-10"), twice, day(t, "2027-03-01"), tm).End.String(); got != "2029-08-10" {
		t.Fatalf("ends %s", got)
	}
}

// The row that ships waits for its law. Once somebody says that it is in force, the day of
// the contract decides, and the day before keeps its six months.
func TestTheDayOfTheContractDecidesHowManyMonthsARepairGives(t *testing.T) {
	once := history(repaired(t, "1", "2027-01-10", "2027-01-10", "2027-01-10"))
	ends := func(table rules.Table, sold string) string {
		t.Helper()
		set, err := table.For("FR", rules.Dates{Contract: day(t, sold)})
		if err != nil {
			t.Fatal(err)
		}
		tm, err := warranty.TermsOf(set, civil.Metropole)
		if err != nil {
			t.Fatal(err)
		}
		return warranty.Conformity(phone(t, sold), once, day(t, "2027-03-01"), tm).End.String()
	}
	shipped := domaintest.Rules(t)
	f, err := shipped.Complete(rules.SaidFacts{ID: "repair_ext_months", ValidFrom: "2026-07-31", Value: 12, Source: "Directive (UE) 2024/1799", VerifiedOn: "2026-11-21"})
	if err != nil {
		t.Fatal(err)
	}
	row, err := f.Row()
	if err != nil {
		t.Fatal(err)
	}
	law := shipped.With([]rules.Said{{Row: row, AtMS: 1}})
	for sold, want := range map[string][2]string{
		"2026-07-30": {"2029-01-30", "2029-01-30"}, "2026-07-31": {"2029-01-31", "2029-07-31"}, "2026-08-10": {"2029-02-10", "2029-08-10"},
	} {
		if got := [2]string{ends(shipped, sold), ends(law, sold)}; got != want {
			t.Errorf("sold on %s it ends on %s, want %s", sold, got, want)
		}
	}
}

func TestACommercialGuaranteeIsSuspendedAndNothingElse(t *testing.T) {
	g := warranty.Commercial{Guarantor: warranty.Us, StartsOn: day(t, "2024-06-15"), Length: rules.Span{N: 60, Unit: rules.Months}}
	i := repaired(t, "1", "2026-10-30", "2026-10-30", "2026-11-20")
	if got := g.Period(history(i), day(t, today), terms(t)).End.String(); got != "2029-07-06" {
		t.Fatalf("case L ends on %s", got)
	}
	from, to, overlaps := g.Overlap(warranty.Conformity(phone(t, "2024-06-15"), history(), day(t, today), terms(t)))
	if !overlaps || from.String() != "2024-06-15" || to.String() != "2026-06-15" {
		t.Fatalf("it adds nothing from %s to %s, %v", from, to, overlaps)
	}
}

func TestAGuaranteeOnARepairHasTheLeastLengthOfTheLabel(t *testing.T) {
	r := warranty.RepairGuarantee{ByUs: true, ReturnedOn: day(t, "2026-11-30"), Length: rules.Span{N: 30, Unit: rules.Days}}
	if got := r.Period(history(), day(t, today), terms(t)).End.String(); got != "2026-12-30" {
		t.Fatalf("by contract it ends on %s", got)
	}
	r.Labelled = true
	if got := r.Period(history(), day(t, today), terms(t)).End.String(); got != "2027-02-28" {
		t.Fatalf("with the label it ends on %s", got)
	}
}

func TestHiddenDefectsHaveTwoLimits(t *testing.T) {
	sale := phone(t, "2010-05-31")
	for discovered, want := range map[string]string{"": "2030-05-31", "2024-02-29": "2026-02-28", "2029-01-01": "2030-05-31"} {
		v := warranty.Hidden{DiscoveredOn: day(t, discovered)}
		if got := v.Period(sale, terms(t)).End.String(); got != want {
			t.Errorf("discovered %q: ends %s, want %s", discovered, got, want)
		}
	}
}
