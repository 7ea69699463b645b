package fold

import (
	"strconv"

	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// The fields of what others owe. Each try, its answer and each payment has a field
// of its own, so that none hides another.
const (
	FieldGuarantor   = "guarantor" // facts of who answers
	FieldRecourse    = "recourse"  // facts a claim began with
	FieldPolicy      = "policy"    // private
	FieldAuthorised  = "authorised"
	GroupSubmitted   = "submitted/" // facts, by number of the try
	GroupTaken       = "taken/"     // facts, by number of the try
	GroupGot         = "got/"       // facts, by entry
	FieldIrreparable = "irreparable"
)

var recourseKinds = kinds{
	kind.GuarantorSaved:     {guarantorSaved},
	kind.RecourseOpened:     {recourseOpened},
	kind.RecourseAuthorised: {recourseAuthorised},
	kind.RecourseSubmitted:  {recourseSubmitted},
	kind.RecourseAnswered:   {recourseAnswered},
	kind.RecoursePaid:       {recoursePaid},
	kind.RecourseDropped:    {recourseDropped},
	kind.IrreparableSaid:    {irreparableSaid},
}

func guarantorSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.SavedFacts](a)
	if err != nil || !is(e, kind.Guarantor) {
		return err
	}
	return x.setFacts(FieldGuarantor, f)
}

// recourseOpened begins a claim; its file waits for the authorisation when it is
// said so.
func recourseOpened(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.OpenedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair) && f.Holds:
		x.became(string(repair.ApprovalWait))
	case is(e, kind.Recourse):
		to := guarantor.Open
		if f.Asks {
			to = guarantor.Asked
		}
		x.become(string(to))
		x.set(FieldSite, f.Site)
		links(a, x)
		x.setPrivate(FieldPolicy, a, e, journal.File)
		return x.setFacts(FieldRecourse, f)
	}
	return nil
}

func recourseAuthorised(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.AuthorisedFacts](a)
	if err != nil || !is(e, kind.Recourse) {
		return err
	}
	x.become(string(guarantor.Forbidden))
	if f.Granted {
		x.become(string(guarantor.Authorised))
	}
	return x.setFacts(FieldAuthorised, f)
}

func recourseSubmitted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.SubmittedFacts](a)
	if err != nil || !is(e, kind.Recourse) {
		return err
	}
	x.become(string(guarantor.Submitted))
	return x.setFacts(GroupSubmitted+strconv.Itoa(f.N), f)
}

// recourseAnswered notes what they took. It is about the claim alone: what they
// refuse changes nothing of what the customer pays.
func recourseAnswered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.AnsweredFacts](a)
	if err != nil || !is(e, kind.Recourse) {
		return err
	}
	x.move = &transition{to: string(guarantor.Outcome(f.Cents, f.Claimed)), outcome: f.Reason}
	return x.setFacts(GroupTaken+strconv.Itoa(f.N), f)
}

// recoursePaid adds money up. The claim is over when all that was accepted is
// there, which the views see: two payments that did not know of each other are
// both money.
func recoursePaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.PaidFacts](a)
	if err != nil || !is(e, kind.Recourse) {
		return err
	}
	return x.setFacts(GroupGot+a.ref.String(), f)
}

func recourseDropped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.DroppedFacts](a)
	if err == nil && is(e, kind.Recourse) {
		x.move = &transition{to: string(guarantor.Dropped), outcome: f.Reason}
	}
	return err
}

func irreparableSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[guarantor.IrreparableFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	return x.setFacts(FieldIrreparable, f)
}
