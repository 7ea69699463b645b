package views

import (
	"cmp"
	"errors"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/site"
	"etabli/app/domain/stock"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// The lists of parts and accounts.
const (
	listAll     = "all"
	listOfPart  = "part/"   // accounts of a part, by place
	listLow     = "low/"    // accounts of a site at or below their reorder point
	listWanting = "wanting" // accounts on which somebody asks for rights
)

var partShape = shape{
	places: func(s *fold.State) []place {
		return []place{{List: listAll, Sort: keyText(stock.RefForm(partOf(s).Ref))}}
	},
	texts: func(o *opener) []string {
		f := partOf(o.state)
		return append([]string{f.Ref, f.Label, f.Brand, f.GTIN, f.Category}, f.Fits...)
	},
}

var accountShape = shape{
	places: func(s *fold.State) []place {
		at := stock.Place(s.Value(fold.FieldStored))
		if at == "" {
			return nil
		}
		part := s.Value(fold.FieldPart)
		out := []place{
			{listAtSite + at.Site(), keyText(string(at) + " " + part)},
			{listOfPart + part, keyText(string(at))},
		}
		if untold(s, at) {
			out = append(out, place{listUntold, by(s.BegunMS)})
		}
		if point := reorderOf(s); point.Least > 0 && s.Sum(fold.Books).N <= point.Least {
			out = append(out, place{listLow + at.Site(), keyText(part)})
		}
		for _, chain := range s.Group(fold.GroupAsk) {
			if s.Value(fold.GroupAsk+chain) != "" {
				return append(out, place{listWanting, by(s.BegunMS)})
			}
		}
		return out
	},
}

func partOf(s *fold.State) (f stock.PartFacts) {
	_ = journal.UnmarshalFacts([]byte(s.Value(fold.FieldPartFacts)), &f) // who has none is a part without a name
	return f
}

func reorderOf(s *fold.State) (f stock.ReorderFacts) {
	_ = journal.UnmarshalFacts([]byte(s.Value(fold.FieldReorder)), &f) // nobody said: no point
	return f
}

// Part is a part or an article, with what this store knows of its places.
type Part struct {
	ID        journal.EntityID `json:"id"`
	Ref       string           `json:"ref"`
	Label     string           `json:"label"`
	GTIN      string           `json:"gtin,omitempty"`
	Brand     string           `json:"brand,omitempty"`
	Category  string           `json:"category,omitempty"`
	Tracking  stock.Tracking   `json:"tracking,omitempty"`
	Supplier  string           `json:"supplier,omitempty"`
	CostCents int64            `json:"cost_cents,omitempty"`
	Price     int64            `json:"price_cents,omitempty"`
	Currency  string           `json:"currency,omitempty"`
	Retired   bool             `json:"retired,omitempty"`
	Fits      []string         `json:"fits,omitempty"`
	Places    []Account        `json:"places,omitempty"`
	// Said are its prices by the days from which they hold, when any names a day.
	Said       []stock.Dated `json:"-"`
	PricedFrom string        `json:"priced_from,omitempty"`
	Coming     []stock.Dated `json:"coming_prices,omitempty"`
}

// Account is how much of a part lies at a place, and what may be done with it.
type Account struct {
	ID         journal.EntityID `json:"id"`
	PartID     journal.EntityID `json:"part_id"`
	Ref        string           `json:"ref"`
	Label      string           `json:"label"`
	Place      stock.Place      `json:"place"`
	OnHand     int64            `json:"on_hand"`           // what this store knows, HQ's order or not
	Pending    int64            `json:"pending"`           // the part of it that HQ has not ordered
	Promised   int64            `json:"promised"`          // promised and not gone out
	Rights     int64            `json:"rights"`            // may be promised here without asking
	Others     int64            `json:"rights_elsewhere"`  // may be promised by others without asking
	Free       int64            `json:"free"`              // HQ may grant
	Short      int64            `json:"short,omitempty"`   // missing for what is promised or may be
	Waiting    int              `json:"asked,omitempty"`   // promises that wait: "à confirmer"
	Waited     int64            `json:"-"`                 // rights that other chains ask for
	Serials    []string         `json:"serials,omitempty"` // that are there
	Lots       map[string]int64 `json:"lots,omitempty"`    //
	Least      int64            `json:"least,omitempty"`   // reorder point
	Full       int64            `json:"full,omitempty"`    //
	LastCount  string           `json:"last_count,omitempty"`
	TouchedMS  int64            `json:"touched_ms"`
	ToldMS     int64            `json:"told_ms,omitempty"` // when HQ told the figure of a place, for whom its books are not here
	Told       stock.ToldLine   `json:"-"`                 // what HQ told
	Tentative  bool             `json:"tentative,omitempty"`
	ReviewOpen int              `json:"review,omitempty"`
}

// Part answers a part with its places; storage.ErrNotFound when there is none.
func (v *Views) Part(r storage.Reader, id journal.EntityID, own journal.ChainID) (Part, error) {
	l, err := newLook(r)
	if err != nil {
		return Part{}, err
	}
	out, err := l.part(id)
	if err != nil {
		return out, err
	}
	members, err := l.placed(kind.Account, listOfPart+id.String(), 0)
	for _, m := range members {
		account, err := l.account(m.ID, own)
		if err != nil {
			return out, err
		}
		out.Places = append(out.Places, account)
	}
	return out, err
}

func (l *look) part(id journal.EntityID) (Part, error) {
	s, err := l.state(kind.Part, id)
	if err != nil {
		return Part{}, err
	}
	f := partOf(s)
	out := Part{
		ID: id, Ref: f.Ref, Label: f.Label, GTIN: f.GTIN, Brand: f.Brand, Category: f.Category, Tracking: f.Tracking,
		Supplier: f.Supplier, CostCents: f.CostCents, Price: f.Price, Currency: f.Currency, Retired: f.Retired, Fits: f.Fits,
	}
	days := s.Group(fold.GroupPriced)
	if len(days) == 0 {
		return out, nil
	}
	if at := s.Shown(fold.FieldPartFacts); at != nil {
		on := civil.At(at.AtMS, site.Zone("")).String()
		out.Said = append(out.Said, stock.Dated{PricedFacts: stock.PricedFacts{From: on, Cost: f.CostCents, Price: f.Price, Currency: f.Currency}, SaidMS: at.AtMS})
	}
	for _, day := range days {
		d := stock.Dated{SaidMS: s.Shown(fold.GroupPriced + day).AtMS}
		_ = inField(s, fold.GroupPriced+day, &d.PricedFacts)             // the fold wrote it
		d.From = max(d.From, civil.At(d.SaidMS, site.Zone("")).String()) // what is said of a day that is past holds from now
		out.Said = append(out.Said, d)
	}
	return out, nil
}

// On is the part with the price that holds on a day, and those that are to come.
func (p Part) On(today civil.Date) Part {
	if now, ok := stock.PriceOn(p.Said, today); ok {
		p.Price, p.CostCents = now.Price, cmp.Or(now.Cost, p.CostCents)
		p.Currency, p.PricedFrom = cmp.Or(now.Currency, p.Currency), now.From
	}
	p.Coming = stock.Coming(p.Said, today)
	return p
}

// partName is the reference and the name of a part; both are empty when the
// store does not know it.
func (l *look) partName(id journal.EntityID) (ref, label string, err error) {
	p, err := l.part(id)
	if errors.Is(err, storage.ErrNotFound) {
		return "", "", nil
	}
	return p.Ref, p.Label, err
}

// Parts answers the parts, by reference; with words those that they name.
func (v *Views) Parts(r storage.Reader, words string) ([]Part, error) {
	if strings.TrimSpace(words) == "" {
		return each(r, kind.Part, listAll, (*look).part)
	}
	return eachFound(r, kind.Part, words, (*look).part)
}

// Account answers an account as one chain sees it; an account without a move
// is empty, not missing.
func (v *Views) Account(r storage.Reader, part journal.EntityID, at stock.Place, own journal.ChainID) (Account, error) {
	l, err := newLook(r)
	if err != nil {
		return Account{}, err
	}
	out, err := l.account(journal.EntityID(stock.AccountID(stock.ID(part), at)), own)
	if errors.Is(err, storage.ErrNotFound) {
		ref, label, err := l.partName(part)
		return Account{ID: journal.EntityID(stock.AccountID(stock.ID(part), at)), PartID: part, Place: at, Ref: ref, Label: label}, err
	}
	return out, err
}

// AccountByID answers an account by its id; storage.ErrNotFound when there is
// none.
func (v *Views) AccountByID(r storage.Reader, id journal.EntityID, own journal.ChainID) (Account, error) {
	l, err := newLook(r)
	if err != nil {
		return Account{}, err
	}
	return l.account(id, own)
}

func (l *look) account(id journal.EntityID, own journal.ChainID) (Account, error) {
	s, err := l.state(kind.Account, id)
	if err != nil {
		return Account{}, err
	}
	out := Account{
		ID: id, PartID: s.ID(fold.FieldPart), Place: stock.Place(s.Value(fold.FieldStored)),
		LastCount: s.Value(fold.FieldCount), TouchedMS: s.TouchedMS, Tentative: s.Waiting > 0, ReviewOpen: len(s.Items),
	}
	if out.Ref, out.Label, err = l.partName(out.PartID); err != nil {
		return out, err
	}
	out.quantities(s)
	books, err := journal.BooksOf(l.r, id)
	if err != nil {
		return out, err
	}
	out.Promised = books.Promised()
	if journal.UnmarshalFacts([]byte(s.Value(fold.FieldToldStock)), &out.Told) == nil {
		if said := s.Shown(fold.FieldToldStock); said != nil {
			out.ToldMS = said.AtMS
		}
	}
	out.Rights = max(0, books.Left(own))
	if out.Place.Promisable() {
		out.Short, out.Free = books.Short(), books.Free()
	}
	out.Others = books.Outstanding() - books.Promised() - out.Rights
	for _, ask := range asksOf(s) {
		if ask.Chain != own {
			out.Waited += ask.N
		}
	}
	out.Waiting, err = l.countPlaced(kind.Promise, listAskedOf+id.String())
	return out, err
}

// untold tells whether HQ has something to tell the shops about an account: what
// may be promised there, and is not what they were told last.
func untold(s *fold.State, at stock.Place) bool {
	n := s.Sum(fold.Books).N
	told, was := parseCount(s.Value(fold.FieldToldN))
	return at.Promisable() && (told != n || !was && n != 0)
}

// UntoldAccounts answers the accounts of which HQ has something to tell, at most
// so many.
func (v *Views) UntoldAccounts(r storage.Reader, limit int) ([]Account, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(kind.Account, listUntold, limit)
	out := make([]Account, 0, len(members))
	for _, m := range members {
		at, err := l.account(m.ID, journal.ChainID{})
		if err != nil {
			return nil, err
		}
		out = append(out, at)
	}
	return out, err
}

func (a *Account) quantities(s *fold.State) {
	sum := s.Sum(fold.Books)
	a.OnHand, a.Pending = sum.N, sum.N-sum.Placed
	point := reorderOf(s)
	a.Least, a.Full = point.Least, point.Full
	for _, serial := range s.Group(fold.GroupSerial) {
		if s.Value(fold.GroupSerial+serial) == fold.SerialIn {
			a.Serials = append(a.Serials, serial)
		}
	}
	for _, sum := range s.Sums {
		if lot, ok := strings.CutPrefix(sum.Name, fold.GroupLot); ok && sum.N != 0 {
			if a.Lots == nil {
				a.Lots = map[string]int64{}
			}
			a.Lots[lot] = sum.N
		}
	}
}

// Accounts answers the accounts of a site as one chain sees them, by place.
func (v *Views) Accounts(r storage.Reader, site string, own journal.ChainID) ([]Account, error) {
	return each(r, kind.Account, listAtSite+site, seenBy(own))
}

// LowAccounts answers the accounts of a site that are to be filled up.
func (v *Views) LowAccounts(r storage.Reader, site string, own journal.ChainID) ([]Account, error) {
	return each(r, kind.Account, listLow+site, seenBy(own))
}

// WantingAccounts answers the accounts on which somebody asks for rights.
func (v *Views) WantingAccounts(r storage.Reader, own journal.ChainID) ([]Account, error) {
	return each(r, kind.Account, listWanting, seenBy(own))
}

func seenBy(own journal.ChainID) func(*look, journal.EntityID) (Account, error) {
	return func(l *look, id journal.EntityID) (Account, error) { return l.account(id, own) }
}

// Ask is what a chain asks for on an account.
type Ask struct {
	Ref   journal.Ref
	Chain journal.ChainID
	N     int64
}

// Asks answers what chains ask for on an account, by chain.
func (v *Views) Asks(r storage.Reader, account journal.EntityID) ([]Ask, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.state(kind.Account, account)
	if err != nil {
		return nil, err
	}
	return asksOf(s), nil
}

func asksOf(s *fold.State) []Ask {
	var out []Ask
	for _, name := range s.Group(fold.GroupAsk) {
		ask := Ask{}
		shown := s.Shown(fold.GroupAsk + name)
		n, ok := parseCount(string(shown.Value))
		if ask.Chain.UnmarshalText([]byte(name)) == nil && ok {
			ask.N, ask.Ref = n, shown.Ref
			out = append(out, ask)
		}
	}
	return out
}
