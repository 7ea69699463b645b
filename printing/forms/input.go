// Package forms writes the trade's papers as document trees: what a deposit
// receipt, a repair order, a hand-back slip and a quote must say, in the
// language of the person who reads them. Inputs are plain values; every word
// comes from the catalogue. Dates are "2006-01-02", times Unix milliseconds,
// money cents. An empty optional field leaves its line out.
package forms

import (
	"strings"
	"time"
	"unicode"

	"etabli/printing/document"
)

// Shop is who issues a paper.
type Shop struct {
	Name      string
	Address   string // lines separated by line feeds
	Phone     string
	Email     string
	SIRET     string
	VATNumber string
	Legal     string // legal form, capital and trade register
	Mediator  string // consumer mediator: name and where to write
	Terms     string // version of the terms of sale that were given
	Logo      []byte // PNG or JPEG
}

// Person is a customer as their own papers name them.
type Person struct {
	Name    string
	Phone   string
	Email   string
	Address string
}

// Product is the device.
type Product struct {
	Label      string // brand and model
	Category   string
	Serial     string
	SerialKind string // imei, imeisv, gtin, serial
}

// Sheet is what every paper of a file has.
type Sheet struct {
	Shop      Shop
	Number    string         // of the file
	AtMS      int64          // the moment the paper proves
	Zone      *time.Location // of the shop; UTC when nil
	By        string         // who served, as the shop shows its staff
	Training  bool           // a banner says that the paper is worth nothing
	Duplicate bool           // printed again
}

// Signature is what a person signed, or that they did not wish to.
type Signature struct {
	Strokes [][]document.Point
	Aspect  float64 // width of the pad over its height
	Data    []byte  // PNG or JPEG, when there are no strokes
	Refused bool
}

// DiagnosisFee is what was announced about the price of looking.
type DiagnosisFee struct {
	Announced bool // false: the paper says nothing about it
	Cents     int64
	Deducted  bool // from the repair, when the quote is accepted
}

func (s Sheet) zone() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// Initials shortens a name to what papers of the bench may show of a person:
// "H. C." for "Hélène Cœur-d'Acier".
func Initials(name string) string {
	var out []string
	for _, word := range strings.Fields(document.CleanText(name)) {
		for _, c := range word {
			if unicode.IsLetter(c) {
				out = append(out, string(unicode.ToUpper(c))+".")
				break
			}
		}
		if len(out) == 3 {
			break
		}
	}
	return strings.Join(out, " ")
}
