package fold

import (
	"strings"

	"etabli/app/domain/repair"
	"etabli/app/domain/till"
	"etabli/storage/journal"
)

// Version is the version of this code and of the state's layout. A change of
// either is a new version, and what was folded before is folded again.
const Version = 28

// State is what the entries of one entity say together. Times are Unix
// milliseconds.
type State struct {
	Status     string           `cbor:"1,keyasint,omitempty"` // of the machine of the entity's type
	Outcome    string           `cbor:"2,keyasint,omitempty"`
	Fields     []Field          `cbor:"3,keyasint,omitempty"` // by name
	Numbers    []string         `cbor:"4,keyasint,omitempty"` // all it ever had, oldest first
	Serials    []string         `cbor:"5,keyasint,omitempty"` // normalised, all it ever had
	TokenHash  []byte           `cbor:"6,keyasint,omitempty"`
	Clocks     repair.Clocks    `cbor:"7,keyasint,omitzero"` // of a repair
	ReceivedMS int64            `cbor:"8,keyasint,omitempty"`
	ReadyMS    int64            `cbor:"9,keyasint,omitempty"`
	ReturnedMS int64            `cbor:"10,keyasint,omitempty"`
	TouchedMS  int64            `cbor:"11,keyasint,omitempty"`
	Customer   journal.EntityID `cbor:"12,keyasint,omitzero"`
	Product    journal.EntityID `cbor:"13,keyasint,omitzero"`
	Origin     journal.Ref      `cbor:"14,keyasint,omitzero"` // the entry the entity began with
	Answer     *Answer          `cbor:"15,keyasint,omitempty"`
	NotApplied []journal.Ref    `cbor:"16,keyasint,omitempty"` // transitions and decisions without effect
	Repeats    []journal.Ref    `cbor:"17,keyasint,omitempty"` // entries of a command that had already acted
	Items      []Item           `cbor:"18,keyasint,omitempty"` // open ones, by id
	Waiting    int              `cbor:"19,keyasint,omitempty"` // entries that HQ has not ordered
	Newer      int              `cbor:"20,keyasint,omitempty"` // entries this version cannot read
	SinceMS    int64            `cbor:"21,keyasint,omitempty"` // when the present status began
	BegunMS    int64            `cbor:"22,keyasint,omitempty"` // when the entry at Origin was written
	Sums       []Sum            `cbor:"23,keyasint,omitempty"` // by name
	Ledger     []Line           `cbor:"24,keyasint,omitempty"` // by chain and act
	Talk       []Said           `cbor:"25,keyasint,omitempty"` // of a thread, by time
	PromisedMS int64            `cbor:"26,keyasint,omitempty"` // of a thread: the call-back that is owed
	Closed     bool             `cbor:"27,keyasint,omitempty"` // of a thread: its last act ended it
	// TokenRef is the entry that gave the page its present address; none when the
	// first one stands.
	TokenRef journal.Ref `cbor:"28,keyasint,omitzero"`
	// Agreed is the accepted quote that a later version would amend; none when the
	// latest one is accepted, or nothing ever was.
	Agreed *Agreed `cbor:"29,keyasint,omitempty"`

	Till *till.Carry `cbor:"40,keyasint,omitempty"` // of a till: where it stands
	// TillSeries is the series of a till; TillTraining says that it only practises.
	TillSeries   []byte `cbor:"41,keyasint,omitempty"`
	TillTraining bool   `cbor:"42,keyasint,omitempty"`
	// Erased are the purposes of which everything private is gone, ascending.
	Erased []journal.Purpose `cbor:"50,keyasint,omitempty"`
	// ErasedMS is when something of a customer was last erased, Stays what stayed
	// then: facts.
	ErasedMS int64  `cbor:"51,keyasint,omitempty"`
	Stays    []byte `cbor:"52,keyasint,omitempty"`
}

// Field holds the writes of one field that no other write has seen, the shown
// one first.
type Field struct {
	Name   string  `cbor:"1,keyasint"`
	Writes []Write `cbor:"2,keyasint"`
}

// Write is one entry's value of a field: the value itself, or where it lies
// when it is private.
type Write struct {
	Ref   journal.Ref `cbor:"1,keyasint"` // who wrote
	AtMS  int64       `cbor:"2,keyasint,omitempty"`
	Value []byte      `cbor:"3,keyasint,omitempty"`
	Box   *BoxRef     `cbor:"4,keyasint,omitempty"`
}

// BoxRef names a private box of an entry, counted from zero.
type BoxRef struct {
	Ref journal.Ref `cbor:"1,keyasint"`
	Box int         `cbor:"2,keyasint"`
}

// Answer is the last answer to a quote that took effect.
type Answer struct {
	Version  int    `cbor:"1,keyasint"`
	Accepted bool   `cbor:"2,keyasint,omitempty"`
	Channel  string `cbor:"3,keyasint,omitempty"`
	Facts    []byte `cbor:"4,keyasint,omitempty"` // of an answer to a quote in lines
}

// Agreed is a quote that was accepted, with the answer.
type Agreed struct {
	Quote  []byte `cbor:"1,keyasint"` // its facts
	Answer Answer `cbor:"2,keyasint"`
}

// Item is one question of "À vérifier".
type Item struct {
	ID    []byte `cbor:"1,keyasint"`
	Rule  string `cbor:"2,keyasint"`
	Field string `cbor:"3,keyasint,omitempty"`
	Sides []Side `cbor:"4,keyasint"` // the shown one first
}

// Side is what one entry of an item says. For transitions the value is the
// status.
type Side struct {
	Write
	Shown bool `cbor:"5,keyasint,omitempty"`
}

// The rules that make items of one entity.
const (
	FieldConflict      = "field_conflict"
	TransitionConflict = "transition_conflict"
	NotApplied         = "not_applied"
	NewerVersion       = "newer_version" // goes away when the program is brought up to date
	BelowZero          = "below_zero"    // HQ's order makes a sum negative that cannot be
	MovedTwice         = "moved_twice"   // a repeated command moved goods or rights again
	ReceiptTwice       = "receipt_twice" // a till that went on from an older disk used a place of its series again
	AfterErasure       = "after_erasure" // private words were written by somebody who did not know that they are erased
)

// Bytes is the state in its one canonical form.
func (s *State) Bytes() ([]byte, error) { return journal.MarshalFacts(s) }

// Parse reads what Bytes wrote.
func Parse(b []byte) (*State, error) {
	s := &State{}
	return s, journal.UnmarshalFacts(b, s)
}

// Value is the shown value of a public field, empty when nobody wrote it.
func (s *State) Value(name string) string {
	if w := s.Shown(name); w != nil {
		return string(w.Value)
	}
	return ""
}

// Shown is the shown write of a field, or nil.
func (s *State) Shown(name string) *Write {
	for i := range s.Fields {
		if s.Fields[i].Name == name {
			return &s.Fields[i].Writes[0]
		}
	}
	return nil
}

// Group lists the names of the fields that begin with a text, such as the
// fields "line/…" of an entity that holds records; each name comes without it.
func (s *State) Group(begin string) []string {
	var out []string
	for i := range s.Fields {
		if name, ok := strings.CutPrefix(s.Fields[i].Name, begin); ok {
			out = append(out, name)
		}
	}
	return out
}

// ID is the shown value of a field that names another entity, zero when nobody
// wrote it.
func (s *State) ID(name string) (id journal.EntityID) {
	_ = id.UnmarshalText([]byte(s.Value(name))) // what is no id names nobody
	return id
}
