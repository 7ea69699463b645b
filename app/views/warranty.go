package views

import (
	"encoding/hex"
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// RepairWarranty is what a file holds of what is owed. What it comes to today is
// for the use cases to say: it needs the law.
type RepairWarranty struct {
	Layer  warranty.Layer         `json:"layer,omitempty"` // under which the work is done
	Judged *warranty.VerdictFacts `json:"judged,omitempty"`
	Why    string                 `json:"why,omitempty"` // of a decision
	Change *LayerChange           `json:"change,omitempty"`
	Remedy warranty.RemedyFacts   `json:"remedy,omitzero"`
	Cause  warranty.Cause         `json:"cause,omitempty"`
}

// LayerChange is how a file went from one layer to another.
type LayerChange struct {
	From    warranty.Layer        `json:"from,omitempty"`
	To      warranty.Layer        `json:"to,omitempty"` // empty: the customer pays
	Quote   int                   `json:"quote,omitempty"`
	Answer  warranty.ChangeAnswer `json:"answer,omitempty"`
	Why     string                `json:"why,omitempty"`
	Contest string                `json:"contest,omitempty"`
	AtMS    int64                 `json:"at_ms,omitempty"`
	ByName  string                `json:"by_name,omitempty"`
}

// Changed is the change of layer that holds, if there is one: nothing was said after it,
// and where the customer is to pay by it they have agreed.
func (w *RepairWarranty) Changed() *LayerChange {
	if w == nil || w.Change == nil || w.Change.To != w.Layer || w.Change.To == warranty.NoLayer && w.Change.Answer != warranty.Agreed {
		return nil
	}
	return w.Change
}

// WorkMayStart tells whether work may begin: not while the customer is to pay by
// a change of layer that they have not agreed to.
func (w *RepairWarranty) WorkMayStart() bool {
	return w == nil || w.Change == nil || w.Layer != warranty.NoLayer || w.Change.Answer == warranty.Agreed
}

// warrantyOf is what the state tells; nil when nothing was said of it.
func warrantyOf(s *fold.State, q *Quote) *RepairWarranty {
	w := &RepairWarranty{Layer: layerOf(s.Value(fold.FieldLayer)), Cause: warranty.Cause(s.Value(fold.FieldVerdict))}
	if shown := s.Shown(fold.FieldJudged); shown != nil {
		var f warranty.VerdictFacts
		if journal.UnmarshalFacts(shown.Value, &f) == nil {
			w.Judged = &f
		}
	}
	if shown := s.Shown(fold.FieldRemedy); shown != nil {
		_ = journal.UnmarshalFacts(shown.Value, &w.Remedy) // the fold read it before
	}
	if to := s.Value(fold.FieldChangeTo); to != "" {
		c := &LayerChange{From: layerOf(s.Value(fold.FieldChangeFrom)), To: layerOf(to), Answer: warranty.ChangeAnswer(s.Value(fold.FieldChangeAnswer))}
		c.Quote, _ = strconv.Atoi(s.Value(fold.FieldChangeQuote)) // none when nothing is to be paid
		if c.Quote > 0 && q != nil && q.Version >= c.Quote && q.Answer == "accepted" {
			c.Answer = warranty.Agreed
		}
		w.Change = c
	}
	if *w == (RepairWarranty{}) {
		return nil
	}
	return w
}

// legalRule is the rule that the legal clock of a file goes by: that of the verdict
// which the file keeps, else that of its request.
func legalRule(s *fold.State) *repair.LegalRule {
	if w := warrantyOf(s, nil); w != nil && w.Judged != nil {
		if row, err := w.Judged.Rules.Thaw().Find(repair.LegalRuleID); err == nil {
			return repair.LegalRuleOf(row)
		}
	}
	return s.Clocks.LegalRule
}

// legalLast is the last legal day of a request at a shop.
func (l *look) legalLast(rule *repair.LegalRule, requestedMS int64, site string) (civil.Date, error) {
	zone, err := l.zone(site)
	if err != nil {
		return civil.None, err
	}
	region := civil.Metropole
	if rule.WorkingDays() {
		c, err := l.calendar(site)
		if err != nil {
			return civil.None, err
		}
		region = c.Hours.Region
	}
	return rule.LastDay(requestedMS, zone, region), nil
}

// legalOnUs tells whether the legal days are ours to keep: not where the
// customer pays, where somebody else owes it, or where another layer carries the
// work. As long as nothing was settled they run, and while a change of layer is
// not agreed they run by the view of the customer. A gesture takes nothing away from
// what law gives: where the defect may have been there from the start, they go on.
func legalOnUs(s *fold.State) bool {
	q := quoteOf(s)
	w := warrantyOf(s, q)
	switch {
	case w != nil && w.Change != nil && layerOf(s.Value(fold.FieldChangeTo)) == w.Layer:
		return w.Layer == warranty.LGC ||
			w.Change.From == warranty.LGC && (w.Change.Answer != warranty.Agreed || w.Layer == warranty.GOOD && w.Cause.MayBeOld())
	case w != nil && w.Judged != nil:
		return w.Judged.Clock != warranty.NoClock
	}
	agreed := bindingOf(s)
	return agreed == nil || agreed.TotalCents == 0
}

func layerOf(value string) warranty.Layer {
	if value == fold.NoLayer {
		return warranty.NoLayer
	}
	return warranty.Layer(value)
}

// say fills in the words that lie in private boxes.
func (w *RepairWarranty) say(l *look, sub *subject) (err error) {
	if w == nil {
		return nil
	}
	w.Why = l.note(sub, fold.FieldDecision)
	c, shown := w.Change, sub.state.Shown(fold.FieldChangeTo)
	if c == nil || shown == nil {
		return nil
	}
	c.Why, c.Contest, c.AtMS = l.note(sub, fold.FieldChangeWhy), l.note(sub, fold.FieldContestWhy), shown.AtMS
	at := slices.IndexFunc(sub.history, func(e journal.Positioned) bool { return e.Ref() == shown.Ref })
	if at >= 0 {
		c.ByName, err = l.author(sub.history[at].Header.Author)
	}
	return err
}

// note opens the shown value of a private field that is a note.
func (l *look) note(sub *subject, field string) string {
	var box repair.FileBox
	if !l.private(sub, field, &box) {
		return ""
	}
	return box.Note
}

// unhex reads what hex wrote; anything else is nothing.
func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) == 0 {
		return nil
	}
	return b
}
