package present

import (
	"context"
	"regexp"
	"strings"

	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/domain/voucher"
	"etabli/app/views"
)

// mostParts is how many parts are offered while one is typed.
const mostParts = 5

// partSearch is the parts that what is typed names.
type partSearch struct {
	hits     []views.Part
	answered string // what they were asked with
	selected int    // -1 while nobody chose
	pressed  bool   // Enter was pressed before the answer came
	scanned  bool   // a reader read it: it names one part or none
}

// lookFor asks which parts a text names. What was scanned acts as if Enter was
// pressed.
func (s *Sale) lookFor(text string, scanned bool) {
	text = strings.TrimSpace(text)
	s.found.pressed, s.found.scanned, s.found.selected = scanned, scanned, -1
	if text == "" {
		s.unlook()
		return
	}
	ask(&s.stay, &s.looks, func(ctx context.Context) ([]views.Part, error) {
		return s.in.ports.Tills.PartsNamed(ctx, text)
	}, func(parts []views.Part, err error) {
		if err != nil {
			s.notice = s.Failure(err)
			s.publish()
			return
		}
		s.found.answered, s.found.hits = text, sellable(parts)
		if s.found.pressed {
			s.LabelSubmitted()
			return
		}
		s.publish()
	})
}

// unlook offers no part any more.
func (s *Sale) unlook() {
	s.looks.drop()
	s.found = partSearch{selected: -1}
}

// sellable are the parts that can be offered.
func sellable(parts []views.Part) (out []views.Part) {
	for _, p := range parts {
		if !p.Retired && len(out) < mostParts {
			out = append(out, p)
		}
	}
	return out
}

// PartMoved chooses another of the parts that are offered.
func (s *Sale) PartMoved(by int) {
	if n := len(s.found.hits); n > 0 {
		s.found.selected = min(n-1, max(-1, s.found.selected+by))
		s.publish()
	}
}

// PartChosen adds a part that is offered.
func (s *Sale) PartChosen(i int) {
	if s.busy || s.debt.number != "" || i < 0 || i >= len(s.found.hits) {
		return
	}
	part := s.found.hits[i]
	line := s.partOf(part)
	if n, err := s.parseQuantity(string(QuantityField), s.text[QuantityField]); err == nil && n != line.Quantity {
		line.Quantity, line.Cents = n, line.Unit*n/line.Quantity
	}
	if part.Price > 0 {
		s.add(line)
		return
	}
	s.text[LabelField] = part.Label
	s.unlook()
	s.focus(PriceField) // a part without a price: it is asked for
	s.publish()
}

// LabelSubmitted is Enter in the field of the article: it adds the part that was
// chosen or named in full, goes on to the price of anything else, and to the
// payment when nothing was typed.
func (s *Sale) LabelSubmitted() {
	text := strings.TrimSpace(s.text[LabelField])
	if s.takes(text) && product.Classify(text).Kind != product.GTIN { // a code that was typed
		s.cleared()
		s.Scanned(text)
		return
	}
	switch exact := s.exactPart(text); {
	case text == "":
		s.focus(AmountField)
	case s.found.answered != text:
		s.found.pressed = true
		return
	case exact >= 0:
		s.PartChosen(exact)
		return
	case s.found.selected >= 0:
		s.PartChosen(s.found.selected)
		return
	default:
		if s.found.scanned {
			s.notice = Notice{Tone: Watch, Text: s.Words.T("sale.unknown", "code", text), Next: s.Words.T("sale.unknown.text")}
		}
		s.found.pressed = false
		s.focus(PriceField)
	}
	s.publish()
}

// exactPart is the part that a text names in full, -1 when none.
func (s *Sale) exactPart(text string) int {
	for i, p := range s.found.hits {
		if text != "" && (p.GTIN == product.Classify(text).Normalised && p.GTIN != "" || stock.RefForm(p.Ref) == stock.RefForm(text)) {
			return i
		}
	}
	return -1
}

// tillNumber is how receipts of the till are numbered.
var tillNumber = regexp.MustCompile(`^[A-Z0-9]{2,}T?-\d{4}-\d{6}$`)

// takes tells whether a code is one that a till knows what to do with: a file's
// receipt, a receipt of the till, an article.
func (s *Sale) takes(code string) bool {
	code = strings.TrimSpace(code)
	_, number := repair.ParseNumber(code)
	_, ours := voucher.ParseCode(code)
	return number || ours || portalToken(code) != code || tillNumber.MatchString(strings.ToUpper(code)) || product.Classify(code).Kind == product.GTIN
}

// Scanned takes a code that was read: a file pays, a receipt is paid or shown, an
// article is sold.
func (s *Sale) Scanned(code string) bool {
	code = strings.TrimSpace(code)
	if !s.takes(code) || s.busy {
		return false
	}
	if s.sheets.state.Open {
		s.sheets.close() // the code is what it asked for, or goes before it
	}
	_, ours := voucher.ParseCode(code)
	switch query := portalToken(code); {
	case ours:
		s.findVoucher(code)
	case tillNumber.MatchString(strings.ToUpper(code)):
		s.openNumber(strings.ToUpper(code))
	case product.Classify(code).Kind == product.GTIN && query == code:
		s.begin()
		s.text[LabelField] = code
		s.lookFor(code, true)
	default:
		s.findFile(query)
	}
	s.publish()
	return true
}

// findFile opens the one file that a code names.
func (s *Sale) findFile(query string) {
	ask(&s.stay, &s.loads, func(ctx context.Context) ([]views.Hit, error) {
		return s.in.ports.Tills.Search(ctx, query, maxHits)
	}, func(hits []views.Hit, err error) {
		exact := -1
		for i, h := range hits {
			if h.Exact {
				exact = i
			}
		}
		switch {
		case err != nil:
			s.notice = s.Failure(err)
		case exact < 0:
			s.notice = Notice{Tone: Watch, Text: s.Words.T("sale.no_file", "code", query)}
		default:
			s.OpenFile(hits[exact].ID)
			return
		}
		s.publish()
	})
}

// openNumber pays what is owed for a receipt, or shows it when nothing is.
func (s *Sale) openNumber(number string) {
	for _, d := range s.due.Debts {
		if d.Number == number {
			s.OpenDebt(number)
			return
		}
	}
	s.in.open(number)
}
