package warranty_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/fault"
	"etabli/app/domain/warranty"
)

func TestAPersonDecidesAndTheAdviceIsKept(t *testing.T) {
	k := asked(t, phone(t, "2025-11-21"), "2026-11-21")
	k.Cause = warranty.Liquid
	k.Decision = &warranty.Decision{By: "Sofia Marchal", Why: "Traces d'oxydation sur trois photos.", On: k.On, Answer: warranty.Refused}
	v := warranty.Judge(k, terms(t))
	if v.Answer != warranty.Refused || v.Pays != warranty.Customer || !v.Overridden || v.Advice.Answer != warranty.ToDecide || v.Deadline.Clock != warranty.NoClock {
		t.Fatalf("%s, paid by %s, advice %+v, %+v", v.Answer, v.Pays, v.Advice, v.Deadline)
	}
	if v.Deadline.LastOn.String() != "2026-12-21" {
		t.Fatalf("the other view has lost its date: %+v", v.Deadline)
	}
	if _, owed := hasDuty(v, warranty.OweReasons); !owed || !slices.Contains(v.Choices, warranty.Mediation) || !slices.Contains(v.Choices, warranty.Contest) {
		t.Fatalf("a refusal without reasons or remedies: %v, %v", v.Duties, v.Choices)
	}
	if last := v.Reasons[len(v.Reasons)-1]; last.Code != warranty.Decided || last.Args[0].Value != "Sofia Marchal" {
		t.Fatalf("the last reason is %+v", last)
	}
	k.Decision.Answer, k.Decision.Layer = warranty.Covered, warranty.GOOD
	if v := warranty.Judge(k, terms(t)); v.Layer != warranty.GOOD || v.Pays != warranty.Us || v.Owes != warranty.Nobody {
		t.Fatalf("goodwill: %s, paid by %s, owed by %q", v.Layer, v.Pays, v.Owes)
	} else if v.Deadline.Clock != warranty.NoClock {
		t.Fatalf("what law leaves to the customer has a legal clock: %+v", v.Deadline)
	}
	for _, cause := range []warranty.Cause{warranty.NotDiagnosed, warranty.Manufacture} {
		given := k
		given.Cause = cause
		if v := warranty.Judge(given, terms(t)); v.Layer != warranty.GOOD || v.Deadline.Clock != warranty.Running {
			t.Fatalf("%q: a gesture stops the clock of the legal guarantee: %s, %+v", cause, v.Layer, v.Deadline)
		}
	}
	k.Decision.Layer = warranty.LGC
	if v := warranty.Judge(k, terms(t)); v.Layer != warranty.LGC || v.Deadline.Clock != warranty.Running || v.Pays != warranty.Us {
		t.Fatalf("granted: %s, %+v, paid by %s", v.Layer, v.Deadline, v.Pays)
	}
}

func TestADecisionWithoutNameOrReasonDoesNotCount(t *testing.T) {
	for field, d := range map[string]warranty.Decision{
		"decision.by":     {Why: "x", Answer: warranty.Refused},
		"decision.why":    {By: "x", Answer: warranty.Refused},
		"decision.answer": {By: "x", Why: "x", Answer: warranty.ToDecide},
		"decision.layer":  {By: "x", Why: "x", Answer: warranty.Covered},
	} {
		var f *fault.Error
		if err := d.Check(); !errors.As(err, &f) || f.Field != field {
			t.Errorf("got %v, want a fault of %s", err, field)
		}
		k := asked(t, phone(t, "2025-11-21"), "2026-11-21")
		k.Decision = &d
		if v := warranty.Judge(k, terms(t)); v.Decision != nil || v.Answer == warranty.Refused {
			t.Errorf("%s: it counts: %s", field, v.Answer)
		}
	}
}

// Goal: whatever the case, a customer reads nothing against them before a named
// person has decided, only a final verdict says who pays, and no verdict asks
// the customer to pay by itself.
func TestNoVerdictSpeaksAgainstTheCustomerByItself(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		k := drawnCase(d, t)
		v := warranty.Judge(k, terms(t))
		if v.Decision == nil && (v.Answer == warranty.Refused || v.Pays == warranty.Customer) {
			rt.Fatalf("the program refuses by itself: %+v", v)
		}
		if v.Age == warranty.Provisional && v.Pays != warranty.Nobody {
			rt.Fatalf("a provisional verdict says that %s pays", v.Pays)
		}
		if v.Owes == warranty.Seller && v.Deadline.Clock != warranty.NoClock && v.Decision == nil {
			rt.Fatalf("a clock runs on us for %s of another seller", v.Layer)
		}
		if v.Layer == warranty.GOOD && v.Decision == nil {
			rt.Fatal("the program gives goodwill")
		}
		shown := v.ForCustomer()
		if v.Decision == nil {
			for _, r := range shown.Reasons {
				if r.Adverse {
					rt.Fatalf("the customer reads %s", r.Code)
				}
			}
			if shown.Proof == warranty.ByBuyer || shown.Proof == warranty.ToAssess || shown.Advice != (warranty.Advice{}) {
				rt.Fatalf("the customer is told %s, %+v", shown.Proof, shown.Advice)
			}
			if s, found := shown.Standing(warranty.LGC); shown.Legal.End.Known() && (!found || s.State != warranty.Open) {
				rt.Fatal("the customer is told the end of a guarantee that is over")
			}
		}
		if len(v.Reasons) == 0 || len(shown.Reasons) == 0 {
			rt.Fatal("a verdict without reasons")
		}
	})
}

