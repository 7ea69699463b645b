package present

import (
	"context"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/service"
	"etabli/app/views"
)

// SaleField is a field of the line that is typed.
type SaleField string

// The fields of the line that is typed, and the amount of a payment.
const (
	QuantityField SaleField = "quantity"
	LabelField    SaleField = "label"
	PriceField    SaleField = "unit_cents"
	AmountField   SaleField = "amount"
)

// Sale presents a sale, from its first line to its receipt: what is sold, or what
// is still owed for a receipt, and the payments that make it up.
type Sale struct {
	stay
	in   tillRoom
	show func(SaleState)

	terms service.TillRules
	known bool
	due   service.FileDue // the file that pays; zero when none does
	debt  debt            // what is paid instead of a sale

	lines    []till.Line
	payments []till.Paid
	unsure   []string // codes of vouchers that this device cannot be sure of
	anyway   string   // why they are taken all the same
	allowance
	team   []views.Staff // who may allow more
	abroad bool          // a consumer who lives abroad pays: law lets them pay more in cash
	text   map[SaleField]string
	errors map[SaleField]string
	rate   int // of the line that is typed
	call   service.Call
	found  partSearch
	busy   bool
	notice Notice
	done   *saleDone

	at     SaleField // where the keyboard should go
	turn   int       // counts the times that it should
	lane   lane
	loads  lane // of a file or a receipt
	looks  lane // of articles
	sheets sheets

	kept     []byte // the draft as it lies on disk
	asked    bool   // whether a crash left a sale was looked for
	resuming bool
	stopSave func()
	writes   orderly
	drafts   lane
}

// debt is a receipt that is still owed for.
type debt struct {
	number string
	owed   int64
	cash   int64 // paid of it in cash before
}

// saleDone is what came of a sale.
type saleDone struct {
	receipt service.Receipt
	printed bool
}

func newSale(env Env, in tillRoom, show func(SaleState)) *Sale {
	s := &Sale{stay: stay{Env: env}, in: in, show: show, stopSave: func() {}}
	s.sheets = sheets{stay: &s.stay, calls: in.ports.Tills, publish: s.publish, after: s.publish}
	s.empty()
	return s
}

// Enter shows the sale that was begun, or a new one.
func (s *Sale) Enter(ctx context.Context) {
	s.enter(ctx)
	s.follow(s.in.ports.Tills, s.publish)
	s.load()
	s.focus(LabelField)
	s.resume()
	s.publish()
}

// Leave ends it; the sale stays, also over a crash.
func (s *Sale) Leave() {
	s.keep()
	s.leave()
}

// RetryPressed reads the rules again.
func (s *Sale) RetryPressed() {
	s.notice = Notice{}
	s.load()
	s.publish()
}

// saleReading is what a sale goes by.
type saleReading struct {
	terms service.TillRules
	team  []views.Staff
}

func (s *Sale) load() {
	ask(&s.stay, &s.lane, func(ctx context.Context) (out saleReading, err error) {
		if out.terms, err = s.in.ports.Tills.TillTerms(ctx, &service.Anything{}); err == nil {
			out.team, err = s.in.ports.Tills.Staff(ctx)
		}
		return out, err
	}, func(now saleReading, err error) {
		terms := now.terms
		if err != nil {
			s.notice = s.retriable(err)
			s.publish()
			return
		}
		if !s.known && len(terms.Rates) > 0 {
			s.rate = terms.Rates[0]
		}
		s.terms, s.team, s.known = terms, now.team, true
		s.publish()
	})
}

// empty puts everything away.
func (s *Sale) empty() {
	s.due, s.debt, s.lines, s.payments, s.done = service.FileDue{}, debt{}, nil, nil, nil
	s.text, s.errors = map[SaleField]string{QuantityField: "1"}, map[SaleField]string{}
	s.unsure, s.anyway, s.abroad, s.allowance = nil, "", false, allowance{}
	s.notice, s.busy, s.call = Notice{}, false, service.Call{}
	s.unlook()
	s.rate = s.usualRate()
}

// usualRate is the rate of VAT that a typed line begins with; none for who owes the tax
// itself.
func (s *Sale) usualRate() int {
	if s.due.Reversed || len(s.terms.Rates) == 0 {
		return 0
	}
	return s.terms.Rates[0]
}

// AgainPressed begins another sale; what was not recorded is put away.
func (s *Sale) AgainPressed() {
	if s.busy {
		return
	}
	s.empty()
	s.loads.drop()
	s.focus(LabelField)
	s.publish()
}

