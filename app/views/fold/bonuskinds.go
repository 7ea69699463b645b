package fold

import (
	"etabli/app/domain/bonus"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/storage/journal"
)

// The fields of the repair bonus.
const (
	GroupAmount    = "amount/" // facts, by category and first day; of a body's table
	GroupLabel     = "label/"  // facts, by body; of a site
	FieldBonus     = "bonus"   // the facts a claim began with
	FieldWhole     = "whole"   // facts: what came later
	FieldHanded    = "handed"  // facts: as last handed in
	FieldTheySaid  = "they_said"
	FieldBilledOn  = "billed_on"
	FieldBilled    = "billed" // cents of the bill
	SumBonus       = "bonus"  // taken off bills, and put back by refunds
	FieldBonusFile = "bonus_claim"
)

var bonusKinds = kinds{
	kind.BonusAmountSaved: {bonusAmountSaved},
	kind.BonusLabelSaved:  {bonusLabelSaved},
	kind.BonusOpened:      {bonusOpened},
	kind.BonusCompleted:   {bonusCompleted},
	kind.BonusSubmitted:   {bonusSubmitted},
	kind.BonusAnswered:    {bonusAnswered},
	kind.BonusPaid:        {bonusPaid},
	kind.BonusDropped:     {bonusDropped},
}

func bonusAmountSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.AmountFacts](a)
	if err != nil || !is(e, kind.BonusTable) {
		return err
	}
	return x.setFacts(GroupAmount+f.Category+"/"+f.FromOn, f)
}

func bonusLabelSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.LabelFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	return x.setFacts(GroupLabel+f.Body, f)
}

// bonusOpened begins a claim. A file has one: two counters that began one each are
// for people to look at.
func bonusOpened(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.OpenedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair):
		for _, other := range a.entry.Header.Entities {
			if is(other, kind.Bonus) {
				x.set(FieldBonusFile, other.ID.String())
			}
		}
	case is(e, kind.Bonus):
		x.become(string(bonus.Validated))
		x.set(FieldSite, f.Site)
		links(a, x)
		return x.setFacts(FieldBonus, f)
	}
	return nil
}

func bonusCompleted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.CompletedFacts](a)
	if err != nil || !is(e, kind.Bonus) {
		return err
	}
	return x.setFacts(FieldWhole, f)
}

// bonusTaken notes what a record of the till took off a bill, or put back.
func bonusTaken(r *till.Record, x *effects) {
	if r.Kind == till.Sale {
		x.became(string(bonus.Invoiced))
		x.set(FieldTillNo, r.Number)
		x.set(FieldBilledOn, r.Day)
		x.set(FieldBilled, itoa(r.Total))
	}
	x.add(SumBonus, till.Of(till.Bonus, r.Payments))
}

func bonusSubmitted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.SubmittedFacts](a)
	if err != nil || !is(e, kind.Bonus) {
		return err
	}
	x.become(string(bonus.Submitted))
	return x.setFacts(FieldHanded, f)
}

func bonusAnswered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.AnsweredFacts](a)
	if err != nil || !is(e, kind.Bonus) {
		return err
	}
	to := bonus.Accepted
	if f.Cents == 0 {
		to = bonus.Rejected
	}
	x.move = &transition{to: string(to), outcome: f.Reason}
	return x.setFacts(FieldTheySaid, f)
}

// bonusPaid adds money up; two payments that did not know of each other are both
// money.
func bonusPaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.PaidFacts](a)
	if err != nil || !is(e, kind.Bonus) {
		return err
	}
	return x.setFacts(GroupGot+a.ref.String(), f)
}

func bonusDropped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[bonus.DroppedFacts](a)
	if err == nil && is(e, kind.Bonus) {
		x.move = &transition{to: string(bonus.Dropped), outcome: f.Reason}
	}
	return err
}
