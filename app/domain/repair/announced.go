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
	RequestedMS int64        `cbor:"5,keyasint"` // when the customer asked; starts the legal clock
	Channel     string       `cbor:"6,keyasint"` // kiosk, page, phone
}

// CalledFacts is somebody at the kiosk who wants a member of staff.
type CalledFacts struct {
	Reason string `cbor:"1,keyasint"` // drop_off, collect, help
}

// CallAnsweredFacts says that a member of staff went to see.
type CallAnsweredFacts struct{}

// SurveyFacts is how satisfied a customer is; their words are in a private box.
type SurveyFacts struct {
	Score   int    `cbor:"1,keyasint"` // 1 to MaxScore
	Channel string `cbor:"2,keyasint"` // kiosk, page
}

// MaxScore is the best answer to a survey.
const MaxScore = 5

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
	if f.Score < 1 || f.Score > MaxScore {
		return fault.New(fault.OutOfRange, "score", "min", "1", "max", strconv.Itoa(MaxScore))
	}
	return fault.First(
		text.OneOf("channel", f.Channel, "kiosk", "page"),
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
