package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/account"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/kind"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

func invoiceCommands() []Command {
	return []Command{
		command("invoice.issue", "Invoice a business for what it bought: the files of a month, or some receipts.", (*App).IssueInvoice),
		command("invoice.credit", "Issue the credit note of a refund whose sale was invoiced.", (*App).CreditInvoice),
		command("invoice.step", "Log how far an invoice is on its way over a platform.", (*App).StepInvoice),
		command("invoice.pay", "Record the payment of an invoice: it settles its receipts, the oldest first.", (*App).PayInvoice),
	}
}

// IssueInvoiceInput is an invoice to be. Without bounds and receipts it is of all
// that was not invoiced yet.
type IssueInvoiceInput struct {
	Customer journal.EntityID `json:"customer"`
	From     string           `json:"from,omitempty" doc:"first day of what was sold"`
	To       string           `json:"to,omitempty" doc:"last day"`
	Receipts []string         `json:"receipts,omitempty" doc:"only these"`
}

// IssueInvoice invoices a business. Each receipt stands on one invoice.
func (a *App) IssueInvoice(ctx context.Context, call Call, in *IssueInvoiceInput) (Result, error) {
	from, err := civil.Parse("from", in.From)
	if err != nil {
		return Result{}, err
	}
	to, err := civil.Parse("to", in.To)
	if err != nil {
		return Result{}, err
	}
	return a.issue(ctx, call, in.Customer, func(r storage.Reader, b views.Business) (invoice.IssuedFacts, error) {
		f := invoice.IssuedFacts{From: in.From, To: in.To}
		sold, err := a.toInvoice(r, b.Customer, from, to)
		if err != nil {
			return f, err
		}
		if len(in.Receipts) > 0 {
			if sold, err = a.only(r, b, sold, in.Receipts); err != nil {
				return f, err
			}
		}
		if len(sold) == 0 {
			return f, fault.New(invoice.Nothing, "customer")
		}
		for _, s := range sold {
			f.From, f.To = earliest(f.From, s.Day), max(f.To, s.Day)
			f.Paid += s.Record.PaidNow()
		}
		f.Groups, err = invoice.Gather(sold)
		return f, err
	})
}

func earliest(a, b string) string {
	if a == "" || b < a {
		return b
	}
	return a
}

// only are the receipts that were named, each to be invoiced still.
func (a *App) only(r storage.Reader, b views.Business, sold []invoice.Sold, numbers []string) ([]invoice.Sold, error) {
	done, err := a.views.InvoicedOf(r, b.Customer)
	if err != nil {
		return nil, err
	}
	for i, number := range numbers {
		field := "receipts." + itoa(i)
		switch {
		case done[number] != "":
			return nil, fault.New(invoice.Before, field, "receipt", number, "number", done[number])
		case !slices.ContainsFunc(sold, func(s invoice.Sold) bool { return s.Number == number }):
			return nil, fault.New(fault.NotFound, field, "what", "receipt")
		}
	}
	return slices.DeleteFunc(sold, func(s invoice.Sold) bool { return !slices.Contains(numbers, s.Number) }), nil
}

// toInvoice are the receipts of a business that stand on no invoice, from one day to
// another; refunds of what was invoiced before are for a credit note.
func (a *App) toInvoice(r storage.Reader, customer journal.EntityID, from, to civil.Date) ([]invoice.Sold, error) {
	records, err := a.views.TillBy(r, customer)
	if err != nil {
		return nil, err
	}
	done, err := a.views.InvoicedOf(r, customer)
	if err != nil {
		return nil, err
	}
	var out []invoice.Sold
	for _, rec := range records {
		day := dateOr(rec.Day, civil.None)
		if !rec.Trade || !rec.Record.Kind.Turns() || done[rec.Number] != "" || done[rec.Record.Ref] != "" ||
			from.Known() && day < from || to.Known() && day > to {
			continue
		}
		s := invoice.Sold{Record: rec.Record}
		if rec.File != nil {
			if err := a.fileOf(r, *rec.File, &s); err != nil {
				return nil, err
			}
		}
		out = append(out, s)
	}
	return out, nil
}

func (a *App) fileOf(r storage.Reader, id journal.EntityID, s *invoice.Sold) error {
	file, err := a.views.Repair(r, id)
	if err != nil {
		return err
	}
	order, err := a.views.OrderOf(r, id)
	s.File, s.Device, s.Order = file.Number, file.Product, order.Order
	return err
}

