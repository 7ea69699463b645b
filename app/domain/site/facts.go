// Package site knows the shops: their names, addresses and hours.
package site

// A shop for practice is a store of its own that never meets HQ. Its numbers
// begin with a code that no shop has, and its name says on every paper what it
// is, in both languages.
const (
	TrainingCode = "ECO"
	TrainingMark = "FORMATION · TRAINING – "
)

// SavedFacts is a shop as customers see it.
type SavedFacts struct {
	Code     string `cbor:"1,keyasint" json:"code"` // three letters, such as "LIL"
	Name     string `cbor:"2,keyasint" json:"name"`
	Address  string `cbor:"3,keyasint,omitempty" json:"address,omitempty"`
	Phone    string `cbor:"4,keyasint,omitempty" json:"phone,omitempty"`
	Hours    string `cbor:"5,keyasint,omitempty" json:"hours,omitempty"`
	Zone     string `cbor:"6,keyasint,omitempty" json:"zone,omitempty"` // IANA time zone, Europe/Paris when empty
	SIRET    string `cbor:"7,keyasint,omitempty" json:"siret,omitempty"`
	Mediator string `cbor:"8,keyasint,omitempty" json:"mediator,omitempty"`
}
