package fold

import (
	"etabli/app/domain/account"
	"etabli/app/domain/debt"
	"etabli/app/domain/invoice"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// The fields of accounts, invoices and debts.
const (
	FieldBusiness  = "business"   // of a customer: facts
	FieldIdentity  = "identity"   // of a customer, private
	GroupInvoiced  = "invoiced/"  // of a customer: number of the invoice, by receipt
	SumOwed        = "owed_by"    // of a customer: what receipts leave owed
	FieldOrderRef  = "order_ref"  // of a file: facts
	FieldInvoice   = "invoice"    // facts
	FieldBuyerIs   = "buyer_is"   // of an invoice, private
	FieldOnItsWay  = "on_its_way" // of an invoice: facts of the last step
	GroupPlan      = "plan/"      // of a till's day: facts, by receipt
	GroupDunned    = "dunned/"    // of a till's day: facts, by receipt and entry
	GroupGivenUp   = "given_up/"  // of a till's day: facts, by receipt
	GroupCardsCame = "came/"      // of a till's day: by receipt
)

var accountKinds = kinds{
	kind.AccountSaved:   {accountSaved},
	kind.OrderNamed:     {orderNamed},
	kind.InvoiceIssued:  {invoiceIssued},
	kind.InvoiceStepped: {invoiceStepped},
	kind.DebtPlanned:    {debtPlanned},
	kind.DebtReminded:   {debtReminded},
	kind.DebtGivenUp:    {debtGivenUp},
	kind.CardsCame:      {cardsCame},
}

// InvoiceID names an invoice by its number: two that were given one number meet.
func InvoiceID(number string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("invoice", number))
}

func accountSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[account.SavedFacts](a)
	if err != nil || !is(e, kind.Customer) {
		return err
	}
	x.setPrivate(FieldIdentity, a, e, journal.Contact)
	return x.setFacts(FieldBusiness, f)
}

func orderNamed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[account.OrderFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	return x.setFacts(FieldOrderRef, f)
}

// invoiceIssued stands on the customer too, who is invoiced for a receipt once: two
// invoices over one receipt stand side by side in "À vérifier".
func invoiceIssued(a *act, e journal.Entity, x *effects) error {
	f, err := facts[invoice.IssuedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Customer):
		for _, receipt := range f.Receipts() {
			x.set(GroupInvoiced+receipt, f.Number)
		}
		return nil
	case !is(e, kind.Invoice):
		return nil
	}
	x.become(string(invoice.Issued))
	x.set(FieldSite, f.Site)
	x.about(a, map[uint8]string{kind.Customer: FieldOf})
	x.setPrivate(FieldBuyerIs, a, e, journal.Fiscal)
	return x.setFacts(FieldInvoice, f)
}

func invoiceStepped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[invoice.SteppedFacts](a)
	if err != nil || !is(e, kind.Invoice) {
		return err
	}
	x.become(string(f.State))
	return x.setFacts(FieldOnItsWay, f)
}

func debtPlanned(a *act, e journal.Entity, x *effects) error {
	f, err := facts[debt.PlannedFacts](a)
	if err != nil || !is(e, kind.Till) {
		return err
	}
	return x.setFacts(GroupPlan+f.Number, f)
}

func debtReminded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[debt.RemindedFacts](a)
	if err != nil || !is(e, kind.Till) {
		return err
	}
	return x.setFacts(GroupDunned+f.Number+"/"+a.ref.String(), f)
}

func debtGivenUp(a *act, e journal.Entity, x *effects) error {
	f, err := facts[debt.GivenUpFacts](a)
	if err != nil || !is(e, kind.Till) {
		return err
	}
	return x.setFacts(GroupGivenUp+f.Number, f)
}

func cardsCame(a *act, e journal.Entity, x *effects) error {
	f, err := facts[debt.CameFacts](a)
	if err != nil || !is(e, kind.Till) {
		return err
	}
	for _, number := range f.Numbers {
		x.set(GroupCardsCame+number, "came")
	}
	return nil
}
