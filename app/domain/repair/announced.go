package repair

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// AnnouncedFacts is a device that its customer says they bring. The shop has
// not seen it: custody, receipt and page begin with the intake, which keeps
// the number. What the customer said sits in private boxes of the same entry.
type AnnouncedFacts struct {
	Number      string       `cbor:"1,keyasint"`
	Site        string       `cbor:"2,keyasint"`
	Product     ProductFacts `cbor:"3,keyasint"`
	Category    string       `cbor:"4,keyasint,omitempty"`
	RequestedMS int64        `cbor:"5,keyasint"`           // when the customer asked; starts the legal clock
	Channel     string       `cbor:"6,keyasint"`           // kiosk, page, phone
	LegalRule   *LegalRule   `cbor:"7,keyasint,omitempty"` // that the legal clock goes by
}

// CalledFacts is somebody at the kiosk who wants a member of staff.
type CalledFacts struct {
	Reason string `cbor:"1,keyasint"` // drop_off, collect, help
}

// CallAnsweredFacts says that a member of staff went to see.
type CallAnsweredFacts struct{}

// SurveyFacts is how satisfied a customer is; their words are in a private box.
type SurveyFacts struct {
	Score    int      `cbor:"1,keyasint"` // on the scale of its question
	Channel  string   `cbor:"2,keyasint"` // kiosk, page, phone, counter
	Question Question `cbor:"3,keyasint,omitempty"`
}

// Question is what a customer is asked to give a mark for: how content they are when
// it is empty.
type Question string

// The questions beside how content somebody is; a shop asks them where it says so.
const (
	Content   Question = ""
	Recommend Question = "nps" // would they tell others to come, 0 to 10
	Effort    Question = "ces" // was it easy for them, 1 to 7
)

// MaxScore is the best answer to how content somebody is.
const MaxScore = 5

// scales are the least and the best mark of each question.
var scales = map[Question][2]int{Content: {1, MaxScore}, Recommend: {0, 10}, Effort: {1, 7}}

// NoneUnattended says that every number of the kiosk was taken in or ended.
const NoneUnattended fault.Code = "kiosk_none_unattended"

// CheckAnnounced checks an announcement before it has its number.
func CheckAnnounced(f AnnouncedFacts, box FileBox) error {
	return fault.First(
		siteCode("site", f.Site),
		CheckProduct("product.", f.Product),
		text.Line("product.category", f.Category, MaxLabel),
		text.Moment("requested_ms", f.RequestedMS),
		text.OneOf("channel", f.Channel, "kiosk", "page", "phone", "api"),
		text.Block("fault", box.Fault, MaxWords),
	)
}

// CheckCalled checks a call for staff.
func CheckCalled(f CalledFacts) error {
	return text.OneOf("reason", f.Reason, "drop_off", "collect", "help")
}

// CheckSurvey checks the answer to a survey.
func CheckSurvey(f SurveyFacts, box FileBox) error {
	if err := text.OneOf("question", f.Question, Content, Recommend, Effort); err != nil {
		return err
	}
	scale := scales[f.Question]
	return fault.First(
		fault.Within("score", int64(f.Score), int64(scale[0]), int64(scale[1])),
		text.OneOf("channel", f.Channel, "kiosk", "page", "phone", "counter"),
		text.Block("text", box.Note, MaxWords),
	)
}

// Ticket is the waiting number of an announcement, short enough to be called
// out: the code of the device and the end of its counter. It is no receipt.
func Ticket(number string) string {
	parts, ok := SplitNumber(number)
	if !ok {
		return number
	}
	const called = 1000
	tail := strconv.Itoa(called + parts.Counter%called)[1:]
	return parts.Device + "-" + tail
}
