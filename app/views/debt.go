package views

import (
	"strings"

	"etabli/app/domain/debt"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
)

// Debt is what a receipt leaves owed, with what was agreed and said about it.
type Debt struct {
	TillRecord
	Parts    []debt.Part
	Planned  bool // by agreement, not by the receipt
	Reminded []debt.RemindedFacts
	GivenUp  *debt.GivenUpFacts
}

// DebtOf adds to a record what was agreed and said about what it leaves owed.
func (v *Views) DebtOf(r storage.Reader, rec TillRecord) (Debt, error) {
	d := Debt{TillRecord: rec}
	l, err := newLook(r)
	if err != nil {
		return d, err
	}
	s, err := l.state(kind.Till, rec.DayID)
	if err != nil {
		return d, err
	}
	var plan debt.PlannedFacts
	if d.Planned = s.Value(fold.GroupPlan+rec.Number) != ""; d.Planned {
		if err := inField(s, fold.GroupPlan+rec.Number, &plan); err != nil {
			return d, err
		}
	}
	d.Parts = plan.Parts
	for _, name := range s.Group(fold.GroupDunned + rec.Number + "/") {
		var f debt.RemindedFacts
		_ = inField(s, fold.GroupDunned+rec.Number+"/"+name, &f) // the fold wrote it
		d.Reminded = append(d.Reminded, f)
	}
	if s.Value(fold.GroupGivenUp+rec.Number) != "" {
		d.GivenUp = &debt.GivenUpFacts{}
		_ = inField(s, fold.GroupGivenUp+rec.Number, d.GivenUp) // the fold wrote it
		if d.GivenUp.Back {
			d.GivenUp = nil
		}
	}
	return d, nil
}

// CardsCame tells whether the cards of a record that were taken without an answer
// were paid.
func (v *Views) CardsCame(r storage.Reader, rec TillRecord) (bool, error) {
	l, err := newLook(r)
	if err != nil {
		return false, err
	}
	s, err := l.state(kind.Till, rec.DayID)
	if err != nil {
		return false, err
	}
	return strings.TrimSpace(s.Value(fold.GroupCardsCame+rec.Number)) != "", nil
}
