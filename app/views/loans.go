package views

import (
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// The lists of loans and units.
const (
	listOpenAt  = "open/"    // loans of a site that are asked for, kept or out
	listOfFile  = "file/"    // those of one repair
	listOfUnit  = "unit/"    // those of one unit, the latest first
	listEver    = "ever/"    // those of one repair, ended ones too
	listAsked   = "asked"    // they wait for a right
	listUnfreed = "unfreed/" // given up, and the right of a chain not yet freed
	listAtSite  = "site/"    // units of a site
)

var loanShape = shape{
	places: func(s *fold.State) []place {
		status := loan.Status(s.Status)
		out := []place{
			{List: listOfUnit + s.Value(fold.FieldUnit), Sort: latest(s.BegunMS)},
			{List: listEver + s.Value(fold.FieldFile), Sort: by(s.BegunMS)},
		}
		if status.Open() {
			out = append(out, place{listOpenAt + s.Value(fold.FieldSite), by(s.BegunMS)}, place{listOfFile + s.Value(fold.FieldFile), by(s.BegunMS)})
		}
		if status == loan.Asked {
			out = append(out, place{listAsked, by(s.BegunMS)})
		}
		if status == loan.Cancelled {
			out = append(out, unfreed(s)...)
		}
		return out
	},
}

// unfreed is the place of a promise that was given up while its right is used.
func unfreed(s *fold.State) []place {
	holder := s.Value(fold.FieldHolder)
	if holder == "" || s.Value(fold.FieldFreed) != "" {
		return nil
	}
	if s.Value(fold.FieldByHQ) != "" {
		holder = heldByHQ
	}
	return []place{{listUnfreed + holder, by(s.BegunMS)}}
}

// heldByHQ names HQ in the list of rights to be freed.
const heldByHQ = "hq"

var unitShape = shape{
	places: func(s *fold.State) []place {
		return []place{{List: listAtSite + s.Value(fold.FieldSite), Sort: keyText(s.Value(repair.FieldProduct))}}
	},
	texts: func(o *opener) []string {
		return []string{o.value(repair.FieldProduct), o.value(repair.FieldSerial), o.value(fold.FieldCategory)}
	},
}

// Loaner is a unit that can be lent.
type Loaner struct {
	ID          journal.EntityID  `json:"id"`
	Label       string            `json:"label"`
	Site        string            `json:"site"`
	Serial      string            `json:"serial,omitempty"`
	Category    string            `json:"category,omitempty"`
	Accessories []string          `json:"accessories,omitempty"`
	Condition   []string          `json:"condition,omitempty"`
	ValueCents  int64             `json:"value_cents,omitempty"`
	Currency    string            `json:"currency,omitempty"`
	Status      loan.UnitStatus   `json:"status"`
	Books       int64             `json:"books"` // 1 when it is here, 0 when it is out, below when it is in two places
	Promisable  bool              `json:"promisable"`
	Tentative   bool              `json:"tentative,omitempty"`
	Items       []ReviewItem      `json:"items,omitempty"`
	Loan        *journal.EntityID `json:"loan,omitempty"` // the latest
	BegunMS     int64             `json:"-"`              // when it was entered
	RetiredMS   int64             `json:"-"`              // since when it is lent no more
}

// Loan is one loan of one unit.
type Loan struct {
	ID          journal.EntityID        `json:"id"`
	UnitID      journal.EntityID        `json:"unit_id"`
	Unit        string                  `json:"unit"`
	Serial      string                  `json:"serial,omitempty"`
	FileID      journal.EntityID        `json:"file_id"`
	Number      string                  `json:"number,omitempty"` // of the file
	Customer    string                  `json:"customer,omitempty"`
	Erased      bool                    `json:"customer_erased,omitempty"`
	Site        string                  `json:"site"`
	Status      loan.Status             `json:"status"`
	SinceMS     int64                   `json:"since_ms"`
	Agreement   loan.Agreement          `json:"agreement"`
	Out         []string                `json:"condition_out,omitempty"`
	Accessories []string                `json:"accessories,omitempty"`
	PhotosOut   []repair.Attachment     `json:"photos_out,omitempty"`
	IssuedMS    int64                   `json:"issued_ms,omitempty"`
	In          []string                `json:"condition_in,omitempty"`
	PhotosIn    []repair.Attachment     `json:"photos_in,omitempty"`
	Damage      []loan.Damage           `json:"damage,omitempty"`
	CameBack    []repair.AccessoryCheck `json:"came_back,omitempty"`
	ReturnedMS  int64                   `json:"returned_ms,omitempty"`
	Deposit     int64                   `json:"deposit_held_cents,omitempty"`
	ExtraDays   int                     `json:"extra_days,omitempty"`
	ReadyOn     string                  `json:"ready_on,omitempty"`
	DueOn       string                  `json:"due_on,omitempty"`
	Step        string                  `json:"step,omitempty"` // of the ladder, the last that was climbed
	Holder      journal.ChainID         `json:"-"`              // the chain whose right it used
	Made        journal.ChainID         `json:"-"`              // the chain that made it
	ByHQ        bool                    `json:"-"`
	Tentative   bool                    `json:"tentative,omitempty"`
	Items       []ReviewItem            `json:"items,omitempty"`
}

// Loaner answers a unit; storage.ErrNotFound when there is none.
func (v *Views) Loaner(r storage.Reader, id journal.EntityID) (Loaner, error) {
	l, err := newLook(r)
	if err != nil {
		return Loaner{}, err
	}
	return l.loaner(id)
}

func (l *look) loaner(id journal.EntityID) (Loaner, error) {
	s, err := l.state(kind.LoanerUnit, id)
	if err != nil {
		return Loaner{}, err
	}
	value, _ := repair.ParseCents(s.Value(fold.FieldValueCents))
	out := Loaner{
		ID: id, Label: s.Value(repair.FieldProduct), Site: s.Value(fold.FieldSite), Serial: s.Value(repair.FieldSerial),
		Category: s.Value(fold.FieldCategory), Accessories: repair.SplitList(s.Value(repair.FieldAccessories)),
		Condition: repair.SplitList(s.Value(repair.FieldCondition)), ValueCents: value, Currency: s.Value(fold.FieldCurrency),
		Status: loan.UnitStatus(s.Status), Books: s.Sum(fold.Books).N, Tentative: s.Waiting > 0, BegunMS: s.BegunMS,
	}
	if w := s.Shown(fold.FieldRetired); w != nil && s.Value(fold.FieldRetired) != "" {
		out.Status, out.RetiredMS = loan.Retired, w.AtMS
	}
	books, err := journal.BooksOf(l.r, id)
	if err != nil {
		return out, err
	}
	out.Promisable = out.Status == loan.Available && books.Outstanding() > books.Promised()
	if out.Status == loan.Available && books.Promised() > 0 {
		out.Status = loan.Kept
	}
	loans, err := l.placed(kind.Loan, listOfUnit+id.String(), 1)
	if err == nil && len(loans) > 0 {
		out.Loan = &loans[0].ID
	}
	if err == nil {
		out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.LoanerUnit), ID: id}, s)
	}
	return out, err
}

