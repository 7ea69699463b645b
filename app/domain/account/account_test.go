package account_test

import (
	"errors"
	"testing"

	"etabli/app/domain/account"
	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
)

func TestTheNumbersOfABusinessProveThemselves(t *testing.T) {
	for siren, good := range map[string]bool{"732829320": true, "732829321": false, "73282932": false, "73282932A": false, "356000000": true, "": false} {
		if err := account.SIREN("siren", siren); (err == nil) != good {
			t.Errorf("%q: %v", siren, err)
		}
	}
	for vat, good := range map[string]bool{"FR44732829320": true, "FR45732829320": false, "BE0428759497": true, "": true} {
		if err := account.VAT("vat_number", vat, "732829320"); (err == nil) != good {
			t.Errorf("%q: %v", vat, err)
		}
	}
	if got := account.Tidy("fr44 732 829 320"); got != "FR44732829320" {
		t.Errorf("tidied %q", got)
	}
}

func TestAnAccountIsGivenNoMoreDaysThanLawAllows(t *testing.T) {
	box := account.IdentityBox{Legal: "Lycée", Address: "Lille", SIREN: "732829320"}
	for days, good := range map[int]bool{0: true, 60: true, 61: false} {
		if err := account.Check(account.SavedFacts{TermDays: days}, box, 60); (err == nil) != good {
			t.Errorf("%d days: %v", days, err)
		}
	}
	if err := account.Check(account.SavedFacts{TermDays: 46, EndOfMonth: true}, box, 60); fault.Of(err).Field != "term_days" {
		t.Errorf("46 days from the end of the month: %v", err)
	}
}

func TestNoMoreIsOwedThanTheCeiling(t *testing.T) {
	f := account.SavedFacts{Ceiling: 10_000}
	if err := f.Take(9_000, 1_000); err != nil {
		t.Error(err)
	}
	if err := f.Take(9_000, 1_001); !errors.Is(err, fault.New(account.Ceiling, "")) {
		t.Errorf("above it: %v", err)
	}
	if err := (account.SavedFacts{}).Take(1, 1_000_000); err != nil {
		t.Errorf("without one: %v", err)
	}
}

func TestWhoMayCollectMayNotOrder(t *testing.T) {
	if account.MayOrder([]customer.Role{customer.Collector}) || !account.MayOrder([]customer.Role{customer.Orderer}) {
		t.Error("roles are mixed up")
	}
}

func TestABuyerWithoutSIRENIsKnownByItsOwnRegister(t *testing.T) {
	box := func(scheme account.Scheme, number, country string) account.IdentityBox {
		return account.Identity(account.IdentityBox{Legal: "Ludothèque", Address: "Lille", Scheme: scheme, Number: number, Country: country, SIREN: "732829320"})
	}
	for name, c := range map[string]struct {
		box     account.IdentityBox
		country string
		field   string
	}{
		"an association":              {box(account.ByRNA, "w59 500 1234", "BE"), "", ""},
		"one that is mistyped":        {box(account.ByRNA, "595001234", ""), "", "number"},
		"a business of the Union":     {box(account.ByVAT, "be 0428.759.497", ""), "", "number"},
		"one that is typed well":      {box(account.ByVAT, "be 0428 759 497", ""), "BE", ""},
		"a Greek one":                 {box(account.ByVAT, "EL123456789", ""), "GR", ""},
		"a French number is no such":  {box(account.ByVAT, "FR44732829320", ""), "", "number"},
		"New Caledonia":               {box(account.ByRIDET, "1234567.001", ""), "NC", "number"},
		"New Caledonia, digits alone": {box(account.ByRIDET, "1234567001", ""), "NC", ""},
		"New Caledonia, no shop":      {box(account.ByRIDET, "1234567", ""), "NC", "number"},
		"French Polynesia":            {box(account.ByTAHITI, "a12345 001", ""), "PF", ""},
		"French Polynesia, no shop":   {box(account.ByTAHITI, "A12345", ""), "PF", "number"},
		"Switzerland":                 {box(account.Abroad, "CHE-116.281.710", "ch"), "CH", ""},
		"no country":                  {box(account.Abroad, "CHE-116.281.710", ""), "", "country"},
		"a country of the Union":      {box(account.Abroad, "0428759497", "BE"), "BE", "country"},
		"nothing":                     {box(account.ByRNA, "", ""), "", "number"},
		"a register of nowhere":       {box("moon", "1", ""), "", "scheme"},
	} {
		err := account.Check(account.SavedFacts{TermDays: 30}, c.box, 60)
		if (err == nil) != (c.field == "") || err != nil && fault.Of(err).Field != c.field || err == nil && c.box.Country != c.country {
			t.Errorf("%s: %+v, %v", name, c.box, err)
		}
		if c.box.SIREN != "" {
			t.Errorf("%s keeps a SIREN", name)
		}
	}
}
