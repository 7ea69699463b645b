// Package forms writes the trade's papers as document trees: what each of them
// must say, in the language of the person who reads it. Inputs are plain values
// that JSON can hold; words come from the catalogue, and the wordings of law
// from the dated table that the sheet carries. Dates are civil, times Unix
// milliseconds, money cents. An empty optional field leaves its line out.
package forms

import (
	"strings"
	"time"
	"unicode"

	"etabli/app/domain/mention"
	"etabli/app/domain/site"
	"etabli/printing/document"
)

// Shop is who issues a paper.
type Shop struct {
	Name      string `json:"name" form:"need"`
	Address   string `json:"address,omitempty"` // lines separated by line feeds
	Phone     string `json:"phone,omitempty"`
	Email     string `json:"email,omitempty"`
	SIRET     string `json:"siret,omitempty"`
	VATNumber string `json:"vat_number,omitempty"`
	Legal     string `json:"legal,omitempty"`                // legal form, capital and trade register
	Mediator  string `json:"mediator,omitempty"`             // consumer mediator: name and where to write
	Terms     string `json:"terms,omitempty"`                // version of the terms of sale that were given
	Country   string `json:"country,omitempty"`              // whose wordings apply; France when empty
	Logo      []byte `json:"logo,omitempty"`                 // PNG or JPEG
	Colour    string `json:"colour,omitempty" form:"colour"` // of titles, #rrggbb; darkened until it reads well
}

// Person is a customer as their own papers name them.
type Person struct {
	Name      string `json:"name,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Email     string `json:"email,omitempty"`
	Address   string `json:"address,omitempty"`
	SIREN     string `json:"siren,omitempty"`      // of a business
	Number    string `json:"number,omitempty"`     // of a business without SIREN, with the register it is of
	VATNumber string `json:"vat_number,omitempty"` // of a business
}

// Product is the device.
type Product struct {
	Label      string `json:"label,omitempty"` // brand and model
	Category   string `json:"category,omitempty"`
	Serial     string `json:"serial,omitempty"`
	SerialKind string `json:"serial_kind,omitempty" form:"imei,imeisv,gtin,serial"`
}

// Party is somebody the shop works with: a supplier, a subcontractor, a carrier.
type Party struct {
	Name    string `json:"name" form:"need"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
	Account string `json:"account,omitempty"` // our number with them
}

// Sheet is what every paper has.
type Sheet struct {
	Shop        Shop           `json:"shop"`
	Number      string         `json:"number" form:"need"` // of the file or of the paper itself
	AtMS        int64          `json:"at_ms,omitempty"`    // the moment the paper proves
	Zone        *time.Location `json:"-"`                  // of the shop; that of ZoneName when nil
	ZoneName    string         `json:"zone,omitempty" form:"zone"`
	By          string         `json:"by,omitempty"`          // who served, as the shop shows its staff
	Training    bool           `json:"training,omitempty"`    // a banner says that the paper is worth nothing
	Provisional bool           `json:"provisional,omitempty"` // a banner says that it is not the final one
	Duplicate   bool           `json:"duplicate,omitempty"`   // printed again
	Copy        int            `json:"copy,omitempty"`        // which duplicate it is, from 1
	Language    string         `json:"language,omitempty" form:"fr,en"`
	Texts       mention.Table  `json:"-"` // the dated wordings of law
}

// Signature is what a person signed, or that they did not wish to.
type Signature struct {
	Strokes [][]document.Point `json:"strokes,omitempty"`
	Aspect  float64            `json:"aspect,omitempty"` // width of the pad over its height
	Data    []byte             `json:"data,omitempty"`   // PNG or JPEG, when there are no strokes
	Refused bool               `json:"refused,omitempty"`
}

// DiagnosisFee is what was announced about the price of looking.
type DiagnosisFee struct {
	Announced bool  `json:"announced"` // false: the paper says nothing about it
	Cents     int64 `json:"cents,omitempty"`
	Deducted  bool  `json:"deducted,omitempty"` // from the repair, when the quote is accepted
}

// Photo is one picture with what it shows.
type Photo struct {
	Data    []byte `json:"data"`
	Caption string `json:"caption,omitempty"`
}

func (s Sheet) zone() *time.Location {
	if s.Zone != nil {
		return s.Zone
	}
	return site.Zone(s.ZoneName)
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
