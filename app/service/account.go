package service

import (
	"context"
	"errors"

	"etabli/app/domain/account"
	"etabli/app/domain/civil"
	"etabli/app/domain/debt"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func accountCommands() []Command {
	return []Command{
		command("account.save", "Give a business customer an account, change it, or close it.", (*App).SaveAccount),
		command("account.order", "Name the buyer's own order of a file, and who of them ordered.", (*App).NameOrder),
	}
}

func accountQuestions() []Question {
	return []Question{
		question("account.get", "The account of a customer: what it owes, and what is left of its ceiling.", (*App).BusinessAccount),
		question("account.list", "The accounts of business customers.", (*App).BusinessAccounts),
	}
}

// AccountInput is an account. What is left empty is empty.
type AccountInput struct {
	ID         journal.EntityID `json:"id" doc:"of the customer"`
	Closed     bool             `json:"closed,omitempty" doc:"it pays at once again"`
	Monthly    bool             `json:"monthly,omitempty" doc:"one invoice a month over its files"`
	Ceiling    int64            `json:"ceiling_cents,omitempty" doc:"that may be owed; 0: no bound"`
	TermDays   *int             `json:"term_days,omitempty" doc:"to pay; by the rule when empty"`
	EndOfMonth bool             `json:"end_of_month,omitempty" doc:"the days run from the end of the invoice's month"`
	Order      bool             `json:"order_needed,omitempty" doc:"each file names the buyer's own order"`
	Public     bool             `json:"public,omitempty" doc:"of the public sector"`
	Penalty    int              `json:"penalty_permille,omitempty" doc:"a year for late payment, as agreed; by the rule when empty"`
	Legal      string           `json:"legal_name,omitempty"`
	SIREN      string           `json:"siren,omitempty"`
	Scheme     account.Scheme   `json:"scheme,omitempty" doc:"of a buyer without SIREN: rna (an association), vat (of the Union), ridet, tahiti or abroad"`
	Number     string           `json:"number,omitempty" doc:"in that register"`
	Country    string           `json:"country,omitempty" doc:"two letters; where it does not follow from the number"`
	Untaxed    bool             `json:"untaxed,omitempty" doc:"no taxable person: no platform carries its invoices; so is an association without SIREN"`
	VAT        string           `json:"vat_number,omitempty"`
	Address    string           `json:"address,omitempty" doc:"for invoices"`
	Email      string           `json:"email,omitempty" doc:"for invoices"`
	Routing    string           `json:"routing,omitempty" doc:"address on its platform, when it is not the SIREN"`
}

// SaveAccount gives a business customer an account, or changes it.
func (a *App) SaveAccount(ctx context.Context, call Call, in *AccountInput) (Result, error) {
	box := account.Identity(account.IdentityBox{
		Legal: in.Legal, SIREN: account.Tidy(in.SIREN), VAT: account.Tidy(in.VAT), Address: in.Address, Email: in.Email, Routing: in.Routing,
		Scheme: in.Scheme, Number: in.Number, Country: in.Country,
	})
	plan := func(r storage.Reader) (*journal.Draft, error) {
		c, err := a.views.Customer(r, in.ID)
		if err != nil {
			return nil, fault.New(fault.NotFound, "id", "what", "customer").Because(err)
		}
		if c.Erased {
			return nil, fault.New(erasure.PersonGone, "id")
		}
		t, _, err := a.debtTerms(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		f := account.SavedFacts{
			Closed: in.Closed, Monthly: in.Monthly, Ceiling: in.Ceiling, TermDays: t.Business.N, EndOfMonth: in.EndOfMonth,
			OrderNeeded: in.Order, Public: in.Public, Penalty: in.Penalty, Untaxed: in.Untaxed || in.Scheme == account.ByRNA,
		}
		if in.TermDays != nil {
			f.TermDays = *in.TermDays
		}
		d := newDraft(call, kind.AccountSaved, entity(kind.Customer, in.ID))
		if f.Closed {
			return d.with(f)
		}
		if err := account.Check(f, box, t.Most.N); err != nil {
			return nil, err
		}
		d.box(in.ID, journal.Contact, box)
		return d.with(f)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) {
		out, err := a.views.Business(r, in.ID)
		if in.Closed && errors.Is(err, storage.ErrNotFound) {
			err = nil
		}
		return out, err
	})
}

// debtTerms are the rules of debts and accounts at a site, today.
func (a *App) debtTerms(r storage.Reader, site string) (debt.Terms, law, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return debt.Terms{}, at, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return debt.Terms{}, at, err
	}
	t, err := debt.TermsOf(set, at.region)
	return t, at, err
}

// OrderInput names the buyer's order of a file.
type OrderInput struct {
	ID         journal.EntityID  `json:"id" doc:"of the file"`
	Order      string            `json:"order_ref,omitempty" doc:"the buyer's own number"`
	By         string            `json:"by,omitempty" doc:"key of the person of the customer who ordered"`
	ApprovedBy *journal.EntityID `json:"approved_by,omitempty" doc:"who takes the order of somebody who may not order"`
}

