package present

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts on what is owed.
const (
	actSale    = "owed.sale"
	actDecide  = "owed.decide"
	actKeep    = "owed.keep"
	actWish    = "owed.wish"
	actContest = "owed.contest"
	actChange  = "owed.change"
)

// lawCards are the guarantees with their dates, the proof of the purchase, and what
// each side may ask and owes.
func (e Env) lawCards(f file) []DetailCard {
	if f.owed.Answer == "" {
		return nil
	}
	guarantee, proof, sides := e.guaranteeCard(f), e.proofCard(f.owed), e.sidesCard(f)
	if running(f.repair.Status) {
		guarantee.Acts = e.lawActs(actDecide, actKeep)
		if f.repair.Warranty != nil && f.owed.Layer != warranty.NoLayer {
			guarantee.Acts = e.lawActs(actDecide, actKeep, actChange)
		}
		if w := f.repair.Warranty; w != nil && !w.WorkMayStart() && w.Change.Answer == warranty.NotAnswered {
			guarantee.Acts = e.lawActs(actContest, actDecide, actKeep)
		}
		if !f.repair.ProductID.IsZero() {
			proof.Acts = e.lawActs(actSale)
		}
		sides.Acts = e.lawActs(actWish)
	}
	return cardsOf(guarantee, sides, proof)
}

func (e Env) lawActs(ids ...string) (out []Action) {
	for _, id := range ids {
		out = append(out, Action{ID: id, Label: e.Words.T("deed." + id)})
	}
	return out
}

// guaranteeCard is how each guarantee stands, the clock, and what a person decided.
func (e Env) guaranteeCard(f file) DetailCard {
	w, d := e.Words, f.owed
	card := DetailCard{Title: w.T("owed.card"), Chip: Chip{Neutral, "scale", w.T("warranty.age." + string(d.Age))}}
	if d.Age == warranty.Final {
		card.Chip = Chip{Good, "check", card.Chip.Text}
	}
	add := func(label, value string, tone Tone) {
		card.Lines = append(card.Lines, DetailLine{Label: label, Value: value, Tone: tone})
	}
	for _, s := range d.Standings {
		if s.State != warranty.Unknown && s.State != warranty.Without {
			add(e.layerName(s.Layer), e.standing(s), Neutral)
		}
	}
	if t := d.Legal; t != nil && t.PresumptionEnd.Known() {
		add(w.T("warranty.date.presumption"), e.provisionally(t.PresumptionEnd, t.Provisional), Neutral)
	}
	if d.Proof != warranty.NoProof {
		add(w.T("owed.burden"), w.T("warranty.proof."+string(d.Proof)), Neutral)
	}
	card.Lines = append(card.Lines, e.limitLines(d.Limit)...)
	if d.Pays != warranty.Nobody {
		add(w.T("owed.pays"), e.partyName(d.Pays), Neutral)
	}
	card.Lines = append(card.Lines, e.decidedLines(d)...)
	return card
}

// standing is how one guarantee stands, until when, and who owes it.
func (e Env) standing(s service.Standing) string {
	until, who := "", ""
	if s.End.Known() {
		until = e.Words.T("owed.until", "date", e.Words.Date(s.End.String()))
	}
	if s.Owes != warranty.Nobody {
		who = e.partyName(s.Owes)
	}
	return joined(e.Words.T("warranty.state."+string(s.State)), until, who, s.Name)
}

func (e Env) provisionally(on civil.Date, moves bool) string {
	if moves {
		return e.Words.T("warranty.date.provisional", "date", e.Words.Date(on.String()))
	}
	return e.Words.Date(on.String())
}

// limitLines are the time to bring into conformity, and what follows when it is past.
func (e Env) limitLines(l *service.Limit) (out []DetailLine) {
	if l == nil || !l.LastOn.Known() {
		return nil
	}
	w := e.Words
	line := DetailLine{Label: w.T("owed.limit"), Value: w.Date(l.LastOn.String())}
	switch l.Clock {
	case warranty.Running, warranty.Passed:
		line.Value, line.Tone = joined(line.Value, e.countdown(l.DaysLeft)), deadlineTone(l.DaysLeft)
	case warranty.Met:
		line.Value, line.Tone = joined(line.Value, w.T("warranty.clock.met")), Good
	}
	out = append(out, line)
	if l.OpensOn.Known() {
		out = append(out, DetailLine{Label: w.T("warranty.date.opens"), Value: w.Date(l.OpensOn.String())})
	}
	if l.RefundBy.Known() {
		out = append(out, DetailLine{Label: w.T("warranty.date.refund"), Value: w.Date(l.RefundBy.String()), Tone: Late})
	}
	return out
}

