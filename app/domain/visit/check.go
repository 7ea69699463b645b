package visit

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/text"
)

// The faults of visits.
const (
	NotAllowed  fault.Code = "visit_not_allowed"   // args: from, to
	NoProposal  fault.Code = "visit_no_proposal"   // what follows is missing
	NotToldYet  fault.Code = "visit_customer_told" // the customer has to hear of it in the same act
	FeeUnknown  fault.Code = "visit_fee_unknown"   // a fee that the customer was not told of
	SlotTaken   fault.Code = "visit_slot_taken"    // the technician is elsewhere; args: name
	WrongDay    fault.Code = "visit_wrong_day"     // not a visit of that day, or not ahead any more
	NotPrepared fault.Code = "visit_not_checked"   // points of the checklist are open; args: code
	StaffAway   fault.Code = "staff_away"          // args: name, until
	NobodyFree  fault.Code = "visit_nobody_free"   // args: name
	SlotPast    fault.Code = "visit_slot_past"     // nobody can come then any more
)

// The limits of a visit.
const (
	MaxCode    = 40
	MaxAddress = 400
	MaxText    = 4000
	MaxParts   = 60
	MaxLines   = 60
	MaxPoints  = 60
	MaxMinutes = 24 * 60
	MaxTries   = 20
	MaxDay     = 30 // visits of one day that one act moves
)

const maxCents = 1_000_000_000

// CheckPlanned checks a new visit.
func CheckPlanned(f PlannedFacts, place PlaceBox, codes CodeBox) error {
	if f.Minutes < 0 || f.Minutes > MaxMinutes {
		return fault.New(fault.OutOfRange, "minutes", "min", "0", "max", strconv.Itoa(MaxMinutes))
	}
	if f.Told != "" || place.Words != "" || f.AbsentCents != 0 {
		if err := fault.First(told(f.Told, WordsBox{Words: place.Words}), checkFee(f.AbsentCents)); err != nil {
			return err
		}
	}
	return fault.First(
		text.OneOf("for", f.For, Aims()...),
		checkSlot("slot", f.Slot, true),
		text.Line("staff", f.Staff, MaxCode),
		text.Line("van", f.Van, MaxCode),
		text.Code("skill", f.Skill, MaxCode),
		text.Line("area", f.Area, MaxCode),
		text.OneOf("under", f.Under, Nothing, Guarantee, Contract),
		checkParts("parts", f.Parts),
		text.Block("address", place.Address, MaxAddress),
		text.Line("who", place.Who, MaxAddress),
		text.Line("phone", place.Phone, MaxCode),
		text.Block("note", place.Note, MaxText),
		text.Block("codes", codes.Codes, MaxAddress),
	)
}

// CheckMoved checks a change of slot, technician or van. Whoever changes the
// slot says why, and tells the customer in the same act.
func CheckMoved(f MovedFacts, words WordsBox) error {
	if f.Slot == (Slot{}) && f.Staff == "" && f.Van == "" {
		return fault.New(fault.Missing, "slot")
	}
	if f.Slot != (Slot{}) || f.AbsentCents != 0 {
		if err := fault.First(checkSlot("slot", f.Slot, true), reason(f.Reason), told(f.Told, words), checkFee(f.AbsentCents)); err != nil {
			return err
		}
	}
	return fault.First(text.Line("staff", f.Staff, MaxCode), text.Line("van", f.Van, MaxCode))
}

// CheckCancelled checks that nothing is called off in silence.
func CheckCancelled(f CancelledFacts, words WordsBox) error {
	return fault.First(
		reason(f.Reason),
		text.OneOf("by", f.By, "us", "customer"),
		told(f.Told, words),
		CheckNext(f.Next),
	)
}

// checkFee checks what a customer is told that their absence costs.
func checkFee(cents int64) error {
	if cents < 0 || cents > maxCents {
		return fault.New(fault.OutOfRange, "absent_cents", "min", "0", "max", strconv.Itoa(maxCents))
	}
	return nil
}

// CheckAsked refuses the fee of an absence that the customer was not told of before.
func CheckAsked(feeCents, announcedCents int64) error {
	if feeCents < 0 || feeCents > announcedCents {
		return fault.New(FeeUnknown, "fee_cents")
	}
	return nil
}

// CheckAbsent checks what is kept of a customer who was not there.
func CheckAbsent(f AbsentFacts) error {
	if f.Tries < 0 || f.Tries > MaxTries {
		return fault.New(fault.OutOfRange, "tries", "min", "0", "max", strconv.Itoa(MaxTries))
	}
	return fault.First(text.OneOf("slip", f.Slip, "printed", "sent"), CheckNext(f.Next))
}

// CheckStepped checks a step. Cancelled, absent and the results of a report
// have commands of their own.
func CheckStepped(f SteppedFacts) error {
	if f.To == NoAccess {
		if err := reason(f.Reason); err != nil {
			return err
		}
	}
	return text.OneOf("to", f.To, Planned, Confirmed, EnRoute, OnSite, NoAccess)
}

