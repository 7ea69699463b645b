package present

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/product"
	"etabli/app/domain/quote"
	"etabli/app/domain/stock"
	"etabli/app/service"
)

// offeredPart is a part that is offered, with its places.
type offeredPart = service.PartStock

// Typed takes what a field of the line holds now.
func (q *Quote) Typed(field QuoteField, text string) {
	if q.text[field] == text || q.busy || q.made != nil {
		return
	}
	q.text[field] = text
	delete(q.errors, field)
	if field == QuoteLabel {
		q.lookFor(text)
	}
	q.publish()
}

// KindChosen says what the line that is typed is for.
func (q *Quote) KindChosen(kind string) {
	if q.made != nil {
		return
	}
	q.kind = quote.LineKind(kind)
	q.unlook()
	if q.kind == quote.Part {
		q.lookFor(q.text[QuoteLabel])
	}
	q.publish()
}

// RateChosen chooses the rate of VAT of the line that is typed.
func (q *Quote) RateChosen(rate string) {
	if n, err := strconv.Atoi(rate); err == nil {
		q.rate = n
		q.publish()
	}
}

// lookFor asks which parts a text names, what is here of them, and how old that is.
func (q *Quote) lookFor(text string) {
	text = strings.TrimSpace(text)
	if text == "" || q.kind != quote.Part {
		q.unlook()
		return
	}
	ask(&q.stay, &q.looks, func(ctx context.Context) (out []offeredPart, err error) {
		parts, err := q.ports.Bases.PartsNamed(ctx, text)
		for _, p := range sellable(parts) {
			if err != nil {
				break
			}
			var one offeredPart
			if one, err = q.ports.Bases.Stock(ctx, p.ID.String()); err == nil {
				out = append(out, one)
			}
		}
		return out, err
	}, func(parts []offeredPart, err error) {
		if err != nil {
			q.notice = q.Failure(err)
		} else {
			q.offered, q.asked, q.chosen = parts, text, -1
		}
		if q.entered {
			q.LabelSubmitted()
			return
		}
		q.publish()
	})
}

func (q *Quote) unlook() {
	q.looks.drop()
	q.offered, q.asked, q.chosen, q.entered = nil, "", -1, false
}

// PartMoved chooses another of the parts that are offered.
func (q *Quote) PartMoved(by int) {
	if n := len(q.offered); n > 0 {
		q.chosen = min(n-1, max(-1, q.chosen+by))
		q.publish()
	}
}

// PartChosen adds a part that is offered; one without a price is asked for it.
func (q *Quote) PartChosen(i int) {
	if q.busy || i < 0 || i >= len(q.offered) {
		return
	}
	p := q.offered[i]
	line := quote.Line{Kind: quote.Part, Label: p.Label, Quantity: quote.One, UnitCents: p.Price, Rate: q.rate, CostCents: p.CostCents, Article: p.Ref, Origin: quote.NewPart}
	if n, err := q.parseQuantity(string(QuoteQuantity), q.text[QuoteQuantity]); err == nil {
		line.Quantity = n
	}
	q.picked = &line
	if p.Price > 0 {
		q.add(line)
		return
	}
	q.text[QuoteLabel] = p.Label
	q.unlook()
	q.focus(QuotePrice)
	q.publish()
}

// LabelSubmitted is Enter in the field of the label: it adds the part that was
// chosen or named in full, and goes on to the price of anything else.
func (q *Quote) LabelSubmitted() {
	text := strings.TrimSpace(q.text[QuoteLabel])
	switch exact := q.exact(text); {
	case q.kind == quote.Part && text != "" && q.asked != text:
		q.entered = true
		return
	case exact >= 0:
		q.PartChosen(exact)
		return
	case q.chosen >= 0:
		q.PartChosen(q.chosen)
		return
	}
	q.entered = false
	q.focus(QuotePrice)
	q.publish()
}

// exact is the part that a text names in full, -1 when none.
func (q *Quote) exact(text string) int {
	return slices.IndexFunc(q.offered, func(p offeredPart) bool {
		return text != "" && (p.GTIN != "" && p.GTIN == product.Classify(text).Normalised || stock.RefForm(p.Ref) == stock.RefForm(text))
	})
}

// Scanned takes the code of an article; anything else is for the search.
func (q *Quote) Scanned(code string) bool {
	if product.Classify(code).Kind != product.GTIN || portalToken(code) != code || !q.known || q.made != nil {
		return false
	}
	q.kind, q.text[QuoteLabel], q.entered = quote.Part, strings.TrimSpace(code), true
	q.lookFor(code)
	q.publish()
	return true
}

// AddPressed adds the line that is typed.
func (q *Quote) AddPressed() {
	if q.busy || q.made != nil || !q.known {
		return
	}
	line, field, err := q.typedLine()
	if err != nil {
		q.errors[field] = q.Failure(err).Text
		q.focus(field)
		q.publish()
		return
	}
	q.add(line)
}

// units are what lines of a kind are counted in.
var units = map[quote.LineKind]string{quote.Labour: "h"}

// typedLine reads the line that is typed; a fault names its field.
func (q *Quote) typedLine() (line quote.Line, field QuoteField, err error) {
	line = quote.Line{Kind: q.kind, Label: strings.TrimSpace(q.text[QuoteLabel]), Rate: q.rate, Unit: units[q.kind]}
	if p := q.picked; p != nil && p.Label == line.Label {
		line.CostCents, line.Article, line.Origin = p.CostCents, p.Article, p.Origin
	}
	if line.Label == "" && q.kind != quote.Part && q.kind != quote.Other {
		line.Label = q.Words.T("quoting.kind." + string(q.kind))
	}
	if err := required(string(QuoteLabel), line.Label); err != nil {
		return line, QuoteLabel, err
	}
	if line.Quantity, err = q.parseQuantity(string(QuoteQuantity), q.text[QuoteQuantity]); err != nil {
		return line, QuoteQuantity, err
	}
	if err := required(string(QuotePrice), q.text[QuotePrice]); err != nil {
		return line, QuotePrice, err
	}
	line.UnitCents, err = q.parseMoney(string(QuotePrice), q.text[QuotePrice])
	return line, QuotePrice, err
}

// add adds a line and makes room for the next one.
func (q *Quote) add(line quote.Line) {
	q.lines = append(slices.Clone(q.lines), line)
	q.text = map[QuoteField]string{QuoteQuantity: "1"}
	q.errors, q.picked, q.notice = map[QuoteField]string{}, nil, Notice{}
	q.rate = q.basis.Terms.StandardRate()
	q.unlook()
	q.focus(QuoteLabel)
	q.keep()
	q.publish()
}

// LineRemoved takes a line away.
func (q *Quote) LineRemoved(i int) {
	if q.busy || q.made != nil || i < 0 || i >= len(q.lines) {
		return
	}
	q.lines = slices.Delete(slices.Clone(q.lines), i, i+1)
	q.notice = Notice{}
	q.keep()
	q.publish()
}

// LinePressed changes a line.
func (q *Quote) LinePressed(i int) {
	if q.busy || q.made != nil || i < 0 || i >= len(q.lines) {
		return
	}
	q.sheets.open(q.lineSheet(i))
}
