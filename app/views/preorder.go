package views

import (
	"etabli/app/domain/bank"
	"etabli/app/domain/kind"
	"etabli/app/domain/preorder"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Preorder is what a customer ordered without a repair, with all that followed.
type Preorder struct {
	ID           journal.EntityID `json:"id"`
	Status       preorder.Status  `json:"status"`
	Customer     journal.EntityID `json:"customer,omitzero"`
	CustomerName string           `json:"customer_name,omitempty"`
	preorder.PlacedFacts
	Payments []preorder.PaidFacts     `json:"payments,omitempty"`
	Paid     int64                    `json:"paid_cents"` // ahead, less what went back
	There    *preorder.ArrivedFacts   `json:"arrived,omitempty"`
	Fetched  *preorder.HandedFacts    `json:"handed,omitempty"`
	LetGo    *preorder.CancelledFacts `json:"cancelled,omitempty"`
	// BackTo is the account that money went back to by transfer.
	BackTo    *bank.Account `json:"back_to,omitempty"`
	Tentative bool          `json:"tentative,omitempty"`
	Items     []ReviewItem  `json:"items,omitempty"`
}

// The lists of customers' orders.
const (
	PreordersOpen = "open" // the one that is due first first
	PreordersOver = "over" // the latest first
)

var preorderShape = shape{
	places: func(s *fold.State) []place {
		f := preorderFacts(s)
		list, sort := PreordersOpen, daySort(dateIn(f.DueOn))
		if st := preorder.Status(s.Status); st == preorder.Handed || st == preorder.Cancelled {
			list, sort = PreordersOver, latest(s.SinceMS)
		}
		out := []place{{list, sort}, {list + "/" + f.Site, sort}}
		if of := s.Value(fold.FieldOf); of != "" {
			out = append(out, place{fold.FieldOf + "/" + of, latest(s.BegunMS)})
		}
		return out
	},
	texts: func(o *opener) []string {
		f := preorderFacts(o.state)
		out := []string{f.Number}
		for _, l := range f.Lines {
			out = append(out, l.Label, l.Article)
		}
		return out
	},
}

func preorderFacts(s *fold.State) (f preorder.PlacedFacts) {
	_ = inField(s, fold.FieldPreorder, &f) // the fold wrote it
	return f
}

// Preorder answers an order; storage.ErrNotFound when there is none.
func (v *Views) Preorder(r storage.Reader, id journal.EntityID) (Preorder, error) {
	l, err := newLook(r)
	if err != nil {
		return Preorder{}, err
	}
	return l.preorder(id)
}

func (l *look) preorder(id journal.EntityID) (Preorder, error) {
	s, err := l.state(kind.Preorder, id)
	if err != nil {
		return Preorder{}, err
	}
	out := Preorder{ID: id, Status: preorder.Status(s.Status), Customer: s.ID(fold.FieldOf), PlacedFacts: preorderFacts(s), Tentative: s.Waiting > 0}
	for _, ref := range s.Group(fold.GroupAhead) {
		var f preorder.PaidFacts
		_ = inField(s, fold.GroupAhead+ref, &f) // the fold wrote it
		out.Payments = append(out.Payments, f)
		out.Paid += f.Cents
	}
	for name, into := range map[string]func(){
		fold.FieldThere:   func() { out.There = &preorder.ArrivedFacts{}; _ = inField(s, fold.FieldThere, out.There) },
		fold.FieldFetched: func() { out.Fetched = &preorder.HandedFacts{}; _ = inField(s, fold.FieldFetched, out.Fetched) },
		fold.FieldLetGo:   func() { out.LetGo = &preorder.CancelledFacts{}; _ = inField(s, fold.FieldLetGo, out.LetGo) },
	} {
		if s.Value(name) != "" {
			into()
		}
	}
	out.BackTo = l.backTo(s)
	if out.CustomerName, _, err = l.named(out.Customer, journal.EntityID{}); err != nil {
		return out, err
	}
	out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Preorder), ID: id}, s)
	return out, err
}

// Preorders answers a list of orders, of a site or of all.
func (v *Views) Preorders(r storage.Reader, list, site string) ([]Preorder, error) {
	if site != "" {
		list += "/" + site
	}
	return each(r, kind.Preorder, list, (*look).preorder)
}

// PreordersOf answers those of a customer, the latest first.
func (v *Views) PreordersOf(r storage.Reader, customer journal.EntityID) ([]Preorder, error) {
	return each(r, kind.Preorder, fold.FieldOf+"/"+customer.String(), (*look).preorder)
}

// FindPreorders answers the orders that words name.
func (v *Views) FindPreorders(r storage.Reader, words string) ([]Preorder, error) {
	return eachFound(r, kind.Preorder, words, (*look).preorder)
}