// CheckReported checks a report.
func CheckReported(f ReportedFacts, box ReportBox) error {
	if len(f.Lines) > MaxLines {
		return fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(MaxLines))
	}
	for i, l := range f.Lines {
		at := "lines." + strconv.Itoa(i) + "."
		if err := text.Needed(at+"label", l.Label, MaxAddress); err != nil {
			return err
		}
		if l.Cents < -maxCents || l.Cents > maxCents {
			return fault.New(fault.OutOfRange, at+"cents", "min", strconv.Itoa(-maxCents), "max", strconv.Itoa(maxCents))
		}
	}
	return fault.First(
		text.OneOf("result", f.Result, Done, Partial, ToWorkshop),
		text.Moment("began_ms", f.BeganMS),
		text.Moment("ended_ms", f.EndedMS),
		text.OneOf("made", quote.Place(f.Made), quote.Places()...),
		text.OneOf("unsigned", f.Unsigned, "", "refused", "on_paper", "nobody"),
		checkParts("used", f.Used),
		text.NeededBlock("done", box.Done, MaxText),
		text.Block("note", box.Note, MaxText),
	)
}

// CheckPoints checks a checklist: every point is answered.
func CheckPoints(points []Point) error {
	if len(points) == 0 {
		return fault.New(fault.Missing, "points")
	}
	if len(points) > MaxPoints {
		return fault.New(fault.TooLong, "points", "limit", strconv.Itoa(MaxPoints))
	}
	for i, p := range points {
		at := "points." + strconv.Itoa(i) + "."
		if err := fault.First(text.Code(at+"code", p.Code, MaxCode), text.OneOf(at+"state", p.State, "ok", "not_ok", "not_applicable")); err != nil {
			return err
		}
	}
	return nil
}

// CheckNext checks that something follows what did not take place.
func CheckNext(n Next) error {
	if n == (Next{}) {
		return fault.New(NoProposal, "next")
	}
	return fault.First(checkSlot("next.slot", n.Slot, false), text.Date("next.call_on", n.CallOn))
}

// CheckSlot checks a stretch of time.
func CheckSlot(field string, s Slot) error { return checkSlot(field, s, true) }

// CheckAhead refuses a slot that is over: nobody can come then any more.
func CheckAhead(field string, s Slot, nowMS int64) error {
	if s != (Slot{}) && s.ToMS <= nowMS {
		return fault.New(SlotPast, field)
	}
	return nil
}

func checkSlot(field string, s Slot, needed bool) error {
	if s == (Slot{}) && !needed {
		return nil
	}
	if s.FromMS == 0 {
		return fault.New(fault.Missing, field+".from_ms")
	}
	if s.ToMS <= s.FromMS {
		return fault.New(fault.Malformed, field+".to_ms", "expected", "after_its_begin")
	}
	return fault.First(text.Moment(field+".from_ms", s.FromMS), text.Moment(field+".to_ms", s.ToMS))
}

func checkParts(field string, parts []Part) error {
	if len(parts) > MaxParts {
		return fault.New(fault.TooLong, field, "limit", strconv.Itoa(MaxParts))
	}
	for i, p := range parts {
		at := field + "." + strconv.Itoa(i) + "."
		if err := fault.First(text.Needed(at+"ref", p.Ref, MaxCode), text.Line(at+"label", p.Label, MaxAddress)); err != nil {
			return err
		}
		if p.N < 1 || p.N > MaxMinutes {
			return fault.New(fault.OutOfRange, at+"n", "min", "1", "max", strconv.Itoa(MaxMinutes))
		}
	}
	return nil
}

func reason(code string) error { return text.Chosen("reason", code, Reasons()...) }

// CheckTold checks that the customer hears of something, and by which way.
func CheckTold(channel string, words WordsBox) error { return told(channel, words) }

// commissioning are the points that no commissioning leaves out.
var commissioning = []string{"level", "water", "power", "test_run", "leak", "shown", "packaging"}

// Points lists what to look at on a visit of an aim.
func Points(aim Aim) []string {
	switch aim {
	case Commissioning:
		return slices.Clone(commissioning)
	case Repair, Upkeep:
		return []string{"test_run", "leak", "safe", "clean", "shown"}
	case Delivery:
		return []string{"intact", "packaging", "shown"}
	case PickUp:
		return []string{"accessories", "data", "disconnected"}
	}
	return nil
}

// OpenPoint is a point that a visit of this aim cannot leave out and that nobody
// answered.
func OpenPoint(aim Aim, points []Point) (code string, open bool) {
	if aim != Commissioning {
		return "", false
	}
	for _, code := range commissioning {
		if !slices.ContainsFunc(points, func(p Point) bool { return p.Code == code }) {
			return code, true
		}
	}
	return "", false
}

// BySelf is the way of who writes from their own telephone: no machine does it again.
const BySelf = "self"

func told(channel string, words WordsBox) error {
	if channel == "" || text.Blank(words.Words) {
		return fault.New(NotToldYet, "words")
	}
	return fault.First(text.OneOf("told", channel, "sms", "email", "phone", "letter", "page", BySelf), text.Block("words", words.Words, MaxText))
}
