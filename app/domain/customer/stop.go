package customer

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Stopped says that a customer wants no more messages; it is told in place of one
// that would go all the same.
const Stopped fault.Code = "customer_stopped"

// ByNone is how somebody is told who wants no message.
const ByNone = "none"

// StoppedFacts says that a customer wants no more messages, or wants them again.
type StoppedFacts struct {
	By     string `cbor:"1,keyasint"`           // how they said so: sms, email, page, phone, counter, letter
	AtMS   int64  `cbor:"2,keyasint"`           // when they said so
	Again  bool   `cbor:"3,keyasint,omitempty"` // they want messages again
	TellBy string `cbor:"4,keyasint,omitempty"` // and by which way; by any when empty
}

// CheckStopped checks how somebody said that they want no more messages.
func CheckStopped(f StoppedFacts) error {
	ways := []string{"", "sms", "email", "phone", "letter"}
	if !f.Again {
		ways = ways[:1]
	}
	return fault.First(
		text.OneOf("by", f.By, "sms", "email", "page", "phone", "counter", "letter"),
		text.Moment("at_ms", f.AtMS),
		text.OneOf("tell_by", f.TellBy, ways...),
	)
}
