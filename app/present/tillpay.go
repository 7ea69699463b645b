package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// The faults of a payment that is typed.
const (
	amountTooBig fault.Code = "till_amount_too_big" // args: left
	debtUnnamed  fault.Code = "till_debt_unnamed"   // nobody is known who owes it
)

// tenders are the means of payment in the order of their keys.
var tenders = []struct {
	tender     till.Tender
	icon, name string
	key        string
}{
	{till.InCash, "banknote", "tender.cash", "F5"},
	{till.Card, "credit-card", "tender.card", "F6"},
	{till.Cheque, "file-text", "tender.cheque", "F7"},
	{till.Transfer, "arrow-left-right", "tender.transfer", "F8"},
	{till.Voucher, "gift", "tender.voucher", "F10"},
	{till.Later, "hourglass", "tender.later", "F11"},
	{till.Link, "link", "tender.link", ""},
	{till.Bonus, "percent", "tender.bonus", ""},
}

func (e Env) tenderName(t till.Tender) string {
	for _, known := range tenders {
		if known.tender == t {
			return e.Words.T(known.name)
		}
	}
	return string(t)
}

// total is what is to be paid.
func (s *Sale) total() (cents int64) {
	if s.debt.number != "" {
		return s.debt.owed
	}
	for _, l := range s.lines {
		cents += l.Cents
	}
	return cents
}

// rest is what is not paid yet.
func (s *Sale) rest() int64 {
	rest := s.total()
	for _, p := range s.payments {
		rest -= p.Cents
	}
	return rest
}

// ready tells whether the sale can be recorded: it is paid to the cent, or of a
// debt at least a part.
func (s *Sale) ready() bool {
	if s.busy || s.done != nil {
		return false
	}
	if s.debt.number != "" {
		return len(s.payments) > 0 && s.rest() >= 0
	}
	return len(s.lines) > 0 && s.rest() == 0
}

// TenderPressed pays what was typed, or the rest, by a tender. What law or the shop
// does not allow is said here, before money is taken.
func (s *Sale) TenderPressed(t till.Tender) {
	if s.busy || s.done != nil || s.rest() <= 0 {
		return
	}
	s.notice = Notice{}
	if t == till.Voucher {
		s.sheets.open(s.voucherSheet())
		return
	}
	p, err := s.typedPayment(t)
	if err != nil {
		s.errors[AmountField] = s.Failure(err).Text
		s.publish()
		return
	}
	list := append(slices.Clone(s.payments), p)
	if err := s.allowed(list); err != nil {
		if s.mayLiveAbroad(list, err) {
			s.sheets.open(s.abroadSheet(t))
			return
		}
		s.notice = s.Failure(err)
		s.publish()
		return
	}
	s.payments = list
	s.text[AmountField] = ""
	delete(s.errors, AmountField)
	s.focus(AmountField)
	if t == till.Later {
		s.PaymentPressed(len(list) - 1) // by which day
		return
	}
	s.publish()
}

// typedPayment is a payment by a tender of what was typed. More than the rest is
// cash that was handed over.
func (s *Sale) typedPayment(t till.Tender) (till.Paid, error) {
	p := till.Paid{Tender: t, Cents: s.rest()}
	typed, err := s.parseMoney(string(AmountField), s.text[AmountField])
	switch {
	case err != nil:
		return p, err
	case t == till.Later && (s.due.ID.IsZero() || s.debt.number != ""):
		return p, fault.New(debtUnnamed, string(AmountField))
	case typed > p.Cents && t == till.InCash:
		p.Given = typed
	case typed > p.Cents:
		return p, fault.New(amountTooBig, string(AmountField), "left", itoa64(p.Cents))
	case typed > 0:
		p.Cents = typed
	}
	if t == till.Card && s.in.ports.Tills.Connection().State == Offline {
		p.Auth = till.Offline
	}
	return p, nil
}

// allowed tells whether law and the shop allow payments, with what is missing left
// open.
func (s *Sale) allowed(payments []till.Paid) error {
	terms := till.Terms{CashCap: s.cashCap(), CardMinimum: s.terms.CardMinimum}
	d := till.Draft{Kind: till.Sale, Lines: s.lines}
	rest := s.total()
	for _, p := range payments {
		rest -= p.Cents
	}
	if s.debt.number != "" {
		d.Kind, d.Lines, rest = till.Payment, nil, rest-s.total()
	}
	d.Payments = payments
	if rest != 0 {
		d.Payments = append(slices.Clone(payments), till.Paid{Tender: till.Later, Cents: rest})
	}
	_, err := d.Make(terms, max(s.due.Cash, s.debt.cash))
	return err
}

// PaymentRemoved takes a payment back before the sale is recorded.
func (s *Sale) PaymentRemoved(i int) {
	if s.busy || s.done != nil || i < 0 || i >= len(s.payments) {
		return
	}
	s.payments = slices.Delete(slices.Clone(s.payments), i, i+1)
	s.notice = Notice{}
	s.publish()
}

// PaymentPressed asks what is to be known of a payment: its number, by when it is
// owed, how a card was authorised.
func (s *Sale) PaymentPressed(i int) {
	if s.busy || s.done != nil || i < 0 || i >= len(s.payments) {
		return
	}
	w, p := s.Words, s.payments[i]
	sheet := Sheet{Title: s.tenderName(p.Tender) + " · " + w.Money(p.Cents, "EUR"), Submit: w.T("sheet.save")}
	switch p.Tender {
	case till.Later:
		sheet.Fields = []SheetField{{Key: "due_on", Label: w.T("payment.due"), Kind: DateInput, Value: typedDate(p.Due), Hint: w.T("typed.date")}}
	case till.Card:
		auth := string(p.Auth)
		if auth == "" {
			auth = string(till.Online)
		}
		sheet.Intro = w.T("payment.auth.text")
		sheet.Fields = []SheetField{
			{Key: "auth", Label: w.T("payment.auth"), Kind: ChoiceInput, Value: auth, Choices: []Choice{
				{string(till.Online), w.T("payment.auth.online")}, {string(till.Offline), w.T("payment.auth.offline")},
			}},
			{Key: "ref", Label: w.T("payment.ref.card"), Value: p.Ref},
		}
	case till.InCash, till.Voucher:
		return
	case till.Cheque, till.Transfer, till.Link, till.Bonus:
		sheet.Fields = []SheetField{{Key: "ref", Label: w.T("payment.ref"), Value: p.Ref}}
	}
	s.sheets.open(plan{sheet: sheet, prepare: func(v values) (job, error) {
		p.Ref, p.Auth = strings.TrimSpace(v["ref"]), till.Auth(v["auth"])
		var err error
		if p.Due, err = s.parseDate("due_on", v["due_on"]); err != nil {
			return nil, err
		}
		return func(context.Context, service.Call) error {
			s.Post(func() { s.changePayment(i, p) })
			return nil
		}, nil
	}})
}

func (s *Sale) changePayment(i int, p till.Paid) {
	if i < len(s.payments) && s.done == nil {
		s.payments = slices.Clone(s.payments)
		s.payments[i] = p
		s.publish()
	}
}
