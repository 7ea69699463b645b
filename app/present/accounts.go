package present

import (
	"cmp"
	"context"
	"errors"

	"etabli/app/domain/account"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// The parts of the accounts: businesses that pay later, what is to be invoiced to
// them, what was invoiced, what a platform waits for, and what is owed to the shop.
const (
	BusinessScope Scope = "open"
	BillScope     Scope = "bill"
	BilledScope   Scope = "billed"
	HandInScope   Scope = "hand"
	OwedScope     Scope = "owed"
	accountsVerb        = "accounting"
)

// Accounting is what the accounts are read from.
type Accounting interface {
	Changes
	Calls
	BusinessAccounts(ctx context.Context, in *service.Anything) ([]service.AccountNow, error)
	BusinessAccount(ctx context.Context, in *service.ByID) (service.AccountNow, error)
	InvoicesDue(ctx context.Context, in *service.UpTo) ([]service.ToInvoice, error)
	Invoices(ctx context.Context, in *service.InvoicesAsked) ([]service.InvoiceNow, error)
	InvoicesOf(ctx context.Context, in *service.ByID) ([]service.InvoiceNow, error)
	InvoiceByID(ctx context.Context, in *service.ByID) (service.InvoiceNow, error)
	Receivables(ctx context.Context, in *service.ReceivablesAsked) (service.Receivables, error)
	ReceivablesOf(ctx context.Context, in *service.ByID) (service.Receivables, error)
	Repair(ctx context.Context, id ID) (views.Repair, error)
}

// AccountActs are the commands on accounts, invoices and what is owed.
type AccountActs interface {
	SaveAccount(ctx context.Context, call service.Call, in *service.AccountInput) (service.Result, error)
	IssueInvoice(ctx context.Context, call service.Call, in *service.IssueInvoiceInput) (service.Result, error)
	CreditInvoice(ctx context.Context, call service.Call, in *service.CreditInvoiceInput) (service.Result, error)
	StepInvoice(ctx context.Context, call service.Call, in *service.StepInvoiceInput) (service.Result, error)
	PayInvoice(ctx context.Context, call service.Call, in *service.PayInvoiceInput) (service.Result, error)
	PlanDebt(ctx context.Context, call service.Call, in *service.PlanInput) (service.Result, error)
	RemindDebt(ctx context.Context, call service.Call, in *service.RemindDebtInput) (service.Result, error)
	GiveDebtUp(ctx context.Context, call service.Call, in *service.GiveUpInput) (service.Result, error)
}

// AccountPorts are what the accounts work with.
type AccountPorts struct {
	Accounts Accounting
	Acts     AccountActs
	Files    Searches
	Papers   Papers
}

// book is one reading of what is open: an account with what stands on it, an
// invoice, or something that is owed.
type book struct {
	account  *service.AccountNow
	due      service.ToInvoice // of the account, to this day
	invoices []service.InvoiceNow
	debts    []service.DebtNow
	invoice  *service.InvoiceNow
	debt     *service.DebtNow
}

// Accounts presents businesses that pay later, their invoices, and what is owed.
type Accounts struct {
	roll[book]
	ports AccountPorts
	head  func(ManagerPages)
}

// NewAccounts makes the presenter of the accounts.
func NewAccounts(env Env, ports AccountPorts, head func(ManagerPages), list func(ListState), show func(Detail)) *Accounts {
	a := &Accounts{ports: ports, head: head}
	a.begins(env, ports.Accounts, AccountsScreen, accountsVerb, []Scope{BusinessScope, BillScope, BilledScope, HandInScope, OwedScope}, kind.Customer, kind.Invoice, kind.Till, kind.Repair)
	a.list, a.show, a.look, a.fresh = list, show, a.showBook, accountNew
	a.readAll, a.readOne = a.readBooks, a.readBook
	return a
}

// Enter begins to show the accounts.
func (a *Accounts) Enter(ctx context.Context) {
	a.head(a.dealPages(AccountsScreen))
	a.roll.Enter(ctx)
}

// PagePressed goes to another page about what was agreed with others.
func (a *Accounts) PagePressed(id string) { a.Go(Route{Screen: Screen(id)}) }

// Show opens an account, an invoice, or what is owed.
func (a *Accounts) Show(at Route) { a.choose(at) }

func (a *Accounts) readBooks(ctx context.Context, scope Scope) (out lines, err error) {
	port := a.ports.Accounts
	open, err := port.BusinessAccounts(ctx, &service.Anything{})
	if err != nil {
		return out, err
	}
	due, err := port.InvoicesDue(ctx, &service.UpTo{To: a.today()})
	if err != nil {
		return out, err
	}
	hand, err := port.Invoices(ctx, &service.InvoicesAsked{List: views.InvoicesToHand})
	if err != nil {
		return out, err
	}
	owed, err := port.Receivables(ctx, &service.ReceivablesAsked{})
	if err != nil {
		return out, err
	}
	out.counts = map[Scope]int{BusinessScope: len(open), BillScope: len(due), HandInScope: len(hand), OwedScope: len(owed.Debts)}
	switch scope {
	case BusinessScope:
		out.rows = rowsOf(open, a.accountRow)
	case BillScope:
		out.rows = rowsOf(due, a.dueRow)
	case HandInScope:
		out.rows = rowsOf(hand, a.invoiceRow)
	case OwedScope:
		out.rows = rowsOf(owed.Debts, a.debtRow)
	default:
		issued, err := port.Invoices(ctx, &service.InvoicesAsked{})
		out.rows = rowsOf(issued, a.invoiceRow)
		return out, err
	}
	return out, nil
}

// rowsOf are the lines of a list.
func rowsOf[T any](list []T, row func(T) Row) []Row {
	out := make([]Row, 0, len(list))
	for _, one := range list {
		out = append(out, row(one))
	}
	return out
}

// debtID names what is owed for a receipt, which has no id of its own.
func debtID(number string) ID { return ID(journal.CommandIDFrom("owed for a receipt", number)) }

func (a *Accounts) readBook(ctx context.Context, id ID) (out book, err error) {
	port := a.ports.Accounts
	now, err := port.BusinessAccount(ctx, &service.ByID{ID: id})
	switch {
	case err == nil:
		out.account = &now
		return out, a.readAccount(ctx, id, &out)
	case !errors.Is(err, fault.New(account.None, "")):
		return out, err
	}
	if one, err := port.InvoiceByID(ctx, &service.ByID{ID: id}); err == nil {
		out.invoice = &one
		return out, nil
	}
	for _, asked := range []service.ReceivablesAsked{{}, {GivenUp: true}} {
		owed, err := port.Receivables(ctx, &asked)
		if err != nil {
			return out, err
		}
		for _, d := range owed.Debts {
			if debtID(d.Number) == id {
				out.debt = &d
				return out, nil
			}
		}
	}
	return out, fault.New(fault.NotFound, "id", "what", "account")
}

func (a *Accounts) readAccount(ctx context.Context, id ID, out *book) error {
	port := a.ports.Accounts
	due, err := port.InvoicesDue(ctx, &service.UpTo{To: a.today()})
	if err != nil {
		return err
	}
	for _, one := range due {
		if one.Customer == id {
			out.due = one
		}
	}
	if out.invoices, err = port.InvoicesOf(ctx, &service.ByID{ID: id}); err != nil {
		return err
	}
	owed, err := port.ReceivablesOf(ctx, &service.ByID{ID: id})
	out.debts = owed.Debts
	return err
}

func (a *Accounts) accountRow(one service.AccountNow) Row {
	return Row{
		ID: one.Customer, Number: cmp.Or(numberOf(one.IdentityBox), a.Words.T("accounts.no_siren")), When: a.dayOr(one.DueOn.String()),
		Product: cmp.Or(one.Legal, one.Name), Customer: a.Words.T("accounts.owes", "amount", a.sum(one.OwedCents)), Chip: a.accountChip(one),
	}
}

// grouped writes a number of a business in threes, as its papers do.
func grouped(number string) string {
	out := ""
	for i, r := range number {
		if i > 0 && i%3 == 0 && i < 9 {
			out += "\u00a0"
		}
		out += string(r)
	}
	return out
}

// nearly is the part of a ceiling that may be left before somebody has to look, in
// hundredths.
const nearly = 10

func (e Env) accountChip(one service.AccountNow) Chip {
	w := e.Words
	switch {
	case one.LeftCents != nil && *one.LeftCents < 0:
		return Chip{Late, "triangle-alert", w.T("accounts.over", "amount", e.sum(-*one.LeftCents))}
	case one.Overdue > 0:
		return Chip{Late, "clock", w.T("accounts.late", "amount", e.sum(one.Overdue))}
	case one.LeftCents != nil && *one.LeftCents*100 <= one.Ceiling*nearly:
		return Chip{Watch, "gauge", w.T("accounts.near", "amount", e.sum(*one.LeftCents))}
	case one.ToInvoice > 0:
		return Chip{Work, "receipt-text", w.T("accounts.to_bill", "amount", e.sum(one.ToInvoice))}
	}
	return Chip{Good, "check", w.T("accounts.fine")}
}

func (a *Accounts) dueRow(one service.ToInvoice) Row {
	w := a.Words
	row := Row{
		ID: one.Customer, Number: w.N("accounts.receipts", len(one.Receipts)), Product: one.Name, Customer: w.T("accounts.each"),
		Chip: Chip{Work, "receipt-text", w.T("accounts.to_bill", "amount", a.sum(one.Cents))},
	}
	if one.Monthly {
		row.Customer = w.T("accounts.monthly")
	}
	if len(one.Credits) > 0 {
		row.Chip = Chip{Watch, "undo-2", w.N("accounts.to_credit", len(one.Credits))}
	}
	return row
}

func (a *Accounts) invoiceRow(one service.InvoiceNow) Row {
	return Row{
		ID: one.ID, Number: one.Number, When: a.dayOr(one.On), Product: cmp.Or(one.Buyer.Name, a.Words.T("accounts.unnamed")),
		Customer: a.sum(one.Total), Chip: a.invoiceChip(one), Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
}

func (e Env) invoiceChip(one service.InvoiceNow) Chip {
	w := e.Words
	word := w.T("status.invoice_" + string(one.State))
	switch {
	case one.State == invoice.Rejected || one.State == invoice.Refused:
		return Chip{Late, "x", word}
	case one.DaysLate > 0:
		return Chip{Late, "clock", w.N("accounts.days_late", one.DaysLate)}
	case one.Refers != "":
		return Chip{Neutral, "undo-2", w.T("accounts.credit_note")}
	case one.OwedCents == 0:
		return Chip{Good, "check", w.T("accounts.settled")}
	case one.State == invoice.Issued:
		return Chip{Watch, "send", w.T("accounts.to_hand")}
	}
	return Chip{Work, "hourglass", w.T("accounts.due_on", "date", e.dayOr(one.DueOn))}
}

func (a *Accounts) debtRow(one service.DebtNow) Row {
	return Row{
		ID: debtID(one.Number), Number: one.Number, When: a.dayOr(one.Day), Product: cmp.Or(one.CustomerName, a.Words.T(nobody(false))),
		Customer: joined(a.sum(one.Owed), one.FileNumber), Chip: a.debtChip(one),
	}
}

func (e Env) debtChip(one service.DebtNow) Chip {
	w := e.Words
	switch {
	case one.GivenUp != "":
		return Chip{Neutral, "ban", w.T("accounts.given_up")}
	case one.Remind > 0:
		return Chip{Late, "bell", w.T("accounts.remind", "n", itoa(one.Remind))}
	case one.DaysLate > 0:
		return Chip{Late, "clock", w.N("accounts.days_late", one.DaysLate)}
	}
	return Chip{Watch, "hourglass", w.T("accounts.due_on", "date", e.dayOr(one.DueOn.String()))}
}
