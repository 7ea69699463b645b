package guarantor

import (
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Terms are how long things take with guarantors who say nothing else.
type Terms struct {
	Submit, Answer, Resubmit, Pay int // days
	Warn                          int // days before a last day on which it becomes a risk
}

// TermsOf takes the terms out of the rules of a case.
func TermsOf(set rules.Set) (t Terms, err error) {
	var faults []error
	for id, into := range map[string]*int{
		"recourse_submit_days": &t.Submit, "recourse_answer_days": &t.Answer, "recourse_resubmit_days": &t.Resubmit,
		"recourse_pay_days": &t.Pay, "recourse_warn_days": &t.Warn,
	} {
		span, err := set.Span(id)
		*into = span.N
		faults = append(faults, err)
	}
	return t, errors.Join(faults...)
}

// With is what a guarantor says instead.
func (t Terms) With(f SavedFacts) Terms {
	for said, into := range map[*int]*int{
		&f.SubmitDays: &t.Submit, &f.AnswerDays: &t.Answer, &f.ResubmitDays: &t.Resubmit, &f.PayDays: &t.Pay,
	} {
		if *said > 0 {
			*into = *said
		}
	}
	return t
}

// Risk is why somebody has to look after a claim.
type Risk string

// The risks.
const (
	NotSubmitted Risk = "not_submitted"  // the last day to hand it in is near, or over
	NotAnswered  Risk = "not_answered"   // they should have answered
	ResubmitSoon Risk = "resubmit_soon"  // the last day to hand it in again is near, or over
	NotPaid      Risk = "not_paid"       // they should have paid
	AuthEnds     Risk = "authorised_end" // the authorisation ends before the work is handed in
)

// Standing is what risks are made of.
type Standing struct {
	Status     Status
	DoneOn     civil.Date // the repair was finished; none while it is not
	SubmitBy   civil.Date
	AnswerBy   civil.Date
	ResubmitBy civil.Date
	PayBy      civil.Date
	AuthUntil  civil.Date
}

// Risks are why somebody has to look after a claim now.
func (t Terms) Risks(s Standing, today civil.Date) (out []Risk) {
	near := func(day civil.Date) bool { return day.Known() && today.AddDays(t.Warn) >= day }
	over := func(day civil.Date) bool { return day.Known() && today > day }
	switch s.Status {
	case Open, Authorised, Forbidden:
		if s.Status != Forbidden && near(s.SubmitBy) {
			out = append(out, NotSubmitted)
		}
		if s.Status == Authorised && near(s.AuthUntil) {
			out = append(out, AuthEnds)
		}
	case Asked, Submitted:
		if over(s.AnswerBy) {
			out = append(out, NotAnswered)
		}
	case Rejected, Partly:
		if near(s.ResubmitBy) {
			out = append(out, ResubmitSoon)
		}
		if s.Status == Partly && over(s.PayBy) {
			out = append(out, NotPaid)
		}
	case Accepted:
		if over(s.PayBy) {
			out = append(out, NotPaid)
		}
	}
	return out
}

// Ages are the buckets in which what is owed grows old: up to so many days each, the last
// one without an end.
var Ages = []int{30, 60, 90}

// AgeOf is the bucket of an age in days, from 0.
func AgeOf(days int) int {
	for i, upTo := range Ages {
		if days <= upTo {
			return i
		}
	}
	return len(Ages)
}
