// Package staff knows who works where.
package staff

// SavedFacts is a member of staff. The full name is in a private box.
type SavedFacts struct {
	Initials string `cbor:"1,keyasint"`
	Display  string `cbor:"2,keyasint"` // as colleagues and customers see it: "Nadia B."
	Role     string `cbor:"3,keyasint"` // counter, technician, manager
	Site     string `cbor:"4,keyasint"`
	Gone     bool   `cbor:"5,keyasint,omitempty"`
}
