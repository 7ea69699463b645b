package service

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
	"etabli/app/views"
)

// alerts are the days, counted from the request, on which the shop is warned
// that the time to bring into conformity runs out.
type alerts [3]rules.Span

func (w law) alerts() (alerts, error) {
	var out alerts
	set, err := w.rules(rules.Dates{})
	if err != nil {
		return out, err
	}
	for i, id := range []string{"remedy_alert_first", "remedy_alert_second", "remedy_alert_third"} {
		if out[i], err = set.Span(id); err != nil {
			return out, err
		}
	}
	return out, nil
}

// reached is how many warnings a request has reached on a day.
func (s alerts) reached(requested, on civil.Date, region civil.Region) (n int) {
	for _, span := range s {
		if requested.Known() && on >= span.After(requested, region) {
			n++
		}
	}
	return n
}

// shown is a verdict as it is answered.
func (j judgement) shown(s alerts) Verdict {
	v := j.verdict
	out := Verdict{
		Age: v.Age, Answer: v.Answer, Layer: v.Layer, Owes: v.Owes, OwedBy: v.OwedBy, Pays: v.Pays, Proof: v.Proof,
		Strength: v.Strength.Code(), Choices: v.Choices, Reasons: v.Reasons, Advice: Advice(v.Advice), Rules: v.Rules, Since: j.set.Since(),
		Limit: j.limit(v.Deadline, s), Legal: legalTime(v.Legal),
	}
	for _, e := range v.Evidence {
		out.Evidence = append(out.Evidence, Shown{Kind: e.Kind, Strength: e.Kind.Strength().Code(), On: e.On, Ref: e.Ref})
	}
	for _, st := range v.Standings {
		out.Standings = append(out.Standings, Standing{
			Layer: st.Layer, State: st.State, From: st.Period.From, End: st.Period.End, Owes: st.Owes, Name: st.Name,
		})
	}
	for _, d := range v.Duties {
		out.Duties = append(out.Duties, Duty(d))
	}
	if d := v.Decision; d != nil {
		out.Decision = &Decided{By: d.By, Why: d.Why, On: d.On, Overridden: v.Overridden}
	}
	return out
}

func legalTime(p warranty.Period) *LegalTime {
	if !p.From.Known() {
		return nil
	}
	t := &LegalTime{From: p.From, End: p.End, PresumptionEnd: p.PresumptionEnd, Provisional: p.Provisional}
	for _, s := range p.Steps {
		t.Steps = append(t.Steps, LegalStep{Kind: s.Kind, From: s.From, To: s.To, Days: s.Days, File: s.File, End: s.End})
	}
	return t
}

// limit is nil where no such clock is on us.
func (j judgement) limit(d warranty.Deadline, s alerts) *Limit {
	if d.Clock == warranty.NoClock {
		return nil
	}
	l := &Limit{
		RequestedOn: d.RequestedOn, LastOn: d.LastOn, DaysLeft: d.DaysLeft(j.c.On), Clock: d.Clock,
		OpensOn: d.OpensOn, RefundBy: d.RefundBy,
	}
	if d.Clock == warranty.Running || d.Clock == warranty.Passed {
		l.Alert = s.reached(d.RequestedOn, j.c.On, j.terms.Region)
	}
	return l
}

// both looks at a disputed change from both ends: as if the layer it came from
// still carried the work, and as if the customer paid.
func (j judgement) both(c *views.LayerChange, s alerts) *BothViews {
	look := func(layer warranty.Layer, d *warranty.Decision) Side {
		under := j
		under.c.As, under.c.Decision = layer, d
		v := warranty.Judge(under.c, under.terms)
		return Side{Layer: layer, Answer: v.Answer, Pays: v.Pays, Limit: under.limit(v.Deadline, s)}
	}
	decided := func(layer warranty.Layer) *warranty.Decision {
		d := &warranty.Decision{By: unreadable, Why: unreadable, Layer: layer, Answer: warranty.Covered}
		if layer == warranty.NoLayer {
			d.Answer = warranty.Refused
		}
		return d
	}
	return &BothViews{Before: look(c.From, decided(c.From)), After: look(c.To, decided(c.To))}
}
