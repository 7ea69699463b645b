package warranty_test

import (
	"slices"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
)

// asked is a case with a request of a day at hand.
func asked(t testing.TB, sale warranty.Sale, requested string) warranty.Case {
	on := day(t, requested)
	return warranty.Case{On: on, Sale: sale, This: warranty.Intervention{File: "LIL1-00001", RequestedOn: on, HandedOverOn: on}}
}

func codes(list []warranty.Reason) []warranty.Code {
	var out []warranty.Code
	for _, r := range list {
		out = append(out, r.Code)
	}
	return out
}

func hasDuty(v warranty.Verdict, code warranty.Obligation) (civil.Date, bool) {
	for _, d := range v.Duties {
		if d.Code == code {
			return d.By, true
		}
	}
	return civil.None, false
}

func TestAtIntakeAVerdictIsProvisionalAndNobodyPaysYet(t *testing.T) {
	v := warranty.Judge(asked(t, phone(t, "2025-11-21"), "2026-11-21"), terms(t))
	if v.Age != warranty.Provisional || v.Answer != warranty.Possible || v.Layer != warranty.LGC || v.Owes != warranty.Us || v.Pays != warranty.Nobody {
		t.Fatalf("got %+v", v)
	}
	if v.Proof != warranty.Presumed || v.Strength != warranty.Strong || v.Deadline.LastOn.String() != "2026-12-21" || v.Deadline.Clock != warranty.Running {
		t.Fatalf("proof %s, strength %v, deadline %+v", v.Proof, v.Strength, v.Deadline)
	}
	want := []warranty.Code{warranty.SoldByUsHere, warranty.DeliveredOn, warranty.LegalUntil, warranty.DefectPresumed, warranty.UnderDiagnosis, warranty.LimitRuns}
	if got := codes(v.Reasons); !slices.Equal(got, want) {
		t.Fatalf("the reasons are %v, want %v", got, want)
	}
	if by, owed := hasDuty(v, warranty.OweRemedy); !owed || by.String() != "2026-12-21" {
		t.Fatalf("the remedy is owed by %s", by)
	}
	if !slices.Equal(v.Choices, []warranty.Choice{warranty.ChooseRepair, warranty.ChooseReplacement, warranty.WithholdPayment}) {
		t.Fatalf("the customer may choose %v", v.Choices)
	}
}

func TestTheCauseMakesAVerdictFinal(t *testing.T) {
	for _, c := range []struct {
		name      string
		sale      warranty.Sale
		requested string
		cause     warranty.Cause
		answer    warranty.Answer
		pays      warranty.Party
		proof     warranty.Proof
	}{
		{"a defect", phone(t, "2025-11-21"), "2026-11-21", warranty.Manufacture, warranty.Covered, warranty.Us, warranty.Presumed},
		{"a fault of software while it is presumed", phone(t, "2025-11-21"), "2026-11-21", warranty.Software, warranty.Covered, warranty.Us, warranty.Presumed},
		{"liquid", phone(t, "2025-11-21"), "2026-11-21", warranty.Liquid, warranty.ToDecide, warranty.Nobody, warranty.Presumed},
		{"wear", phone(t, "2025-11-21"), "2026-11-21", warranty.Wear, warranty.ToDecide, warranty.Nobody, warranty.Presumed},
		{"no fault found", phone(t, "2025-11-21"), "2026-11-21", warranty.NoFaultFound, warranty.ToDecide, warranty.Nobody, warranty.Presumed},
		{"a defect after the end", phone(t, "2023-11-21"), "2026-11-21", warranty.Manufacture, warranty.ToDecide, warranty.Nobody, warranty.NoProof},
		{"a defect on the last day", phone(t, "2024-11-21"), "2026-11-21", warranty.Manufacture, warranty.Covered, warranty.Us, warranty.Presumed},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := asked(t, c.sale, c.requested)
			k.Cause = c.cause
			v := warranty.Judge(k, terms(t))
			if v.Age != warranty.Final || v.Answer != c.answer || v.Pays != c.pays || v.Proof != c.proof {
				t.Fatalf("%s: %s, pays %q, proof %q: %v", v.Age, v.Answer, v.Pays, v.Proof, codes(v.Reasons))
			}
		})
	}
}

