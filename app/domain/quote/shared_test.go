package quote_test

import (
	"errors"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
)

var day = domaintest.Day

// terms is the shipped law of France.
func terms(t testing.TB) quote.Terms {
	t.Helper()
	got, err := quote.TermsOf(domaintest.France(t, day(t, "2026-11-21")), civil.Metropole)
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
