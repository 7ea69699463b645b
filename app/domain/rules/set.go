package rules

import (
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Set is the rules that govern one case. A case keeps its set, so that a later
// change of the law, or of a shop's choice, does not change what was decided.
type Set struct {
	Country string `json:"country"`
	Table   string `json:"table"` // version of the table it was taken from
	Rows    []Row  `json:"rows"`  // by id
}

// Version names what the set decides, choices of the shop included.
func (s Set) Version() string { return hash(s.Rows, s.Country) }

// Since is the day from which the set holds as it is: the first day of whichever of its
// rules began last.
func (s Set) Since() (latest civil.Date) {
	for _, r := range s.Rows {
		if r.ValidFrom.Known() && r.ValidFrom > latest {
			latest = r.ValidFrom
		}
	}
	return latest
}

// Only is the set with some of its rules and no others.
func (s Set) Only(ids ...string) Set {
	rows := s.Rows
	s.Rows = nil
	for _, r := range rows {
		if slices.Contains(ids, r.ID) {
			s.Rows = append(s.Rows, r)
		}
	}
	return s
}

// Find is the row of a rule. The fault is rule_unknown.
func (s Set) Find(id string) (Row, error) {
	i := slices.IndexFunc(s.Rows, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return Row{}, unknown(id, s.Country, Dates{})
	}
	return s.Rows[i], nil
}

// Span is the length that a rule gives. Faults: rule_unknown, and malformed
// when the rule does not count time.
func (s Set) Span(id string) (Span, error) {
	row, err := s.Find(id)
	if err != nil {
		return Span{}, err
	}
	if row.Unit == Choice || row.counts() {
		return Span{}, fault.New(fault.Malformed, id, "expected", "months, days, ouvres, ouvrables")
	}
	return Span{row.Value, row.Unit}, nil
}

// Number is the amount or the share that a rule gives. Faults: rule_unknown,
// and malformed when the rule gives neither.
func (s Set) Number(id string) (int, error) {
	row, err := s.Find(id)
	if err != nil {
		return 0, err
	}
	if !row.counts() {
		return 0, fault.New(fault.Malformed, id, "expected", "cents, permille")
	}
	return row.Value, nil
}

// Chosen is the word that a choice row holds. Faults: rule_unknown, and
// malformed when the rule is not a choice.
func (s Set) Chosen(id string) (string, error) {
	row, err := s.Find(id)
	if err != nil {
		return "", err
	}
	if row.Unit != Choice {
		return "", fault.New(fault.Malformed, id, "expected", string(Choice))
	}
	return row.Choice, nil
}

// Choose is the set with another answer to an open question. Faults:
// rule_unknown, and malformed when the rule does not offer that answer.
func (s Set) Choose(id, choice string) (Set, error) {
	row, err := s.Find(id)
	if err != nil {
		return Set{}, err
	}
	if err := text.OneOf(id, choice, row.Choices...); err != nil {
		return Set{}, err
	}
	row.Choice = choice
	s.Rows = slices.Clone(s.Rows)
	for i := range s.Rows {
		if s.Rows[i].ID == id {
			s.Rows[i] = row
		}
	}
	return s, nil
}

// After is the day that lies the length of a rule after another day.
func (s Set) After(id string, d civil.Date, region civil.Region) (civil.Date, error) {
	span, err := s.Span(id)
	if err != nil {
		return civil.None, err
	}
	return span.After(d, region), nil
}
