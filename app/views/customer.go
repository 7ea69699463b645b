package views

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Customer is who a file belongs to.
type Customer struct {
	ID       journal.EntityID   `json:"id"`
	Name     string             `json:"name"`
	Phone    string             `json:"phone,omitempty"`
	Email    string             `json:"email,omitempty"`
	Address  string             `json:"address,omitempty"`
	Language string             `json:"language,omitempty"`
	TellBy   string             `json:"tell_by,omitempty"`
	Stopped  *Stopped           `json:"stopped,omitempty"` // they want no message any more
	Reach    customer.Reach     `json:"reach"`             // how they can be told of something
	People   []Person           `json:"people,omitempty"`
	Consents []Consent          `json:"consents,omitempty"`
	Repairs  []journal.EntityID `json:"repairs,omitempty"`
	// SameAs is the customer that this one turned out to be; Same are those that
	// turned out to be this one. Their files are among Repairs.
	SameAs journal.EntityID   `json:"same_as,omitzero"`
	Same   []journal.EntityID `json:"same,omitempty"`
	Review int                `json:"review,omitempty"` // open items of "À vérifier"
	// Asked are their requests about their data; Erased says that who they were is
	// gone for good, Stays what stayed when something was last erased, and why.
	Asked    []Request       `json:"asked,omitempty"`
	Erased   bool            `json:"erased,omitempty"`
	ErasedMS int64           `json:"erased_ms,omitempty"`
	Stays    []erasure.Stays `json:"stays,omitempty"`
}

// Stopped says since when a customer wants no message, and how they said so: empty
// when it was noted with their name.
type Stopped struct {
	AtMS int64  `json:"at_ms"`
	By   string `json:"by,omitempty"`
}

func stoppedOf(s *fold.State) *Stopped {
	said := s.Shown(fold.FieldTellBy)
	if said == nil || string(said.Value) != customer.ByNone {
		return nil
	}
	parts := append(repair.SplitList(s.Value(fold.FieldStopped)), "", "")
	if atMS, err := strconv.ParseInt(parts[0], 10, 64); err == nil {
		return &Stopped{atMS, parts[1]}
	}
	return &Stopped{AtMS: said.AtMS}
}

// Person is one more person of a customer.
type Person struct {
	Key     string          `json:"key"`
	Name    string          `json:"name,omitempty"`
	Phone   string          `json:"phone,omitempty"`
	Email   string          `json:"email,omitempty"`
	Address string          `json:"address,omitempty"`
	Roles   []customer.Role `json:"roles,omitempty"`
}

// Consent is a yes or a no that a customer gave.
type Consent struct {
	To    customer.Consent `json:"to"`
	Given bool             `json:"given"`
	AtMS  int64            `json:"at_ms"`
	Proof string           `json:"proof,omitempty"`
}

// Customer answers a customer with their repairs, the first maxShared of them;
// storage.ErrNotFound when there is none. Who was erased has no name.
func (v *Views) Customer(r storage.Reader, id journal.EntityID) (Customer, error) {
	l, err := newLook(r)
	if err != nil {
		return Customer{}, err
	}
	return l.customer(id)
}

// CustomerIDs are all customers that this store knows, by id.
func (v *Views) CustomerIDs(r storage.Reader) (ids []journal.EntityID, err error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	err = l.eachState(kind.Customer, func(id journal.EntityID, _ *fold.State) { ids = append(ids, id) })
	return ids, err
}

func (l *look) customer(id journal.EntityID) (Customer, error) {
	s, err := l.whole(kind.Customer, id)
	if err != nil {
		return Customer{}, err
	}
	c, err := l.contact(id)
	if err != nil {
		return Customer{}, err
	}
	out := Customer{
		ID: id, Name: c.Name, Phone: cmp.Or(c.Phone, c.PhoneRaw), Email: c.Email, Address: c.Address,
		Language: s.state.Value(fold.FieldLanguage), TellBy: s.state.Value(fold.FieldTellBy),
		People: peopleOf(l.r, s), Consents: consentsOf(s.state), SameAs: s.state.ID(fold.FieldSame), Review: len(s.state.Items),
	}
	out.Reach = customer.ReachOf(c.box(), out.TellBy, "")
	out.Stopped = stoppedOf(s.state)
	out.Asked, out.Erased, out.ErasedMS = requestsOf(s.state), c.Erased, s.state.ErasedMS
	if len(s.state.Stays) > 0 {
		if err := journal.UnmarshalFacts(s.state.Stays, &out.Stays); err != nil {
			return out, err
		}
	}
	if out.Repairs, err = l.ids(l.g.owned(id)); err != nil {
		return out, err
	}
	if out.Same, err = l.same(id, s.state); err != nil {
		return out, err
	}
	for _, other := range out.Same {
		theirs, err := l.ids(l.g.owned(other))
		if err != nil {
			return out, err
		}
		out.Repairs = append(out.Repairs, theirs...)
	}
	return out, nil
}

