package service

import (
	"cmp"
	"errors"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// caseOf is what is known of a file, its device and the files before it, as the
// law looks at it today.
func (a *App) caseOf(r storage.Reader, file views.Repair, at law) (warranty.Case, error) {
	this, err := a.interventionOf(r, file, at)
	if err != nil {
		return warranty.Case{}, err
	}
	c := warranty.Case{On: at.today, This: this}
	device, err := a.views.Product(r, file.ProductID)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return c, err
	}
	c.Sale = device.Sale.Sale()
	if said := dateOr(file.BoughtOn, civil.None); said.Known() {
		c.Sale.Evidence = append(c.Sale.Evidence, warranty.Evidence{Kind: warranty.Statement, On: said})
	}
	for _, n := range device.Negotiations {
		c.Earlier.Negotiations = append(c.Earlier.Negotiations, n.Negotiation())
	}
	for _, g := range device.Guarantees {
		g.Into(&c)
	}
	if err := a.contractsInto(r, &c, device, at); err != nil {
		return c, err
	}
	for _, id := range device.Repairs {
		if id == file.ID {
			continue
		}
		other, err := a.views.Repair(r, id)
		if err != nil {
			return c, err
		}
		before, err := a.interventionOf(r, other, at)
		if err != nil {
			return c, err
		}
		c.Earlier.Interventions = append(c.Earlier.Interventions, before)
		if before.Result == warranty.Repaired && other.ReceivedMS < file.ReceivedMS {
			c.Repairs = append(c.Repairs, warranty.RepairGuarantee{File: other.Number, ByUs: true, ReturnedOn: before.ReturnedOn, Labelled: true})
		}
	}
	if w := file.Warranty; w != nil {
		c.Cause, c.After, c.Hidden, c.SameFault = w.Cause, w.Remedy.Aftermath(), w.Remedy.Hidden(), w.Remedy.SameFault
		c.AppearedOn = dateOr(w.Remedy.AppearedOn, civil.None)
	}
	return c, nil
}

// results are how a file's outcome reads in the history of a guarantee.
var results = map[repair.Outcome]warranty.Result{
	repair.Repaired: warranty.Repaired, repair.Exchanged: warranty.Replaced, repair.Refunded: warranty.Refunded,
	repair.NoFault: warranty.Unrepaired, repair.BeyondRepair: warranty.Unrepaired, repair.Refused: warranty.Unrepaired,
	repair.Unrepaired: warranty.Unrepaired, repair.Cancelled: warranty.GivenUp, repair.Abandoned: warranty.Unrepaired,
}

// interventionOf is a file as an event in the life of its device.
func (a *App) interventionOf(r storage.Reader, file views.Repair, at law) (warranty.Intervention, error) {
	i := warranty.Intervention{
		File: file.Number, RequestedOn: civil.At(file.RequestedMS, at.zone), HandedOverOn: civil.At(file.ReceivedMS, at.zone),
		ReturnedOn: civil.At(file.ReturnedMS, at.zone), Result: results[file.Outcome],
	}
	if w := file.Warranty; w != nil {
		i.Layer, i.Chose = w.Layer, w.Remedy.Chose
	}
	if i.Result != warranty.Replaced {
		return i, nil
	}
	i.ReplacedBy = warranty.Replacement{DeliveredOn: i.ReturnedOn, Condition: warranty.New}
	swap, err := a.views.Exchange(r, file.ID)
	if errors.Is(err, storage.ErrNotFound) {
		return i, nil
	}
	if swap.Condition != warranty.ConditionUnknown {
		i.ReplacedBy.Condition = swap.Condition
	}
	return i, err
}

// judgement is a case with its verdict and the rules it was made by.
type judgement struct {
	set     rules.Set
	terms   warranty.Terms
	c       warranty.Case
	verdict warranty.Verdict
}

// judge makes the verdict of a file. The rules are those that the file froze;
// without any, those of today for the dates of the case.
func (a *App) judge(r storage.Reader, file views.Repair, at law) (judgement, error) {
	c, err := a.caseOf(r, file, at)
	if err != nil {
		return judgement{}, err
	}
	j := judgement{c: c}
	if w := file.Warranty; w != nil && w.Judged != nil {
		j.set = w.Judged.Rules.Thaw()
	} else {
		set, err := at.since(file.ReceivedMS).rules(rules.Dates{Contract: c.Sale.ContractOn(), Request: c.This.RequestedOn})
		if err != nil {
			return judgement{}, err
		}
		j.set = keptBy(file, set.Only(warranty.RuleIDs()...))
	}
	if j.terms, err = warranty.TermsOf(j.set, at.region); err != nil {
		return judgement{}, err
	}
	if j.c.Decision, err = a.decisionOf(r, file, at); err != nil {
		return judgement{}, err
	}
	j.verdict = warranty.Judge(j.c, j.terms)
	return j, nil
}

// keptBy is the rules with the one that the file keeps of its request: a device that
// had not heard of a change took it in by what it knew.
func keptBy(file views.Repair, set rules.Set) rules.Set {
	kept := file.Clocks.LegalRule
	if kept == nil || kept.Value == 0 {
		return set
	}
	set.Rows = slices.Clone(set.Rows)
	for i := range set.Rows {
		if row := &set.Rows[i]; row.ID == repair.LegalRuleID {
			row.Value, row.Unit = kept.Value, rules.Unit(kept.Unit)
			row.ValidFrom = dateOr(kept.From, row.ValidFrom)
		}
	}
	return set
}

// decisionOf is what a named person decided on a file, if anybody has. Who changed the
// layer that carries the work has decided too.
func (a *App) decisionOf(r storage.Reader, file views.Repair, at law) (*warranty.Decision, error) {
	w := file.Warranty
	if c := w.Changed(); c != nil {
		d := &warranty.Decision{
			By: cmp.Or(c.ByName, unreadable), Why: cmp.Or(c.Why, unreadable), On: civil.At(c.AtMS, at.zone), Layer: c.To, Answer: warranty.Covered,
		}
		if c.To == warranty.NoLayer {
			d.Answer = warranty.Refused
		}
		return d, nil
	}
	if w == nil || w.Judged == nil || len(w.Judged.By) != len(journal.EntityID{}) {
		return nil, nil
	}
	who, err := a.views.StaffName(r, journal.EntityID(w.Judged.By))
	if err != nil {
		return nil, err
	}
	why := cmp.Or(w.Why, unreadable) // the words may be erased; the decision stands
	who = cmp.Or(who, unreadable)
	return &warranty.Decision{By: who, Why: why, On: dateOr(w.Judged.On, civil.None), Layer: w.Judged.Layer, Answer: w.Judged.Answer}, nil
}

// unreadable stands for words that cannot be opened any more.
const unreadable = "—"
