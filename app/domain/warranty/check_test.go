package warranty_test

import (
	"errors"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
)

func TestWrongCasesNameTheirField(t *testing.T) {
	good := func() warranty.Case {
		k := asked(t, phone(t, "2025-11-21"), "2026-11-21")
		k.Earlier = history(repaired(t, "1", "2026-01-05", "2026-01-05", "2026-01-20"))
		return k
	}
	if err := good().Check(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field  string
		change func(*warranty.Case)
	}{
		{"sale.condition", func(k *warranty.Case) { k.Sale.Condition = "broken" }},
		{"sale.buyer", func(k *warranty.Case) { k.Sale.Buyer = "x" }},
		{"sale.by", func(k *warranty.Case) { k.Sale.By = "x" }},
		{"sale.seller", func(k *warranty.Case) { k.Sale.SellerName = "a\nb" }},
		{"sale.delivered_on", func(k *warranty.Case) { k.Sale.DeliveredOn = k.Sale.SoldOn - 1 }},
		{"sale.evidence.0.kind", func(k *warranty.Case) { k.Sale.Evidence[0].Kind = "rumour" }},
		{"sale.evidence", func(k *warranty.Case) { k.Sale.Evidence = make([]warranty.Evidence, warranty.MaxEvidence+1) }},
		{"this.layer", func(k *warranty.Case) { k.This.Layer = "x" }},
		{"this.result", func(k *warranty.Case) { k.This.Result = "x" }},
		{"this.chose", func(k *warranty.Case) { k.This.Chose = "x" }},
		{"this.returned_on", func(k *warranty.Case) { k.This.ReturnedOn = k.This.RequestedOn - 1 }},
		{"this.replaced_by.delivered_on", func(k *warranty.Case) { k.This.Result = warranty.Replaced }},
		{"interventions.0.returned_on", func(k *warranty.Case) { k.Earlier.Interventions[0].ReturnedOn = 1 }},
		{"interventions", func(k *warranty.Case) {
			k.Earlier.Interventions = make([]warranty.Intervention, warranty.MaxEvents+1)
		}},
		{"negotiations.0.opened_on", func(k *warranty.Case) { k.Earlier.Negotiations = make([]warranty.Negotiation, 1) }},
		{"negotiations.0.closed_on", func(k *warranty.Case) {
			k.Earlier.Negotiations = []warranty.Negotiation{{OpenedOn: k.On, ClosedOn: k.On - 1}}
		}},
		{"commercial.0.guarantor", func(k *warranty.Case) { k.Commercial = make([]warranty.Commercial, 1) }},
		{"contracts.0.layer", func(k *warranty.Case) { k.Contracts = []warranty.Contract{{Layer: warranty.LGC, By: warranty.Us}} }},
		{"contracts.0.to", func(k *warranty.Case) {
			k.Contracts = []warranty.Contract{{Layer: warranty.INS, By: warranty.Insurer, From: k.On, To: k.On - 1}}
		}},
		{"contracts", func(k *warranty.Case) { k.Contracts = make([]warranty.Contract, warranty.MaxLayers+1) }},
		{"cause", func(k *warranty.Case) { k.Cause = "magic" }},
		{"as", func(k *warranty.Case) { k.As = "x" }},
		{"decision.by", func(k *warranty.Case) { k.Decision = &warranty.Decision{} }},
	} {
		k := good()
		c.change(&k)
		var f *fault.Error
		if err := k.Check(); !errors.As(err, &f) || f.Field != c.field {
			t.Errorf("got %v, want a fault of %s", err, c.field)
		}
	}
}

func TestTermsNeedEveryRule(t *testing.T) {
	set := rulesOf(t, "2026-11-21")
	set.Rows = set.Rows[:len(set.Rows)/2]
	if _, err := warranty.TermsOf(set, "FR"); !errors.Is(err, fault.New(rules.Unknown, "")) {
		t.Fatalf("got %v", err)
	}
	if got := terms(t); got.Version == "" || got.Version == terms(t, "several_repairs", "once").Version {
		t.Fatalf("the version %q does not follow the choices", got.Version)
	}
}
