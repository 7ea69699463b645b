package present

import (
	"strconv"
	"strings"

	"etabli/app/domain/till"
)

// SaleState is a sale, ready to be shown.
type SaleState struct {
	Loading bool
	Busy    bool
	Notice  Notice
	Empty   Empty

	File   SaleFile
	Typing bool // lines can be added: it is no debt that is paid
	Text   map[SaleField]string
	Errors map[SaleField]string
	Rates  []Choice
	Rate   string
	Parts  []SaleLine // offered while one is typed
	Chosen int        // of those, -1 for none
	At     SaleField  // where the keyboard goes when Turn changes
	Turn   int

	Lines    []SaleLine
	Total    string
	Tax      string
	Due      string // what is still to pay, in words
	Paid     bool   // nothing is
	Tenders  []TenderKey
	Payments []SaleLine
	Change   string
	Submit   string
	Ready    bool
	Done     SaleEnd
	Sheet    Sheet
}

// SaleFile is the file that pays, or the receipt that is owed for.
type SaleFile struct {
	Shown   bool
	Number  string
	Text    string
	Warning Notice // it may not be paid yet
}

// SaleLine is a line of a sale, a payment, or an article that is offered.
type SaleLine struct {
	Title  string
	Detail string
	Amount string
	Fixed  bool // it cannot be taken away
}

// TenderKey is a means of payment with the key that pays by it.
type TenderKey struct {
	Tender till.Tender
	Label  string
	Icon   string
	Key    string
	Note   string // what is to be known before: a minimum, a cap
	Off    bool
}

// SaleEnd is what came of a sale.
type SaleEnd struct {
	Shown  bool
	Number string
	Total  string
	Change string
	Print  string // label of the button
	Next   string
}

func (s *Sale) publish() {
	w := s.Words
	state := SaleState{
		Loading: !s.known && s.notice.IsZero(), Busy: s.busy, Notice: s.notice, Sheet: s.sheets.state,
		File: s.file(), Typing: s.debt.number == "" && s.done == nil,
		Text: copied(s.text), Errors: copied(s.errors), Rate: strconv.Itoa(s.rate),
		Chosen: s.found.selected, At: s.at, Turn: s.turn,
		Total: w.Money(s.total(), "EUR"), Paid: s.rest() <= 0 && s.total() > 0, Ready: s.ready(),
		Submit: w.T("sale.submit"), Tenders: s.keys(), Done: s.end(),
	}
	for _, r := range s.terms.Rates {
		state.Rates = append(state.Rates, Choice{strconv.Itoa(r), s.percent(r)})
	}
	for _, p := range s.found.hits {
		state.Parts = append(state.Parts, SaleLine{Title: p.Label, Detail: p.Ref, Amount: w.Money(p.Price, "EUR")})
	}
	state.Lines = s.shownLines()
	for _, p := range s.payments {
		state.Payments = append(state.Payments, s.paidLine(p))
		if c := p.Change(); c > 0 {
			state.Change = w.T("sale.change", "sum", w.Money(c, "EUR"))
		}
	}
	if rest := s.rest(); rest > 0 && s.done == nil {
		state.Due = w.T("sale.rest", "sum", w.Money(rest, "EUR"))
	}
	state.Tax = s.tax()
	if len(state.Lines) == 0 && s.done == nil {
		state.Empty = Empty{Title: w.T("sale.empty"), Text: w.T("sale.empty.text")}
	}
	s.show(state)
	s.later()
}

