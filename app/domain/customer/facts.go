// Package customer knows who brings devices and how they wish to be told: the
// people of one customer and what each of them may do, consents, who is allowed
// to collect, how a caller is recognised, and customers who turn out to be one.
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

// PersonFacts is one more person of a customer, such as the daughter who calls
// or the head of a department; who it is lies in a box. The record is named by
// Key; Gone takes it away.
type PersonFacts struct {
	Key   string `cbor:"1,keyasint"`
	Roles []Role `cbor:"2,keyasint,omitempty"`
	Gone  bool   `cbor:"3,keyasint,omitempty"`
}

// ConsentFacts is a yes or a no that somebody gave, with its proof.
type ConsentFacts struct {
	To    Consent `cbor:"1,keyasint"`
	Given bool    `cbor:"2,keyasint,omitempty"`
	AtMS  int64   `cbor:"3,keyasint"`
	Proof string  `cbor:"4,keyasint,omitempty"` // counter, paper, page, phone, sms, email
}

// PartyFacts gives somebody a role on one file. Key is the id of the customer
// they are; of somebody else it is a name of the record's own, and who it is
// lies in a box of the file.
type PartyFacts struct {
	Role Role   `cbor:"1,keyasint"`
	Key  string `cbor:"2,keyasint"`
	Gone bool   `cbor:"3,keyasint,omitempty"`
}

// ShelvedFacts says whether the telephone that was left is the number we would
// call.
type ShelvedFacts struct {
	Shelved bool `cbor:"1,keyasint,omitempty"`
}

// NeedFacts is a day by which a file must be done, and why in a private box.
type NeedFacts struct {
	By string `cbor:"1,keyasint,omitempty"` // empty takes it away
}

// WhyBox holds words about a file and its people (purpose File).
type WhyBox struct {
	Why string `cbor:"1,keyasint,omitempty"`
}

// RecognisedFacts says how a caller was recognised before anything was told.
type RecognisedFacts struct {
	Asked [2]Question `cbor:"1,keyasint"`
	Right bool        `cbor:"2,keyasint,omitempty"`
}

// CollectorFacts says who came to collect: by which way they were allowed, and
// the kind of paper that was seen. Its number and its copy are never kept.
type CollectorFacts struct {
	By    string `cbor:"1,keyasint"`           // receipt, named, code, identity
	Paper string `cbor:"2,keyasint,omitempty"` // id_card, passport, licence, permit
}

// ReachedFacts says that a customer who cannot be reached by machine was told of
// something by a person, or that a letter went.
type ReachedFacts struct {
	By      string `cbor:"1,keyasint"` // phone, letter, counter
	AtMS    int64  `cbor:"2,keyasint"`
	Reached bool   `cbor:"3,keyasint,omitempty"`
}

// MergedFacts says that the first entity of the entry is the same customer as
// the second, which from now on shows as the first. Nothing is moved or lost,
// so it can be taken back.
type MergedFacts struct {
	Apart bool `cbor:"1,keyasint,omitempty"` // they are two again
}
