package customer

import "etabli/app/domain/fault"

// WorthOff says that a shop does not look at what its customers are worth.
const WorthOff fault.Code = "customer_worth_off"

// WorthFacts says whether managers of a shop see what a customer brought in and
// why they may leave. It is profiling: off until somebody decides otherwise, and no
// right of a customer, no order and no price may follow from it.
type WorthFacts struct {
	On bool `cbor:"1,keyasint,omitempty"`
}

// Reason is why a customer may not come back.
type Reason string

// The reasons, those that somebody can still mend first.
const (
	LateNow    Reason = "late"       // a file is past its promised or its legal day
	ClaimOpen  Reason = "claim_open" // a dispute is not settled
	Unanswered Reason = "unanswered" // they wrote, and nobody answered in time
	CameBack   Reason = "repeat"     // a device came back soon after a repair
	LowScore   Reason = "low_score"  // they said that they were not satisfied
	PriceNo    Reason = "quote_refused"
)

// lowScore is the highest mark, of five, that says that somebody was not satisfied.
const lowScore = 2

// Dealings are what is known of how it went with a customer.
type Dealings struct {
	Late, Claims, Unanswered, Repeats int // how many now
	Scores                            []int
	LastRefused                       bool // their latest file ended with a quote that was refused
}

// Reasons are why a customer may not come back, none when all went well.
func (d Dealings) Reasons() []Reason {
	low := 0
	for _, score := range d.Scores {
		if score > 0 && score <= lowScore {
			low++
		}
	}
	out := []Reason{}
	for _, r := range []struct {
		why Reason
		is  bool
	}{
		{LateNow, d.Late > 0}, {ClaimOpen, d.Claims > 0}, {Unanswered, d.Unanswered > 0},
		{CameBack, d.Repeats > 0}, {LowScore, low > 0}, {PriceNo, d.LastRefused},
	} {
		if r.is {
			out = append(out, r.why)
		}
	}
	return out
}
