package lang_test

import (
	"testing"

	"etabli/app/lang"
)

func TestAnArgumentIsSaidInTheWordsOfTheLanguage(t *testing.T) {
	for _, c := range []struct{ tag, name, value, want string }{
		{"fr", "from", "received", "Déposé"},
		{"en", "expected", "whole_number", "a whole number"},
		{"fr", "expected", "LIL", "LIL"},
		{"fr", "name", "received", "received"},
		{"fr", "reason", "", ""},
		{"fr", "missing", "plate, fault", "Photo de la plaque, Code de panne"},
	} {
		if got := lang.For(c.tag).Said(c.name, c.value); got != c.want {
			t.Errorf("%s: %s %q is said %q, want %q", c.tag, c.name, c.value, got, c.want)
		}
	}
}

func TestTheTillSpeaksOfMoney(t *testing.T) {
	fr := lang.For("fr")
	for _, c := range []struct{ code, field, name, value, want string }{
		{"till_cash_cap", "payments", "left", "100000", fr.Money(100_000, "EUR")},
		{"stock_short", "n", "left", "12", "12"},
		{"debt_is_credit", "parts", "until", "2027-01-17", fr.Date("2027-01-17")},
		{"malformed", "on", "expected", "2027-01-17", "2027-01-17"},
		{"tax_rate_unknown", "rate", "known", "200, 55, 0", "20 %, 5,5 %, 0 %"},
		{"tax_rate_unknown", "rate", "rate", "a fifth", "a fifth"},
		{"out_of_range", "lines.0.unit_cents", "max", "500", fr.Money(500, "EUR")},
		{"out_of_range", "limit", "max", "500", "500"},
		{"till_not_paid", "payments", "missing", "much", "much"},
		{"voucher_too_small", "payments.0.ref", "rest_cents", "1250", fr.Money(1_250, "EUR")},
		{"voucher_too_small", "payments.0.ref", "code", "AV-0318-KRVJ-N", "AV-0318-KRVJ-N"},
		{"claim_not_allowed", "id", "from", "ended", "close"},
		{"refund_not_there", "state", "to", "confirmed", "reçu"},
		{"visit_not_allowed", "to", "to", "received", "Déposé"},
	} {
		if got := fr.SaidOf(c.code, c.field, c.name, c.value); got != c.want {
			t.Errorf("%+v is said %q", c, got)
		}
	}
}
