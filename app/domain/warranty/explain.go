package warranty

// explain puts the argument of a verdict in order: the sale, the time, the
// proof, the other layers, the cause, the clock and the decision.
func (j judging) explain(v Verdict) []Reason {
	var list []Reason
	for _, part := range [][]Reason{
		j.explainSale(v), j.explainTime(), j.explainProof(v), j.explainOthers(v), j.explainCause(v), j.explainClock(v), explainDecision(v),
	} {
		list = append(list, part...)
	}
	return list
}

func (j judging) explainSale(v Verdict) []Reason {
	sale := j.c.Sale
	var list []Reason
	switch sale.By {
	case SoldByUs:
		list = append(list, because(SoldByUsHere))
	case SoldByTrader:
		list = append(list, because(SoldElsewhere))
	case SoldByPrivate:
		list = append(list, against(SoldPrivately))
	default:
		list = append(list, because(SoldByUnknown))
	}
	if sale.Buyer == Professional {
		list = append(list, against(BoughtForTrade))
	}
	on, from := sale.start()
	switch {
	case !on.Known():
		list = append(list, because(DateMissing))
	case from != NoEvidence:
		list = append(list, because(DateFromEvidence, dateArg("date", on), evidenceArg(from)))
	}
	if e, differs := sale.contradiction(); differs {
		list = append(list, because(EvidenceDiffers, dateArg("date", e.On), evidenceArg(e.Kind)))
	}
	switch v.Strength {
	case NoStrength:
		list = append(list, because(ProofMissing))
	case Weak:
		list = append(list, because(ProofWeak, evidenceArg(v.Evidence[0].Kind)))
	}
	return list
}

func (j judging) explainTime() []Reason {
	legal := j.legal()
	var list []Reason
	for _, s := range legal.Period.Steps {
		list = append(list, s.reason())
	}
	switch legal.State {
	case Early:
		list = append(list, against(NotBegun, dateArg("date", legal.Period.From)))
	case Open:
		list = append(list, because(LegalUntil, dateArg("date", legal.Period.End)))
	case Ended:
		list = append(list, against(LegalEnded, dateArg("date", legal.Period.End)))
	}
	return list
}

// reason is the sentence of a step.
func (s Step) reason() Reason {
	switch {
	case s.Kind == Suspended && s.Open:
		return because(StillSuspended, numArg("n", s.Days), dateArg("from", s.From))
	case s.Kind == Suspended:
		return because(DaysSuspended, numArg("n", s.Days), dateArg("from", s.From), dateArg("to", s.To))
	case s.Kind == Extended:
		return because(MonthsAdded, numArg("n", s.Span.N), dateArg("date", s.To))
	case s.Kind == Renewed:
		return because(BegunAnew, dateArg("date", s.From))
	case s.Kind == TooLate:
		return against(CameTooLate, dateArg("date", s.From))
	}
	return because(DeliveredOn, dateArg("date", s.From))
}

func (j judging) explainProof(v Verdict) []Reason {
	end := dateArg("date", j.legal().Period.PresumptionEnd)
	switch v.Proof {
	case Presumed:
		return []Reason{because(DefectPresumed, end)}
	case ByFinding:
		return []Reason{because(FindingProves)}
	case ToAssess:
		return []Reason{against(ProofToAssess, end)}
	case ByBuyer:
		return []Reason{against(PresumptionEnded, end)}
	}
	return nil
}

func (j judging) explainOthers(v Verdict) []Reason {
	var list []Reason
	for _, s := range j.all[1:] {
		end := dateArg("date", s.Period.End)
		switch {
		case s.Layer == VC && (s.State != Open || j.legal().State == Open && v.Layer != VC):
		case s.Layer == VC:
			list = append(list, because(HiddenUntil, end))
			if !j.c.Hidden.Expertise {
				list = append(list, because(HiddenNeedsExpert))
			}
		case s.State == Open:
			list = append(list, because(LayerOpen, layerArg(s.Layer), end))
		case s.State == Ended:
			list = append(list, against(LayerEnded, layerArg(s.Layer), end))
		}
	}
	for _, g := range j.c.Commercial {
		if from, to, overlaps := g.Overlap(j.legal().Period); overlaps {
			list = append(list, because(LayerOverlaps, dateArg("from", from), dateArg("to", to)))
		}
	}
	return list
}

func (j judging) explainCause(v Verdict) []Reason {
	if j.c.Cause == NotDiagnosed {
		if v.Age == Final {
			return nil
		}
		return []Reason{because(UnderDiagnosis)}
	}
	list := []Reason{because(CauseFound, wordArg("cause", "cause."+string(j.c.Cause)))}
	switch v.Advice.Answer {
	case Covered:
		list = append(list, because(CauseCovered, layerArg(v.Advice.Layer)))
	case ToDecide:
		list = append(list, against(CauseOutside))
	}
	if v.Answer == Covered && v.Owes != Us && v.Owes != Nobody {
		list = append(list, because(OthersAgree))
	}
	return list
}

func (j judging) explainClock(v Verdict) []Reason {
	var list []Reason
	last := dateArg("date", v.Deadline.LastOn)
	switch v.Deadline.Clock {
	case Running:
		list = append(list, because(LimitRuns, last))
	case Met:
		list = append(list, because(LimitMet, last))
	case Passed:
		list = append(list, because(LimitPassed, last))
	}
	if v.Layer != LGC {
		return list
	}
	a := j.c.After
	for _, r := range []struct {
		is   bool
		code Code
	}{
		{a.Persists, RemedyFailed}, {a.Refused, SellerRefused}, {a.Serious, DefectSerious}, {a.Inconvenient, TooInconvenient},
	} {
		if r.is {
			list = append(list, because(r.code))
		}
	}
	if a.Minor {
		list = append(list, against(DefectMinor))
	}
	return list
}

func explainDecision(v Verdict) []Reason {
	switch {
	case v.Decision != nil:
		return []Reason{because(Decided, textArg("who", v.Decision.By), textArg("why", v.Decision.Why))}
	case v.Answer == ToDecide:
		return []Reason{because(DecisionAwaited)}
	}
	return nil
}

func evidenceArg(k EvidenceKind) Arg { return wordArg("evidence", "warranty.evidence."+string(k)) }