func TestCaseBUsedAfterItsPresumption(t *testing.T) {
	sale := phone(t, "2025-11-15")
	sale.Condition = warranty.Used
	k := asked(t, sale, "2026-11-21")
	v := warranty.Judge(k, terms(t))
	if v.Answer != warranty.Possible || v.Proof != warranty.ByBuyer || !slices.Contains(v.Choices, warranty.PaidDiagnosis) {
		t.Fatalf("%s, proof %s, choices %v", v.Answer, v.Proof, v.Choices)
	}
	if v.Legal.End.String() != "2027-11-15" && !v.Legal.Provisional || v.Legal.PresumptionEnd.String() != "2026-11-15" {
		t.Fatalf("ends %s, presumption %s", v.Legal.End, v.Legal.PresumptionEnd)
	}
	k.Cause = warranty.Manufacture
	if v := warranty.Judge(k, terms(t)); v.Answer != warranty.Covered || v.Proof != warranty.ByFinding {
		t.Fatalf("when our diagnosis shows it: %s, proof %s", v.Answer, v.Proof)
	}
	k.Cause = warranty.Software
	if v := warranty.Judge(k, terms(t)); v.Answer != warranty.ToDecide {
		t.Fatalf("software without presumption: %s", v.Answer)
	}
}

func TestAfterAnExtensionTheProofIsToBeAssessed(t *testing.T) {
	k := asked(t, phone(t, "2025-03-10"), "2027-05-01")
	k.Earlier = history(repaired(t, "1", "2026-09-01", "2026-09-03", "2026-09-24"))
	v := warranty.Judge(k, terms(t))
	if v.Answer != warranty.Possible || v.Proof != warranty.ToAssess || v.Legal.PresumptionEnd.String() != "2027-03-10" {
		t.Fatalf("%s, proof %s, %+v", v.Answer, v.Proof, v.Legal)
	}
}

func TestADefectThatShowedInTimeIsCoveredWhenAskedLater(t *testing.T) {
	k := asked(t, phone(t, "2024-11-01"), "2026-11-21")
	if v := warranty.Judge(k, terms(t)); v.Answer != warranty.ToDecide {
		t.Fatalf("without the day of appearance: %s", v.Answer)
	}
	k.AppearedOn = day(t, "2026-10-30")
	if v := warranty.Judge(k, terms(t)); v.Answer != warranty.Possible || v.Proof != warranty.Presumed {
		t.Fatalf("with it: %s, proof %s", v.Answer, v.Proof)
	}
}

func TestBoughtElsewhereTheSellerOwesAndNoClockRunsOnUs(t *testing.T) {
	sale := phone(t, "2025-11-21")
	sale.By, sale.SellerName = warranty.SoldByTrader, "Darty"
	sale.Evidence = []warranty.Evidence{{Kind: warranty.Invoice, On: sale.SoldOn}}
	k := asked(t, sale, "2026-11-21")
	for _, cause := range []warranty.Cause{warranty.NotDiagnosed, warranty.Manufacture, warranty.Liquid} {
		k.Cause = cause
		v := warranty.Judge(k, terms(t))
		if v.Answer != warranty.Elsewhere || v.Owes != warranty.Seller || v.OwedBy != "Darty" || v.Pays == warranty.Us {
			t.Fatalf("%q: %s, owed by %s %q, paid by %q", cause, v.Answer, v.Owes, v.OwedBy, v.Pays)
		}
		if v.Deadline.Clock != warranty.NoClock || v.Deadline.LastOn.Known() || !v.Deadline.RequestedOn.Known() {
			t.Fatalf("%q: the clock is %+v", cause, v.Deadline)
		}
		if _, owed := hasDuty(v, warranty.OweRemedy); owed || !slices.Contains(v.Choices, warranty.SeeSeller) {
			t.Fatalf("%q: duties %v, choices %v", cause, v.Duties, v.Choices)
		}
	}
}

func TestWithoutProofThePriceWaitsAndTheRepairDoesNot(t *testing.T) {
	sale := warranty.Sale{Buyer: warranty.Consumer, By: warranty.SoldByUs}
	v := warranty.Judge(asked(t, sale, "2026-11-21"), terms(t))
	if v.Answer != warranty.CannotSay || v.Deadline.Clock != warranty.Running {
		t.Fatalf("no date at all: %s, %+v", v.Answer, v.Deadline)
	}
	if by, owed := hasDuty(v, warranty.HoldPrice); !owed || by.String() != "2026-11-28" {
		t.Fatalf("the price waits until %s", by)
	}
	sale.Evidence = []warranty.Evidence{
		{Kind: warranty.Statement, On: day(t, "2026-01-05")}, {Kind: warranty.MakerDate, On: day(t, "2025-02-01")},
	}
	v = warranty.Judge(asked(t, sale, "2026-11-21"), terms(t))
	if v.Answer != warranty.Possible || v.Strength != warranty.Weak || v.Legal.From.String() != "2025-02-01" {
		t.Fatalf("indications: %s, %v, from %s", v.Answer, v.Strength, v.Legal.From)
	}
	if _, owed := hasDuty(v, warranty.HoldPrice); !owed {
		t.Fatal("the price does not wait")
	}
	sale.Evidence = append(sale.Evidence, warranty.Evidence{Kind: warranty.CardSlip, On: day(t, "2026-01-03")})
	v = warranty.Judge(asked(t, sale, "2026-11-21"), terms(t))
	if v.Strength != warranty.Medium || v.Legal.From.String() != "2026-01-03" || v.Evidence[0].Kind != warranty.CardSlip {
		t.Fatalf("with a card slip: %v, from %s", v.Strength, v.Legal.From)
	}
	if _, owed := hasDuty(v, warranty.HoldPrice); owed {
		t.Fatal("the price still waits")
	}
}

