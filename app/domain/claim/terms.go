package claim

import (
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
	"etabli/app/domain/staff"
)

// ConfirmMinutes is how soon a decision goes out in writing.
const ConfirmMinutes = 60

// Terms are the rules that a claim goes by.
type Terms struct {
	Version string
	Region  civil.Region

	Refund  rules.Span       // within which money goes back
	Written rules.Span       // within which a written complaint about a labelled repair has its answer
	Offer   rules.Span       // how long we stand by an offer
	Refer   rules.Span       // within which a consumer may go to the mediator
	Caps    map[string]int64 // what each role may decide in one claim, in cents
}

// capPrefix begins the ids of the rows that say what a role may decide.
const capPrefix = "claim_cap_"

// TermsOf takes the terms out of the rules of a case.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	t := Terms{Version: set.Version(), Region: region, Caps: map[string]int64{}}
	var faults []error
	for id, into := range map[string]*rules.Span{
		"refund_days": &t.Refund, "complaint_days": &t.Written, "claim_offer_days": &t.Offer, "mediator_months": &t.Refer,
	} {
		var err error
		*into, err = set.Span(id)
		faults = append(faults, err)
	}
	for _, role := range staff.Roles() {
		n, err := set.Number(capPrefix + role)
		t.Caps[role] = int64(n)
		faults = append(faults, err)
	}
	return t, errors.Join(faults...)
}

// Cap is what a role may decide: as the site says, or else by the rules.
func (t Terms) Cap(role string, said AuthorityFacts) int64 {
	if n, named := said.Cents[role]; named {
		return n
	}
	return t.Caps[role]
}

// AnswerBy is the last day on which a written complaint has to have its answer;
// none when no such clock runs.
func (t Terms) AnswerBy(labelled, written bool, receivedOn civil.Date) civil.Date {
	if !labelled || !written {
		return civil.None
	}
	return t.Written.After(receivedOn, t.Region)
}
