package voucher

import (
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
)

// Status is where a voucher stands. Used up and over follow from its rest and
// its last day, and are not kept.
type Status string

// The statuses.
const (
	Live     Status = "live"
	Lost     Status = "lost"
	Replaced Status = "replaced" // its rest went over to another one
	Used     Status = "used"
	Over     Status = "over"
)

// moves lists where a voucher may go from each status.
var moves = map[Status][]Status{"": {Live}, Live: {Lost, Replaced}, Lost: {Live, Replaced}}

// CanMove tells whether a voucher may go from one status to another.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// The faults of vouchers.
const (
	IsLost      fault.Code = "voucher_lost"      // args: code
	IsReplaced  fault.Code = "voucher_replaced"  // args: code
	IsOver      fault.Code = "voucher_over"      // args: code, date
	TooLittle   fault.Code = "voucher_too_small" // args: code, rest_cents
	IsSpent     fault.Code = "voucher_spent"     // args: code; nothing is left on it
	NotHeld     fault.Code = "voucher_not_held"  // args: code, held_cents; another device may redeem it
	NotSpent    fault.Code = "voucher_not_spent" // args: code, spent_cents; no more goes back than was taken
	AboveCap    fault.Code = "voucher_above_cap" // args: cap_cents; more than may be redeemed without the right
	NotAgreed   fault.Code = "voucher_not_agreed"
	NotOffered  fault.Code = "voucher_not_offered"  // the claim grants none, or it is issued already
	NotPaid     fault.Code = "voucher_not_paid"     // args: number; a gift whose price is still owed
	NotACredit  fault.Code = "voucher_not_a_credit" // args: number
	Which       fault.Code = "voucher_which"        // the receipt sold several gifts; args: n
	NotInStatus fault.Code = "voucher_not_allowed"  // args: from, to
)

// State is what a redemption asks of a voucher.
type State struct {
	Code   string
	Status Status
	Until  civil.Date
	Known  bool  // this device knows its beginning, and so its rest
	Rest   int64 // as far as the beginning is known
	Held   int64 // rights of this device
}

// On is the status on a day.
func (s State) On(today civil.Date) Status {
	switch {
	case s.Status != Live:
		return s.Status
	case s.Known && s.Rest <= 0:
		return Used
	case s.Until.Known() && today > s.Until:
		return Over
	}
	return Live
}

// Usable refuses a voucher that is lost, replaced or over.
func (s State) Usable(today civil.Date) error {
	switch s.On(today) {
	case Lost:
		return fault.New(IsLost, "", "code", s.Code)
	case Replaced:
		return fault.New(IsReplaced, "", "code", s.Code)
	case Over:
		return fault.New(IsOver, "", "code", s.Code, "date", s.Until.String())
	case Live, Used:
	}
	return nil
}

// Redeem refuses to redeem cents of a voucher that is not usable, or of which
// less is left or less may be redeemed here. Somebody by name may go past the
// right, within the cap, and never past the rest.
func (s State) Redeem(cents int64, today civil.Date, byName bool, most int64) error {
	if err := s.Usable(today); err != nil {
		return err
	}
	switch {
	case s.Known && s.Rest <= 0:
		return fault.New(IsSpent, "", "code", s.Code)
	case s.Known && cents > s.Rest:
		return fault.New(TooLittle, "", "code", s.Code, "rest_cents", itoa(s.Rest))
	case cents <= s.Held:
		return nil
	case !byName:
		return fault.New(NotHeld, "", "code", s.Code, "held_cents", itoa(max(0, s.Held)))
	case cents-s.Held > most: // with what was taken past it before
		return fault.New(AboveCap, "", "cap_cents", itoa(most))
	}
	return nil
}

// PutBack refuses to put more back on a voucher than was spent of it, or anything
// on one that is not usable.
func (s State) PutBack(cents, spent int64, today civil.Date) error {
	if err := s.Usable(today); err != nil {
		return err
	}
	if cents > spent {
		return fault.New(NotSpent, "", "code", s.Code, "spent_cents", itoa(max(0, spent)))
	}
	return nil
}
