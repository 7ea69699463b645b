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
	owe := func(code Obligation, by civil.Date) { list = append(list, Duty{code, by}) }
	granted := v.Answer == Possible || v.Answer == Covered
	if granted && v.Layer == LGC && v.Owes != Seller {
		if v.Deadline.Clock == Running || v.Deadline.Clock == Passed {
			owe(OweRemedy, v.Deadline.LastOn)
		}
		owe(OweFree, civil.None)
	}
	if granted && v.Owes == Us && v.Layer != LGC && v.Layer != VC {
		owe(OweTerms, civil.None)
	}
	if j.c.This.Chose == Rescission && v.Layer == LGC && j.c.After.ReturnedOn.Known() {
		owe(OweRefund, v.Deadline.RefundBy)
	}
	if (granted || v.Answer == CannotSay) && v.Strength < Medium && v.Deadline.Clock != NoClock {
		owe(HoldPrice, j.t.after(j.t.ProofHold, j.c.This.RequestedOn))
	}
	switch {
	case v.Answer == Elsewhere:
		owe(OweDirections, civil.None)
	case v.Answer == Refused:
		owe(OweReasons, civil.None)
	}
	if v.Age == Final && v.Answer != ToDecide && v.Answer != Refused {
		owe(OweAnswer, civil.None)
	}
	return list
}