// decidedLines are who decided what and why, against what the program advised, and
// what the file keeps.
func (e Env) decidedLines(d service.Verdict) (out []DetailLine) {
	w := e.Words
	if by := d.Decision; by != nil {
		out = append(out, DetailLine{Label: w.T("owed.decided"), Value: joined(by.By, e.dayOr(by.On.String()))},
			DetailLine{Label: w.T("owed.why"), Value: by.Why})
		if by.Overridden {
			out = append(out, DetailLine{Label: w.T("owed.advice"), Value: joined(w.T("warranty.answer."+string(d.Advice.Answer)), e.advisedLayer(d.Advice)), Tone: Watch})
		}
	}
	if v := d.Views; v != nil {
		out = append(out, DetailLine{Label: w.T("owed.change"), Value: w.T("owed.change.open", "from", e.layerName(v.Before.Layer), "to", e.layerName(v.After.Layer)), Tone: Watch})
	}
	if k := d.Frozen; k != nil {
		line := DetailLine{Label: w.T("owed.kept"), Value: e.dayOr(k.On)}
		if k.Changed {
			line.Value, line.Tone = joined(line.Value, w.T("owed.kept.changed")), Watch
		}
		out = append(out, line)
	}
	if d.Since.Known() {
		out = append(out, DetailLine{Label: w.T("owed.rules"), Value: w.T("owed.rules.since", "date", w.Date(d.Since.String()))})
	}
	return out
}

func (e Env) advisedLayer(a service.Advice) string {
	if a.Layer == warranty.NoLayer {
		return ""
	}
	return e.layerName(a.Layer)
}

// proofCard is what shows the purchase, the strongest first.
func (e Env) proofCard(d service.Verdict) DetailCard {
	w := e.Words
	card := DetailCard{Title: w.T("owed.proof"), Chip: Chip{strengthTone(d.Strength), "receipt-text", w.T("warranty.strength." + d.Strength)}}
	for _, p := range d.Evidence {
		on := ""
		if p.On.Known() {
			on = w.Date(p.On.String())
		}
		card.Lines = append(card.Lines, DetailLine{Label: w.T("warranty.evidence." + string(p.Kind)), Value: joined(on, p.Ref, w.T("warranty.strength."+p.Strength))})
	}
	if len(d.Evidence) == 0 {
		card.Text = w.T("owed.proof.none")
	}
	return card
}

func strengthTone(code string) Tone {
	switch code {
	case warranty.Strong.Code():
		return Good
	case warranty.Medium.Code():
		return Work
	}
	return Watch
}

// sidesCard is what the customer may choose and chose, and what the shop owes by when.
func (e Env) sidesCard(f file) DetailCard {
	w := e.Words
	card := DetailCard{Title: w.T("owed.sides"), Lines: e.choiceLines(f.owed)}
	if chose := remedyOf(f.repair).Chose; chose != warranty.NoRemedy {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("owed.chose"), Value: w.T("warranty.choice." + string(chose)), Tone: Work})
	}
	label := w.T("owed.we")
	for _, duty := range f.owed.Duties {
		text := w.T("warranty.duty." + string(duty.Code))
		if duty.By.Known() {
			text = w.T("owed.duty.by", "duty", text, "date", w.Date(duty.By.String()))
		}
		card.Lines, label = append(card.Lines, DetailLine{Label: label, Value: text}), ""
	}
	return card
}

// remedyOf is what the customer asked for on a file.
func remedyOf(r views.Repair) warranty.RemedyFacts {
	if r.Warranty == nil {
		return warranty.RemedyFacts{}
	}
	return r.Warranty.Remedy
}
