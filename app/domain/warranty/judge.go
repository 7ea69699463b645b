package warranty

// Judge says what a case comes to. It answers for every case: what is missing
// or contradictory becomes a reason and never an error.
func Judge(c Case, t Terms) Verdict {
	j := judging{c: c, t: t, all: standings(c, t)}
	v := Verdict{
		Age: Provisional, Rules: t.Version, Standings: j.all, Legal: j.all[0].Period,
		Strength: c.Sale.Strength(), Evidence: c.Sale.byStrength(),
	}
	v.Proof = proof(j.legal(), c.appeared(), c.Cause)
	if c.Cause != NotDiagnosed {
		v.Age = Final
	}
	carrier, answer := j.advise(v.Proof)
	v.Advice = Advice{carrier.Layer, answer}
	if d := c.decision(); d != nil {
		v.Age, v.Decision = Final, d
		v.Overridden = v.Advice != Advice{d.Layer, d.Answer}
		carrier, answer = j.decided(*d), d.Answer
	}
	v.Answer, v.Layer, v.Owes, v.OwedBy = answer, carrier.Layer, carrier.Owes, carrier.Name
	v.Pays = pays(v, carrier, c.Cause)
	v.Deadline = j.deadline(v)
	v.Choices = j.choices(v)
	v.Duties = j.duties(v)
	v.Reasons = j.explain(v)
	return v
}

// judging is a case on the way to its verdict.
type judging struct {
	c   Case
	t   Terms
	all []Standing
}

func (j judging) legal() Standing { return j.all[0] }

// advise picks the layer that serves the customer best and what it comes to.
func (j judging) advise(p Proof) (Standing, Answer) {
	open := j.open()
	switch {
	case len(open) > 0:
	case j.c.As == NoLayer && j.legal().State == Unknown && j.c.Cause == NotDiagnosed:
		return Standing{}, CannotSay
	case j.c.As == GOOD: // a gesture is never advised
		return Standing{}, ToDecide
	default:
		return Standing{Layer: j.c.As}, ToDecide
	}
	if j.c.Cause == NotDiagnosed {
		return open[0], whenOpen(open[0], Possible)
	}
	for _, s := range open {
		if j.covers(s, p) {
			return s, whenOpen(s, Covered)
		}
	}
	return open[0], whenOpen(open[0], ToDecide)
}

// whenOpen is the answer for a layer that is open: what another seller owes is
// not ours to grant, to decide or to refuse.
func whenOpen(s Standing, answer Answer) Answer {
	switch {
	case s.Owes == Seller:
		return Elsewhere
	case s.Owes == Nobody && answer == Covered:
		return ToDecide
	}
	return answer
}

// open lists the layers that can carry the work, the best one first: what
// another seller owes comes behind what can be had here. A hidden defect is
// only an answer once an expert has shown it.
func (j judging) open() []Standing {
	var here, elsewhere []Standing
	for _, s := range j.all {
		switch {
		case s.State != Open, j.c.As != NoLayer && s.Layer != j.c.As:
		case s.Layer == VC && j.c.As != VC && !j.c.Hidden.Expertise:
		case s.Owes == Seller:
			elsewhere = append(elsewhere, s)
		default:
			here = append(here, s)
		}
	}
	return append(here, elsewhere...)
}

// covers tells whether an open layer answers for the cause. Faults of software
// are ours to explain only while the defect is presumed to be old; behind that,
// and for a layer of another kind, its contract speaks.
func (j judging) covers(s Standing, p Proof) bool {
	switch s.Layer {
	case VC:
		return j.c.Hidden.Expertise
	case LGC:
		return j.c.Cause == Manufacture || j.c.Cause == Software && p == Presumed
	}
	return s.answersFor(j.c.Cause)
}

// decided is the layer that a person chose.
func (j judging) decided(d Decision) Standing {
	if d.Answer == Refused {
		return Standing{}
	}
	for _, s := range j.all {
		if s.Layer == d.Layer {
			return s
		}
	}
	return Standing{Layer: d.Layer}
}

// pays is who pays. Only a final verdict says so, and only where something has
// been settled.
func pays(v Verdict, carrier Standing, cause Cause) Party {
	switch {
	case v.Age != Final:
		return Nobody
	case v.Answer == Refused:
		return Customer
	case v.Answer == Covered && carrier.Owes == Nobody:
		return Us
	case v.Answer == Covered, v.Answer == Elsewhere && carrier.answersFor(cause):
		return carrier.Owes
	}
	return Nobody
}

// entitled tells whether the customer may claim the legal guarantee, whatever the work is
// called.
func (j judging) entitled(p Proof) bool {
	legal := j.legal()
	return legal.State == Open && (j.c.Cause == NotDiagnosed || j.covers(legal, p))
}

// deadline is the time to bring into conformity, with a clock only where we
// are the ones who owe it.
func (j judging) deadline(v Verdict) Deadline {
	this, legal := j.c.This, j.legal()
	if legal.Owes == Seller || legal.State == Without {
		return Deadline{RequestedOn: this.RequestedOn}
	}
	d := j.t.Deadline(this.RequestedOn, j.remediedOn(), j.c.After.ReturnedOn, j.c.On)
	switch {
	case v.Layer == LGC, v.Answer == CannotSay:
	case v.Age == Provisional && legal.State == Open:
	case v.Layer == GOOD && j.entitled(v.Proof): // a gesture takes nothing away from what law gives
	default:
		d.Clock = NoClock
	}
	return d
}
