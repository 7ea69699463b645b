package loan

import (
	"errors"

	"etabli/app/domain/rules"
)

// Terms are the rules that a loan goes by.
type Terms struct {
	Return, Extension int // days
	Ladder            Ladder
}

// TermsOf takes the terms out of the rules of a case.
func TermsOf(set rules.Set) (Terms, error) {
	var faults []error
	days := func(id string) int {
		span, err := set.Span(id)
		faults = append(faults, err)
		return span.N
	}
	t := Terms{
		Return: days("loan_return_days"), Extension: days("loan_extension_days"),
		Ladder: Ladder{Before: days("loan_remind_before_days"), Every: days("loan_remind_every_days"), Notice: days("loan_notice_days")},
	}
	return t, errors.Join(faults...)
}