// NameOrder names the buyer's own order of a file. Who may not order does not.
func (a *App) NameOrder(ctx context.Context, call Call, in *OrderInput) (Result, error) {
	return a.onRepairRead(ctx, call, kind.OrderNamed, in.ID, func(r storage.Reader, file views.Repair, _ *draft) (any, error) {
		b, err := a.business(r, file.CustomerID)
		if err != nil {
			return nil, err
		}
		if b == nil {
			return nil, fault.New(account.None, "id")
		}
		f := account.OrderFacts{Order: in.Order, By: in.By}
		if err := account.CheckOrder(f, b.OrderNeeded); err != nil {
			return nil, err
		}
		if f.By == "" {
			return f, nil
		}
		for _, p := range b.People {
			if p.Key != f.By {
				continue
			}
			if account.MayOrder(p.Roles) {
				return f, nil
			}
			if f.AllowedBy, err = a.mayOverride(r, in.ApprovedBy, file.Site); err != nil || f.AllowedBy != "" {
				return f, err
			}
			return nil, fault.New(account.MayNotOrder, "by", "name", p.Name)
		}
		return nil, fault.New(fault.NotFound, "by", "what", "person")
	})
}

// business is the account of a customer, nil when there is none.
func (a *App) business(r storage.Reader, customer journal.EntityID) (*views.Business, error) {
	if customer.IsZero() {
		return nil, nil
	}
	b, err := a.views.Business(r, customer)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return &b, err
}

// buyer is who a sale is to, when that is known, and whether it is to a business
// with an account.
func (a *App) buyer(ctx context.Context, in *SellInput) (who *journal.EntityID, trade, untaxed bool, err error) {
	if in.Training {
		return nil, false, false, nil
	}
	who, err = read(ctx, a, func(r storage.Reader) (*journal.EntityID, error) {
		who := in.Customer
		if who == nil && in.Repair != nil {
			file, err := a.views.Repair(r, *in.Repair)
			if err != nil {
				return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
			}
			who = either(nil, file.CustomerID)
		}
		if who == nil {
			return nil, nil
		}
		if _, err := a.views.Customer(r, *who); err != nil {
			return nil, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
		}
		b, err := a.business(r, *who)
		if trade = b != nil; !trade && in.Customer == nil {
			return nil, err
		}
		untaxed = trade && b.Untaxed
		return who, err
	})
	return who, trade, untaxed, err
}

// onAccount holds a sale to an account to its ceiling, and to the buyer's order; by is who
// lets it pass the ceiling.
func (a *App) onAccount(r storage.Reader, buyer journal.EntityID, in *SellInput) (by string, err error) {
	b, err := a.business(r, buyer)
	if err != nil || b == nil {
		return "", err
	}
	if err := untaxedLines(b, in); err != nil {
		return "", err
	}
	if in.Repair != nil && b.OrderNeeded {
		f, err := a.views.OrderOf(r, *in.Repair)
		if err != nil {
			return "", err
		}
		if f.Order == "" {
			return "", fault.New(account.OrderNeeded, "repair")
		}
	}
	err = b.Take(b.OwedCents, till.LaterOf(in.Payments))
	if err == nil || in.ApprovedBy == nil {
		return "", err
	}
	return a.mayOverride(r, in.ApprovedBy, a.place.Site)
}

// AccountNow is an account with what is left of its ceiling.
type AccountNow struct {
	views.Business
	LeftCents *int64     `json:"left_cents,omitempty"` // of the ceiling; below zero when two counters sold without knowing of each other
	ToInvoice int64      `json:"to_invoice_cents,omitempty"`
	DueOn     civil.Date `json:"oldest_due_on,omitzero"`
	Overdue   int64      `json:"overdue_cents,omitempty"`
}

// BusinessAccount is the account of a customer.
func (a *App) BusinessAccount(ctx context.Context, in *ByID) (AccountNow, error) {
	return read(ctx, a, func(r storage.Reader) (AccountNow, error) {
		b, err := a.business(r, in.ID)
		if err == nil && b == nil {
			err = fault.New(account.None, "id")
		}
		if err != nil {
			return AccountNow{}, err
		}
		return a.accountNow(r, *b)
	})
}

// BusinessAccounts are the accounts of business customers.
func (a *App) BusinessAccounts(ctx context.Context, _ *Anything) ([]AccountNow, error) {
	return read(ctx, a, func(r storage.Reader) ([]AccountNow, error) {
		list, err := a.views.Businesses(r)
		if err != nil {
			return nil, err
		}
		out := make([]AccountNow, 0, len(list))
		for _, b := range list {
			one, err := a.accountNow(r, b)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
		return out, nil
	})
}

// accountsOver are the accounts that owe more than their ceiling.
func (a *App) accountsOver(r storage.Reader) (out []AccountNow, err error) {
	list, err := a.views.Businesses(r)
	for _, b := range list {
		if err != nil || b.Ceiling == 0 || b.OwedCents <= b.Ceiling {
			continue
		}
		var one AccountNow
		one, err = a.accountNow(r, b)
		out = append(out, one)
	}
	return out, err
}

func (a *App) accountNow(r storage.Reader, b views.Business) (AccountNow, error) {
	out := AccountNow{Business: b}
	if b.Ceiling > 0 {
		left := b.Ceiling - b.OwedCents
		out.LeftCents = &left
	}
	waiting, err := a.toInvoice(r, b.Customer, civil.None, civil.None)
	if err != nil {
		return out, err
	}
	for _, s := range waiting {
		out.ToInvoice += s.Total
	}
	debts, err := a.debtsOf(r, b.Customer)
	for _, d := range debts {
		out.Overdue += d.Over
		out.DueOn = civil.Earlier(out.DueOn, d.DueOn)
	}
	return out, err
}
