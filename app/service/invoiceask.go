package service

import (
	"cmp"
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/debt"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/service/einvoice"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func invoiceQuestions() []Question {
	return []Question{
		question("invoice.get", "One invoice or credit note.", (*App).Invoice),
		question("invoice.list", "The invoices of a shop, the latest first, or those to be handed to a platform.", (*App).Invoices),
		question("invoice.of", "The invoices of a customer, the latest first.", (*App).InvoicesOf),
		question("invoice.find", "The invoices that a number, a receipt, a name or a SIREN names.", func(a *App, ctx context.Context, in *ByWords) ([]InvoiceNow, error) {
			return a.invoices(ctx, func(r storage.Reader) ([]views.Invoice, error) { return a.views.FindInvoices(r, in.Words) })
		}),
		question("invoice.due", "Accounts with something to invoice up to a day, and refunds that want a credit note.", (*App).InvoicesDue),
		question("invoice.xml", "An invoice as structured data of EN 16931, for a platform.", (*App).InvoiceXML),
	}
}

// ByInvoice names an invoice.
type ByInvoice struct {
	Number string `json:"number"`
}

// InvoiceNow is an invoice with what lateness makes of it.
type InvoiceNow struct {
	views.Invoice
	DaysLate int   `json:"days_late,omitempty"`
	Interest int64 `json:"interest_cents,omitempty"` // for late payment, to this day
	FeeCents int64 `json:"fee_cents,omitempty"`
}

// Invoice is one invoice.
func (a *App) Invoice(ctx context.Context, in *ByInvoice) (InvoiceNow, error) {
	return read(ctx, a, func(r storage.Reader) (InvoiceNow, error) {
		i, err := a.views.InvoiceByNumber(r, in.Number)
		if err != nil {
			return InvoiceNow{}, err
		}
		return a.invoiceNow(r, i)
	})
}

func (a *App) invoiceNow(r storage.Reader, i views.Invoice) (InvoiceNow, error) {
	out := InvoiceNow{Invoice: i}
	t, at, err := a.debtTerms(r, i.Site)
	if err != nil {
		return out, err
	}
	if due := dateOr(i.DueOn, civil.None); i.OwedCents > 0 && due.Known() && due < at.today {
		out.DaysLate = due.DaysUntil(at.today)
		t.Penalty, t.Fee = cmp.Or(i.Penalty, t.Penalty), i.Fee
		out.Interest, out.FeeCents = debt.Late(i.OwedCents, out.DaysLate, t)
	}
	return out, nil
}

func (a *App) invoices(ctx context.Context, list func(storage.Reader) ([]views.Invoice, error)) ([]InvoiceNow, error) {
	return read(ctx, a, func(r storage.Reader) ([]InvoiceNow, error) {
		all, err := list(r)
		if err != nil {
			return nil, err
		}
		out := make([]InvoiceNow, 0, len(all))
		for _, i := range all {
			one, err := a.invoiceNow(r, i)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
		return out, nil
	})
}

// InvoicesOf are the invoices of a customer, the latest first.
func (a *App) InvoicesOf(ctx context.Context, in *ByID) ([]InvoiceNow, error) {
	return a.invoices(ctx, func(r storage.Reader) ([]views.Invoice, error) { return a.views.InvoicesOf(r, in.ID) })
}

// InvoiceByID is one invoice.
func (a *App) InvoiceByID(ctx context.Context, in *ByID) (InvoiceNow, error) {
	return read(ctx, a, func(r storage.Reader) (InvoiceNow, error) {
		i, err := a.views.Invoice(r, in.ID)
		if err != nil {
			return InvoiceNow{}, err
		}
		return a.invoiceNow(r, i)
	})
}

// InvoicesAsked asks for a list of invoices.
type InvoicesAsked struct {
	List string `json:"list,omitempty" doc:"all, or hand: those to be handed to a platform; all when empty"`
	Site string `json:"site,omitempty" doc:"all shops when empty"`
}

// Invoices is a list of invoices.
func (a *App) Invoices(ctx context.Context, in *InvoicesAsked) ([]InvoiceNow, error) {
	list := cmp.Or(in.List, views.InvoicesAll)
	if err := text.OneOf("list", list, views.InvoicesAll, views.InvoicesToHand); err != nil {
		return nil, err
	}
	return a.invoices(ctx, func(r storage.Reader) ([]views.Invoice, error) { return a.views.InvoicesIn(r, list, in.Site) })
}

// UpTo may name a day.
type UpTo struct {
	To string `json:"to,omitempty" doc:"the last day of last month when empty"`
}

// ToInvoice is what of an account is to be invoiced.
type ToInvoice struct {
	Customer journal.EntityID `json:"customer"`
	Name     string           `json:"name"`
	Monthly  bool             `json:"monthly,omitempty"`
	Receipts []string         `json:"receipts,omitempty"`
	Cents    int64            `json:"cents"`
	Credits  []string         `json:"to_credit,omitempty"` // refunds whose sale was invoiced
}

// InvoicesDue are the accounts with something to invoice.
func (a *App) InvoicesDue(ctx context.Context, in *UpTo) ([]ToInvoice, error) {
	return read(ctx, a, func(r storage.Reader) ([]ToInvoice, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		year, month, _ := at.today.Split()
		to, err := civil.Parse("to", cmp.Or(in.To, civil.Of(year, month, 0).String()))
		if err != nil {
			return nil, err
		}
		list, err := a.views.Businesses(r)
		if err != nil {
			return nil, err
		}
		out := []ToInvoice{}
		for _, b := range list {
			one := ToInvoice{Customer: b.Customer, Name: cmp.Or(b.Legal, b.Name), Monthly: b.Monthly}
			sold, err := a.toInvoice(r, b.Customer, civil.None, to)
			if err != nil {
				return nil, err
			}
			for _, s := range sold {
				one.Receipts, one.Cents = append(one.Receipts, s.Number), one.Cents+s.Total
			}
			if one.Credits, err = a.toCredit(r, b.Customer); err != nil {
				return nil, err
			}
			if len(one.Receipts)+len(one.Credits) > 0 {
				out = append(out, one)
			}
		}
		return out, nil
	})
}

// toCredit are the refunds of a business whose sale was invoiced, and which stand on
// no credit note.
func (a *App) toCredit(r storage.Reader, customer journal.EntityID) (out []string, err error) {
	records, err := a.views.TillBy(r, customer)
	if err != nil {
		return nil, err
	}
	done, err := a.views.InvoicedOf(r, customer)
	for _, rec := range records {
		if rec.Trade && rec.Record.Kind.Turns() && done[rec.Number] == "" && done[rec.Record.Ref] != "" {
			out = append(out, rec.Number)
		}
	}
	return out, err
}

// InvoiceData is an invoice as structured data.
type InvoiceData struct {
	Number string `json:"number"`
	Name   string `json:"name"` // of the file
	XML    string `json:"xml"`
}

// NoBuyer says that an invoice's buyer cannot be read here.
const NoBuyer fault.Code = "invoice_no_buyer"

// InvoiceXML is an invoice as structured data of EN 16931.
func (a *App) InvoiceXML(ctx context.Context, in *ByInvoice) (InvoiceData, error) {
	now, err := a.Invoice(ctx, in)
	if err != nil {
		return InvoiceData{}, err
	}
	if now.Buyer.Name == "" {
		return InvoiceData{}, fault.New(NoBuyer, "number")
	}
	words := a.words("fr")
	penalty := words.T("einvoice.penalty.usual")
	if now.Agreed {
		penalty = words.T("einvoice.penalty", "rate", percent(now.Penalty))
	}
	terms, err := a.lateTerms(ctx, now.Site)
	if err != nil {
		return InvoiceData{}, err
	}
	out, err := einvoice.Write(einvoice.Invoice{IssuedFacts: now.IssuedFacts, Buyer: now.Buyer, Owed: now.OwedCents, Eco: func(cents int64) string {
		return words.T("einvoice.eco", "amount", words.Money(cents, "EUR"))
	}, Notes: map[string]string{
		"PMT": words.T("einvoice.recovery", "amount", words.Money(cmp.Or(now.Fee, terms.Fee), "EUR")),
		"PMD": penalty,
		"AAB": words.T("einvoice.discount"),
	}})
	return InvoiceData{Number: now.Number, Name: "factur-x.xml", XML: string(out)}, err
}

// lateTerms are the rules of late payment at a site, today.
func (a *App) lateTerms(ctx context.Context, site string) (debt.Terms, error) {
	return read(ctx, a, func(r storage.Reader) (debt.Terms, error) {
		t, _, err := a.debtTerms(r, site)
		return t, err
	})
}

// percent writes thousandths as per cent, with the comma of French.
func percent(permille int) string {
	if permille%10 == 0 {
		return itoa(permille / 10)
	}
	return itoa(permille/10) + "," + itoa(permille%10)
}
