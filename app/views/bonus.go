package views

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/bonus"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Bonus is a repair bonus that a body owes.
type Bonus struct {
	ID            journal.EntityID `json:"id"`
	Status        bonus.Status     `json:"status"`
	Reason        string           `json:"reason,omitempty"`
	Site          string           `json:"site"`
	Body          string           `json:"body"`
	Category      string           `json:"category"`
	Repair        journal.EntityID `json:"repair"`
	Customer      journal.EntityID `json:"customer,omitzero"`
	Number        string           `json:"number,omitempty"`
	CustomerName  string           `json:"customer_name,omitempty"`
	Cents         int64            `json:"cents"` // taken off the bill; what is expected before
	Circular      bool             `json:"circular,omitempty"`
	Screen        bool             `json:"screen,omitempty"`
	How           string           `json:"validated_by"`
	On            string           `json:"validated_on"`
	Proof         []byte           `json:"proof,omitempty"`
	Plate         bool             `json:"plate,omitempty"`
	Fault         string           `json:"fault,omitempty"`
	Receipt       string           `json:"receipt,omitempty"`
	InvoicedOn    string           `json:"invoiced_on,omitempty"`
	InvoiceCents  int64            `json:"invoice_cents,omitempty"`
	SubmittedOn   string           `json:"submitted_on,omitempty"`
	Ref           string           `json:"ref,omitempty"`
	DueOn         string           `json:"due_on,omitempty"`
	AcceptedCents int64            `json:"accepted_cents,omitempty"`
	PaidCents     int64            `json:"paid_cents,omitempty"`
	Missing       []string         `json:"missing,omitempty"` // before it can be handed in
	BegunMS       int64            `json:"begun_ms"`
	Tentative     bool             `json:"tentative,omitempty"`
	Items         []ReviewItem     `json:"items,omitempty"`
}

// The lists of bonus claims, each of one site or of all.
const (
	BonusesOpen = "open" // the oldest first
	BonusesOver = "over"
)

var bonusShape = shape{
	places: func(s *fold.State) []place {
		b := bonusOf(s)
		list, sort := BonusesOpen, by(s.BegunMS)
		if b.Status.Over() {
			list, sort = BonusesOver, latest(s.TouchedMS)
		}
		return []place{{list, sort}, {list + "/" + b.Site, sort}, {listAll, by(s.BegunMS)}}
	},
	texts: func(o *opener) []string { b := bonusOf(o.state); return []string{b.Ref, b.Receipt} },
}

// bonusOf is what the state alone tells.
func bonusOf(s *fold.State) Bonus {
	var f bonus.OpenedFacts
	var whole bonus.CompletedFacts
	var handed bonus.SubmittedFacts
	var said bonus.AnsweredFacts
	for name, into := range map[string]any{fold.FieldBonus: &f, fold.FieldWhole: &whole, fold.FieldHanded: &handed, fold.FieldTheySaid: &said} {
		_ = inField(s, name, into) // the fold wrote it
	}
	b := Bonus{
		Status: bonus.Status(s.Status), Reason: s.Outcome, Site: f.Site, Body: f.Body, Category: f.Category, Cents: f.Cents, Circular: f.Circular,
		Screen: f.Screen, How: f.How, On: f.On, Proof: f.Proof, Plate: f.Plate || whole.Plate, Fault: whole.Fault,
		Repair: s.ID(fold.FieldRepair), Customer: s.ID(fold.FieldOf), Receipt: s.Value(fold.FieldTillNo), InvoicedOn: s.Value(fold.FieldBilledOn),
		SubmittedOn: handed.On, Ref: handed.Ref, DueOn: handed.DueOn, AcceptedCents: said.Cents, BegunMS: s.BegunMS, Tentative: s.Waiting > 0,
	}
	b.InvoiceCents, _ = strconv.ParseInt(s.Value(fold.FieldBilled), 10, 64) // none is zero
	for _, p := range factsIn[bonus.PaidFacts](s, fold.GroupGot) {
		b.PaidCents += p.Cents
	}
	if b.Receipt != "" {
		b.Cents = s.Sum(fold.SumBonus).N
	}
	switch {
	case b.Status == bonus.Accepted && b.PaidCents >= b.AcceptedCents:
		b.Status = bonus.Paid
	case b.Receipt != "" && b.Cents == 0 && !b.Status.Over():
		b.Status = bonus.Dropped // the bill was given back
	}
	return b
}

// Owed is what the body still owes.
func (b *Bonus) Owed() int64 {
	switch b.Status {
	case bonus.Invoiced, bonus.Submitted:
		return b.Cents - b.PaidCents
	case bonus.Accepted:
		return b.AcceptedCents - b.PaidCents
	}
	return 0
}

// Bonus answers a bonus claim; storage.ErrNotFound when there is none.
func (v *Views) Bonus(r storage.Reader, id journal.EntityID) (Bonus, error) {
	l, err := newLook(r)
	if err != nil {
		return Bonus{}, err
	}
	return l.bonus(id)
}

func (l *look) bonus(id journal.EntityID) (Bonus, error) {
	s, err := l.state(kind.Bonus, id)
	if err != nil {
		return Bonus{}, err
	}
	b := bonusOf(s)
	b.ID = id
	if b.CustomerName, b.Number, err = l.named(b.Customer, b.Repair); err != nil {
		return b, err
	}
	b.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Bonus), ID: id}, s)
	return b, err
}

// BonusOf answers the bonus claim of a file; nil when it has none.
func (v *Views) BonusOf(r storage.Reader, file journal.EntityID) (*Bonus, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.state(kind.Repair, file)
	if err != nil {
		return nil, err
	}
	id := s.ID(fold.FieldBonusFile)
	if id.IsZero() {
		return nil, nil
	}
	b, err := l.bonus(id)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return &b, err
}

// Bonuses answers a list of bonus claims, of a site or of all.
func (v *Views) Bonuses(r storage.Reader, list, site string) ([]Bonus, error) {
	if site != "" {
		list += "/" + site
	}
	return each(r, kind.Bonus, list, (*look).bonus)
}

// EveryBonus answers all of them, the oldest first.
func (v *Views) EveryBonus(r storage.Reader) ([]Bonus, error) {
	return each(r, kind.Bonus, listAll, (*look).bonus)
}

// BonusTableID is how the journal names the table of a body.
func BonusTableID(body string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("bonus table", body))
}

var bonusTableShape = shape{places: func(*fold.State) []place { return []place{{listAll, nil}} }}

// BonusAmounts answers every row of every table, by body, category and day.
func (v *Views) BonusAmounts(r storage.Reader) ([]bonus.AmountFacts, error) {
	tables, err := each(r, kind.BonusTable, listAll, func(l *look, id journal.EntityID) ([]bonus.AmountFacts, error) {
		s, err := l.state(kind.BonusTable, id)
		if err != nil {
			return nil, err
		}
		return factsIn[bonus.AmountFacts](s, fold.GroupAmount), nil
	})
	out := slices.Concat(tables...)
	slices.SortFunc(out, func(a, b bonus.AmountFacts) int {
		return cmp.Or(cmp.Compare(a.Body, b.Body), cmp.Compare(a.Category, b.Category), cmp.Compare(a.FromOn, b.FromOn))
	})
	return out, err
}

// BonusLabels answers the labels of a shop, by body.
func (v *Views) BonusLabels(r storage.Reader, site string) ([]bonus.LabelFacts, error) {
	s, err := siteState(r, SiteID(site))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(factsIn[bonus.LabelFacts](s, fold.GroupLabel), func(f bonus.LabelFacts) bool { return f.Gone }), nil
}
