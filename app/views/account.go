package views

import (
	"errors"
	"slices"

	"etabli/app/domain/account"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Business is a business customer that pays later.
type Business struct {
	Customer journal.EntityID `json:"customer"`
	Name     string           `json:"name,omitempty"`
	account.SavedFacts
	account.IdentityBox
	OwedCents int64    `json:"owed_cents"` // over all receipts in its name
	People    []Person `json:"people,omitempty"`
}

// Business answers the account of a customer; storage.ErrNotFound when there is none,
// or it is closed.
func (v *Views) Business(r storage.Reader, customer journal.EntityID) (Business, error) {
	l, err := newLook(r)
	if err != nil {
		return Business{}, err
	}
	return l.business(customer)
}

func (l *look) business(customer journal.EntityID) (Business, error) {
	s, err := l.whole(kind.Customer, customer)
	if err != nil {
		return Business{}, err
	}
	out := Business{Customer: customer, OwedCents: s.state.Sum(fold.SumOwed).N, People: peopleOf(l.r, s)}
	if s.state.Value(fold.FieldBusiness) == "" {
		return out, errNoAccount
	}
	if err := inField(s.state, fold.FieldBusiness, &out.SavedFacts); err != nil {
		return out, err
	}
	if out.Closed {
		return out, errNoAccount
	}
	l.private(s, fold.FieldIdentity, &out.IdentityBox)
	out.Name, _, err = l.named(customer, journal.EntityID{})
	return out, err
}

var errNoAccount = errors.Join(errors.New("views: no account"), storage.ErrNotFound)

// listAccounts holds the customers that have, or had, an account.
const listAccounts = "account"

// Businesses answers the accounts that are open.
func (v *Views) Businesses(r storage.Reader) ([]Business, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	ids, err := l.placedIDs(kind.Customer, listAccounts)
	var out []Business
	for _, id := range ids {
		a, wrong := l.business(id)
		if errors.Is(wrong, storage.ErrNotFound) {
			continue
		}
		if wrong != nil {
			return nil, wrong
		}
		out = append(out, a)
	}
	return out, err
}

// OwedBy is what receipts in the name of a customer leave owed.
func (v *Views) OwedBy(r storage.Reader, customer journal.EntityID) (int64, error) {
	l, err := newLook(r)
	if err != nil {
		return 0, err
	}
	s, err := l.state(kind.Customer, customer)
	if err != nil {
		return 0, err
	}
	return s.Sum(fold.SumOwed).N, nil
}

// InvoicedOf answers on which invoice each receipt of a customer stands. One that was
// given a number which another invoice kept stands on none: it is invoiced again.
func (v *Views) InvoicedOf(r storage.Reader, customer journal.EntityID) (map[string]string, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.state(kind.Customer, customer)
	if err != nil {
		return nil, err
	}
	out, holds := map[string]string{}, map[string][]string{}
	for _, receipt := range s.Group(fold.GroupInvoiced) {
		number := s.Value(fold.GroupInvoiced + receipt)
		if _, known := holds[number]; !known {
			it, err := l.state(kind.Invoice, fold.InvoiceID(number))
			switch {
			case errors.Is(err, storage.ErrNotFound): // of another shop, and not here
			case err != nil:
				return nil, err
			default:
				holds[number] = invoiceFacts(it).Receipts()
			}
		}
		if list, here := holds[number]; !here || slices.Contains(list, receipt) {
			out[receipt] = number
		}
	}
	return out, nil
}

// OrderOf is the buyer's own order of a file.
func (v *Views) OrderOf(r storage.Reader, file journal.EntityID) (f account.OrderFacts, err error) {
	l, err := newLook(r)
	if err != nil {
		return f, err
	}
	s, err := l.state(kind.Repair, file)
	if err != nil {
		return f, err
	}
	return f, inField(s, fold.FieldOrderRef, &f)
}
