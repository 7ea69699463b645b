package fold

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// The fields that customers write at the kiosk.
const (
	FieldCalled = "called"  // somebody waits for a member of staff
	FieldScore  = "score"   // how satisfied the customer is
	FieldSaidAt = "said_at" // where a device was announced: kiosk, page, phone or api
)

var kioskKinds = kinds{
	kind.RepairAnnounced: {announced},
	kind.KioskCalled:     {called},
	kind.KioskAnswered:   {callAnswered},
	kind.SurveyAnswered:  {surveyed},
}

// waits is the value of FieldCalled while somebody waits. The reason stands in
// the history, so that two calls never contradict each other.
const waits = "1"

// announced begins a file without custody: no receipt, no token.
func announced(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.AnnouncedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Customer):
		x.setPrivate(FieldContact, a, e, journal.Contact)
	case is(e, kind.Repair):
		x.begin = &begin{requestedMS: f.RequestedMS, legal: f.LegalRule}
		x.begin.link(a)
		x.become(string(repair.Announced))
		x.setNumber(f.Number)
		x.setKnown(FieldSite, f.Site)
		x.setKnown(FieldSaidAt, f.Channel)
		device(x, f.Product)
		x.setKnown(FieldCategory, f.Category)
		x.setPrivate(FieldFault, a, e, journal.File)
	}
	return nil
}

func called(a *act, _ journal.Entity, x *effects) error {
	_, err := facts[repair.CalledFacts](a)
	x.set(FieldCalled, waits)
	return err
}

func callAnswered(a *act, _ journal.Entity, x *effects) error {
	_, err := facts[repair.CallAnsweredFacts](a)
	x.set(FieldCalled, "")
	return err
}

// ScoreOf is the field of the mark for a question.
func ScoreOf(q repair.Question) string {
	if q == repair.Content {
		return FieldScore
	}
	return FieldScore + "/" + string(q)
}

func surveyed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.SurveyFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(ScoreOf(f.Question), strconv.Itoa(f.Score))
	}
	return err
}

// CalledMS is since when somebody waits at the kiosk, 0 when nobody does. Who
// was taken in or has the device back waits no more.
func (s *State) CalledMS() int64 {
	w := s.Shown(FieldCalled)
	if w == nil || string(w.Value) != waits || s.SinceMS > w.AtMS || repair.Status(s.Status).Scope() == repair.Ended {
		return 0
	}
	return w.AtMS
}
