package views

import (
	"cmp"
	"slices"
	"strconv"

	"etabli/app/domain/bank"
	"etabli/app/domain/contract"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Contract is a contract of a customer with all that followed. Where it stands
// today is for the use cases to say: it needs the law.
type Contract struct {
	ID           journal.EntityID `json:"id"`
	Status       contract.Status  `json:"status"`
	Customer     journal.EntityID `json:"customer,omitzero"`
	CustomerName string           `json:"customer_name,omitempty"`
	Erased       bool             `json:"customer_erased,omitempty"`
	contract.SignedFacts
	Devices  []CoveredDevice         `json:"devices,omitempty"`
	Uses     []Use                   `json:"uses,omitempty"`
	Notices  []contract.NoticedFacts `json:"notices,omitempty"`
	Payments []contract.PaidFacts    `json:"payments,omitempty"`
	End      *contract.EndedFacts    `json:"end,omitempty"`
	// BackTo is the account that money went back to by transfer.
	BackTo    *bank.Account `json:"back_to,omitempty"`
	BegunMS   int64         `json:"begun_ms"`
	Tentative bool          `json:"tentative,omitempty"`
	Items     []ReviewItem  `json:"items,omitempty"`
}

// CoveredDevice is a device under a contract.
type CoveredDevice struct {
	ID     journal.EntityID `json:"id"`
	Label  string           `json:"label,omitempty"`
	Serial string           `json:"serial,omitempty"`
	Since  string           `json:"since"`
}

// Use is one use of what a contract entitles to; Entry takes it back.
type Use struct {
	Entry string `json:"entry"`
	contract.UsedFacts
}

// Facts is the contract as the domain reckons with it.
func (c Contract) Facts() contract.Contract {
	out := contract.Contract{Signed: c.SignedFacts, Notices: c.Notices, Paid: c.Payments, End: c.End}
	for _, u := range c.Uses {
		out.Used = append(out.Used, u.UsedFacts)
	}
	return out
}

// The lists of contracts.
const (
	ContractsRunning = "running" // the first signed first
	ContractsEnded   = "ended"   // the latest first
	listCovered      = "product/"
)

var contractShape = shape{
	places: func(s *fold.State) []place {
		list, sort := ContractsRunning, by(s.BegunMS)
		if contract.Status(s.Status) == contract.Ended {
			list, sort = ContractsEnded, latest(s.SinceMS)
		}
		out := []place{{list, sort}, {list + "/" + s.Value(fold.FieldSite), sort}}
		if of := s.Value(fold.FieldOf); of != "" {
			out = append(out, place{fold.FieldOf + "/" + of, by(s.BegunMS)})
		}
		for _, device := range s.Group(fold.GroupCoveredIn) {
			if s.Value(fold.GroupCoveredIn+device) == "" {
				continue // it was taken out
			}
			out = append(out, place{listCovered + device, by(s.BegunMS)})
		}
		return out
	},
	texts: func(o *opener) []string {
		f := contractFacts(o.state)
		return []string{f.Number, f.Plan}
	},
}

func contractFacts(s *fold.State) (f contract.SignedFacts) {
	_ = inField(s, fold.FieldContract, &f) // the fold wrote it
	return f
}

// Contract answers a contract; storage.ErrNotFound when there is none.
func (v *Views) Contract(r storage.Reader, id journal.EntityID) (Contract, error) {
	l, err := newLook(r)
	if err != nil {
		return Contract{}, err
	}
	return l.contract(id)
}

func (l *look) contract(id journal.EntityID) (Contract, error) {
	s, err := l.state(kind.Contract, id)
	if err != nil {
		return Contract{}, err
	}
	c := Contract{
		ID: id, Status: contract.Status(s.Status), Customer: s.ID(fold.FieldOf), SignedFacts: contractFacts(s),
		BegunMS: s.BegunMS, Tentative: s.Waiting > 0,
	}
	followed(s, &c)
	c.BackTo = l.backTo(s)
	for _, name := range s.Group(fold.GroupCoveredIn) {
		device := CoveredDevice{Since: s.Value(fold.GroupCoveredIn + name)}
		if device.Since == "" || device.ID.UnmarshalText([]byte(name)) != nil {
			continue
		}
		if p, err := l.product(device.ID); err == nil {
			device.Label, device.Serial = p.Label, p.Serial
		}
		c.Devices = append(c.Devices, device)
	}
	c.Erased = l.isErased(c.Customer)
	if c.CustomerName, _, err = l.named(c.Customer, journal.EntityID{}); err != nil {
		return c, err
	}
	c.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Contract), ID: id}, s)
	return c, err
}

// followed reads the letters, payments and uses of a contract, by their days.
func followed(s *fold.State, c *Contract) {
	for _, term := range s.Group(fold.GroupRenewal) {
		var f contract.NoticedFacts
		_ = inField(s, fold.GroupRenewal+term, &f) // the fold wrote it
		f.Term, _ = strconv.Atoi(term)
		c.Notices = append(c.Notices, f)
	}
	for _, ref := range s.Group(fold.GroupTermPaid) {
		var f contract.PaidFacts
		_ = inField(s, fold.GroupTermPaid+ref, &f) // the fold wrote it
		c.Payments = append(c.Payments, f)
	}
	for _, ref := range s.Group(fold.GroupUse) {
		u := Use{Entry: ref}
		if s.Value(fold.GroupUse+ref) == "" {
			continue
		}
		_ = inField(s, fold.GroupUse+ref, &u.UsedFacts) // the fold wrote it
		c.Uses = append(c.Uses, u)
	}
	slices.SortStableFunc(c.Notices, func(a, b contract.NoticedFacts) int { return cmp.Compare(a.Term, b.Term) })
	slices.SortStableFunc(c.Payments, func(a, b contract.PaidFacts) int { return cmp.Or(cmp.Compare(a.Term, b.Term), cmp.Compare(a.On, b.On)) })
	slices.SortStableFunc(c.Uses, func(a, b Use) int { return cmp.Compare(a.On, b.On) })
	if s.Value(fold.FieldEnd) != "" {
		c.End = &contract.EndedFacts{}
		_ = inField(s, fold.FieldEnd, c.End) // the fold wrote it
	}
}

// ContractsIn answers a list of contracts of a site, or of all sites.
func (v *Views) ContractsIn(r storage.Reader, list, site string) ([]Contract, error) {
	if site != "" {
		list += "/" + site
	}
	return each(r, kind.Contract, list, (*look).contract)
}

// ContractsOf answers those of a customer, the oldest first.
func (v *Views) ContractsOf(r storage.Reader, customer journal.EntityID) ([]Contract, error) {
	return each(r, kind.Contract, fold.FieldOf+"/"+customer.String(), (*look).contract)
}

// ContractsOn answers the contracts that cover a device under any number it went
// by, or did.
func (v *Views) ContractsOn(r storage.Reader, device Product) ([]Contract, error) {
	var out []Contract
	for _, id := range append([]journal.EntityID{device.ID}, device.Was...) {
		list, err := each(r, kind.Contract, listCovered+id.String(), (*look).contract)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			if !slices.ContainsFunc(out, func(o Contract) bool { return o.ID == c.ID }) {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// FindContracts answers the contracts that words name.
func (v *Views) FindContracts(r storage.Reader, words string) ([]Contract, error) {
	return eachFound(r, kind.Contract, words, (*look).contract)
}
