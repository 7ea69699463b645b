package loan

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
)

// The faults of loans.
const (
	MustBeFree     fault.Code = "loan_must_be_free"         // a price or a deposit under the legal guarantee
	DepositTooHigh fault.Code = "loan_deposit_over_value"   // args: value
	DamageTooHigh  fault.Code = "loan_damage_over_value"    // args: value
	NotSigned      fault.Code = "loan_not_signed"           // neither a signature nor the word that it is on paper
	NotFit         fault.Code = "loaner_not_fit"            // a unit is lent again before it was wiped and tested; args: what
	NotHere        fault.Code = "loaner_not_available"      // args: status
	StillOut       fault.Code = "loaner_still_out"          // hand-back; args: label, number
	OneLoan        fault.Code = "loan_already_open"         // a file has one loaner; args: label
	WrongStatus    fault.Code = "loan_not_in_this_state"    // args: status, to
	TooLongExtra   fault.Code = "loan_extension_too_long"   // args: days
	DepositDone    fault.Code = "loan_deposit_not_open"     // nothing was left, or it was given back
	MoreThanHeld   fault.Code = "loan_deposit_less_than_it" // args: held
)

// MaxDamage bounds the list of damage.
const MaxDamage = 20

// CheckSaved checks a unit.
func CheckSaved(f SavedFacts) error {
	if !repair.SiteCode(f.Site) {
		return fault.New(fault.Malformed, "site", "expected", "LIL")
	}
	return fault.First(
		text.Needed("label", f.Label, repair.MaxLabel),
		text.Line("serial", f.Serial, repair.MaxSerial),
		text.Line("category", f.Category, repair.MaxLabel),
		lines("accessories", f.Accessories),
		lines("condition", f.Condition),
		cents("value_cents", f.ValueCents),
		currency("currency", f.Currency, f.ValueCents),
	)
}

// CheckAgreement checks what is asked of a customer. Under the legal guarantee a
// loan has no price and no deposit.
func CheckAgreement(a Agreement) error {
	err := fault.First(
		layer(a.Layer),
		cents("value_cents", a.ValueCents),
		cents("deposit_cents", a.DepositCents),
		cents("price_cents", a.PriceCents),
		currency("currency", a.Currency, a.ValueCents+a.DepositCents+a.PriceCents),
		text.Date("due_on", a.DueOn),
	)
	switch {
	case err != nil:
		return err
	case a.Layer == warranty.LGC && a.PriceCents > 0:
		return fault.New(MustBeFree, "price_cents")
	case a.Layer == warranty.LGC && a.DepositCents > 0:
		return fault.New(MustBeFree, "deposit_cents")
	case a.DepositCents > a.ValueCents:
		return fault.New(DepositTooHigh, "deposit_cents", "value", repair.FormatAmount(a.ValueCents, a.Currency))
	case a.DepositCents > 0:
		return text.OneOf("deposit_by", a.DepositBy, "preauth", "cash")
	}
	return text.OneOf("deposit_by", a.DepositBy, "")
}

// CheckIssued checks that a unit goes out with its condition noted and signed.
func CheckIssued(f IssuedFacts) error {
	return fault.First(
		CheckAgreement(f.Agreement),
		lines("condition", f.Condition),
		lines("accessories", f.Accessories),
		repair.CheckAttachments("attachments", f.Attachments),
		signed(f.Attachments, f.Paper),
		text.Moment("issued_ms", f.IssuedMS),
	)
}

// CheckReturned checks what came back. Damage costs the borrower no more than the
// unit was worth by the agreement.
func CheckReturned(f ReturnedFacts, a Agreement) error {
	var asked int64
	for _, d := range f.Damage {
		if asked += d.Cents; asked > a.ValueCents {
			return fault.New(DamageTooHigh, "damage", "value", repair.FormatAmount(a.ValueCents, a.Currency))
		}
	}
	if len(f.Damage) > MaxDamage {
		return fault.New(fault.TooLong, "damage", "limit", strconv.Itoa(MaxDamage))
	}
	for i, d := range f.Damage {
		at := "damage." + strconv.Itoa(i) + "."
		if err := fault.First(text.Needed(at+"what", d.What, repair.MaxItem), cents(at+"cents", d.Cents)); err != nil {
			return err
		}
	}
	return fault.First(
		lines("condition", f.Condition),
		repair.CheckAttachments("attachments", f.Attachments),
		signed(f.Attachments, f.Paper),
		text.Moment("returned_ms", f.ReturnedMS),
	)
}

