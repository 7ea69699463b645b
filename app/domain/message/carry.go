package message

import (
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Carriage is what became of a message that headquarters carries out of the
// house, by e-mail or SMS.
type Carriage string

// The states of a message on its way.
const (
	InPost   Carriage = ""         // not gone yet
	Trying   Carriage = "trying"   // given to the carrier, who has not answered
	Sent     Carriage = "sent"     // the carrier took it
	Failed   Carriage = "failed"   // not taken; tried again later
	GivenUp  Carriage = "given_up" // it will not go by itself any more
	Doubtful Carriage = "doubtful" // the carrier's answer was lost: it may have gone
	Again    Carriage = "again"    // a person wants it tried once more
	Dropped  Carriage = "dropped"  // a person lets it be
)

// Reason says why a message did not go.
type Reason string

// The reasons.
const (
	NoAddress   Reason = "no_address"  // nobody knows where to
	Unwanted    Reason = "unwanted"    // the customer wants to hear nothing by machine
	NoConsent   Reason = "no_consent"  // what they agreed to does not cover it
	Refused     Reason = "refused"     // for good
	Busy        Reason = "busy"        // the carrier asks to come again later
	Unreachable Reason = "unreachable" // the carrier did not answer in time
	TooLate     Reason = "too_late"    // it would come too late to be true
	AnswerLost  Reason = "answer_lost" // the line broke, or the program ended, before the answer
	Restored    Reason = "restored"    // HQ came back from a backup and does not know
)

// CarriedFacts says what became of a message: the entry of the line is named by
// its chain and number.
type CarriedFacts struct {
	Chain      []byte   `cbor:"1,keyasint"`
	Seq        uint64   `cbor:"2,keyasint"`
	State      Carriage `cbor:"3,keyasint"`
	AtMS       int64    `cbor:"4,keyasint"`
	Try        int      `cbor:"5,keyasint,omitempty"`
	Reason     Reason   `cbor:"6,keyasint,omitempty"`
	Code       int      `cbor:"7,keyasint,omitempty"`  // what the carrier answered, as its protocol numbers it
	NextMS     int64    `cbor:"8,keyasint,omitempty"`  // when it is tried again
	CostMicros int64    `cbor:"9,keyasint,omitempty"`  // millionths of the currency
	Currency   string   `cbor:"10,keyasint,omitempty"` // of the cost
	Name       string   `cbor:"11,keyasint,omitempty"` // the carrier's own name for it
}

// maxCurrency is the length of the code of a currency.
const maxCurrency = 3

// MaxName bounds the name that a carrier gives a message.
const MaxName = 200

// Check checks what became of a message.
func (f CarriedFacts) Check() error {
	return fault.First(
		text.OneOf("state", f.State, Trying, Sent, Failed, GivenUp, Doubtful, Again, Dropped),
		text.Moment("at_ms", f.AtMS),
		text.Code("reason", string(f.Reason), MaxCode),
		text.Line("currency", f.Currency, maxCurrency),
		text.Line("name", f.Name, MaxName),
	)
}

// Goes tells whether a message in this state may be given to a carrier.
func (c Carriage) Goes() bool { return slices.Contains([]Carriage{InPost, Failed, Again}, c) }

// Stuck tells whether a person has to decide what becomes of it.
func (c Carriage) Stuck() bool { return c == GivenUp || c == Doubtful }

// Carried tells whether HQ carries what goes by a channel.
func (c Channel) Carried() bool { return c == Email || c == SMS }

// The times of the post.
const (
	// KeepTryingMS is how old a message may get before it is given up.
	KeepTryingMS = 48 * 60 * minuteMS
	// LostMS is after how long nobody expects the answer of a carrier any more.
	LostMS = 10 * minuteMS
)

// pauses are the minutes between one try and the next; the last one goes on.
var pauses = []int64{1, 5, 15, 60, 180}

// NextTry is when a message that was tried so often is tried again.
func NextTry(tries int, nowMS int64) int64 {
	return nowMS + pauses[min(max(tries, 1), len(pauses))-1]*minuteMS
}
