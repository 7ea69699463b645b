package site_test

import (
	"errors"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/site"
)

func TestShopsAreChecked(t *testing.T) {
	good := site.SavedFacts{Code: "LIL", Name: "Établi Lille", SIRET: "73282932000074", Zone: "Europe/Brussels"}
	if err := site.Check(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field  string
		change func(*site.SavedFacts)
	}{
		{"code", func(f *site.SavedFacts) { f.Code = "LI1" }},
		{"name", func(f *site.SavedFacts) { f.Name = "" }},
		{"siret", func(f *site.SavedFacts) { f.SIRET = "73282932000075" }},
		{"siret", func(f *site.SavedFacts) { f.SIRET = "7328293200007" }},
		{"siret", func(f *site.SavedFacts) { f.SIRET = "7328293200007é" }},
		{"zone", func(f *site.SavedFacts) { f.Zone = "Lille" }},
		{"zone", func(f *site.SavedFacts) { f.Zone = "../../etc/passwd" }},
	} {
		facts := good
		c.change(&facts)
		var f *fault.Error
		if err := site.Check(facts); !errors.As(err, &f) || f.Field != c.field {
			t.Errorf("got %v, want a fault of %s", err, c.field)
		}
	}
	post := good
	post.SIRET = "35600000009075"
	if err := site.Check(post); err != nil {
		t.Errorf("an establishment of La Poste is refused: %v", err)
	}
}

func TestAShopWithoutZoneIsInParis(t *testing.T) {
	for name, want := range map[string]string{"": "Europe/Paris", "nowhere": "Europe/Paris", "Local": "Europe/Paris", "Indian/Reunion": "Indian/Reunion"} {
		if got := site.Zone(name).String(); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
}
