package account

import (
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Scheme says in which register a business that has no SIREN is known.
type Scheme string

// The schemes.
const (
	BySIREN  Scheme = ""       // the French register of businesses
	ByRNA    Scheme = "rna"    // the French register of associations: no taxable person by it
	ByVAT    Scheme = "vat"    // a business of another country of the Union, by its VAT number
	ByRIDET  Scheme = "ridet"  // of New Caledonia
	ByTAHITI Scheme = "tahiti" // of French Polynesia
	Abroad   Scheme = "abroad" // of any other country, by the number it has there
)

// Schemes lists those that are no SIREN.
func Schemes() []Scheme { return []Scheme{ByRNA, ByVAT, ByRIDET, ByTAHITI, Abroad} }

// union are the countries of the Union but France, by what their VAT numbers begin with.
var union = map[string]string{
	"AT": "AT", "BE": "BE", "BG": "BG", "CY": "CY", "CZ": "CZ", "DE": "DE", "DK": "DK", "EE": "EE", "EL": "GR", "ES": "ES", "FI": "FI", "HR": "HR",
	"HU": "HU", "IE": "IE", "IT": "IT", "LT": "LT", "LU": "LU", "LV": "LV", "MT": "MT", "NL": "NL", "PL": "PL", "PT": "PT", "RO": "RO", "SE": "SE",
	"SI": "SI", "SK": "SK", "XI": "GB", // Northern Ireland
}

// The lengths of numbers of other registers.
const (
	maxNumber = 40
	rnaLength = 10
	minVAT    = 4
	maxVAT    = 14
)

// tidied is the box with its number as registers write it and the country that follows
// from it.
func (b IdentityBox) tidied() IdentityBox {
	b.Country = strings.ToUpper(strings.TrimSpace(b.Country))
	if b.Scheme == BySIREN {
		b.Number, b.Country = "", ""
		return b
	}
	b.SIREN, b.Number = "", Tidy(b.Number)
	switch b.Scheme {
	case ByRNA:
		b.Country = ""
	case ByVAT:
		b.VAT = b.Number
		b.Country = union[b.Number[:min(2, len(b.Number))]]
	case ByRIDET:
		b.Country = "NC"
	case ByTAHITI:
		b.Country = "PF"
	}
	return b
}

// Identity is the box as it is kept.
func Identity(b IdentityBox) IdentityBox { return b.tidied() }

// checkIdentity checks by what a business is known.
func (b IdentityBox) checkIdentity() error {
	if b.Scheme == BySIREN {
		return fault.First(SIREN("siren", b.SIREN), VAT("vat_number", b.VAT, b.SIREN))
	}
	n := b.Number
	if err := fault.First(text.OneOf("scheme", b.Scheme, Schemes()...), text.Needed("number", n, maxNumber), text.Line("vat_number", b.VAT, 20)); err != nil {
		return err
	}
	good, like := true, ""
	switch b.Scheme {
	case ByRNA:
		good, like = len(n) == rnaLength && n[0] == 'W' && plainCode(n), "W595001234"
	case ByVAT:
		good, like = len(n) >= minVAT && len(n) <= maxVAT && b.Country != "" && plainCode(n), "BE0428759497"
	case ByRIDET:
		good, like = len(n) >= 6 && len(n) <= 10 && strings.Trim(n, "0123456789") == "", "1234567001"
	case ByTAHITI:
		good, like = len(n) >= 6 && len(n) <= 9 && plainCode(n), "A12345"
	case Abroad:
		if len(b.Country) != 2 || !plainCode(b.Country) || b.Country == "FR" || slices.Contains(countries(), b.Country) {
			return fault.New(fault.Malformed, "country", "expected", "CH, GB, US")
		}
	}
	if !good {
		return fault.New(fault.Malformed, "number", "expected", like)
	}
	return nil
}

// countries are those of the Union but France.
func countries() (out []string) {
	for begins, c := range union {
		if begins != "XI" {
			out = append(out, c)
		}
	}
	return out
}

func plainCode(s string) bool { return strings.Trim(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }
