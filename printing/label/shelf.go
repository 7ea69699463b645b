package label

import (
	"fmt"
	"math"
	"slices"

	"etabli/app/domain/product"
	"etabli/app/lang"
	"etabli/printing/layout"
	"etabli/printing/profile"
	"etabli/printing/typeface"
)

// Item is goods on a shelf or in stock.
type Item struct {
	Name       string
	GTIN       string // 8, 12, 13 or 14 digits; empty when there is none
	Ref        string // the shop's own reference
	PriceCents int64  // with tax; 0 when the label shows no price
	Currency   string
}

// ForItem makes a shelf or stock label. A GTIN is printed as the code that
// tills read, anything else as Code 128. Errors are ErrTooSmall and those of
// package typeface.
func ForItem(in Item, c *lang.Catalogue, stock profile.Stock) (Label, error) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		return Label{}, err
	}
	s := setter{ruler: ruler, stock: stock}
	i := item{name: s.tame(clean(in.Name)), code: itemCode(in)}
	if in.PriceCents > 0 {
		i.price = s.tame(clean(c.Money(in.PriceCents, in.Currency)))
	}
	if in.GTIN != "" {
		i.ref = s.tame(clean(in.GTIN))
	} else if in.Ref != "" {
		i.ref = s.tame(clean(c.T("label.ref", "ref", in.Ref)))
	}
	best, ok := s.shelf(i)
	if !ok {
		return Label{}, fmt.Errorf("%w: %q on %s", ErrTooSmall, i.name, stock.ID)
	}
	return Label{
		Page:    layout.Page{WidthMM: stock.WidthMM, HeightMM: stock.HeightMM, Marks: best.marks},
		Omitted: best.omitted,
	}, nil
}

func itemCode(in Item) *code {
	switch {
	case product.ValidGTIN(in.GTIN) && len(in.GTIN) != 14:
		return eanOf(in.GTIN)
	case in.GTIN != "":
		return barsOf(in.GTIN)
	case in.Ref != "":
		return barsOf(in.Ref)
	}
	return nil
}

// item is what a shelf label says, one line each but the name.
type item struct {
	name, price, ref string
	code             *code
}

// shelf leaves out first the reference, then the code, then the price.
func (s setter) shelf(all item) (arrangement, bool) {
	for drop := range 8 {
		i, omitted := all, []Part(nil)
		if drop&4 != 0 && all.price != "" {
			i.price, omitted = "", append(omitted, PricePart)
		}
		if drop&2 != 0 && all.code != nil {
			i.code, omitted = nil, append(omitted, CodePart)
		}
		if drop&1 != 0 && all.ref != "" {
			i.ref, omitted = "", append(omitted, RefPart)
		}
		if a, ok := s.shelfSizes(i); ok {
			a.omitted = omitted
			return a, true
		}
	}
	return arrangement{}, false
}

// shelfSizes shrinks all texts together until they fit, the name uncut when
// that is possible at any size.
func (s setter) shelfSizes(i item) (arrangement, bool) {
	var second arrangement
	found := false
	for scale := 1.0; scale > 0.4; scale -= 0.1 {
		for _, lines := range []int{2, 3, 4, 1} {
			for _, try := range []func(item, int, float64) (arrangement, bool){s.priceBeside, s.priceAbove} {
				a, ok := try(i, lines, scale)
				if ok && a.whole {
					return a, true
				}
				if ok && !found {
					second, found = a, true
				}
			}
		}
	}
	return second, found
}

const (
	mostNamePT, leastNamePT   = 40, 7
	mostPricePT, leastPricePT = 96, 12
	refPT                     = 7
)

// namePT is how large the name would like to be; the price is larger still.
func (s setter) namePT() float64 {
	in := s.inner()
	return min(mostNamePT, in.h*0.2/pointMM, in.w*0.11/pointMM)
}

// leastPrice is the smallest size of a price above or beside such a name.
func (s setter) leastPrice(scale float64) float64 {
	const louder = 1.25
	return max(leastPricePT, s.namePT()*scale*louder)
}

// top sets the name and gives what is left under it.
func (s setter) top(i item, lines int, scale float64) (placed, area, bool) {
	in := s.inner()
	name := row{part: NamePart, text: i.name, face: typeface.SansSemiBold, ratio: 1, least: leastNamePT, most: mostNamePT, lines: lines}
	rows, ok := s.rows([]row{name}, s.namePT(), scale, in)
	used := rows.height + gapMM
	return rows, area{in.x, in.y + used, in.w, in.h - used}, ok && in.h > used
}

// priceBeside sets the price at the right of the code.
func (s setter) priceBeside(i item, lines int, scale float64) (arrangement, bool) {
	rows, rest, ok := s.top(i, lines, scale)
	if !ok || i.price == "" || i.code == nil {
		return arrangement{}, false
	}
	marks, side, ok := s.foot(i, rest, rest.w*0.62)
	room := area{rest.x + side + gapMM, rest.y, rest.w - side - gapMM, rest.h}
	points := s.pricePT(i.price, room, scale)
	if !ok || points < s.leastPrice(scale) {
		return arrangement{}, false
	}
	width := s.width(typeface.SansBold, points, i.price)
	price := mark(typeface.SansBold, points, room.x+room.w-width, room.y+room.h-points*pointMM*leading, i.price)
	return arrangement{marks: slices.Concat(rows.marks, marks, []layout.Mark{price}), whole: rows.whole}, true
}

// priceAbove sets the price, when there is one, on a line above the code.
func (s setter) priceAbove(i item, lines int, scale float64) (arrangement, bool) {
	rows, rest, ok := s.top(i, lines, scale)
	if !ok {
		return arrangement{}, false
	}
	marks := rows.marks
	if i.price != "" {
		points := s.pricePT(i.price, area{rest.x, rest.y, rest.w, min(rest.h*0.6, rest.h-s.leastFoot(i))}, scale)
		if points < s.leastPrice(scale) {
			return arrangement{}, false
		}
		width := s.width(typeface.SansBold, points, i.price)
		marks = append(marks, mark(typeface.SansBold, points, rest.x+rest.w-width, rest.y, i.price))
		used := points * pointMM * leading
		rest.y, rest.h = rest.y+used, rest.h-used
	}
	foot, _, ok := s.foot(i, rest, rest.w)
	return arrangement{marks: slices.Concat(marks, foot), whole: rows.whole}, ok
}

func (s setter) pricePT(price string, a area, scale float64) float64 {
	return min(mostPricePT*scale, a.h/(pointMM*leading), a.w*0.25/pointMM, a.w/s.width(typeface.SansBold, 1, price)*0.999)
}

// leastFoot is the height that the code and its digits need.
func (s setter) leastFoot(i item) float64 {
	tall := 0.0
	if i.ref != "" {
		tall += refPT * pointMM * leading
	}
	if i.code != nil {
		tall += leastBarMM + 3*s.stock.DotMM()
	}
	return tall
}

// foot sets the code with its digits under it at the bottom of an area, no
// wider than a width, and answers how wide it is.
func (s setter) foot(i item, a area, width float64) (marks []layout.Mark, side float64, ok bool) {
	floor := a.y + a.h
	if i.ref != "" {
		size := s.width(typeface.Mono, refPT, i.ref)
		if floor -= refPT * pointMM * leading; floor < a.y || size > width {
			return nil, 0, false
		}
		marks, side = append(marks, mark(typeface.Mono, refPT, a.x, floor, i.ref)), size
	}
	if i.code == nil {
		return marks, side, true
	}
	m, dot := s.stock.MarginMM, s.stock.DotMM()
	dots := i.code.most(width+m, s.stock)
	over := func() float64 { return min(m, float64(dots*i.code.quiet)*dot) }
	for dots > 0 && i.code.side(dots, s.stock)-over() > width {
		dots--
	}
	tall := math.Min(floor-a.y-dot, mostBarMM)
	if dots < i.code.least(s.stock) || tall < leastBarMM {
		return nil, 0, false
	}
	cells := i.code.at(a.x-over(), floor-tall-dot, dots, tall, s.stock)
	if len(marks) > 0 { // the digits begin under the first bar
		first := cells.X
		if side = s.width(typeface.Mono, refPT, i.ref); first+side > a.x+width {
			first = a.x
		}
		marks[0] = mark(typeface.Mono, refPT, first, floor, i.ref)
		side += first - a.x
	}
	return append(marks, cells), max(side, i.code.side(dots, s.stock)-over()), true
}
