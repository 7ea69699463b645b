package site_test

import (
	"errors"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/site"
)

func TestALetterheadIsChecked(t *testing.T) {
	good := site.LetterheadFacts{Logo: []byte("png"), Colour: "#1F6f8b", Email: "a@b.fr", VAT: "FR12", Legal: "SARL au capital de 8 000 €", Terms: "2026-01"}
	for _, f := range []site.LetterheadFacts{{}, good} {
		if err := site.CheckLetterhead(f); err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
	}
	for _, c := range []struct {
		field  string
		change func(*site.LetterheadFacts)
	}{
		{"logo", func(f *site.LetterheadFacts) { f.Logo = make([]byte, site.MaxLogoBytes+1) }},
		{"colour", func(f *site.LetterheadFacts) { f.Colour = "1f6f8b" }},
		{"colour", func(f *site.LetterheadFacts) { f.Colour = "#1f6f8" }},
		{"colour", func(f *site.LetterheadFacts) { f.Colour = "#+f6f8b" }},
		{"colour", func(f *site.LetterheadFacts) { f.Colour = "rouge" }},
		{"email", func(f *site.LetterheadFacts) { f.Email = "atelier" }},
		{"email", func(f *site.LetterheadFacts) { f.Email = "a b@c.fr" }},
		{"legal", func(f *site.LetterheadFacts) { f.Legal = strings.Repeat("x", site.MaxLegal+1) }},
		{"legal", func(f *site.LetterheadFacts) { f.Legal = "a\nb" }},
		{"terms", func(f *site.LetterheadFacts) { f.Terms = strings.Repeat("x", site.MaxTerms+1) }},
	} {
		facts := good
		c.change(&facts)
		var f *fault.Error
		if err := site.CheckLetterhead(facts); !errors.As(err, &f) || f.Field != c.field {
			t.Errorf("got %v, want a fault of %s", err, c.field)
		}
	}
}
