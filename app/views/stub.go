package views

import (
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// short is what is shown of an entity whose history is not here: a neutral
// extract of its state, which no version of the fold changes. Fields are added,
// never given another meaning.
type short struct {
	Status     string           `cbor:"1,keyasint,omitempty"`
	Outcome    string           `cbor:"2,keyasint,omitempty"`
	Fields     []shortField     `cbor:"3,keyasint,omitempty"` // by name
	Numbers    []string         `cbor:"4,keyasint,omitempty"`
	Serials    []string         `cbor:"5,keyasint,omitempty"`
	TokenHash  []byte           `cbor:"6,keyasint,omitempty"`
	ReceivedMS int64            `cbor:"7,keyasint,omitempty"`
	ReadyMS    int64            `cbor:"8,keyasint,omitempty"`
	ReturnedMS int64            `cbor:"9,keyasint,omitempty"`
	TouchedMS  int64            `cbor:"10,keyasint,omitempty"`
	BegunMS    int64            `cbor:"11,keyasint,omitempty"`
	Customer   journal.EntityID `cbor:"12,keyasint,omitzero"`
	Product    journal.EntityID `cbor:"13,keyasint,omitzero"`
	// What follows is private, and only in stubs of this site.
	Words string `cbor:"14,keyasint,omitempty"` // what a repair is found by
	Name  string `cbor:"15,keyasint,omitempty"` // of a customer
	Phone string `cbor:"16,keyasint,omitempty"`
	Email string `cbor:"17,keyasint,omitempty"`
}

type shortField struct {
	Name  string `cbor:"1,keyasint"`
	Value string `cbor:"2,keyasint"`
}

// shortFields are the fields of a repair that its stub has.
var shortFields = []string{
	fold.FieldNumber, fold.FieldSite, repair.FieldProduct, repair.FieldBrand, repair.FieldModel, repair.FieldSerial,
	repair.FieldPromisedOn, fold.FieldScore, fold.FieldCategory,
}

// maxShort bounds, in bytes, one field of a stub.
const maxShort = 120

// shortOf is the stub of an entity, without what is private.
func shortOf(e journal.Entity, s *fold.State) short {
	out := short{
		Status: s.Status, Outcome: s.Outcome, Numbers: s.Numbers, Serials: s.Serials, TokenHash: s.TokenHash,
		ReceivedMS: s.ReceivedMS, ReadyMS: s.ReadyMS, ReturnedMS: s.ReturnedMS, TouchedMS: s.TouchedMS, BegunMS: s.BegunMS,
		Customer: s.Customer, Product: s.Product,
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		w := &f.Writes[0]
		listed := isRepair(e) && slices.Contains(shortFields, f.Name) || uint8(e.Type) == kind.Product
		if listed && w.Box == nil && len(w.Value) > 0 && len(w.Value) <= maxShort {
			out.Fields = append(out.Fields, shortField{f.Name, string(w.Value)})
		}
	}
	return out
}

// state is the state that a stub is shown with.
func (s *short) state() *fold.State {
	out := &fold.State{
		Status: s.Status, Outcome: s.Outcome, Numbers: s.Numbers, Serials: s.Serials, TokenHash: s.TokenHash,
		ReceivedMS: s.ReceivedMS, ReadyMS: s.ReadyMS, ReturnedMS: s.ReturnedMS, TouchedMS: s.TouchedMS, BegunMS: s.BegunMS,
		Customer: s.Customer, Product: s.Product,
	}
	for _, f := range s.Fields {
		out.Fields = append(out.Fields, fold.Field{Name: f.Name, Writes: []fold.Write{{Value: []byte(f.Value)}}})
	}
	return out
}

// foldStub folds an entity of which the store keeps a stub. What was whole until
// now leaves its extract.
func foldStub(tx storage.Tx, e journal.Entity, stub *journal.Stub) (subject, error) {
	s, err := foldEntity(tx, e)
	if err != nil {
		return s, err
	}
	s.stub = stub
	if len(stub.Content) > 0 {
		return s, s.erase(tx)
	}
	if !stub.WasWhole {
		// What another device brought of it may be shown here and was never whole. Of what
		// HQ says that it never was of this site, it is shown as what has left.
		shown, err := isShown(tx, e)
		if err != nil || !shown || !stub.Left && !stub.Foreign {
			return s, err
		}
		stub.Left, stub.Foreign = true, false
	}
	extract := shortOf(e, s.state)
	if stub.Pruned && isRepair(e) {
		extract.Words = joinWords(repairWords(tx, &s))
	}
	if stub.Content, err = journal.MarshalFacts(extract); err != nil {
		return s, err
	}
	return s, journal.PutStub(tx, stub)
}

// isShown tells whether there are rows about an entity.
func isShown(r storage.Reader, e journal.Entity) (bool, error) {
	g, err := current(r)
	if err != nil {
		return false, err
	}
	_, err = r.Get(g.entity(e))
	return err == nil, ignoreMissing(err)
}

// erase takes out of the extract what was erased since.
func (s *subject) erase(tx storage.Tx) error {
	if !slices.Contains(s.state.Erased, journal.File) {
		return nil
	}
	var extract short
	if err := journal.UnmarshalFacts(s.stub.Content, &extract); err != nil || extract.Words == "" {
		return err
	}
	s.forgotten.words = append(s.forgotten.words, splitWords(extract.Words)...)
	extract.Words = ""
	var err error
	if s.stub.Content, err = journal.MarshalFacts(extract); err != nil {
		return err
	}
	return journal.PutStub(tx, s.stub)
}

// foldHeld folds an entity, whole or as a stub.
func foldHeld(tx storage.Tx, e journal.Entity) (subject, error) {
	stub, err := journal.StubOf(tx, e)
	if err != nil || stub == nil {
		s, failed := foldEntity(tx, e)
		return s, errors.Join(err, failed)
	}
	return foldStub(tx, e, stub)
}

func ignoreMissing(err error) error {
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	return err
}

// cut makes a subject what its stub says; shown is false when that is nothing.
func (s *subject) cut() (shown bool, err error) {
	if s.stub == nil {
		return true, nil
	}
	if len(s.stub.Content) == 0 {
		return false, nil
	}
	s.short = &short{}
	if err := journal.UnmarshalFacts(s.stub.Content, s.short); err != nil {
		return false, err
	}
	s.state, s.history = s.short.state(), nil
	s.bytes, err = s.state.Bytes()
	return true, err
}

// leave notes the words by which an entity that has left the site is found, so
// that they go.
func (w *writer) leave(s *subject) error {
	var words string
	var err error
	switch {
	case isRepair(s.entity):
		var r row
		err = getLocal(w.tx, w.g, s.entity, &r)
		words = r.Words
	case uint8(s.entity.Type) == kind.Customer:
		var c contact
		err = getLocal(w.tx, w.g, s.entity, &c)
		words = c.Words + c.Own
	case shapes[uint8(s.entity.Type)].texts != nil:
		var t thing
		err = getLocal(w.tx, w.g, s.entity, &t)
		words = t.Words
	}
	s.forgotten.words = append(s.forgotten.words, splitWords(words)...)
	return ignoreMissing(err)
}

// The ways in which a file is not whole here.
const (
	StubLeft   = "left"   // it is at another shop now
	StubPruned = "pruned" // nobody works on it; its history can be had from HQ
)

// wayOf says how a stub is not whole.
func wayOf(s *journal.Stub) string {
	switch {
	case s == nil:
		return ""
	case s.Left:
		return StubLeft
	}
	return StubPruned
}
