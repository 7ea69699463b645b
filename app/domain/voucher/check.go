package voucher

import (
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
)

// The limits of a voucher.
const (
	MaxCents  = 1_000_000 // ten thousand euros
	MaxReason = 40
	MaxRef    = 120
)

// Terms are the rules that vouchers go by.
type Terms struct {
	Region   civil.Region
	Validity rules.Span // how long a voucher is good at least
	Override int64      // what somebody by name may redeem without the right, in cents
}

// TermsOf takes the terms out of the rules of a day.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	span, err := set.Span("voucher_months")
	if err != nil {
		return Terms{}, err
	}
	most, err := set.Number("voucher_override_cents")
	return Terms{Region: region, Validity: span, Override: int64(most)}, err
}

// Answered tells whether somebody may give as much: within what they may decide, or by
// name of somebody. Only goodwill without a claim says so here.
func (f IssuedFacts) Answered() bool {
	return f.CapCents == 0 || f.Cents <= f.CapCents || f.ApprovedBy != ""
}

// CheckIssued checks a new voucher. In the place of money that law owes it needs
// the customer's explicit yes.
func CheckIssued(f IssuedFacts) error {
	if err := fault.First(
		text.OneOf("from", f.From, Origins()...),
		text.Date("until", f.Until),
		text.Line("receipt", f.Receipt, MaxRef),
	); err != nil {
		return err
	}
	switch {
	case f.Cents < 1 || f.Cents > MaxCents:
		return fault.New(fault.OutOfRange, "cents", "min", "1", "max", strconv.Itoa(MaxCents))
	case f.Until == "":
		return fault.New(fault.Missing, "until")
	case f.Legal && !f.Agreed:
		return fault.New(NotAgreed, "agreed")
	}
	return nil
}

// Dated gives a voucher without a last day the one by the rule; one that is over
// already is none.
func (f IssuedFacts) Dated(t Terms, today civil.Date) (IssuedFacts, error) {
	until, err := civil.Parse("until", f.Until)
	if err != nil {
		return f, err
	}
	if !until.Known() {
		until = t.Validity.After(today, t.Region)
	}
	if until < today {
		return f, fault.New(fault.OutOfRange, "until", "min", today.String(), "max", "2199-12-31")
	}
	f.Until = until.String()
	return f, nil
}

// CheckStepped checks a step from a status.
func CheckStepped(f SteppedFacts, from Status) error {
	if err := fault.First(text.OneOf("to", f.To, Lost, Live), text.Code("reason", f.Reason, MaxReason)); err != nil {
		return err
	}
	if !CanMove(from, f.To) {
		return fault.New(NotInStatus, "to", "from", string(from), "to", string(f.To))
	}
	return nil
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