func drawnCase(d drawn, t *testing.T) warranty.Case {
	sale := warranty.Sale{
		Condition: condition(d.T),
		Buyer:     rapid.SampledFrom([]warranty.Buyer{warranty.BuyerUnknown, warranty.Consumer, warranty.Professional}).Draw(d.T, "buyer"),
		By:        rapid.SampledFrom([]warranty.SoldBy{warranty.SellerUnknown, warranty.SoldByUs, warranty.SoldByTrader, warranty.SoldByPrivate}).Draw(d.T, "seller"),
	}
	if rapid.Bool().Draw(d.T, "dated") {
		sale.DeliveredOn = day(t, "2025-01-31")
	}
	if rapid.Bool().Draw(d.T, "evidence") {
		sale.Evidence = []warranty.Evidence{{Kind: rapid.SampledFrom(warranty.EvidenceKinds()).Draw(d.T, "kind"), On: d.day("evidence")}}
	}
	k := warranty.Case{
		On: d.day("today"), Sale: sale, This: d.intervention(), Earlier: d.history(2),
		Cause: rapid.SampledFrom(append(warranty.Causes(), warranty.NotDiagnosed)).Draw(d.T, "cause"),
		As:    rapid.SampledFrom(append(warranty.Layers(), warranty.NoLayer, warranty.NoLayer, warranty.NoLayer)).Draw(d.T, "as"),
		After: warranty.Aftermath{Persists: rapid.Bool().Draw(d.T, "persists"), Minor: rapid.Bool().Draw(d.T, "minor")},
	}
	if rapid.Bool().Draw(d.T, "decided") {
		k.Decision = &warranty.Decision{
			By: rapid.SampledFrom([]string{"", "Sofia"}).Draw(d.T, "by"), Why: "parce que",
			Answer: rapid.SampledFrom([]warranty.Answer{warranty.Covered, warranty.Refused}).Draw(d.T, "answer"),
			Layer:  rapid.SampledFrom(append(warranty.Layers(), warranty.NoLayer)).Draw(d.T, "layer"),
		}
	}
	return k
}

func TestNoPaidWorkStartsWithoutTheCustomersAgreement(t *testing.T) {
	good := warranty.Change{From: warranty.LGC, Photos: 2, By: "Sofia", Why: "Oxydation.", Quote: 1, Answer: warranty.Agreed}
	if err := good.Check(); err != nil || !good.PaidWorkMayStart() {
		t.Fatalf("a complete change: %v", err)
	}
	for field, change := range map[string]func(*warranty.Change){
		"photos": func(c *warranty.Change) { c.Photos = 0 },
		"quote":  func(c *warranty.Change) { c.Quote = 0 },
		"by":     func(c *warranty.Change) { c.By = " " },
		"why":    func(c *warranty.Change) { c.Why = "" },
		"to":     func(c *warranty.Change) { c.To = warranty.LGC },
		"from":   func(c *warranty.Change) { c.From = "x" },
		"answer": func(c *warranty.Change) { c.Answer = "x" },
	} {
		c := good
		change(&c)
		var f *fault.Error
		if err := c.Check(); !errors.As(err, &f) || f.Field != field || c.PaidWorkMayStart() {
			t.Errorf("got %v, want a fault of %s", err, field)
		}
	}
	for _, answer := range []warranty.ChangeAnswer{warranty.NotAnswered, warranty.Contested} {
		c := good
		c.Answer = answer
		if c.Check() != nil || c.PaidWorkMayStart() {
			t.Errorf("paid work starts when the customer %q", answer)
		}
	}
	free := warranty.Change{From: warranty.COM, To: warranty.LGC, By: "Sofia", Why: "Preuve retrouvée."}
	if err := free.Check(); err != nil {
		t.Errorf("a change for the customer: %v", err)
	}
}