func TestWhoHasNoLegalGuaranteeOfConformity(t *testing.T) {
	trade := phone(t, "2026-01-05")
	trade.Buyer = warranty.Professional
	private := phone(t, "2026-01-05")
	private.By = warranty.SoldByPrivate
	for name, sale := range map[string]warranty.Sale{"a business": trade, "bought from a private person": private} {
		k := asked(t, sale, "2026-11-21")
		v := warranty.Judge(k, terms(t))
		if s, _ := v.Standing(warranty.LGC); s.State != warranty.Without || v.Layer == warranty.LGC || v.Deadline.Clock != warranty.NoClock {
			t.Errorf("%s: %+v, %+v", name, s, v.Deadline)
		}
		if s, _ := v.Standing(warranty.VC); s.State != warranty.Open || !slices.Contains(v.Choices, warranty.Expertise) {
			t.Errorf("%s: hidden defects stand %+v, choices %v", name, s, v.Choices)
		}
	}
	association := phone(t, "2026-01-05")
	association.Buyer = warranty.NonProfessional
	if v := warranty.Judge(asked(t, association, "2026-11-21"), terms(t)); v.Layer != warranty.LGC {
		t.Errorf("an association has %q", v.Layer)
	}
	k := asked(t, trade, "2026-11-21")
	k.Cause, k.Hidden = warranty.Manufacture, warranty.Hidden{DiscoveredOn: k.On, Expertise: true}
	if v := warranty.Judge(k, terms(t)); v.Answer != warranty.Covered || v.Layer != warranty.VC || v.Pays != warranty.Us {
		t.Errorf("shown by an expert: %s under %s, paid by %s", v.Answer, v.Layer, v.Pays)
	}
}

func TestLayersStandBesideEachOther(t *testing.T) {
	k := asked(t, phone(t, "2024-06-15"), "2026-11-21")
	k.Commercial = []warranty.Commercial{{Guarantor: warranty.Guarantor, Name: "Garantie 5 ans", StartsOn: day(t, "2024-06-15"), Length: rules.Span{N: 60, Unit: rules.Months}}}
	k.Contracts = []warranty.Contract{{Layer: warranty.INS, By: warranty.Insurer, Name: "Casse", From: day(t, "2026-01-01"), To: day(t, "2026-12-31"), Covers: []warranty.Cause{warranty.Accident, warranty.Liquid}}}
	k.Repairs = []warranty.RepairGuarantee{{File: "LIL1-00000", ByUs: true, ReturnedOn: day(t, "2026-10-01"), Length: rules.Span{N: 3, Unit: rules.Months}}}

	v := warranty.Judge(k, terms(t))
	if v.Layer != warranty.COM || v.Owes != warranty.Guarantor || v.Answer != warranty.Possible || v.Deadline.Clock != warranty.NoClock {
		t.Fatalf("behind the legal guarantee: %s owed by %s, %+v", v.Layer, v.Owes, v.Deadline)
	}
	k.SameFault = true
	if v := warranty.Judge(k, terms(t)); v.Layer != warranty.REP || v.Owes != warranty.Us {
		t.Fatalf("the fault of the last repair: %s owed by %s", v.Layer, v.Owes)
	}
	k.Cause = warranty.Accident
	if v := warranty.Judge(k, terms(t)); v.Layer != warranty.INS || v.Answer != warranty.Covered || v.Pays != warranty.Insurer {
		t.Fatalf("an accident: %s, %s, paid by %s", v.Layer, v.Answer, v.Pays)
	}
	k.Cause = warranty.Manufacture
	k.As = warranty.COM
	if v := warranty.Judge(k, terms(t)); v.Layer != warranty.COM || v.Answer != warranty.Covered {
		t.Fatalf("looked at as a commercial guarantee: %s, %s", v.Layer, v.Answer)
	}
	if len(v.Standings) != 5 {
		t.Fatalf("there are %d standings", len(v.Standings))
	}
}