// same are the customers who turned out to be one, with those who had turned out
// to be them before, each once.
func (l *look) same(one journal.EntityID, s *fold.State) ([]journal.EntityID, error) {
	var out []journal.EntityID
	for next := 0; ; next++ {
		for _, name := range slices.Sorted(maps.Keys(s.Records(fold.GroupSame))) {
			var other journal.EntityID
			if other.UnmarshalText([]byte(name)) == nil && other != one && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
		if next == len(out) {
			return out, nil
		}
		var err error
		if s, err = l.state(kind.Customer, out[next]); errors.Is(err, storage.ErrNotFound) {
			s = &fold.State{}
		} else if err != nil {
			return nil, err
		}
	}
}

func (c *contact) box() customer.ContactBox {
	return customer.ContactBox{Name: c.Name, Phone: c.Phone, PhoneRaw: c.PhoneRaw, Email: c.Email, Address: c.Address}
}

func consentsOf(s *fold.State) []Consent {
	var out []Consent
	given := s.Records(fold.GroupConsent)
	for _, to := range slices.Sorted(maps.Keys(given)) {
		parts := append(repair.SplitList(given[to]), "", "", "")
		atMS, _ := strconv.ParseInt(parts[1], 10, 64) // a consent without a time is one all the same
		out = append(out, Consent{To: customer.Consent(to), Given: parts[0] != "", AtMS: atMS, Proof: parts[2]})
	}
	return out
}

// itself is the customer that an id stands for: the one it turned out to be.
func (l *look) itself(id journal.EntityID) (journal.EntityID, error) {
	for range 8 { // two shops may have merged in a ring without knowing of each other
		s, err := l.state(kind.Customer, id)
		if errors.Is(err, storage.ErrNotFound) {
			return id, nil
		}
		if err != nil {
			return id, err
		}
		next := s.ID(fold.FieldSame)
		if next.IsZero() {
			break
		}
		id = next
	}
	return id, nil
}

// CustomersByPhone answers the people who share a telephone number as E.164, or
// an e-mail address in small letters. Customers who turned out to be one are
// answered once.
func (v *Views) CustomersByPhone(r storage.Reader, e164 string) ([]Customer, error) {
	l, err := newLook(r)
	if err != nil || e164 == "" {
		return nil, err
	}
	ids, err := l.sharing(e164)
	if err != nil {
		return nil, err
	}
	out := make([]Customer, 0, len(ids))
	for _, id := range ids {
		c, err := l.customer(id)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// sharing are the customers who have a number or an address, each once.
func (l *look) sharing(reach string) ([]journal.EntityID, error) {
	ids, err := l.ids(l.g.phones(reach))
	if err != nil {
		return nil, err
	}
	var out []journal.EntityID
	for _, id := range ids {
		if id, err = l.itself(id); err != nil {
			return nil, err
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, nil
}

// Namesake is one line of the customers that a query names. It shows by what
// people of one name are told apart, and no more of them than that.
type Namesake struct {
	ID         journal.EntityID `json:"id"`
	Name       string           `json:"name"`
	LastDigits string           `json:"last_digits,omitempty"`
	Postcode   string           `json:"postcode,omitempty"`
	Open       int              `json:"open"` // files that are not closed
	Files      int              `json:"files"`
	Number     string           `json:"number,omitempty"` // of the latest file
	Product    string           `json:"product,omitempty"`
	DepositOn  civil.Date       `json:"deposit_on,omitzero"`
}

// FindCustomers answers the customers whose name, number or address hold the
// words of a query, the one who came last first.
func (v *Views) FindCustomers(r storage.Reader, query string) ([]Namesake, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	ids, err := l.found(kind.Customer, query, MaxHits)
	if err != nil {
		return nil, err
	}
	out := make([]Namesake, 0, len(ids))
	seen := map[journal.EntityID]bool{}
	for _, id := range ids {
		if id, err = l.itself(id); err != nil {
			return nil, err
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		n, err := l.namesake(id)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	slices.SortStableFunc(out, func(a, b Namesake) int { return cmp.Compare(b.DepositOn, a.DepositOn) })
	return out, nil
}

func (l *look) namesake(id journal.EntityID) (Namesake, error) {
	c, err := l.customer(id)
	if err != nil {
		return Namesake{}, err
	}
	n := Namesake{ID: id, Name: c.Name, LastDigits: customer.LastDigits(c.Phone), Postcode: customer.Postcode(c.Address), Files: len(c.Repairs)}
	rows, err := l.rows(c.Repairs)
	var last int64
	for _, r := range rows {
		if r.Status.Scope() != repair.Ended {
			n.Open++
		}
		if r.ReceivedMS < last {
			continue
		}
		zone, err := l.zone(r.Site)
		if err != nil {
			return n, err
		}
		last, n.Number, n.Product, n.DepositOn = r.ReceivedMS, r.Number, r.Product, civil.At(r.ReceivedMS, zone)
	}
	return n, err
}

var customerShape = shape{
	places: func(s *fold.State) []place {
		out := erasurePlaces(s)
		if s.Value(fold.FieldBusiness) != "" {
			out = append(out, place{listAccounts, by(s.BegunMS)})
		}
		return out
	},
	texts: func(o *opener) []string {
		var box customer.ContactBox
		o.open(fold.FieldContact, &box)
		texts := []string{box.Name, box.Email}
		for _, key := range o.state.Group(fold.GroupPerson) {
			var p customer.ContactBox
			if o.open(fold.GroupPerson+key, &p) {
				texts = append(texts, p.Name, p.Email)
			}
		}
		return texts
	},
}
