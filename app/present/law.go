package present

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/app/views"
)

// Judging says what is owed on files, and what would be on devices that come in.
type Judging interface {
	Verdict(ctx context.Context, id ID) (service.Verdict, error)
	SaleOf(ctx context.Context, id ID) (views.Product, error)
}

// Foreseeing says what would be owed on a device that comes in.
type Foreseeing interface {
	Foresee(ctx context.Context, in *service.ForeseeInput) (service.Verdict, error)
}

// verdictOf is a verdict in short: what it comes to, under which layer and until
// when, and at most so many of its reasons; 0 for all of them.
func (e Env) verdictOf(d service.Verdict, most int) Verdict {
	return Verdict{Chip: e.verdictChip(d), Lead: joined(e.layerOf(d), e.layerUntil(d)), Text: e.reasons(d.Reasons, most)}
}

// fileVerdict is the verdict on a file with all that it rests on.
func (e Env) fileVerdict(f file) Verdict {
	v := e.verdictOf(f.owed, 0)
	if f.repair.Finding != "" {
		v.Text = e.Words.T("law.found", "finding", f.repair.Finding) + " " + v.Text
	}
	return v
}

func (e Env) verdictChip(d service.Verdict) Chip {
	chip := Chip{Icon: "scale", Text: e.Words.T("warranty.answer." + string(d.Answer))}
	switch d.Answer {
	case warranty.Covered:
		chip.Tone, chip.Icon = Good, "shield-check"
	case warranty.Possible:
		chip.Tone, chip.Icon = Work, "shield-check"
	case warranty.ToDecide:
		chip.Tone = Watch
	}
	return chip
}

// layerOf is the layer that carries the work, and who owes it.
func (e Env) layerOf(d service.Verdict) string {
	if d.Layer == warranty.NoLayer {
		return ""
	}
	name := e.layerName(d.Layer)
	switch {
	case d.OwedBy != "":
		return e.Words.T("owed.by", "layer", name, "who", d.OwedBy)
	case d.Owes != warranty.Nobody:
		return e.Words.T("owed.by", "layer", name, "who", e.partyName(d.Owes))
	}
	return name
}

func (e Env) layerName(l warranty.Layer) string {
	return e.Words.T("warranty.layer." + cmp.Or(string(l), "none"))
}

func (e Env) partyName(p warranty.Party) string {
	return e.Words.T("warranty.party." + cmp.Or(string(p), "none"))
}

// layerUntil is the last day of the layer that carries the work.
func (e Env) layerUntil(d service.Verdict) string {
	for _, s := range d.Standings {
		if s.Layer == d.Layer && s.End.Known() {
			return e.Words.T("owed.until", "date", e.Words.Date(s.End.String()))
		}
	}
	return ""
}

// reasons are the sentences of why, in the order of the argument.
func (e Env) reasons(list []warranty.Reason, most int) string {
	var out []string
	for _, r := range list {
		if most > 0 && len(out) == most {
			break
		}
		out = append(out, e.argued(r))
	}
	return strings.Join(out, " ")
}

// argued is one sentence. One about a number has a form for one and one for more.
func (e Env) argued(r warranty.Reason) string {
	var args []string
	counted, n := false, 0
	for _, a := range r.Args {
		value := a.Value
		switch a.Kind {
		case warranty.ADate:
			value = e.Words.Date(a.Value)
		case warranty.AWord:
			value = e.Words.T(a.Value)
		case warranty.ANum:
			if a.Name == "n" {
				n, _ = strconv.Atoi(a.Value) // written by the domain
				counted = true
				continue // the catalogue writes it
			}
		}
		args = append(args, a.Name, value)
	}
	if counted {
		return e.Words.N("reason."+string(r.Code), n, args...)
	}
	return e.Words.T("reason."+string(r.Code), args...)
}

// lawCard says at the intake, before anything was looked at, what follows from what
// is known so far.
func (e Env) lawCard(d service.Verdict) LawCard {
	w := e.Words
	if d.Answer == "" { // nobody has answered yet
		return LawCard{}
	}
	card := LawCard{Chip: e.verdictChip(d), Title: e.layerOf(d), Text: e.reasons(d.Reasons, 0)}
	if card.Title == "" {
		card.Title = w.T("owed.open")
	}
	add := func(label, value string) { card.Lines = append(card.Lines, DetailLine{Label: label, Value: value}) }
	if d.Legal != nil && d.Legal.End.Known() {
		add(w.T("owed.end"), w.Date(d.Legal.End.String()))
	}
	if d.Limit != nil && d.Limit.LastOn.Known() {
		add(w.T("owed.back"), w.Date(d.Limit.LastOn.String()))
	}
	add(w.T("owed.proof"), w.T("warranty.strength."+d.Strength))
	card.Lines = append(card.Lines, e.choiceLines(d)...)
	return card
}

// choiceLines are what the customer may choose, the label before the first.
func (e Env) choiceLines(d service.Verdict) (out []DetailLine) {
	label := e.Words.T("owed.may")
	for _, c := range d.Choices {
		out, label = append(out, DetailLine{Label: label, Value: e.Words.T("warranty.choice." + string(c))}), ""
	}
	return out
}
