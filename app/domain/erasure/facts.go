package erasure

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// PersonGone says that a customer was erased: whoever comes back is a new one.
const PersonGone fault.Code = "person_gone"

// Request is what a person may ask for.
type Request string

// The requests.
const (
	ToErase   Request = "erasure"
	ToSee     Request = "access"
	ToCorrect Request = "correction"
	ToObject  Request = "objection"
)

// AskedFacts is a request of a person, and how we know that it is theirs. Of a
// paper that was seen only the kind is kept.
type AskedFacts struct {
	For      Request `cbor:"1,keyasint"`
	AtMS     int64   `cbor:"2,keyasint"`
	By       string  `cbor:"3,keyasint"`           // counter, phone, letter, email, page
	Known    string  `cbor:"4,keyasint"`           // receipt, identity, code, questions
	AnswerBy string  `cbor:"5,keyasint,omitempty"` // last day
}

// Reply is how a request was answered.
type Reply string

// The answers.
const (
	Done    Reply = "done"    // what was asked for was given or carried out, whole
	Partly  Reply = "partly"  // some of it stays or is left out, and they were told why
	Refused Reply = "refused" // and they were told why, and whom to complain to
)

// AnsweredFacts says that a request was answered, and by which way.
type AnsweredFacts struct {
	For   Request `cbor:"1,keyasint"`
	AtMS  int64   `cbor:"2,keyasint"`
	By    string  `cbor:"3,keyasint"` // counter, phone, letter, email, page
	Reply Reply   `cbor:"4,keyasint"`
	Why   string  `cbor:"5,keyasint,omitempty"` // a code of ours: stays, others, unfounded
}

// CheckAnswered checks an answer. Whoever gets less than they asked for is told why.
func CheckAnswered(f AnsweredFacts) error {
	if err := fault.First(
		text.OneOf("for", f.For, ToErase, ToSee, ToCorrect, ToObject),
		text.OneOf("by", f.By, "counter", "phone", "letter", "email", "page"),
		text.OneOf("reply", f.Reply, Done, Partly, Refused),
		text.OneOf("why", f.Why, "", "stays", "others", "unfounded"),
		text.Moment("at_ms", f.AtMS),
	); err != nil {
		return err
	}
	if f.Reply != Done && f.Why == "" {
		return fault.New(fault.Missing, "why")
	}
	return nil
}

// OrderedFacts says that HQ is asked to erase a person.
type OrderedFacts struct{}

// ErasedFacts says what of a person was erased. Chain and state stand; the keys
// and boxes of the subjects are gone from wherever this was heard.
type ErasedFacts struct {
	Subjects []Subject `cbor:"1,keyasint,omitempty"`
	Stays    []Stays   `cbor:"2,keyasint,omitempty"` // at that time
}

// Subject is an entity with the purposes that were erased of it.
type Subject struct {
	Type     uint8   `cbor:"1,keyasint"`
	ID       []byte  `cbor:"2,keyasint"`
	Purposes []uint8 `cbor:"3,keyasint"`
}

// Stays says of how many things of a sort something stays, and why.
type Stays struct {
	What  What   `cbor:"1,keyasint" json:"what"`
	Why   Reason `cbor:"2,keyasint" json:"why"`
	N     int    `cbor:"3,keyasint" json:"n"`
	Until string `cbor:"4,keyasint,omitempty" json:"until,omitempty"` // of the one that stays longest
}

// CheckAsked checks a request.
func CheckAsked(f AskedFacts) error {
	for _, err := range []error{
		text.OneOf("for", f.For, ToErase, ToSee, ToCorrect, ToObject),
		text.OneOf("by", f.By, "counter", "phone", "letter", "email", "page"),
		text.OneOf("known", f.Known, "receipt", "identity", "code", "questions"),
		text.Moment("at_ms", f.AtMS),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}
