package till

import (
	"cmp"
	"slices"
)

// Totals add records up.
type Totals struct {
	Records int     `cbor:"1,keyasint,omitempty" json:"records"`
	Gross   int64   `cbor:"2,keyasint,omitempty" json:"gross_cents"`
	Rates   []Rate  `cbor:"3,keyasint,omitempty" json:"rates,omitempty"`
	Tenders []Sum   `cbor:"4,keyasint,omitempty" json:"tenders,omitempty"`
	Held    int64   `cbor:"5,keyasint,omitempty" json:"held_cents,omitempty"`
	Drawer  int64   `cbor:"6,keyasint,omitempty" json:"drawer_cents"` // cash that should be in the drawer: what came less what went
	Natures []Share `cbor:"7,keyasint,omitempty" json:"natures,omitempty"`
}

// Sum is what came in by one tender.
type Sum struct {
	Tender Tender `cbor:"1,keyasint" json:"tender"`
	Cents  int64  `cbor:"2,keyasint" json:"cents"`
}

// Share is what was sold of one nature at one rate, as reports want it.
type Share struct {
	Nature   Nature `cbor:"1,keyasint" json:"nature"`
	Permille int    `cbor:"2,keyasint" json:"rate_permille"`
	Gross    int64  `cbor:"3,keyasint" json:"gross_cents"`
}

// take adds a record.
func (t *Totals) take(r *Record) {
	if r.Kind == Closing || r.Kind == Copy || r.Kind == Event {
		return
	}
	t.copy()
	t.Records++
	t.Gross += r.Total
	t.Held += r.Held
	for _, rate := range r.Rates {
		t.rate(rate)
	}
	for _, l := range r.Lines {
		t.nature(Share{l.Nature, l.Rate, l.Cents})
	}
	for _, p := range r.Payments {
		if p.Auth != Preauth {
			t.tender(Sum{p.Tender, p.Cents})
		}
	}
	t.Drawer += CashOf(r.Payments)
	if r.Drawer != nil && r.Kind == Cash {
		t.Drawer += r.Drawer.Cents
	}
}

// copy makes the lists its own before they change: totals are passed on as values.
func (t *Totals) copy() {
	t.Rates, t.Tenders, t.Natures = slices.Clone(t.Rates), slices.Clone(t.Tenders), slices.Clone(t.Natures)
}

// Add adds other totals.
func (t *Totals) Add(o Totals) {
	t.copy()
	t.Records += o.Records
	t.Gross += o.Gross
	t.Held += o.Held
	t.Drawer += o.Drawer
	for _, r := range o.Rates {
		t.rate(r)
	}
	for _, s := range o.Tenders {
		t.tender(s)
	}
	for _, s := range o.Natures {
		t.nature(s)
	}
}

func (t *Totals) rate(r Rate) {
	i, found := slices.BinarySearchFunc(t.Rates, r.Permille, func(a Rate, permille int) int { return cmp.Compare(permille, a.Permille) })
	if !found {
		t.Rates = slices.Insert(t.Rates, i, Rate{Permille: r.Permille})
	}
	t.Rates[i].Net += r.Net
	t.Rates[i].Tax += r.Tax
	t.Rates[i].Gross += r.Gross
}

func (t *Totals) tender(s Sum) {
	i, found := slices.BinarySearchFunc(t.Tenders, s.Tender, func(a Sum, tender Tender) int { return cmp.Compare(a.Tender, tender) })
	if !found {
		t.Tenders = slices.Insert(t.Tenders, i, Sum{Tender: s.Tender})
	}
	t.Tenders[i].Cents += s.Cents
}

func (t *Totals) nature(s Share) {
	i, found := slices.BinarySearchFunc(t.Natures, s, func(a, b Share) int {
		return cmp.Or(cmp.Compare(a.Nature, b.Nature), cmp.Compare(b.Permille, a.Permille))
	})
	if !found {
		t.Natures = slices.Insert(t.Natures, i, Share{s.Nature, s.Permille, 0})
	}
	t.Natures[i].Gross += s.Gross
}
