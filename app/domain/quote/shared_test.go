package quote_test

import (
	"errors"
	"io/fs"
	"path"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/rules"
	"etabli/assets"
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse("date", s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// terms is the shipped law of France.
func terms(t testing.TB) quote.Terms {
	t.Helper()
	names, err := fs.Glob(assets.Rules, "rules/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var files []rules.File
	for _, name := range names {
		data, err := fs.ReadFile(assets.Rules, name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, rules.File{Name: path.Base(name), Data: data})
	}
	table, err := rules.Parse(files...)
	if err != nil {
		t.Fatal(err)
	}
	on := day(t, "2026-11-21")
	set, err := table.For("FR", rules.Dates{Contract: on, Request: on, Invoice: on})
	if err != nil {
		t.Fatal(err)
	}
	got, err := quote.TermsOf(set, civil.Metropole)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// wants fails unless err is a fault of a code about a field.
func wants(t testing.TB, err error, code fault.Code, field string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || f.Field != field {
		t.Errorf("got %v, want %s (%s)", err, code, field)
	}
}

// line is one piece or hour at the standard rate.
func line(k quote.LineKind, cents int64) quote.Line {
	return quote.Line{Kind: k, Label: string(k), Quantity: quote.One, UnitCents: cents, Rate: 200}
}
