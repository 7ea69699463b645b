package views

import (
	"errors"
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// The lists of promises beside those they share with loans.
const (
	listOpenOf  = "account/" // promises on an account that are asked for or reserved
	listAskedOf = "asked/"   // those that wait
)

var promiseShape = shape{
	places: func(s *fold.State) []place {
		status, account := stock.PromiseStatus(s.Status), s.Value(fold.FieldAccount)
		var out []place
		if status == stock.Asked || status == stock.Reserved {
			out = append(out, place{listOpenOf + account, by(s.BegunMS)})
			if file := s.Value(fold.FieldFile); file != "" {
				out = append(out, place{listOfFile + file, by(s.BegunMS)})
			}
		}
		if status == stock.Asked {
			out = append(out, place{listAsked, by(s.BegunMS)}, place{listAskedOf + account, by(s.BegunMS)})
		}
		if status == stock.Ended {
			out = append(out, unfreed(s)...)
		}
		return out
	},
}

// Promise is pieces that are kept for somebody, or asked for.
type Promise struct {
	ID        journal.EntityID    `json:"id"`
	Account   journal.EntityID    `json:"account"`
	PartID    journal.EntityID    `json:"part_id"`
	Ref       string              `json:"ref"`
	Label     string              `json:"label"`
	Place     stock.Place         `json:"place"`
	N         int64               `json:"n"`
	Status    stock.PromiseStatus `json:"status"`           // asked reads "à confirmer", reserved "réservé"
	Danger    bool                `json:"danger,omitempty"` // the books do not hold what is promised
	NeededOn  string              `json:"needed_on,omitempty"`
	Channel   string              `json:"channel,omitempty"`
	FileID    journal.EntityID    `json:"file_id,omitzero"`
	Number    string              `json:"number,omitempty"`
	Reason    string              `json:"reason,omitempty"`
	SinceMS   int64               `json:"since_ms"`
	Holder    journal.ChainID     `json:"-"` // the chain whose right it used
	Freed     bool                `json:"-"`
	Made      journal.ChainID     `json:"-"` // the chain that made it
	ByHQ      bool                `json:"-"`
	Tentative bool                `json:"tentative,omitempty"`
	Items     []ReviewItem        `json:"items,omitempty"`
}

// Promise answers a promise; storage.ErrNotFound when there is none.
func (v *Views) Promise(r storage.Reader, id journal.EntityID) (Promise, error) {
	l, err := newLook(r)
	if err != nil {
		return Promise{}, err
	}
	return l.promise(id)
}

func (l *look) promise(id journal.EntityID) (Promise, error) {
	s, err := l.state(kind.Promise, id)
	if err != nil {
		return Promise{}, err
	}
	f := promisedOf(s)
	out := Promise{
		ID: id, Account: s.ID(fold.FieldAccount), PartID: journal.EntityID(f.Part), Place: f.Place, N: f.N,
		Status: stock.PromiseStatus(s.Status), NeededOn: f.NeededOn, Channel: f.Channel, FileID: s.ID(fold.FieldFile),
		Reason: s.Value(fold.FieldReason), SinceMS: s.SinceMS, Holder: chainIn(s, fold.FieldHolder), ByHQ: s.Value(fold.FieldByHQ) != "",
		Freed: s.Value(fold.FieldFreed) != "", Made: s.Origin.Chain, Tentative: s.Waiting > 0,
	}
	if out.Ref, out.Label, err = l.partName(out.PartID); err != nil {
		return out, err
	}
	books, err := journal.BooksOf(l.r, out.Account)
	if err != nil {
		return out, err
	}
	out.Danger = out.Status == stock.Reserved && books.Promised() > books.OnHand()
	if !out.FileID.IsZero() {
		row, err := l.raw(out.FileID)
		if err == nil {
			out.Number = row.Number
		} else if !errors.Is(err, storage.ErrNotFound) {
			return out, err
		}
	}
	out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Promise), ID: id}, s)
	return out, err
}

func promisedOf(s *fold.State) (f stock.PromisedFacts) {
	_ = journal.UnmarshalFacts([]byte(s.Value(fold.FieldPromise)), &f) // who has none promises nothing
	return f
}

// PromisesOn answers the open promises on an account, the oldest first.
func (v *Views) PromisesOn(r storage.Reader, account journal.EntityID) ([]Promise, error) {
	return each(r, kind.Promise, listOpenOf+account.String(), (*look).promise)
}

// PromisesOfFile answers the open promises for a repair.
func (v *Views) PromisesOfFile(r storage.Reader, file journal.EntityID) ([]Promise, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Promise, error) {
		return each(r, kind.Promise, listOfFile+id.String(), (*look).promise)
	})
}

// AskedPromises answers the promises that wait for a right, the oldest first.
func (v *Views) AskedPromises(r storage.Reader) ([]Promise, error) {
	return each(r, kind.Promise, listAsked, (*look).promise)
}

// UnfreedPromises answers the promises that were given up while the right of a
// chain is still used for them; the zero chain is HQ.
func (v *Views) UnfreedPromises(r storage.Reader, holder journal.ChainID) ([]Promise, error) {
	return each(r, kind.Promise, unfreedOf(holder), (*look).promise)
}

func parseCount(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}