func copied(m map[SaleField]string) map[SaleField]string {
	out := make(map[SaleField]string, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

func (s *Sale) file() SaleFile {
	w := s.Words
	f := SaleFile{Shown: !s.due.ID.IsZero(), Number: s.due.Number, Text: joinDots(s.due.Customer, s.due.Product)}
	if !f.Shown && s.debt.number != "" {
		f = SaleFile{Shown: true, Number: s.debt.number, Text: w.T("sale.debt")}
	}
	if s.due.Reversed {
		f.Warning = Notice{Tone: Watch, Text: w.T("sale.reversed"), Next: w.T("sale.reversed.text")}
	}
	if s.due.LaterCents > 0 {
		f.Warning = Notice{
			Tone: Watch, Next: w.T("sale.too_early.text"),
			Text: w.T("sale.too_early", "sum", w.Money(s.due.LaterCents, "EUR"), "date", w.Date(s.due.LaterFrom.String())),
		}
	}
	return f
}

// joinDots joins what there is.
func joinDots(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

func (s *Sale) shownLines() (out []SaleLine) {
	if s.debt.number != "" {
		return []SaleLine{{Title: s.Words.T("sale.debt.line", "number", s.debt.number), Amount: s.Words.Money(s.debt.owed, "EUR"), Fixed: true}}
	}
	for _, l := range s.lines {
		out = append(out, s.tillLine(l))
	}
	return out
}

// tillLine writes a line: what, how much of it at what price, the rate of VAT.
func (e Env) tillLine(l till.Line) SaleLine {
	w := e.Words
	detail := w.T("line.detail", "n", e.quantity(l.Quantity), "price", w.Money(l.Unit, "EUR"), "rate", e.percent(l.Rate))
	if l.Discount > 0 {
		detail = joinDots(detail, w.T("line.discount", "sum", w.Money(l.Discount, "EUR")))
	}
	if l.Eco > 0 {
		detail = joinDots(detail, w.T("line.eco", "sum", w.Money(l.Eco, "EUR")))
	}
	return SaleLine{Title: l.Label, Detail: detail, Amount: w.Money(l.Cents, "EUR")}
}

// paidLine writes a payment.
func (e Env) paidLine(p till.Paid) SaleLine {
	w := e.Words
	line := SaleLine{Title: e.tenderName(p.Tender), Amount: w.Money(p.Cents, "EUR")}
	if p.Given > 0 {
		line.Detail = w.T("payment.given", "sum", w.Money(p.Given, "EUR"))
	}
	switch p.Auth {
	case till.Offline:
		line.Detail = w.T("payment.offline")
	case till.Preauth:
		line.Detail = w.T("payment.preauth")
	case till.Online:
	}
	if p.Due != "" {
		line.Detail = joinDots(line.Detail, w.T("payment.due_on", "date", w.DateShort(p.Due)))
	}
	line.Detail = joinDots(line.Detail, p.Ref)
	return line
}

// keys are the means of payment with what is to be known before they are used.
func (s *Sale) keys() []TenderKey {
	w := s.Words
	out := make([]TenderKey, 0, len(tenders))
	for _, t := range tenders {
		k := TenderKey{Tender: t.tender, Label: w.T(t.name), Icon: t.icon, Key: t.key, Off: s.busy || s.done != nil || s.rest() <= 0}
		switch {
		case t.tender == till.Card && s.terms.CardMinimum > 0:
			k.Note = w.T("tender.card.minimum", "sum", w.Money(s.terms.CardMinimum, "EUR"))
		case t.tender == till.InCash && s.known && s.total() > s.cashLeft():
			k.Note = w.T("tender.cash.cap", "sum", w.Money(s.cashLeft(), "EUR"))
		case t.tender == till.Later && s.debt.number != "":
			continue
		}
		out = append(out, k)
	}
	return out
}

// cashLeft is how much of the debt law lets be paid in cash.
func (s *Sale) cashLeft() int64 { return max(0, s.terms.CashCap-max(s.due.Cash, s.debt.cash)) }

// tax is the VAT inside the total.
func (s *Sale) tax() string {
	if len(s.lines) == 0 || s.debt.number != "" {
		return ""
	}
	d := till.Draft{Kind: till.Sale, Lines: s.lines}
	if total := s.total(); total != 0 {
		d.Payments = []till.Paid{{Tender: till.Later, Cents: total}}
	}
	r, err := d.Make(till.Terms{}, 0)
	if err != nil {
		return ""
	}
	var tax int64
	for _, rate := range r.Rates {
		tax += rate.Tax
	}
	return s.Words.T("sale.tax", "sum", s.Words.Money(tax, "EUR"))
}

func (s *Sale) end() SaleEnd {
	if s.done == nil {
		return SaleEnd{}
	}
	w, r := s.Words, s.done.receipt
	e := SaleEnd{Shown: true, Number: r.Number, Total: w.Money(s.total(), "EUR"), Print: w.T("sale.print"), Next: w.T("sale.next")}
	if s.done.printed {
		e.Print = w.T("till.again")
	}
	if s.debt.number != "" {
		e.Total = w.Money(s.total()-s.rest(), "EUR")
	}
	if r.Change > 0 {
		e.Change = w.T("sale.change", "sum", w.Money(r.Change, "EUR"))
	}
	return e
}

// percent writes a rate of VAT.
func (e Env) percent(permille int) string {
	n := strconv.Itoa(permille / 10)
	if rest := permille % 10; rest != 0 {
		n += e.comma() + strconv.Itoa(rest)
	}
	return e.Words.T("line.rate", "n", n)
}

// quantity writes thousandths without needless zeros.
func (e Env) quantity(milli int64) string {
	n := strconv.FormatInt(milli/till.One, 10)
	if rest := milli % till.One; rest != 0 {
		n += e.comma() + strings.TrimRight(strconv.FormatInt(till.One+rest, 10)[1:], "0")
	}
	return n
}

func (e Env) comma() string {
	if e.Words.Tag() == "fr" {
		return ","
	}
	return "."
}

func itoa64(n int64) string { return strconv.FormatInt(n, 10) }
