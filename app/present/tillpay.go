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
	terms := till.Terms{CashCap: s.terms.CashCap, CardMinimum: s.terms.CardMinimum}
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

// SavePressed records the sale; after it, it begins the next one.
func (s *Sale) SavePressed() {
	switch {
	case s.done != nil:
		s.AgainPressed()
	case s.busy:
	case !s.ready():
		s.notReady()
	case s.doubtful() && s.anyway == "" && s.debt.number == "":
		s.sheets.open(s.anywaySheet())
	default:
		s.record()
	}
}

// notReady says what is missing.
func (s *Sale) notReady() {
	if s.total() == 0 && len(s.lines) == 0 {
		s.notice = Notice{Tone: Watch, Text: s.Words.T("sale.no_lines")}
		s.focus(LabelField)
	} else {
		s.notice = s.Failure(fault.New(till.NotPaid, "payments", "missing", itoa64(s.rest())))
		s.focus(AmountField)
	}
	s.publish()
}

// record records the sale. Tried again, it is the same sale.
func (s *Sale) record() {
	if s.call.ID.IsZero() {
		call, err := s.in.ports.Tills.NewCall(s.Desk.Staff)
		if err != nil {
			s.notice = s.Failure(err)
			s.publish()
			return
		}
		s.call = call
	}
	call, in := s.call, s.command()
	call.Staff = s.Desk.Staff // somebody else may have taken over
	s.busy, s.notice = true, Notice{}
	s.publish()
	act(&s.stay, func(ctx context.Context) (service.Result, error) { return in(ctx, call) }, func(r service.Result, err error) {
		s.busy = false
		if err != nil {
			s.notice, s.anyway = s.Failure(err), ""
			s.publish()
			return
		}
		s.recorded(r)
	})
}

// command is the act that the sale is.
func (s *Sale) command() func(ctx context.Context, call service.Call) (service.Result, error) {
	tills, payments, practice := s.in.ports.Tills, slices.Clone(s.payments), s.in.practice()
	var file *ID
	if !s.due.ID.IsZero() {
		id := s.due.ID
		file = &id
	}
	if s.debt.number != "" {
		in := &service.OwedInput{Number: s.debt.number, Repair: file, Payments: payments, Practice: practice}
		return func(ctx context.Context, call service.Call) (service.Result, error) {
			return tills.TillSettle(ctx, call, in)
		}
	}
	in := &service.SellInput{Repair: file, Lines: slices.Clone(s.lines), Payments: payments, Practice: practice}
	if s.doubtful() {
		in.Anyway = s.anyway
	}
	return func(ctx context.Context, call service.Call) (service.Result, error) {
		return tills.TillSell(ctx, call, in)
	}
}

// recorded shows what came of it. The receipt of goods whose legal guarantee it
// must name is printed unasked.
func (s *Sale) recorded(r service.Result) {
	receipt, _ := r.Data.(service.Receipt)
	s.done = &saleDone{receipt: receipt}
	s.focus(LabelField)
	s.publish()
	if slices.ContainsFunc(receipt.Lines, func(l till.Line) bool { return l.Listed }) {
		s.PrintPressed()
	}
}

// PrimaryPressed does the right next thing: record, then print.
func (s *Sale) PrimaryPressed() {
	if s.done != nil {
		s.PrintPressed()
		return
	}
	s.SavePressed()
}

// PrintPressed prints the receipt, once; again it is a duplicate.
func (s *Sale) PrintPressed() {
	if s.done == nil || s.busy {
		return
	}
	number, again := s.done.receipt.Number, s.done.printed
	call, err := s.in.ports.Tills.NewCall(s.Desk.Staff)
	if err != nil {
		s.notice = s.Failure(err)
		s.publish()
		return
	}
	in := &service.CopyInput{Number: number, Practice: s.in.practice()}
	s.busy, s.notice = true, Notice{}
	s.publish()
	act(&s.stay, func(ctx context.Context) (string, error) {
		if again {
			return s.in.ports.Papers.PrintAgain(ctx, call, in)
		}
		return s.in.ports.Papers.PrintReceipt(ctx, number)
	}, func(where string, err error) {
		s.busy = false
		if err != nil {
			s.notice = s.Failure(err)
			s.in.noPaper(&s.stay)
		} else {
			s.notice = s.printed(where)
			if s.done != nil && s.done.receipt.Number == number {
				s.done.printed = true
			}
		}
		s.publish()
	})
}

// printed says where a paper of the till went.
func (e Env) printed(where string) Notice {
	return Notice{Tone: Good, Text: e.Words.T("print.done", "form", e.Words.T("form.till_receipt"), "where", where)}
}
