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

// maxNumber is the most signs that a register anywhere is taken to need.
const maxNumber = 40

const (
	digits    = "0123456789"
	codeSigns = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// register says how a register writes its numbers.
type register struct {
	least, most int // signs
	begins      string
	signs       string
	like        string // one such number
}

// RIDET and TAHITI name the establishment too, as platforms want them.
var registers = map[Scheme]register{
	ByRNA:    {10, 10, "W", codeSigns, "W595001234"},
	ByVAT:    {4, 14, "", codeSigns, "BE0428759497"},
	ByRIDET:  {9, 10, "", digits, "1234567001"},
	ByTAHITI: {9, 9, "", codeSigns, "A12345001"},
}

func (r register) writes(n string) bool {
	return len(n) >= r.least && len(n) <= r.most && strings.HasPrefix(n, r.begins) && madeOf(n, r.signs)
}

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

// OfUnion tells whether a business is a taxable person of another state of the Union: it
// owes the tax on services itself (CGI, art. 283-2). Northern Ireland is of it for goods alone.
func OfUnion(scheme Scheme, country string) bool { return scheme == ByVAT && country != "GB" }

// Identity is the box as it is kept.
func Identity(b IdentityBox) IdentityBox { return b.tidied() }

// checkIdentity checks by what a business is known.
func (b IdentityBox) checkIdentity() error {
	if b.Scheme == BySIREN {
		return fault.First(SIREN("siren", b.SIREN), VAT("vat_number", b.VAT, b.SIREN))
	}
	if err := fault.First(
		text.OneOf("scheme", b.Scheme, Schemes()...), text.Needed("number", b.Number, maxNumber), text.Line("vat_number", b.VAT, 20),
	); err != nil {
		return err
	}
	if b.Scheme == Abroad {
		return checkAbroad(b.Country)
	}
	if r := registers[b.Scheme]; !r.writes(b.Number) || b.Scheme == ByVAT && b.Country == "" {
		return fault.New(fault.Malformed, "number", "expected", r.like)
	}
	return nil
}

// checkAbroad checks a country that is none of the Union.
func checkAbroad(country string) error {
	if len(country) != 2 || !madeOf(country, codeSigns) || country == "FR" || slices.Contains(countries(), country) {
		return fault.New(fault.Malformed, "country", "expected", "CH, GB, US")
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

func madeOf(s, signs string) bool { return strings.Trim(s, signs) == "" }