func TestWhenTheTimeHasPassedMoneyIsAChoice(t *testing.T) {
	k := asked(t, phone(t, "2026-05-05"), "2026-10-01")
	k.Cause, k.On = warranty.Manufacture, day(t, "2026-10-31")
	if v := warranty.Judge(k, terms(t)); slices.Contains(v.Choices, warranty.ChooseRescission) {
		t.Fatalf("on the last day: %v", v.Choices)
	}
	k.On = day(t, "2026-11-01")
	if v := warranty.Judge(k, terms(t)); !slices.Contains(v.Choices, warranty.ChooseRescission) || !slices.Contains(v.Choices, warranty.ChooseReduction) {
		t.Fatalf("the day after: %v", v.Choices)
	}
	k.On = day(t, "2026-11-10")
	k.This.ReturnedOn, k.This.Result, k.This.Layer = day(t, "2026-11-05"), warranty.Repaired, warranty.LGC
	k.This.Chose, k.After.ReturnedOn = warranty.Rescission, day(t, "2026-11-10")
	v := warranty.Judge(k, terms(t))
	if by, owed := hasDuty(v, warranty.OweRefund); !owed || by.String() != "2026-11-24" || v.Deadline.Clock != warranty.Passed {
		t.Fatalf("case D: refund by %s, %+v", by, v.Deadline)
	}
}

func TestMoneyAtOnceWhereTheLawSaysSo(t *testing.T) {
	for name, a := range map[string]warranty.Aftermath{
		"the defect persists": {Persists: true}, "the seller refuses": {Refused: true}, "serious": {Serious: true}, "inconvenient": {Inconvenient: true},
	} {
		k := asked(t, phone(t, "2026-05-05"), "2026-11-21")
		k.Cause, k.After = warranty.Manufacture, a
		if v := warranty.Judge(k, terms(t)); !slices.Contains(v.Choices, warranty.ChooseRescission) {
			t.Errorf("%s: %v", name, v.Choices)
		}
		k.After.Minor = true
		v := warranty.Judge(k, terms(t))
		if slices.Contains(v.Choices, warranty.ChooseRescission) || !slices.Contains(v.Choices, warranty.ChooseReduction) {
			t.Errorf("%s, but minor: %v", name, v.Choices)
		}
	}
}

func TestAGuaranteeOfDurabilityGoesBeforeACommercialOne(t *testing.T) {
	years := func(n int) rules.Span { return rules.Span{N: 12 * n, Unit: rules.Months} }
	k := asked(t, phone(t, "2023-06-15"), "2026-11-21")
	k.Commercial = []warranty.Commercial{
		{Guarantor: warranty.Us, StartsOn: day(t, "2025-06-16"), Length: years(3)},
		{Guarantor: warranty.Producer, Durability: true, StartsOn: day(t, "2023-06-15"), Length: years(5)},
		{Guarantor: warranty.Us, Length: years(5)},
		{Guarantor: warranty.Us, StartsOn: day(t, "2023-06-15"), Length: years(1)},
	}
	k.Cause = warranty.Manufacture
	k.Earlier = history(repaired(t, "1", "2025-12-01", "2025-12-01", "2025-12-11"))
	v := warranty.Judge(k, terms(t))
	if v.Layer != warranty.DUR || v.Owes != warranty.Producer || v.Pays != warranty.Producer || !slices.Contains(v.Choices, warranty.SeeGuarantor) {
		t.Fatalf("%s owed by %s, paid by %s, choices %v", v.Layer, v.Owes, v.Pays, v.Choices)
	}
	var states []warranty.State
	for _, s := range v.Standings {
		states = append(states, s.State)
	}
	want := []warranty.State{warranty.Ended, warranty.Open, warranty.Open, warranty.Unknown, warranty.Ended, warranty.Open}
	if !slices.Equal(states, want) {
		t.Fatalf("the layers stand %v, want %v", states, want)
	}
	k.As = warranty.COM
	v = warranty.Judge(k, terms(t))
	if v.Layer != warranty.COM || v.Pays != warranty.Us {
		t.Fatalf("%s paid by %s", v.Layer, v.Pays)
	}
	if _, owed := hasDuty(v, warranty.OweTerms); !owed {
		t.Fatalf("our own contract owes %v", v.Duties)
	}
	if _, _, overlaps := k.Commercial[0].Overlap(v.Legal); overlaps {
		t.Fatal("an extension that begins after the legal guarantee overlaps it")
	}
}

func TestAnUnknownSellerIsCountedFromTheSafeSide(t *testing.T) {
	sale := phone(t, "2025-11-21")
	sale.By = warranty.SellerUnknown
	k := asked(t, sale, "2026-11-21")
	v := warranty.Judge(k, terms(t))
	if v.Answer != warranty.Possible || v.Owes != warranty.Nobody || v.Deadline.Clock != warranty.Running {
		t.Fatalf("%s owed by %q, %+v", v.Answer, v.Owes, v.Deadline)
	}
	k.Cause = warranty.Manufacture
	if v := warranty.Judge(k, terms(t)); v.Answer != warranty.ToDecide || v.Pays != warranty.Nobody {
		t.Fatalf("final: %s, paid by %q", v.Answer, v.Pays)
	}
}
