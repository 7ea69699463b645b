package warranty

import "etabli/app/domain/civil"

// remediedOn is the day on which the customer had a conforming device again.
func (j judging) remediedOn() civil.Date {
	switch j.c.This.Result {
	case Repaired, Replaced:
		if !j.c.After.Persists {
			return j.c.This.stop()
		}
	}
	return civil.None
}

// moneyInstead tells whether the customer may want money instead of a repair.
func (j judging) moneyInstead(d Deadline) bool {
	a := j.c.After
	return d.Clock == Passed || a.Persists || a.Refused || a.Serious || a.Inconvenient
}

// choices lists what the customer may choose on the day of the verdict.
func (j judging) choices(v Verdict) []Choice {
	switch v.Answer {
	case Elsewhere:
		return []Choice{SeeSeller, PaidRepair}
	case CannotSay:
		return []Choice{PaidDiagnosis}
	case ToDecide:
		if v.Age == Provisional {
			return j.orExpertise(PaidDiagnosis, PaidRepair)
		}
		return j.orExpertise(Contest, PaidRepair)
	case Refused:
		return j.orExpertise(PaidRepair, Contest, Mediation)
	}
	switch v.Owes {
	case Insurer:
		return []Choice{SeeInsurer}
	case Guarantor, Producer, Repairer, Seller:
		return []Choice{SeeGuarantor}
	}
	if v.Layer == LGC {
		return j.legalChoices(v)
	}
	return nil
}

func (j judging) legalChoices(v Verdict) []Choice {
	list := []Choice{ChooseRepair, ChooseReplacement}
	if j.moneyInstead(v.Deadline) {
		list = append(list, ChooseReduction)
		if !j.c.After.Minor {
			list = append(list, ChooseRescission)
		}
	}
	if !j.remediedOn().Known() {
		list = append(list, WithholdPayment)
	}
	if v.Age == Provisional && v.Proof != Presumed {
		list = append(list, PaidDiagnosis)
	}
	return list
}

// orExpertise adds the way of the hidden defect while it is open.
func (j judging) orExpertise(list ...Choice) []Choice {
	for _, s := range j.all {
		if s.Layer == VC && s.State == Open {
			return append(list, Expertise)
		}
	}
	return list
}

// duties lists what the shop owes and by when.
func (j judging) duties(v Verdict) []Duty {
	var list []Duty
	granted := v.Answer.grants()
	switch {
	case granted && v.Layer == LGC && v.Owes != Seller:
		list = j.legalDuties(v)
	case granted && v.Layer != VC && v.Owes == Us:
		list = append(list, Duty{Code: OweTerms})
	case v.Answer == Elsewhere:
		list = append(list, Duty{Code: OweDirections})
	case v.Answer == Refused:
		list = append(list, Duty{Code: OweReasons})
	}
	if j.refundIsDue(v) {
		list = append(list, Duty{OweRefund, v.Deadline.RefundBy})
	}
	if j.waitsForProof(v) {
		list = append(list, Duty{HoldPrice, j.t.after(j.t.ProofHold, j.c.This.RequestedOn)})
	}
	if v.Age == Final && v.Answer != ToDecide && v.Answer != Refused {
		list = append(list, Duty{Code: OweAnswer})
	}
	return list
}

// legalDuties are what the legal guarantee asks of us: to bring into conformity by the
// last day, unless that is done, late as it may be, or the customer wants money now.
func (j judging) legalDuties(v Verdict) []Duty {
	open := v.Deadline.Clock == Running || v.Deadline.Clock == Passed
	if !open || j.remediedOn().Known() || j.refundIsDue(v) {
		return []Duty{{Code: OweFree}}
	}
	return []Duty{{OweRemedy, v.Deadline.LastOn}, {Code: OweFree}}
}

// refundIsDue tells whether the customer gave the device back for their money.
func (j judging) refundIsDue(v Verdict) bool {
	return v.Layer == LGC && j.c.This.Chose == Rescission && j.c.After.ReturnedOn.Known()
}

// waitsForProof tells whether a proof of purchase can still change the price.
func (j judging) waitsForProof(v Verdict) bool {
	switch v.Answer {
	case Possible, Covered, CannotSay:
		return v.Strength < Medium && v.Deadline.Clock != NoClock
	}
	return false
}
