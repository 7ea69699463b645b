package views

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Invoice is an invoice or a credit note.
type Invoice struct {
	ID       journal.EntityID `json:"id"`
	State    invoice.State    `json:"state"`
	Customer journal.EntityID `json:"customer,omitzero"`
	Buyer    invoice.BuyerBox `json:"buyer"`
	invoice.IssuedFacts
	Step      *invoice.SteppedFacts `json:"-"`
	Ref       string                `json:"platform_ref,omitempty"`
	Reason    string                `json:"reason,omitempty"`
	IssuedMS  int64                 `json:"issued_ms"`
	OwedCents int64                 `json:"owed_cents"` // of its receipts, today
	Tentative bool                  `json:"tentative,omitempty"`
	Items     []ReviewItem          `json:"items,omitempty"`
}

// The lists of invoices.
const (
	InvoicesAll      = "all"  // the latest first
	InvoicesToHand   = "hand" // to be handed to a platform
	listInvoiceCount = "count/"
)

var invoiceShape = shape{
	places: func(s *fold.State) []place {
		f := invoiceFacts(s)
		out := []place{{InvoicesAll, latest(s.BegunMS)}, {InvoicesAll + "/" + f.Site, latest(s.BegunMS)}}
		if st := invoice.State(s.Status); !f.Direct && (st == invoice.Issued || st == invoice.Rejected) {
			out = append(out, place{InvoicesToHand, by(s.BegunMS)}, place{InvoicesToHand + "/" + f.Site, by(s.BegunMS)})
		}
		if of := s.Value(fold.FieldOf); of != "" {
			out = append(out, place{fold.FieldOf + "/" + of, latest(s.BegunMS)})
		}
		if series, n, ok := cutTillNumber(f.Number); ok {
			out = append(out, place{listInvoiceCount + series, latest(n)})
		}
		return out
	},
	texts: func(o *opener) []string {
		var box invoice.BuyerBox
		o.open(fold.FieldBuyerIs, &box)
		f := invoiceFacts(o.state)
		return append([]string{f.Number, box.Name, box.SIREN, box.Number}, f.Receipts()...)
	},
}

func invoiceFacts(s *fold.State) (f invoice.IssuedFacts) {
	_ = inField(s, fold.FieldInvoice, &f) // the fold wrote it
	return f
}

// Invoice answers an invoice; a not_found fault when there is none.
func (v *Views) Invoice(r storage.Reader, id journal.EntityID) (Invoice, error) {
	l, err := newLook(r)
	if err != nil {
		return Invoice{}, err
	}
	out, err := l.invoice(id)
	if err != nil {
		return out, fault.New(fault.NotFound, "id", "what", "invoice").Because(err)
	}
	return out, nil
}

// InvoiceByNumber answers an invoice; a not_found fault when there is none.
func (v *Views) InvoiceByNumber(r storage.Reader, number string) (Invoice, error) {
	l, err := newLook(r)
	if err != nil {
		return Invoice{}, err
	}
	out, err := l.invoice(fold.InvoiceID(number))
	if err != nil {
		return out, fault.New(fault.NotFound, "number", "what", "invoice").Because(err)
	}
	return out, nil
}

func (l *look) invoice(id journal.EntityID) (Invoice, error) {
	s, err := l.whole(kind.Invoice, id)
	if err != nil {
		return Invoice{}, err
	}
	out := Invoice{
		ID: id, State: invoice.State(s.state.Status), Customer: s.state.ID(fold.FieldOf), IssuedFacts: invoiceFacts(s.state),
		IssuedMS: s.state.BegunMS, Tentative: s.state.Waiting > 0,
	}
	l.private(s, fold.FieldBuyerIs, &out.Buyer)
	if s.state.Value(fold.FieldOnItsWay) != "" {
		out.Step = &invoice.SteppedFacts{}
		_ = inField(s.state, fold.FieldOnItsWay, out.Step) // the fold wrote it
		out.Ref, out.Reason = out.Step.Ref, out.Step.Reason
	}
	if out.Refers == "" {
		for _, number := range out.Receipts() {
			if owed, err := l.owedFor(number); err == nil {
				out.OwedCents += owed
			}
		}
	}
	out.Items, err = l.items(s.entity, s.state)
	return out, err
}

// owedFor is what a receipt leaves owed, 0 when it is not known here.
func (l *look) owedFor(number string) (int64, error) {
	rec, err := (&Views{}).TillRecord(l.r, number)
	if err != nil {
		return 0, err
	}
	return rec.Owed(rec.Since), nil
}

// InvoicesIn answers a list of invoices of a site, or of all sites.
func (v *Views) InvoicesIn(r storage.Reader, list, site string) ([]Invoice, error) {
	if site != "" {
		list += "/" + site
	}
	return each(r, kind.Invoice, list, (*look).invoice)
}

// InvoicesOf answers those of a customer, the latest first.
func (v *Views) InvoicesOf(r storage.Reader, customer journal.EntityID) ([]Invoice, error) {
	return each(r, kind.Invoice, fold.FieldOf+"/"+customer.String(), (*look).invoice)
}

// FindInvoices answers the invoices that a number, a receipt, a name or a SIREN names.
func (v *Views) FindInvoices(r storage.Reader, words string) ([]Invoice, error) {
	return eachFound(r, kind.Invoice, words, (*look).invoice)
}

// LastInvoice is the highest number that was given in a series such as F-LIL1-2026.
func (v *Views) LastInvoice(r storage.Reader, series string) (int64, error) {
	l, err := newLook(r)
	if err != nil {
		return 0, err
	}
	list, err := l.placed(kind.Invoice, listInvoiceCount+series, 1)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	s, err := l.state(kind.Invoice, list[0].ID)
	if err != nil {
		return 0, err
	}
	_, n, _ := cutTillNumber(invoiceFacts(s).Number)
	return n, nil
}
