package warranty

import (
	"etabli/app/domain/civil"
)

// Case is all that a verdict is made from. The history holds what happened
// before; This is the request at hand.
type Case struct {
	On         civil.Date // today at the shop
	Sale       Sale
	This       Intervention
	AppearedOn civil.Date // the day on which the customer noticed the defect, when they say so
	Earlier    History

	Commercial []Commercial
	Repairs    []RepairGuarantee
	Contracts  []Contract
	Hidden     Hidden
	SameFault  bool // the fault, or the part, of the repair that was guaranteed

	Cause Cause
	After Aftermath

	As       Layer     // to look at the case under one layer; none for the best one
	Decision *Decision // counts only when it is complete: who, why and what
}

// Aftermath is what makes the customer free to want money instead of a repair,
// beside the passing of the time.
type Aftermath struct {
	Persists     bool       // the defect is still there after an attempt
	Refused      bool       // the seller refuses to bring into conformity
	Serious      bool       // so serious that it justifies it at once
	Inconvenient bool       // major inconvenience
	Minor        bool       // the seller shows that the defect is minor: no rescission
	ReturnedOn   civil.Date // the device came back, or its dispatch was proved, for the money
}

// history is everything that happened, the request at hand included.
func (c Case) history() History {
	h := c.Earlier
	if c.This.start().Known() {
		h.Interventions = append(append([]Intervention(nil), h.Interventions...), c.This)
	}
	return h
}

// appeared is the day that decides whether a layer was open: when the defect
// showed, at the latest when the customer asked.
func (c Case) appeared() civil.Date {
	if day := civil.Earlier(c.AppearedOn, c.This.start()); day.Known() {
		return day
	}
	return c.On
}

// decision is the decision of a named person, if there is a complete one.
func (c Case) decision() *Decision {
	if c.Decision == nil || c.Decision.Check() != nil {
		return nil
	}
	d := *c.Decision
	return &d
}

// Exchanged is the time of the legal guarantee of the device that the customer
// got instead, under a layer, on the day of its delivery: its own 24 months when
// the seller gave it instead of the repair that was chosen (L217-13), otherwise
// what was left of the first one's.
func (c Case) Exchanged(under Layer, by Replacement, t Terms) Period {
	this := &c.This
	this.Result, this.ReplacedBy = Replaced, by
	if under != NoLayer {
		this.Layer = under
	}
	if !this.ReturnedOn.Known() {
		this.ReturnedOn = by.DeliveredOn
	}
	return Conformity(c.Sale, c.history(), civil.Later(c.On, by.DeliveredOn), t)
}
