// Package staff knows who works where, what each may do, what they are
// qualified for, when they are away, and the PIN by which they sign in.
package staff

// SavedFacts is a member of staff. The full name is in a private box.
type SavedFacts struct {
	Initials string `cbor:"1,keyasint"`
	Display  string `cbor:"2,keyasint"` // as colleagues and customers see it: "Nadia B."
	Role     string `cbor:"3,keyasint"` // see Roles
	Site     string `cbor:"4,keyasint"`
	Gone     bool   `cbor:"5,keyasint,omitempty"`
}

// RightsFacts is what somebody may do beside, or against, what their role says,
// and at which other sites they work.
type RightsFacts struct {
	Give  []Right  `cbor:"1,keyasint,omitempty"`
	Take  []Right  `cbor:"2,keyasint,omitempty"`
	Sites []string `cbor:"3,keyasint,omitempty"` // beside their own
}

// QualifiedFacts is a skill, or a qualification that somebody else granted.
// Said again it replaces what was said; Gone takes it away.
type QualifiedFacts struct {
	Code  string `cbor:"1,keyasint"`           // a skill, such as phones, or one of Qualifications
	Until string `cbor:"2,keyasint,omitempty"` // last day; none is for ever
	Gone  bool   `cbor:"3,keyasint,omitempty"`
}

// AbsentFacts is a stretch of days on which somebody does not work. Back ends
// one that was noted before, on the same first day.
type AbsentFacts struct {
	From       string `cbor:"1,keyasint"`
	To         string `cbor:"2,keyasint"`           // last day
	Reason     string `cbor:"3,keyasint"`           // leave, sick, training, other: never free words
	Substitute string `cbor:"4,keyasint,omitempty"` // id of who stands in
	Back       bool   `cbor:"5,keyasint,omitempty"`
}

// PINFacts says that a PIN was set; what checks it is in a private box.
type PINFacts struct {
	Cleared bool `cbor:"1,keyasint,omitempty"`
}

// PINBox checks a PIN (purpose Contact of the member of staff).
type PINBox struct {
	Salt   []byte `cbor:"1,keyasint,omitempty"`
	Hash   []byte `cbor:"2,keyasint,omitempty"`
	Rounds int    `cbor:"3,keyasint,omitempty"`
}