// Loaners answers the units of a site, by name.
func (v *Views) Loaners(r storage.Reader, site string) ([]Loaner, error) {
	return each(r, kind.LoanerUnit, listAtSite+site, (*look).loaner)
}

// FindLoaners answers the units that words name.
func (v *Views) FindLoaners(r storage.Reader, query string) ([]Loaner, error) {
	return eachFound(r, kind.LoanerUnit, query, (*look).loaner)
}

// each answers the members of a list.
func each[T any](r storage.Reader, t uint8, list string, one func(*look, journal.EntityID) (T, error)) ([]T, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(t, list, 0)
	out := make([]T, 0, len(members))
	for _, m := range members {
		it, err := one(l, m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	return out, err
}

// eachFound answers what words name.
func eachFound[T any](r storage.Reader, t uint8, query string, one func(*look, journal.EntityID) (T, error)) ([]T, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	ids, err := l.found(t, query, MaxHits)
	out := make([]T, 0, len(ids))
	for _, id := range ids {
		it, err := one(l, id)
		if err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	return out, err
}

// Loan answers a loan; storage.ErrNotFound when there is none.
func (v *Views) Loan(r storage.Reader, id journal.EntityID) (Loan, error) {
	l, err := newLook(r)
	if err != nil {
		return Loan{}, err
	}
	return l.loan(id)
}

func (l *look) loan(id journal.EntityID) (Loan, error) {
	s, err := l.state(kind.Loan, id)
	if err != nil {
		return Loan{}, err
	}
	out := Loan{
		ID: id, UnitID: s.ID(fold.FieldUnit), FileID: s.ID(fold.FieldFile), Site: s.Value(fold.FieldSite),
		Status: loan.Status(s.Status), SinceMS: s.SinceMS, Deposit: s.Sum(fold.SumDeposit).N,
		ExtraDays: int(s.Sum(fold.SumExtra).N), Step: s.Value(fold.FieldStep), Holder: chainIn(s, fold.FieldHolder),
		ByHQ: s.Value(fold.FieldByHQ) != "", Made: s.Origin.Chain, Tentative: s.Waiting > 0,
	}
	out.paper(s)
	if err := l.unitOf(&out); err != nil {
		return out, err
	}
	if err := l.fileOf(&out); err != nil {
		return out, err
	}
	out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Loan), ID: id}, s)
	return out, err
}