// Outcome is the status that a return leads to.
func (f ReturnedFacts) Outcome() Status {
	missing := func(c repair.AccessoryCheck) bool { return c.State != "returned" }
	if len(f.Damage) > 0 || slices.ContainsFunc(f.Accessories, missing) {
		return Damaged
	}
	return Returned
}

// CheckExtended checks an extension against the days that the agreement allows.
func CheckExtended(f ExtendedFacts, a Agreement, before int) error {
	if f.Days < 1 || before+f.Days > a.ExtensionDays {
		return fault.New(TooLongExtra, "days", "days", strconv.Itoa(max(0, a.ExtensionDays-before)))
	}
	return nil
}

// CheckDeposit checks what becomes of a deposit.
func CheckDeposit(f DepositFacts, heldCents int64, currency string) error {
	if err := fault.First(text.OneOf("act", f.Act, "released", "kept"), text.Code("reason", f.Reason, repair.MaxReason)); err != nil {
		return err
	}
	switch {
	case heldCents == 0:
		return fault.New(DepositDone, "act")
	case f.Cents < 1 || f.Cents > heldCents:
		return fault.New(MoreThanHeld, "cents", "held", repair.FormatAmount(heldCents, currency))
	case f.Act == "kept" && f.Reason == "":
		return fault.New(fault.Missing, "reason")
	}
	return nil
}

// CheckLost checks why a unit does not come back.
func CheckLost(f LostFacts) error {
	return fault.First(
		text.OneOf("reason", f.Reason, "lost", "stolen", "not_returned"),
		text.Line("report", f.Report, repair.MaxLabel),
	)
}

// CheckSold checks the sale of a unit.
func CheckSold(f SoldFacts) error {
	return fault.First(cents("cents", f.Cents), currency("currency", f.Currency, f.Cents))
}

// CheckReminded checks a step of the ladder.
func CheckReminded(f RemindedFacts) error {
	if f.Step < StepSoon || f.Step > StepNotice {
		return fault.New(fault.OutOfRange, "step", "min", strconv.Itoa(StepSoon), "max", strconv.Itoa(StepNotice))
	}
	return text.OneOf("channel", f.Channel, "sms", "email", "phone", "letter")
}

// CheckChecked tells whether a unit is fit to be lent again.
func CheckChecked(f CheckedFacts) error {
	for _, c := range []struct {
		field string
		done  bool
	}{{"wiped", f.Wiped}, {"accounts_off", f.AccountsOff}, {"tested", f.Tested}, {"charged", f.Charged}} {
		if !c.done {
			return fault.New(NotFit, c.field, "what", c.field)
		}
	}
	return nil
}

// CheckPolicy checks a shop's choice.
func CheckPolicy(f PolicyFacts) error { return text.OneOf("hand_back", f.HandBack, Block, Warn) }

// Move tells whether a loan may go to a status.
func Move(from, to Status) error {
	if CanMove(from, to) {
		return nil
	}
	return fault.New(WrongStatus, "id", "status", string(from), "to", string(to))
}

// signed asks for a signature, or for the word that it is on paper.
func signed(list []repair.Attachment, paper bool) error {
	if paper || slices.ContainsFunc(list, func(a repair.Attachment) bool { return a.Role == "signature" }) {
		return nil
	}
	return fault.New(NotSigned, "attachments")
}

func layer(l warranty.Layer) error {
	if l == warranty.NoLayer {
		return nil
	}
	return text.OneOf("layer", l, warranty.Layers()...)
}

func lines(field string, items []string) error {
	if len(items) > repair.MaxItems {
		return fault.New(fault.TooLong, field, "limit", strconv.Itoa(repair.MaxItems))
	}
	for i, item := range items {
		if err := text.Needed(field+"."+strconv.Itoa(i), item, repair.MaxItem); err != nil {
			return err
		}
	}
	return nil
}

func cents(field string, n int64) error {
	if n < 0 || n > repair.MaxCents {
		return fault.New(fault.OutOfRange, field, "min", "0", "max", strconv.Itoa(repair.MaxCents))
	}
	return nil
}

func currency(field, code string, n int64) error {
	if n == 0 && code == "" {
		return nil
	}
	if len(code) != 3 {
		return fault.New(fault.Malformed, field, "expected", "EUR")
	}
	return nil
}
