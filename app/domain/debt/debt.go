// Package debt knows what customers owe for what was sold: in parts by agreed days,
// how late they are, when a reminder is due, and when one that is never paid is
// given up. A debt is what a record of the till left owed; it needs no file of its
// own.
package debt

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
)

// PlannedFacts says by which days a debt is paid, instead of what the receipt says.
type PlannedFacts struct {
	Number string `cbor:"1,keyasint"` // of the receipt
	Parts  []Part `cbor:"2,keyasint"`
}

// Part is one part of a debt.
type Part struct {
	Due   string `cbor:"1,keyasint" json:"due_on"`
	Cents int64  `cbor:"2,keyasint" json:"cents"`
}

// RemindedFacts says that a debtor was reminded.
type RemindedFacts struct {
	Number  string `cbor:"1,keyasint"`
	Step    int    `cbor:"2,keyasint"` // counted from 1
	Channel string `cbor:"3,keyasint"`
	On      string `cbor:"4,keyasint"`
	Proof   string `cbor:"5,keyasint,omitempty"`
}

// GivenUpFacts says that a debt is not waited for any more.
type GivenUpFacts struct {
	Number string `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint"` // a code
	Cents  int64  `cbor:"3,keyasint"`
	Back   bool   `cbor:"4,keyasint,omitempty"` // it is waited for again
}

// CameFacts says that cards which were taken without an answer were paid.
type CameFacts struct {
	Numbers []string `cbor:"1,keyasint"` // of receipts
}

// The faults of debts.
const (
	NoDebt     fault.Code = "debt_none"         // nothing is owed for the receipt
	WrongSum   fault.Code = "debt_parts_sum"    // args: sum; the parts are not what is owed
	IsCredit   fault.Code = "debt_is_credit"    // args: until; longer than that it is a loan to a consumer
	NotOver    fault.Code = "debt_not_over"     // nothing of it is late: nobody is reminded
	NotInDoubt fault.Code = "card_not_in_doubt" // args: number; no card of it waits for an answer
)

// The limits of debts.
const (
	MaxParts   = 24
	MaxReason  = 40
	MaxProof   = 120
	MaxNumbers = 20
)

// Terms are the rules that debts go by.
type Terms struct {
	Version  string
	Region   civil.Region
	Longest  rules.Span   // that a consumer may be given without it being a loan
	Steps    []rules.Span // after which each reminder is due
	Usual    rules.Span   // of a debt that names no day
	Fee      int64        // fixed recovery fee of a business, in cents
	Penalty  int          // late payment of a business, permille a year
	Business rules.Span   // usual days to pay of a business
	Most     rules.Span   // most that a business may be given
}

// reminders are the rows that say when each reminder is due.
var reminders = []string{"debt_reminder_1_days", "debt_reminder_2_days", "debt_reminder_3_days"}

// TermsOf takes the terms out of the rules of a day.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	t := Terms{Version: set.Version(), Region: region}
	var faults []error
	for id, into := range map[string]*rules.Span{
		"deferred_payment_most": &t.Longest, "debt_days": &t.Usual, "business_term_days": &t.Business, "business_term_most_days": &t.Most,
	} {
		var err error
		*into, err = set.Span(id)
		faults = append(faults, err)
	}
	for _, id := range reminders {
		span, err := set.Span(id)
		t.Steps, faults = append(t.Steps, span), append(faults, err)
	}
	fee, err := set.Number("recovery_fee_cents")
	faults = append(faults, err)
	t.Fee = int64(fee)
	t.Penalty, err = set.Number("late_penalty_permille")
	return t, errors.Join(append(faults, err)...)
}

