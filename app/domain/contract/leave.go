package contract

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Why says why a contract ends.
type Why string

// The reasons.
const (
	NotRenewed Why = "not_renewed" // refused by the customer in time
	ByUs       Why = "by_us"       // we do not renew it
	NoNotice   Why = "no_notice"   // nobody told of the renewal: free at any time (C. conso. L215-1)
	Withdrawn  Why = "withdrawn"   // within the days of law, of a contract made away from the shop
	Early      Why = "early"       // before its end, as the contract allows
	DeviceGone Why = "device_gone" // there is nothing left to cover
	OurBreach  Why = "our_breach"  // we did not do what we owed
)

// Reasons lists the reasons.
func Reasons() []Why {
	return []Why{NotRenewed, ByUs, NoNotice, Withdrawn, Early, DeviceGone, OurBreach}
}

// Leaving is what an end comes to.
type Leaving struct {
	On       civil.Date `json:"on"`        // last day on which it covers
	Cents    int64      `json:"cents"`     // that go back
	FeeCents int64      `json:"fee_cents"` // kept, as the contract says
	RefundBy civil.Date `json:"refund_by,omitzero"`
	Days     int        `json:"days"` // of the term that are not used
	Of       int        `json:"of"`   // days of the term
}

// Leave says what an end for a reason comes to, or refuses it. On is the day from
// which the customer wants it, today when none.
func (c Contract) Leave(why Why, today, on civil.Date, t Terms) (Leaving, error) {
	if !on.Known() {
		on = today
	}
	if on < today {
		return Leaving{}, fault.New(fault.OutOfRange, "on", "min", today.String(), "max", "—")
	}
	if c.End != nil {
		return Leaving{}, fault.New(NotRunning, "id")
	}
	if start := dayOf(c.Signed.StartsOn); on < start && why != Withdrawn {
		on = start.AddDays(-1)
	}
	switch why {
	case NotRenewed, ByUs:
		return c.lapse(why, today, t)
	case NoNotice:
		if !t.protects(c.Signed.Buyer) || c.At(on, t).Told {
			return Leaving{}, fault.New(WasTold, "why")
		}
	case Withdrawn:
		until := t.withdrawUntil(c.Signed)
		if !until.Known() || today > until {
			return Leaving{}, fault.New(TooLate, "why", "until", until.String())
		}
	case Early, DeviceGone, OurBreach:
	}
	return c.back(why, on, today, t), nil
}

// lapse is an end with the term that runs, which a contract that renews itself allows until
// a day of it; and a customer also later, when nobody told them of that day.
func (c Contract) lapse(why Why, today civil.Date, t Terms) (Leaving, error) {
	term := c.At(today, t)
	late := c.Signed.Renews && today > term.RefuseUntil
	excused := why == NotRenewed && t.protects(c.Signed.Buyer) && c.mayLeave(term)
	if late && !excused {
		return Leaving{}, fault.New(TooLate, "why", "until", term.RefuseUntil.String())
	}
	return Leaving{On: term.To}, nil
}

// mayLeave tells whether no letter told in time of the end of a term.
func (c Contract) mayLeave(term Term) bool {
	told := c.noticed(term.N)
	return told == nil || !term.inWindow(dayOf(told.On))
}

// back is what goes back of what was paid ahead: by days of the term, in the
// customer's favour to the cent, and all of later terms. Of an end that the
// customer is free to ask for nothing is kept.
func (c Contract) back(why Why, on, today civil.Date, t Terms) Leaving {
	term := c.At(on, t)
	l := Leaving{On: on, Of: term.From.DaysUntil(term.To) + 1}
	used := min(max(0, term.From.DaysUntil(on)+1), l.Of)
	if why == Withdrawn && !c.began(on) {
		used = 0
	}
	l.Days = l.Of - used
	spent := term.Cents * int64(used) / int64(l.Of) // rounded down: the rest is the customer's
	l.Cents = max(0, c.paidFor(term.N)-spent) + c.paidAfter(term.N)
	if why == Early {
		l.FeeCents = min(c.Signed.ExitCents, l.Cents)
		l.Cents -= l.FeeCents
	}
	if l.Cents > 0 {
		l.RefundBy = t.Back.After(today, t.Region)
		if why == Withdrawn {
			l.RefundBy = t.BackWithdrawn.After(today, t.Region)
		}
	}
	return l
}

// began tells whether something of the contract was used.
func (c Contract) began(on civil.Date) bool {
	for _, u := range c.Used {
		if dayOf(u.On) <= on {
			return true
		}
	}
	return false
}

func (c Contract) paidFor(term int) (cents int64) {
	for _, p := range c.Paid {
		if p.Term == term {
			cents += p.Cents
		}
	}
	return cents
}

func (c Contract) paidAfter(term int) (cents int64) {
	for _, p := range c.Paid {
		if p.Term > term {
			cents += p.Cents
		}
	}
	return cents
}

// PaidCents is what came in for the contract less what went back.
func (c Contract) PaidCents() (cents int64) {
	for _, p := range c.Paid {
		cents += p.Cents
	}
	return cents
}

// BackCents is what went back of it.
func (c Contract) BackCents() (cents int64) {
	for _, p := range c.Paid {
		cents -= min(0, p.Cents)
	}
	return cents
}

// Owes is what is still to go back.
func (c Contract) Owes() int64 {
	if c.End == nil {
		return 0
	}
	return max(0, c.End.Cents-c.BackCents())
}

// OwedBy is what the customer still has to pay of the terms that began by a day.
func (c Contract) OwedBy(on civil.Date, t Terms) (cents int64) {
	for n := range c.At(on, t).N + 1 {
		term := c.Term(n, t)
		if term.From > on || c.End != nil && term.From > dayOf(c.End.On) {
			break
		}
		if c.End != nil && dayOf(c.End.On) < term.To {
			used := term.From.DaysUntil(dayOf(c.End.On)) + 1
			term.Cents = term.Cents * int64(used) / int64(term.From.DaysUntil(term.To)+1)
		}
		cents += max(0, term.Cents-c.paidFor(n))
	}
	return cents
}

// Unpaid is the first term that is not paid in full.
func (c Contract) Unpaid(t Terms) int {
	for n := range maxTerms {
		if !c.renewsAfter(n) || c.paidFor(n) < c.Term(n, t).Cents {
			return n
		}
	}
	return 0
}

// CheckWhy checks why a contract ends, and by which channel it was asked.
func CheckWhy(why Why, channel string) error {
	return fault.First(
		text.OneOf("why", why, Reasons()...),
		text.OneOf("channel", channel, "", "counter", "phone", "letter", "email", "page"),
	)
}
