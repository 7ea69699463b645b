package site

import (
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// MaxLogoBytes bounds a logo as it is kept: with the words beside it, it fits the
// value of a field.
const MaxLogoBytes = 16 << 10

// The limits of a letterhead's words, in characters.
const (
	MaxLegal = 300
	MaxTerms = 80
	MaxEmail = 200
)

// LetterheadFacts is what the papers of a shop carry beside its name and address,
// as a whole.
type LetterheadFacts struct {
	Logo   []byte `cbor:"1,keyasint,omitempty"` // PNG, written by us
	Colour string `cbor:"2,keyasint,omitempty"` // of titles, #rrggbb
	Email  string `cbor:"3,keyasint,omitempty"`
	VAT    string `cbor:"4,keyasint,omitempty"`
	Legal  string `cbor:"5,keyasint,omitempty"` // legal form, capital and trade register
	Terms  string `cbor:"6,keyasint,omitempty"` // version of the terms of sale that are given
	// Diagnosis is the fee that intakes announce, unless another one is said.
	Diagnosis *repair.DiagnosisFee `cbor:"7,keyasint,omitempty"`
	// IBAN is the account that businesses pay into, without spaces.
	IBAN string `cbor:"8,keyasint,omitempty"`
}

// CheckLetterhead checks a letterhead.
func CheckLetterhead(f LetterheadFacts) error {
	if len(f.Logo) > MaxLogoBytes {
		return fault.New(fault.TooLong, "logo", "limit", strconv.Itoa(MaxLogoBytes))
	}
	return fault.First(
		colour(f.Colour),
		text.Line("email", f.Email, MaxEmail),
		email(f.Email),
		text.Line("vat_number", f.VAT, MaxPhone),
		text.Line("legal", f.Legal, MaxLegal),
		text.Line("terms", f.Terms, MaxTerms),
		text.IBAN("iban", f.IBAN),
		repair.CheckDiagnosis(f.Diagnosis),
	)
}

func colour(c string) error {
	if c == "" {
		return nil
	}
	digits, ok := strings.CutPrefix(c, "#")
	if _, err := strconv.ParseUint(digits, 16, 32); err != nil || !ok || len(digits) != len("rrggbb") {
		return fault.New(fault.Malformed, "colour", "expected", "#1f6f8b")
	}
	return nil
}

func email(address string) error {
	if name, host, ok := strings.Cut(address, "@"); address != "" && (!ok || name == "" || host == "" || strings.ContainsAny(address, " \t")) {
		return fault.New(fault.Malformed, "email", "expected", "atelier@example.fr")
	}
	return nil
}
