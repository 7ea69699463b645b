package erasure

import (
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Terms are the rules by which a request of a person is answered.
type Terms struct {
	Answer     rules.Span           // until a request must be answered
	FiscalKeep rules.Span           // from the end of the year of a fiscal document
	Fiscal     rules.Row            // the same with its source
	Keeps      map[Reason]rules.Row // what else may keep a thing
}

// kept are the reasons that the table decides about.
var kept = []Reason{OpenFile, OpenLoan, PlannedVisit, OpenParcel, OpenContract, Dispute, OpenIncident, Debt}

// TermsOf takes the terms out of the rules of a day. The faults name each rule
// that is missing or of another kind.
func TermsOf(set rules.Set) (Terms, error) {
	t := Terms{Keeps: map[Reason]rules.Row{}}
	var faults [3]error
	t.Answer, faults[0] = set.Span("person_answer_months")
	t.FiscalKeep, faults[1] = set.Span("fiscal_keep_months")
	t.Fiscal, faults[2] = set.Find("fiscal_keep_months")
	err := errors.Join(faults[:]...)
	for _, why := range kept {
		id := "keep_" + string(why)
		said, wrong := set.Chosen(id)
		if wrong == nil && said == "yes" {
			t.Keeps[why], wrong = set.Find(id)
		}
		err = errors.Join(err, wrong)
	}
	return t, err
}

// AnswerBy is the last day for an answer to a request.
func (t Terms) AnswerBy(asked civil.Date) civil.Date { return t.Answer.After(asked, "") }
