package warranty

import (
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Terms are the rules of one country for one case, ready for use.
type Terms struct {
	Version string // of the rules they were taken from
	Region  civil.Region

	Guarantee, GuaranteeUsed       rules.Span // legal guarantee of conformity, from delivery
	PresumptionNew, PresumptionOld rules.Span // a defect is presumed to be old
	Extension                      rules.Span // for a repair under the legal guarantee
	Remedy                         rules.Span // from the request until it must be in conformity
	Refund                         rules.Span // from the return of the device until the money
	HiddenDefects, LongStop        rules.Span // from discovery, and from the sale at the latest
	RepairMinimum                  rules.Span // least guarantee on a repair of a labelled repairer
	ProofHold                      rules.Span // how long the price waits for a proof of purchase

	ExtendOnce        bool // the first repair only, instead of each
	MonthsFirst       bool // the months of a repair are added before its days
	PresumptionMoves  bool // with suspensions and extensions
	RenewOnAnyRequest bool // also when the customer himself chose the replacement
	CoveredOnly       bool // only repairs under a guarantee suspend it
	LastDayOut        bool // the last day is not covered any more
}

// TermsOf takes the terms out of the rules of a case. The faults name each rule
// that is missing or of another kind.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	var faults []error
	span := func(id string) rules.Span {
		s, err := set.Span(id)
		faults = append(faults, err)
		return s
	}
	is := func(id, choice string) bool {
		chosen, err := set.Chosen(id)
		faults = append(faults, err)
		return chosen == choice
	}
	t := Terms{
		Version:           set.Version(),
		Region:            region,
		Guarantee:         span("lgc_months"),
		GuaranteeUsed:     span("lgc_used_months"),
		PresumptionNew:    span("presumption_new_months"),
		PresumptionOld:    span("presumption_used_months"),
		Extension:         span("repair_ext_months"),
		Remedy:            span("remedy_days"),
		Refund:            span("refund_days"),
		HiddenDefects:     span("vc_months"),
		LongStop:          span("vc_long_stop_months"),
		RepairMinimum:     span("repair_guarantee_months"),
		ProofHold:         span("proof_hold_days"),
		ExtendOnce:        is("several_repairs", "once"),
		MonthsFirst:       is("suspension_order", "months_first"),
		PresumptionMoves:  is("presumption_moves", "yes"),
		RenewOnAnyRequest: is("replacement_by_choice", "renew"),
		CoveredOnly:       is("suspended_by", "covered"),
		LastDayOut:        is("end_inclusive", "no"),
	}
	if err := errors.Join(faults...); err != nil {
		return Terms{}, err
	}
	return t, nil
}

// length is the length of the legal guarantee and of the presumption for a
// condition. A condition that is not known counts as new, for the customer.
func (t Terms) length(c Condition) (guarantee, presumption rules.Span) {
	if c == Used || c == Refurbished {
		return t.GuaranteeUsed, t.PresumptionOld
	}
	return t.Guarantee, t.PresumptionNew
}

func (t Terms) after(s rules.Span, d civil.Date) civil.Date { return s.After(d, t.Region) }