// paper reads what was agreed and noted, out and in.
func (o *Loan) paper(s *fold.State) {
	var issued loan.IssuedFacts
	if journal.UnmarshalFacts([]byte(s.Value(fold.FieldIssue)), &issued) == nil {
		o.Agreement, o.Out, o.Accessories = issued.Agreement, issued.Condition, issued.Accessories
		o.PhotosOut, o.IssuedMS = issued.Attachments, issued.IssuedMS
	}
	var returned loan.ReturnedFacts
	if journal.UnmarshalFacts([]byte(s.Value(fold.FieldReturn)), &returned) == nil {
		o.In, o.PhotosIn, o.Damage = returned.Condition, returned.Attachments, returned.Damage
		o.CameBack, o.ReturnedMS = returned.Accessories, returned.ReturnedMS
	}
}

func (l *look) unitOf(o *Loan) error {
	s, err := l.state(kind.LoanerUnit, o.UnitID)
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err == nil {
		o.Unit, o.Serial = s.Value(repair.FieldProduct), s.Value(repair.FieldSerial)
	}
	return err
}

// fileOf adds the file, and when the loan is due by it.
func (l *look) fileOf(o *Loan) error {
	s, err := l.state(kind.Repair, o.FileID)
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	o.Number = s.Value(fold.FieldNumber)
	c, err := l.contact(s.Customer)
	if err != nil {
		return err
	}
	o.Customer, o.Erased = c.Name, c.Erased
	zone, err := l.zone(o.Site)
	if err != nil {
		return err
	}
	ready := civil.At(s.ReadyMS, zone)
	o.ReadyOn, o.DueOn = ready.String(), loan.Due(o.Agreement, ready, o.ExtraDays).String()
	return nil
}

// OpenLoans answers the loans of a site that are asked for, kept or out.
func (v *Views) OpenLoans(r storage.Reader, site string) ([]Loan, error) {
	return each(r, kind.Loan, listOpenAt+site, (*look).loan)
}

// LoansOfFile answers the open loans of a repair.
func (v *Views) LoansOfFile(r storage.Reader, file journal.EntityID) ([]Loan, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Loan, error) {
		return each(r, kind.Loan, listOfFile+id.String(), (*look).loan)
	})
}

// LoansOfUnit answers the loans of a unit, the latest first.
func (v *Views) LoansOfUnit(r storage.Reader, unit journal.EntityID) ([]Loan, error) {
	return each(r, kind.Loan, listOfUnit+unit.String(), (*look).loan)
}

// AskedLoans answers the loans that wait for a right.
func (v *Views) AskedLoans(r storage.Reader) ([]Loan, error) {
	return each(r, kind.Loan, listAsked, (*look).loan)
}

// chainIn is the chain that a field names, zero when it names none.
func chainIn(s *fold.State, field string) (c journal.ChainID) {
	_ = c.UnmarshalText([]byte(s.Value(field))) // what is no chain names none
	return c
}

// UnfreedLoans answers the loans that were given up while the right of a chain
// is still used for them; the zero chain is HQ.
func (v *Views) UnfreedLoans(r storage.Reader, holder journal.ChainID) ([]Loan, error) {
	return each(r, kind.Loan, unfreedOf(holder), (*look).loan)
}

func unfreedOf(holder journal.ChainID) string {
	if holder == (journal.ChainID{}) {
		return listUnfreed + heldByHQ
	}
	return listUnfreed + holder.String()
}

// LoanPolicy answers what a shop does at a hand-back while the loaner is out.
func (v *Views) LoanPolicy(r storage.Reader, site journal.EntityID) (loan.Policy, error) {
	s, err := siteState(r, site)
	if err != nil {
		return "", err
	}
	return loan.Policy(s.Value(fold.FieldLoanPolicy)), nil
}
