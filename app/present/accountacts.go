package present

import (
	"strings"

	"etabli/app/domain/invoice"
	"etabli/app/service"
)

// The acts on accounts, invoices and debts; what ends in a colon has what it is
// about behind it.
const (
	accountNew    = "account.new"
	accountEdit   = "account.edit"
	accountClose  = "account.close"
	accountBill   = "account.bill"
	accountCredit = "account.credit"
	accountOpen   = "account.open"
	invoicePay    = "invoice.pay"
	invoiceStep   = "invoice.step"
	debtRemind    = "debt.remind"
	debtPlan      = "debt.plan"
	debtGiveUp    = "debt.give_up"
	debtWait      = "debt.wait"
	debtFile      = "debt.file"
)

var accountIcons = map[string]string{
	accountNew: "plus", accountEdit: "pencil", accountClose: "lock", accountBill: "receipt-text", accountCredit: "undo-2",
	invoicePay: "banknote", invoiceStep: "send", debtRemind: "bell", debtPlan: "calendar-days", debtGiveUp: "ban", debtWait: "rotate-ccw",
}

// invoiceStates are how far an invoice can be on its way over a platform.
var invoiceStates = []invoice.State{invoice.Handed, invoice.Delivered, invoice.Collected, invoice.Rejected, invoice.Refused}

// PrimaryPressed does the right next thing.
func (a *Accounts) PrimaryPressed() { a.ActionPressed(a.primary()) }

// EmptyPressed gives a business an account.
func (a *Accounts) EmptyPressed() { a.ActionPressed(accountNew) }

// ActionPressed begins an act.
func (a *Accounts) ActionPressed(id string) {
	if a.open.busy || !a.read && id != accountNew || a.open.prints(a.ports.Papers, id) {
		return
	}
	if name, about, ok := strings.Cut(id, ":"); ok {
		a.pressedAbout(name, about)
		return
	}
	if make, ok := a.accountSheets()[id]; ok {
		a.open.sheets.open(make())
		return
	}
	switch id {
	case accountClose:
		a.open.run(doing(a.ports.Acts.SaveAccount, &service.AccountInput{ID: a.one.account.Customer, Closed: true}))
	case debtWait:
		a.open.run(doing(a.ports.Acts.GiveDebtUp, &service.GiveUpInput{Number: a.one.debt.Number, Back: true}))
	case debtFile:
		a.Go(Route{Screen: CounterScreen, Repair: *a.one.debt.File})
	}
}

func (a *Accounts) pressedAbout(name, about string) {
	switch name {
	case accountCredit:
		a.open.run(doing(a.ports.Acts.CreditInvoice, &service.CreditInvoiceInput{Receipt: about}))
	case accountOpen:
		var id ID
		if id.UnmarshalText([]byte(about)) == nil {
			a.Go(Route{Screen: AccountsScreen, Open: id})
		}
	}
}

// accountSheets are the acts that ask something first, of what is open.
func (a *Accounts) accountSheets() map[string]func() plan {
	out := map[string]func() plan{accountNew: a.newSheet}
	switch {
	case !a.read:
	case a.one.account != nil:
		out[accountEdit], out[accountBill] = a.editSheet, a.billSheet
	case a.one.invoice != nil:
		out[invoicePay], out[invoiceStep] = a.paySheet, a.stepSheet
	case a.one.debt != nil:
		out[debtRemind], out[debtPlan], out[debtGiveUp] = a.remindSheet, a.planSheet, a.giveUpSheet
	}
	return out
}
