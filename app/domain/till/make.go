package till

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/vat"
)

// Draft is a record in the making: what is said of it, before it has its place.
type Draft struct {
	Kind     Kind
	Lines    []Line
	Payments []Paid
	Held     int64
	Ref      string
	Debt     string
	Reason   string
	Drawer   *Drawer
	Copies   int
	Trade    bool
	Untaxed  bool
}

// Terms are what the till's rules say on a day.
type Terms struct {
	CashCap     int64 // of one debt, in cents
	CardMinimum int64 // displayed by the shop; 0 for none
	NoteFrom    int64 // cents of services from which a note is due
	Receipts    Printing
	Rates       []int // of VAT, that a sale may have today; 0 is always one; any when there are none
}

// CheckRates refuses a rate of tax that there is not. What goes back, or is deducted
// again, has the rate at which it was paid, whatever is law by then.
func (t Terms) CheckRates(lines []Line) error {
	for i, l := range lines {
		if l.deducts() {
			continue
		}
		if err := vat.CheckRate("lines."+strconv.Itoa(i)+".rate_permille", l.Rate, t.Rates); err != nil {
			return err
		}
	}
	return nil
}

// Make completes a draft: lines with their amounts, tax by rate, the total, and
// payments that make it up to the cent. cashBefore is what was paid in cash on
// the same debt before.
func (d Draft) Make(t Terms, cashBefore int64) (r Record, err error) {
	if len(d.Lines) > MaxLines || len(d.Payments) > MaxPayments {
		return r, fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(MaxLines))
	}
	r = Record{Form: Form, Kind: d.Kind, Held: d.Held, Ref: d.Ref, Debt: d.Debt, Reason: d.Reason, Drawer: d.Drawer, Copies: d.Copies, Trade: d.Trade, Untaxed: d.Untaxed}
	if err := r.sum(d.Lines); err != nil {
		return r, err
	}
	if r.Kind == Sale {
		if err := fault.First(t.CheckRates(r.Lines), r.ecoWhole()); err != nil {
			return r, err
		}
	}
	if err := r.pay(d.Payments); err != nil {
		return r, err
	}
	if err := r.oneWay(); err != nil {
		return r, err
	}
	if r.Kind == Sale && r.Total < 0 {
		return r, fault.New(BelowZero, "lines", "cents", strconv.FormatInt(-r.Total, 10))
	}
	return r, r.within(t, cashBefore)
}

// ecoWhole refuses a discount that eats into the eco-contribution: it is passed on as
// it is (C. env. L541-10-20).
func (r *Record) ecoWhole() error {
	for i, l := range r.Lines {
		if l.Eco > max(0, l.Cents) {
			return fault.New(fault.OutOfRange, "lines."+strconv.Itoa(i)+".eco_cents", "min", "0", "max", strconv.FormatInt(max(0, l.Cents), 10))
		}
	}
	return nil
}

// Priced completes lines that are sold later, and adds them up.
func Priced(lines []Line) ([]Line, int64, error) {
	r := Record{Kind: Sale}
	err := r.sum(lines)
	return r.Lines, r.Total, err
}

func (r *Record) sum(lines []Line) error {
	rows := make([]vat.Line, 0, len(lines))
	for i, l := range lines {
		l, err := l.complete("lines."+strconv.Itoa(i)+".", r.Kind == Refund)
		if err != nil {
			return err
		}
		r.Lines = append(r.Lines, l)
		rows = append(rows, vat.Line{Cents: l.Cents, Permille: l.Rate})
	}
	sums, err := vat.Sum(vat.Gross, rows)
	if err != nil {
		return err
	}
	for _, s := range sums.Rates {
		r.Rates = append(r.Rates, Rate{Permille: s.Permille, Net: s.NetCents, Tax: s.TaxCents, Gross: s.GrossCents})
	}
	r.Total = sums.GrossCents
	return nil
}

func (r *Record) pay(payments []Paid) error {
	var paid int64
	for i, p := range payments {
		p, err := p.complete("payments." + strconv.Itoa(i) + ".")
		if err != nil {
			return err
		}
		if p.Auth != Preauth {
			paid += p.Cents
		}
		r.Payments = append(r.Payments, p)
	}
	if missing := r.Total + r.Held - paid; missing != 0 {
		return fault.New(NotPaid, "payments", "missing", strconv.FormatInt(missing, 10))
	}
	return nil
}

// oneWay refuses a payment against the way of the record: money handed out beside
// a sale, or taken beside a refund, would show in no total. What is kept for
// somebody was money when it came, for it goes back as money.
func (r *Record) oneWay() error {
	due := r.Total + r.Held
	for i, p := range r.Payments {
		at := "payments." + strconv.Itoa(i) + "."
		switch {
		case r.Kind == Caution && (p.Tender == Later || p.Tender == Voucher || p.Tender == Bonus):
			return fault.New(fault.Malformed, at+"tender", "expected", "cash, card, cheque, transfer, link")
		case r.Kind == Payment, p.Auth == Preauth: // see Settle; nothing is paid
		case due > 0 && p.Cents < 0:
			return fault.Within(at+"cents", p.Cents, 1, MaxCents)
		case due < 0 && p.Cents > 0:
			return fault.Within(at+"cents", p.Cents, -MaxCents, -1)
		}
	}
	return nil
}

// within holds the record to the rules. What was paid with a card below the
// minimum is refused because the minimum was displayed; a mixed payment is not.
func (r *Record) within(t Terms, cashBefore int64) error {
	cash := CashOf(r.Payments)
	if t.CashCap > 0 && cash > 0 && cash+cashBefore > t.CashCap {
		return fault.New(CashCap, "payments", "left", strconv.FormatInt(max(0, t.CashCap-cashBefore), 10))
	}
	for i, p := range r.Payments {
		if p.Tender == Card && p.Cents > 0 && p.Cents < t.CardMinimum && len(r.Payments) == 1 {
			return fault.New(CardMinimum, "payments."+strconv.Itoa(i)+".cents", "cents", strconv.FormatInt(t.CardMinimum, 10))
		}
	}
	return nil
}
