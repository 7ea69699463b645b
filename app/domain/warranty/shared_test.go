package warranty_test

import (
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
)

var day = domaintest.Day

// rulesOf is the shipped rules of France for a contract of a day.
func rulesOf(t testing.TB, contract string) rules.Set {
	t.Helper()
	set, err := domaintest.Rules(t).For("FR", rules.Dates{Contract: day(t, contract)})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// terms is the shipped law of France with some other choices, given as pairs.
func terms(t testing.TB, choices ...string) warranty.Terms {
	t.Helper()
	set := rulesOf(t, "2026-11-21")
	for i := 0; i+1 < len(choices); i += 2 {
		var err error
		if set, err = set.Choose(choices[i], choices[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	got, err := warranty.TermsOf(set, civil.Metropole)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// phone is a new device that we sold to a consumer, with our own sale as proof.
func phone(t testing.TB, delivered string) warranty.Sale {
	on := day(t, delivered)
	return warranty.Sale{
		SoldOn: on, DeliveredOn: on, Condition: warranty.New, Buyer: warranty.Consumer, By: warranty.SoldByUs,
		Evidence: []warranty.Evidence{{Kind: warranty.OurSale, On: on}},
	}
}

// repaired is a repair under the legal guarantee.
func repaired(t testing.TB, file, requested, handedOver, returned string) warranty.Intervention {
	return warranty.Intervention{
		File: file, RequestedOn: day(t, requested), HandedOverOn: day(t, handedOver), ReturnedOn: day(t, returned),
		Layer: warranty.LGC, Result: warranty.Repaired, Chose: warranty.ByRepair,
	}
}

func history(list ...warranty.Intervention) warranty.History {
	return warranty.History{Interventions: list}
}
