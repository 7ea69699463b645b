package till

import (
	"strconv"

	"etabli/app/domain/fault"
)

// Money is what payments bring from the customer, a card that is only held too: what
// is owed, and what a body pays, is none of theirs.
func Money(payments []Paid) (cents int64) {
	for _, p := range payments {
		if p.Tender != Later && p.Tender != Bonus {
			cents += p.Cents
		}
	}
	return cents
}

// CheckBan refuses money that law forbids to take before a day: with what came
// before, no more than what may be paid at once.
func CheckBan(payments []Paid, before, atOnce int64, from string) error {
	if sum := Money(payments); sum <= 0 || before+sum <= atOnce {
		return nil
	}
	return fault.New(PayBanned, "payments", "date", from, "left", strconv.FormatInt(max(0, atOnce-before), 10))
}