// issue commits an invoice or a credit note under the next number of this device.
func (a *App) issue(ctx context.Context, call Call, customer journal.EntityID, make func(storage.Reader, views.Business) (invoice.IssuedFacts, error)) (Result, error) {
	plan := func(r storage.Reader) (*journal.Draft, error) {
		b, err := a.business(r, customer)
		if err != nil {
			return nil, err
		}
		if b == nil {
			return nil, fault.New(account.None, "customer")
		}
		f, err := make(r, *b)
		if err != nil {
			return nil, err
		}
		t, at, err := a.debtTerms(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		if f.Seller, err = a.seller(r); err != nil {
			return nil, err
		}
		f.Site, f.On, f.Rules = a.place.Site, at.today.String(), t.Version
		f.Direct = b.Untaxed
		f.Penalty, f.Fee, f.Agreed = cmp.Or(b.Penalty, t.Penalty), t.Fee, b.Penalty > 0
		if f.Refers == "" {
			f.DueOn = invoice.Due(at.today, b.TermDays, b.EndOfMonth).String()
		}
		if f, err = f.Summed(); err != nil {
			return nil, err
		}
		if f.Refers == "" && f.Total <= 0 {
			return nil, fault.New(invoice.Nothing, "customer")
		}
		year, _, _ := at.today.Split()
		n, err := a.views.LastInvoice(r, invoiceSeries(f.Refers != "", a.place, year))
		if err != nil {
			return nil, err
		}
		f.Number = invoice.Number(f.Refers != "", a.place.Site, a.place.Device, year, int(n)+1)
		id := fold.InvoiceID(f.Number)
		d := newDraft(call, kind.InvoiceIssued, entity(kind.Invoice, id))
		d.also(kind.Customer, customer)
		d.box(id, journal.Fiscal, invoice.BuyerBox{
			Name: cmp.Or(b.Legal, b.Name), Address: b.Address, SIREN: b.SIREN, VAT: cmp.Or(b.VAT, account.VATOf(b.SIREN)), Email: b.Email, Routing: b.Routing,
			Scheme: string(b.Scheme), Number: b.Number, Country: b.Country,
		})
		return d.with(f)
	}
	return a.commitMade(ctx, call, plan, func(r storage.Reader, made journal.Receipt) (any, error) {
		e, err := journal.Get(r, made.Ref)
		if err != nil {
			return nil, err
		}
		var f invoice.IssuedFacts
		if err := journal.UnmarshalFacts(e.Facts, &f); err != nil {
			return nil, err
		}
		return a.views.InvoiceByNumber(r, f.Number)
	})
}

// invoiceSeries is what the numbers of a device's invoices begin with in a year.
func invoiceSeries(credit bool, at Place, year int) string {
	number := invoice.Number(credit, at.Site, at.Device, year, 1)
	return number[:len(number)-len("-000001")]
}

// seller is the shop as an invoice names it.
func (a *App) seller(r storage.Reader) (invoice.Seller, error) {
	sites, err := a.views.Sites(r)
	if err != nil {
		return invoice.Seller{}, err
	}
	head, err := a.views.Letterhead(r, a.place.Site)
	if err != nil {
		return invoice.Seller{}, err
	}
	for _, s := range sites {
		if s.Code == a.place.Site && s.SIRET != "" && !text.Blank(s.Address) {
			vat := cmp.Or(account.Tidy(head.VAT), account.VATOf(s.SIRET[:9]))
			return invoice.Seller{Name: s.Name, Address: s.Address, SIRET: s.SIRET, VAT: vat, IBAN: head.IBAN, Legal: head.Legal}, nil
		}
	}
	return invoice.Seller{}, fault.New(invoice.SellerShort, "")
}

// CreditInvoiceInput names a refund.
type CreditInvoiceInput struct {
	Receipt string `json:"receipt" doc:"of the till's refund"`
}

// CreditInvoice issues the credit note of a refund, which names the invoice that it
// corrects.
func (a *App) CreditInvoice(ctx context.Context, call Call, in *CreditInvoiceInput) (Result, error) {
	buyer, err := read(ctx, a, func(r storage.Reader) (journal.EntityID, error) {
		rec, err := a.named(r, in.Receipt, false)
		if err != nil {
			return journal.EntityID{}, within("receipt", without("number", err))
		}
		if rec.Buyer == nil || rec.Record.Kind != till.Refund {
			return journal.EntityID{}, fault.New(invoice.NoInvoice, "receipt")
		}
		return *rec.Buyer, nil
	})
	if err != nil {
		return Result{}, err
	}
	return a.issue(ctx, call, buyer, func(r storage.Reader, b views.Business) (invoice.IssuedFacts, error) {
		var f invoice.IssuedFacts
		rec, err := a.named(r, in.Receipt, false)
		if err != nil {
			return f, err
		}
		done, err := a.views.InvoicedOf(r, b.Customer)
		if err != nil {
			return f, err
		}
		if done[rec.Number] != "" {
			return f, fault.New(invoice.Before, "receipt", "receipt", rec.Number, "number", done[rec.Number])
		}
		if done[rec.Record.Ref] == "" {
			return f, fault.New(invoice.NoInvoice, "receipt")
		}
		corrected, err := a.views.InvoiceByNumber(r, done[rec.Record.Ref])
		if err != nil {
			return f, err
		}
		s := invoice.Sold{Record: rec.Record}
		if rec.File != nil {
			if err := a.fileOf(r, *rec.File, &s); err != nil {
				return f, err
			}
		}
		f.Refers, f.RefersOn, f.Paid = corrected.Number, corrected.On, rec.PaidNow()
		f.Groups, err = invoice.Gather([]invoice.Sold{s})
		return f, err
	})
}

// StepInvoiceInput is a step on the way.
type StepInvoiceInput struct {
	Number string        `json:"number"`
	State  invoice.State `json:"state" doc:"handed, rejected, delivered, refused or collected"`
	Ref    string        `json:"ref,omitempty" doc:"that the platform gave; needed when it is handed over"`
	Reason string        `json:"reason,omitempty" doc:"of a rejection or a refusal"`
}

// StepInvoice logs how far an invoice is on its way.
func (a *App) StepInvoice(ctx context.Context, call Call, in *StepInvoiceInput) (Result, error) {
	plan := func(r storage.Reader) (*journal.Draft, error) {
		now, err := a.views.InvoiceByNumber(r, in.Number)
		if err != nil {
			return nil, err
		}
		f := invoice.SteppedFacts{State: in.State, Ref: in.Ref, Reason: in.Reason, AtMS: a.now().UnixMilli()}
		if f.Ref == "" && in.State != invoice.Handed {
			f.Ref = now.Ref
		}
		if err := invoice.CheckStepped(f, now.State); err != nil {
			return nil, err
		}
		return newDraft(call, kind.InvoiceStepped, entity(kind.Invoice, now.ID)).with(f)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.InvoiceByNumber(r, in.Number) })
}

