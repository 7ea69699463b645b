// Package label sets labels in exact millimetres for whatever size a shop has:
// what goes on a device, on each accessory, on a shelf, and numbers printed
// before there is a file. Everything keeps clear of everything else; what has
// no room is left out and named, never squeezed over the edge. A label shows
// initials of a person and nothing more.
package label

import (
	"errors"
	"fmt"

	"etabli/printing/layout"
	"etabli/printing/profile"
	"etabli/printing/typeface"
)

// ErrTooSmall says that not even the number can be read on labels of this size.
var ErrTooSmall = errors.New("label: too small for the number")

// Part is one thing that a label says.
type Part string

// The parts.
const (
	CodePart      Part = "code"
	AccessoryPart Part = "accessory"
	ProductPart   Part = "product"
	OwnerPart     Part = "owner" // initials and date
	NamePart      Part = "name"
	PricePart     Part = "price"
	RefPart       Part = "ref"
	HandPart      Part = "hand" // room to write
)

// Label is one label, ready to draw.
type Label struct {
	Page    layout.Page
	Omitted []Part // what had no room, the weightiest first
}

// Symbology is what kind of code a label carries.
type Symbology int

// The symbologies.
const (
	QR Symbology = iota
	Code128
	NoCode
)

// content is what one label of a file is made of.
type content struct {
	number string
	code   *code
	rows   []row
}

// set lays a content on a label.
func set(in content, stock profile.Stock) (Label, error) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		return Label{}, err
	}
	s := setter{ruler: ruler, stock: stock}
	in.number = s.tame(in.number)
	for i := range in.rows {
		in.rows[i].text = s.tame(in.rows[i].text)
	}
	best, ok := s.best(in)
	for in.code != nil && in.code.weaker != nil && len(best.omitted) > 0 {
		in.code = in.code.weaker
		if other, fits := s.best(in); fits && other.better(best) {
			best = other
		}
	}
	if !ok {
		return Label{}, fmt.Errorf("%w: %q on %s", ErrTooSmall, in.number, stock.ID)
	}
	return Label{
		Page:    layout.Page{WidthMM: stock.WidthMM, HeightMM: stock.HeightMM, Marks: best.marks},
		Omitted: best.omitted,
	}, nil
}

// setter sets one label.
type setter struct {
	ruler *typeface.Ruler
	stock profile.Stock
}

// area is a rectangle on the label.
type area struct{ x, y, w, h float64 }

// inner is where ink may be.
func (s setter) inner() area {
	m := s.stock.MarginMM
	return area{m, m, s.stock.WidthMM - 2*m, s.stock.HeightMM - 2*m}
}