// begin makes room for a line or a file after a sale that is done.
func (s *Sale) begin() {
	if s.done != nil {
		s.empty()
	}
	s.notice = Notice{}
}

func (s *Sale) focus(field SaleField) {
	s.at = field
	s.turn++
}

// Typed takes what was typed into a field.
func (s *Sale) Typed(field SaleField, text string) {
	if s.text[field] == text || s.busy {
		return
	}
	if s.done != nil {
		s.empty()
	}
	s.text[field] = text
	delete(s.errors, field)
	if field == LabelField {
		s.lookFor(text, false)
	}
	s.publish()
}

// RateChosen chooses the rate of VAT of the line that is typed.
func (s *Sale) RateChosen(rate string) {
	if n, err := strconv.Atoi(rate); err == nil {
		s.rate = n
		s.publish()
	}
}

// AddPressed adds the line that is typed.
func (s *Sale) AddPressed() {
	if s.busy || s.debt.number != "" {
		return
	}
	s.begin()
	line, field, err := s.typedLine()
	if err != nil {
		s.errors[field] = s.Failure(err).Text
		s.focus(field)
		s.publish()
		return
	}
	s.add(line)
}

// typedLine reads the line that is typed; a fault names its field.
func (s *Sale) typedLine() (line till.Line, field SaleField, err error) {
	line = till.Line{Label: strings.TrimSpace(s.text[LabelField]), Rate: s.rate, Nature: till.Goods}
	if err := required(string(LabelField), line.Label); err != nil {
		return line, LabelField, err
	}
	if err := required(string(PriceField), s.text[PriceField]); err != nil {
		return line, PriceField, err
	}
	if line.Unit, err = s.parseMoney(string(PriceField), s.text[PriceField]); err != nil {
		return line, PriceField, err
	}
	if line.Quantity, err = s.parseQuantity(string(QuantityField), s.text[QuantityField]); err != nil {
		return line, QuantityField, err
	}
	line.Cents, err = vat.Amount(line.Unit, line.Quantity, 0)
	return line, PriceField, err
}

// add adds a line and makes room for the next one.
func (s *Sale) add(line till.Line) {
	s.lines = append(s.lines, line)
	s.cleared()
	s.focus(LabelField)
	s.publish()
}

// cleared empties the line that is typed.
func (s *Sale) cleared() {
	s.text[QuantityField], s.text[LabelField], s.text[PriceField], s.rate = "1", "", "", s.usualRate()
	s.unlook()
	s.notice = Notice{}
}

// LineRemoved takes a line away.
func (s *Sale) LineRemoved(i int) {
	if s.busy || s.done != nil || i < 0 || i >= len(s.lines) {
		return
	}
	s.lines = append(append([]till.Line{}, s.lines[:i]...), s.lines[i+1:]...)
	s.notice = Notice{}
	s.publish()
}

// parseQuantity reads a quantity as people type it: 2, 1,5; in thousandths.
func (e Env) parseQuantity(field, text string) (int64, error) {
	clean := strings.Replace(strings.TrimSpace(text), ",", ".", 1)
	if clean == "" {
		return till.One, nil
	}
	whole, part, _ := strings.Cut(clean, ".")
	n, err := strconv.ParseInt(whole+(part + "000")[:3], 10, 64)
	if err != nil || whole == "" || len(part) > 3 || !digits(whole+part) || n <= 0 {
		return 0, fault.New(fault.Malformed, field, "expected", e.Words.T("typed.quantity"))
	}
	return n, nil
}

// partOf is a part as a line has it.
func (s *Sale) partOf(p views.Part) till.Line {
	l := till.Line{Label: p.Label, Quantity: till.One, Unit: p.Price, Cents: p.Price, Rate: s.rate, Nature: till.Goods, Article: p.Ref}
	if s.due.Reversed && l.Rate == 0 && len(s.terms.Rates) > 0 { // a part is of the repair, and its price has the tax in it
		l.Nature, l.Unit = till.Service, vat.NetOf(p.Price, s.terms.Rates[0])
		l.Cents = l.Unit
	}
	return l
}

// SheetTyped takes a value of the open sheet.
func (s *Sale) SheetTyped(key, value string) { s.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (s *Sale) SheetSubmitted() { s.sheets.submit() }

// SheetClosed puts the sheet away; nothing changed.
func (s *Sale) SheetClosed() { s.sheets.close() }