// CheckPlanned checks parts: by their days, and together what is owed. A consumer
// is given no more time than law allows without calling it a loan.
func CheckPlanned(f PlannedFacts, owed int64, since, today civil.Date, trade bool, t Terms) error {
	if owed <= 0 {
		return fault.New(NoDebt, "number")
	}
	if len(f.Parts) == 0 {
		return fault.New(fault.Missing, "parts")
	}
	if len(f.Parts) > MaxParts {
		return fault.New(fault.TooLong, "parts", "limit", strconv.Itoa(MaxParts))
	}
	var sum int64
	last := civil.None
	for i, p := range f.Parts {
		at := "parts." + strconv.Itoa(i) + "."
		due, err := civil.Parse(at+"due_on", p.Due)
		if err != nil {
			return err
		}
		if !due.Known() {
			return fault.New(fault.Missing, at+"due_on")
		}
		if err := fault.Within(at+"cents", p.Cents, 1, owed); err != nil {
			return err
		}
		if due < civil.Later(last, today) {
			return fault.New(fault.OutOfRange, at+"due_on", "min", civil.Later(last, today).String(), "max", "—")
		}
		last, sum = due, sum+p.Cents
	}
	if sum != owed {
		return fault.New(WrongSum, "parts", "sum", strconv.FormatInt(owed, 10))
	}
	if most := t.Longest.After(since, t.Region); !trade && last > most {
		return fault.New(IsCredit, "parts", "until", most.String())
	}
	return nil
}

// Standing is how a debt stands on a day.
type Standing struct {
	Owed     int64      `json:"owed_cents"`
	Over     int64      `json:"overdue_cents,omitempty"` // of it, past its day
	DueOn    civil.Date `json:"due_on,omitzero"`         // of the next part, or of the oldest that is late
	DaysLate int        `json:"days_late,omitempty"`
	Remind   int        `json:"remind,omitempty"` // the reminder that is due now
}

// Stand says how a debt stands. What was paid covers the parts by their days; the
// last part is what the debt grew by since.
func Stand(parts []Part, owed int64, reminded int, today civil.Date, t Terms) Standing {
	s := Standing{Owed: owed}
	list := slices.Clone(parts)
	slices.SortStableFunc(list, func(a, b Part) int { return cmp.Compare(a.Due, b.Due) })
	var all int64
	for _, p := range list {
		all += p.Cents
	}
	paid := max(0, all-owed)
	for _, p := range list {
		left := p.Cents - min(paid, p.Cents)
		paid -= p.Cents - left
		due, err := civil.Parse("", p.Due)
		if left == 0 || err != nil {
			continue
		}
		if !s.DueOn.Known() {
			s.DueOn = due
		}
		if due < today {
			s.Over += left
		}
	}
	s.Over = min(s.Over, owed)
	if s.Over > 0 {
		s.DaysLate = s.DueOn.DaysUntil(today)
		if reminded < len(t.Steps) && t.Steps[reminded].After(s.DueOn, t.Region) <= today {
			s.Remind = reminded + 1
		}
	}
	return s
}

// Late is what a business owes for being late: interest by days, and the fixed fee.
func Late(overdue int64, days int, t Terms) (interest, fee int64) {
	if overdue <= 0 || days <= 0 {
		return 0, 0
	}
	return overdue * int64(t.Penalty) * int64(days) / (1000 * 365), t.Fee
}

// Age is the bucket of a debt by the days that it is late.
func Age(days int) string {
	switch {
	case days <= 0:
		return "not_due"
	case days <= 30:
		return "1_30"
	case days <= 60:
		return "31_60"
	case days <= 90:
		return "61_90"
	}
	return "over_90"
}

// CheckReminded checks a reminder.
func CheckReminded(f RemindedFacts, s Standing) error {
	if err := fault.First(
		text.OneOf("channel", f.Channel, "phone", "sms", "email", "letter", "registered", "counter"),
		text.Date("on", f.On), text.Line("proof", f.Proof, MaxProof),
	); err != nil {
		return err
	}
	if s.Over <= 0 {
		return fault.New(NotOver, "number")
	}
	return nil
}

// CheckGivenUp checks why a debt is given up.
func CheckGivenUp(f GivenUpFacts) error {
	if f.Back {
		return nil
	}
	if f.Cents <= 0 {
		return fault.New(NoDebt, "number")
	}
	if f.Reason == "" {
		return fault.New(fault.Missing, "reason")
	}
	return text.Code("reason", f.Reason, MaxReason)
}