// PayInvoiceInput is a payment of an invoice.
type PayInvoiceInput struct {
	Number  string    `json:"number" doc:"of the invoice"`
	Payment till.Paid `json:"payment" doc:"its amount may be left out: all that is owed"`
}

// PayInvoice settles the receipts of an invoice, the oldest first: each by a record
// of its own, whose name follows from this command, so that none is paid twice when
// it is asked again.
func (a *App) PayInvoice(ctx context.Context, call Call, in *PayInvoiceInput) (Result, error) {
	if a.till == nil {
		return Result{}, fault.New(till.NoTill, "")
	}
	now, err := read(ctx, a, func(r storage.Reader) (views.Invoice, error) { return a.views.InvoiceByNumber(r, in.Number) })
	if err != nil {
		return Result{}, err
	}
	done, err := a.paidParts(ctx, call, now.Receipts())
	if err != nil {
		return Result{}, err
	}
	all := now.OwedCents
	for _, cents := range done {
		all += cents
	}
	left := cmp.Or(in.Payment.Cents, all)
	if left < 1 || left > all {
		return Result{}, fault.New(till.OwedLess, "payment.cents", "left", itoa(int(all)))
	}
	out := Result{Command: call.ID, Repeated: true}
	for _, number := range now.Receipts() {
		if cents, paid := done[number]; paid {
			left -= cents
			continue
		}
		part := in.Payment
		part.Given = 0
		if part.Cents, err = a.owedOn(ctx, number); err != nil {
			return out, err
		}
		if part.Cents = min(part.Cents, left); part.Cents <= 0 {
			continue
		}
		if out, err = a.TillSettle(ctx, partOf(call, number), &OwedInput{Number: number, Payments: []till.Paid{part}}); err != nil {
			return out, err
		}
		left -= part.Cents
	}
	out.Command = call.ID
	out.Data, err = read(ctx, a, func(r storage.Reader) (any, error) { return a.views.InvoiceByNumber(r, in.Number) })
	return out, err
}

// partOf is the command that settles one receipt of an invoice.
func partOf(call Call, receipt string) Call {
	return Call{ID: journal.CommandIDFrom("payment of an invoice", call.ID.String(), receipt), Staff: call.Staff}
}

// paidParts are what an earlier attempt of a payment settled, by receipt.
func (a *App) paidParts(ctx context.Context, call Call, receipts []string) (map[string]int64, error) {
	return read(ctx, a, func(r storage.Reader) (map[string]int64, error) {
		out := map[string]int64{}
		for _, number := range receipts {
			ref, done, err := journal.OfCommand(r, partOf(call, number).ID)
			if err != nil || !done {
				if err != nil {
					return nil, err
				}
				continue
			}
			made, err := a.receipt(r, journal.Receipt{Ref: ref})
			if err != nil {
				return nil, err
			}
			if rec, ok := made.(Receipt); ok {
				out[number] = rec.Record.PaidNow()
			}
		}
		return out, nil
	})
}

func (a *App) owedOn(ctx context.Context, number string) (int64, error) {
	return read(ctx, a, func(r storage.Reader) (int64, error) {
		rec, err := a.named(r, number, false)
		return rec.Owed(rec.Since), err
	})
}
