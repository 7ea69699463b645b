package message

import (
	"fmt"
	"slices"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Event is something of which customers are told by themselves, when the shop
// wants it so.
type Event string

// The events.
const (
	TakenIn  Event = "taken_in"    // the device is with us
	Quoted   Event = "quote"       // a quote waits for an answer
	Delayed  Event = "delayed"     // the promised day moved to a later one
	Ready    Event = "ready"       // it can be fetched
	Reminder Event = "reminder"    // nobody came for it: the messages of the ladder
	LoanDue  Event = "loan_due"    // a loaner has to come back
	Refunded Event = "refund_sent" // a refund has left us
	AllWell  Event = "all_well"    // is all well, a day after the hand-back
	// Changed is no line of the table: somebody moved or called off a visit or a
	// parcel, and these are their words for the customer.
	Changed Event = "changed"
)

// Events lists the events that shops switch.
func Events() []Event {
	return []Event{TakenIn, Quoted, Delayed, Ready, Reminder, LoanDue, Refunded, AllWell}
}

// NoticeFacts switches the message about an event on or off at a shop.
type NoticeFacts struct {
	Event   Event   `cbor:"1,keyasint"`
	On      bool    `cbor:"2,keyasint,omitempty"`
	By      Channel `cbor:"3,keyasint,omitempty"` // email or sms; as the customer wishes when empty
	SinceMS int64   `cbor:"4,keyasint,omitempty"` // what happened before it is not told
}

// Check checks a switch.
func (f NoticeFacts) Check() error {
	return fault.First(
		text.OneOf("event", f.Event, Events()...),
		text.OneOf("by", f.By, "", Email, SMS),
		text.Moment("since_ms", f.SinceMS),
	)
}

// QuietFacts says when a shop's messages wait.
type QuietFacts struct {
	FromMinutes int  `cbor:"1,keyasint"`
	ToMinutes   int  `cbor:"2,keyasint"`
	Rest        bool `cbor:"3,keyasint,omitempty"`
}

// Quiet is what the facts say.
func (f QuietFacts) Quiet() Quiet { return Quiet(f) }

// MinuteOf reads a time such as 20:30 as minutes past midnight.
func MinuteOf(field, s string) (int, error) {
	at, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fault.New(fault.Malformed, field, "expected", "20:00").Because(err)
	}
	return at.Hour()*60 + at.Minute(), nil
}

// ClockOf writes minutes past midnight as a time.
func ClockOf(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// Told is how somebody can be told by a machine.
type Told struct {
	TellBy   string // sms, email, phone, letter, none; empty when they did not say
	Mobile   bool   // there is a number that can ring with a text, elsewhere than on our shelf
	Email    bool   // there is an address
	Carriers []Channel
}

// Way is the channel of a message that no person wrote: what the customer wished,
// else what the shop wants, else what is there. Nobody is told by machine who
// asked for something else.
func (t Told) Way(shop Channel) (Channel, bool) {
	if t.TellBy != "" && t.TellBy != string(SMS) && t.TellBy != string(Email) {
		return "", false
	}
	has := map[Channel]bool{SMS: t.Mobile, Email: t.Email}
	for _, c := range []Channel{Channel(t.TellBy), shop, SMS, Email} {
		if has[c] && slices.Contains(t.Carriers, c) {
			return c, true
		}
	}
	return "", false
}
