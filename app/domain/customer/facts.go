// Package customer knows who brings devices and how they wish to be told.
package customer

// ContactBox is the private part of a customer (purpose Contact).
type ContactBox struct {
	Name     string `cbor:"1,keyasint"`
	Phone    string `cbor:"2,keyasint,omitempty"` // E.164 when it could be parsed
	PhoneRaw string `cbor:"3,keyasint,omitempty"` // as typed
	Email    string `cbor:"4,keyasint,omitempty"`
	Address  string `cbor:"5,keyasint,omitempty"`
}

// SavedFacts is what may be known of a customer without knowing who they are.
type SavedFacts struct {
	Language string `cbor:"1,keyasint,omitempty"` // fr, en
	TellBy   string `cbor:"2,keyasint,omitempty"` // sms, email, phone, letter, none
}
