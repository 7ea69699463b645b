package present

import (
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/repair"
	"etabli/app/views"
)

// conformityMonths is how long a seller answers for a lack of conformity,
// from the delivery, in France and for goods of any age.
const conformityMonths = 24

// conformityEnd is the last day of the legal guarantee for a purchase date;
// what may prolong it is not known here.
func conformityEnd(boughtOn string) (string, bool) {
	at, err := civil.Parse("bought_on", boughtOn)
	if err != nil || at == civil.None {
		return "", false
	}
	return at.AddMonths(conformityMonths).String(), true
}

// verdict says what the dates alone allow to say about a file. Who pays is
// decided by a person, after the cause is known.
func (e Env) verdict(r views.Repair) Verdict {
	w := e.Words
	v := Verdict{Chip: Chip{Icon: "scale", Text: w.T("law.unknown")}, Text: w.T("law.unknown.text")}
	if end, known := conformityEnd(r.BoughtOn); known {
		asked := time.UnixMilli(r.RequestedMS).In(e.Zone).Format(isoDate)
		if asked <= end {
			v.Chip = Chip{Tone: Good, Icon: "shield-check", Text: w.T("law.possible")}
			v.Lead = w.T("law.possible.until", "date", w.Date(end))
			v.Text = w.T("law.possible.text")
		} else {
			v.Chip = Chip{Icon: "scale", Text: w.T("law.past")}
			v.Lead = w.T("law.past.since", "date", w.Date(end))
			v.Text = w.T("law.past.text")
		}
	}
	if r.Finding != "" {
		v.Text = w.T("law.found", "finding", r.Finding) + " " + w.T("law.decide")
	}
	return v
}

// lawCard says the same at the intake, before anything was looked at.
func (e Env) lawCard(boughtOn string) LawCard {
	w := e.Words
	lastDay := w.Date(repair.LegalLastDay(e.nowMS(), e.Zone))
	card := LawCard{
		Chip: Chip{Icon: "scale", Text: w.T("law.unknown")}, Title: w.T("law.unknown.title"), Text: w.T("law.unknown.text"),
		Lines: []Line{{w.T("law.back"), lastDay}},
	}
	end, known := conformityEnd(boughtOn)
	switch {
	case known && e.today() <= end:
		card.Chip = Chip{Tone: Good, Icon: "shield-check", Text: w.T("law.possible")}
		card.Title, card.Text = w.T("law.possible.title"), w.T("law.possible.text")
		card.Lines = []Line{{w.T("law.end"), w.Date(end)}, {w.T("law.back"), lastDay}, {w.T("law.choice"), w.T("law.choice.value")}}
	case known:
		card.Chip = Chip{Icon: "scale", Text: w.T("law.past")}
		card.Title, card.Text = w.T("law.past.title"), w.T("law.past.text")
		card.Lines = []Line{{w.T("law.end"), w.Date(end)}}
	}
	return card
}
