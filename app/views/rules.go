package views

import (
	"cmp"
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// RuleTableID is how the journal names the rules of a country.
func RuleTableID(country string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("rules", country))
}

var ruleTableShape = shape{places: func(*fold.State) []place { return []place{{listAll, nil}} }}

// SaidRules answers what people said of the rules of a country, the oldest first.
func (v *Views) SaidRules(r storage.Reader, country string) ([]rules.Said, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.state(kind.RuleTable, RuleTableID(country))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []rules.Said
	for _, name := range s.Group(fold.GroupRule) {
		var f rules.SaidFacts
		if err := inField(s, fold.GroupRule+name, &f); err != nil {
			continue
		}
		if row, err := f.Row(); err == nil {
			out = append(out, rules.Said{Row: row, Gone: f.Gone, AtMS: s.Shown(fold.GroupRule + name).AtMS})
		}
	}
	slices.SortStableFunc(out, func(a, b rules.Said) int { return cmp.Compare(a.AtMS, b.AtMS) })
	return out, nil
}
