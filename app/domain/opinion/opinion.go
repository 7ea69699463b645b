// Package opinion knows what customers are asked after a repair and what they
// publish: a day after the hand-back whether all is well, once in thirty days
// whatever the number of files; a "no" that becomes a file of its own; and reviews
// with their answer and their clock. Whoever is asked to publish is asked as
// everybody is: there is no way to ask the satisfied alone.
package opinion

import (
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// AskedFacts is an invitation. File and customer are entities of its entry.
type AskedFacts struct {
	Channel message.Channel `cbor:"1,keyasint"`
	On      string          `cbor:"2,keyasint"`
	Publish string          `cbor:"3,keyasint,omitempty"` // the address it names, when the shop asks everybody to publish
}

// GivenFacts is the answer: all is well, or not. One that is not opens a claim,
// which is an entity of its entry.
type GivenFacts struct {
	Well    bool               `cbor:"1,keyasint,omitempty"`
	Channel message.Channel    `cbor:"2,keyasint"`
	Claim   *claim.OpenedFacts `cbor:"3,keyasint,omitempty"`
}

// AskingFacts is what a shop asks, as a whole. Publish is the address where
// everybody is asked to publish; empty, nobody is.
type AskingFacts struct {
	On      bool   `cbor:"1,keyasint,omitempty" json:"on"`
	Publish string `cbor:"2,keyasint,omitempty" json:"publish,omitempty" doc:"https address where everybody is asked to publish; nobody when empty"`
	// Questions are asked beside how content somebody is; one is enough for most.
	Questions []repair.Question `cbor:"3,keyasint,omitempty" json:"questions,omitempty" doc:"beside how content they are: nps, whether they would recommend us, and ces, whether it was easy; that one question alone when empty"`
}

// LoggedFacts is a review, wherever it was published. Who wrote it and what they
// wrote lie in a private box.
type LoggedFacts struct {
	Site       string `cbor:"1,keyasint"`
	Where      string `cbor:"2,keyasint"` // name of the place it was published in
	Stars      int    `cbor:"3,keyasint,omitempty"`
	On         string `cbor:"4,keyasint"` // when it was published
	ReceivedMS int64  `cbor:"5,keyasint"` // when we could know of it
	URL        string `cbor:"6,keyasint,omitempty"`
	AnswerBy   string `cbor:"7,keyasint,omitempty"`
}

// ReviewBox is what was published (purpose File of the review).
type ReviewBox struct {
	By    string `cbor:"1,keyasint,omitempty"`
	Words string `cbor:"2,keyasint,omitempty"`
}

// RepliedFacts is our answer. Its words are in a box of the same form.
type RepliedFacts struct {
	AtMS int64 `cbor:"1,keyasint"`
}

// The faults of opinions.
const (
	AskedLately fault.Code = "opinion_asked_lately" // args: date
	NotOver     fault.Code = "opinion_not_over"     // nobody has the device back yet
	NotAsking   fault.Code = "opinion_not_asking"   // the shop asks nobody
	Objects     fault.Code = "opinion_objects"      // the customer does not want to be asked
	Nobody      fault.Code = "opinion_nobody"       // no customer is named who could be asked
	ClaimOpen   fault.Code = "opinion_claim_open"   // their "no" has opened a claim that goes on
	Replied     fault.Code = "review_answered"
)

// The limits.
const (
	MaxName  = 200
	MaxURL   = 500
	MaxWords = 8000
	maxStars = 5
)

// MayAsk tells whether a customer may be asked again: not within the days after
// the last invitation, whatever it was about.
func MayAsk(last, today civil.Date, days int) bool {
	return !last.Known() || today >= last.AddDays(days)
}

// CheckAsking checks what a shop asks.
func CheckAsking(f AskingFacts) error {
	for i, q := range f.Questions {
		if err := text.OneOf("questions."+strconv.Itoa(i), q, repair.Recommend, repair.Effort); err != nil {
			return err
		}
	}
	return checkURL("publish", f.Publish)
}

// CheckLogged checks a review.
func CheckLogged(f LoggedFacts, box ReviewBox) error {
	return fault.First(
		text.Needed("where", f.Where, MaxName),
		fault.Within("stars", int64(f.Stars), 0, maxStars),
		text.Date("on", f.On),
		text.Moment("received_ms", f.ReceivedMS),
		checkURL("url", f.URL),
		text.Line("by", box.By, MaxName),
		text.Block("words", box.Words, MaxWords),
	)
}

// CheckReplied checks our answer.
func CheckReplied(f RepliedFacts, box ReviewBox) error {
	return fault.First(text.Moment("at_ms", f.AtMS), text.NeededBlock("words", box.Words, MaxWords))
}

func checkURL(field, url string) error {
	if url == "" {
		return nil
	}
	if len(url) < len("https://x.fr") || url[:8] != "https://" {
		return fault.New(fault.Malformed, field, "expected", "https://…")
	}
	return text.Line(field, url, MaxURL)
}
