package rules

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
)

// SaidFacts is a row that people said, beside those that ship: a table that was
// imported, or a single number that changed. Days are "2006-01-02".
type SaidFacts struct {
	ID         string    `cbor:"1,keyasint" json:"rule_id" doc:"as the shipped rules name it, or a rate of VAT of its own such as vat_overseas"`
	Country    string    `cbor:"2,keyasint" json:"country"`
	ValidFrom  string    `cbor:"3,keyasint" json:"valid_from" doc:"first day; of the rows that hold on a day, the one that began last decides"`
	ValidTo    string    `cbor:"4,keyasint,omitempty" json:"valid_to,omitempty" doc:"last day; while it holds when empty"`
	AppliesOn  Basis     `cbor:"5,keyasint" json:"applies_on,omitempty" doc:"contract_date, request_date or invoice_date; as the shipped rule when empty"`
	Value      int       `cbor:"6,keyasint,omitempty" json:"value,omitempty" doc:"in the unit of the rule: 200 permille is 20 %"`
	Unit       Unit      `cbor:"7,keyasint" json:"unit,omitempty" doc:"as the shipped rule when empty"`
	Choice     string    `cbor:"8,keyasint,omitempty" json:"choice,omitempty" doc:"of a rule that holds a word"`
	Choices    []string  `cbor:"9,keyasint,omitempty" json:"choices,omitempty"`
	Source     string    `cbor:"10,keyasint" json:"source" doc:"where it is written"`
	VerifiedOn string    `cbor:"11,keyasint,omitempty" json:"verified_on,omitempty" doc:"last look at the source"`
	Status     Status    `cbor:"12,keyasint" json:"status,omitempty" doc:"in_force, announced, not_transposed or repealed; in_force when empty"`
	Certainty  Certainty `cbor:"13,keyasint" json:"certainty,omitempty" doc:"text, secondary, general or open; secondary when empty"`
	Note       string    `cbor:"14,keyasint,omitempty" json:"note,omitempty"`
	// Gone takes a row back that was said: what holds without it holds again.
	Gone bool `cbor:"15,keyasint,omitempty" json:"gone,omitempty" doc:"takes back what was said of that rule from that day"`
}

// Said is a row that people said, and when: a file keeps to what was said before it
// began.
type Said struct {
	Row  Row
	Gone bool
	AtMS int64
}

// families begin the ids of rules of which a country may have more than ship.
var families = []string{"vat_", "circular_"}

// Complete fills in and checks a row that people say, by the rows of the table.
// Faults name the field.
func (t Table) Complete(f SaidFacts) (SaidFacts, error) {
	f.Country = cmp.Or(f.Country, "FR")
	like, known := t.like(f.ID, f.Country)
	if !known {
		if f.ID == "" {
			return f, fault.New(fault.Missing, "rule_id")
		}
		return f, fault.New(NoRule, "rule_id", "rule", f.ID)
	}
	f.AppliesOn, f.Unit = cmp.Or(f.AppliesOn, like.AppliesOn), cmp.Or(f.Unit, like.Unit)
	f.Status, f.Certainty = cmp.Or(f.Status, InForce), cmp.Or(f.Certainty, ReadOfText)
	if f.Unit == Choice && len(f.Choices) == 0 {
		f.Choices = like.Choices
	}
	row, err := f.Row()
	if err != nil {
		return f, err
	}
	switch {
	case f.Gone:
		return f, nil
	case row.Unit != like.Unit:
		return f, fault.New(fault.Malformed, "unit", "expected", string(like.Unit))
	case row.AppliesOn != like.AppliesOn:
		return f, fault.New(fault.Malformed, "applies_on", "expected", string(like.AppliesOn))
	case slices.ContainsFunc(f.Choices, func(c string) bool { return !slices.Contains(like.Choices, c) }):
		return f, fault.New(fault.Malformed, "choices", "expected", strings.Join(like.Choices, ", "))
	case row.Status == InForce && !row.VerifiedOn.Known() && t.Enabled(row.Country):
		return f, fault.New(fault.Missing, "verified_on")
	}
	return f, first(row.check(""))
}

// first is the first of several faults.
func first(err error) error {
	if err == nil {
		return nil
	}
	return fault.Of(err)
}

// like is a row that tells the shape of a rule: its own in the country, that of
// another country, or that of its family.
func (t Table) like(id, country string) (Row, bool) {
	is := func(match func(Row) bool) int { return slices.IndexFunc(t.rows, match) }
	i := is(func(r Row) bool { return r.ID == id && r.Country == country })
	if i < 0 {
		i = is(func(r Row) bool { return r.ID == id })
	}
	for _, f := range families {
		if i < 0 && strings.HasPrefix(id, f) && len(id) > len(f) {
			i = is(func(r Row) bool { return strings.HasPrefix(r.ID, f) })
		}
	}
	if i < 0 {
		return Row{}, false
	}
	return t.rows[i], true
}

// Row is what was said as a row; the fault names a day that is none.
func (f SaidFacts) Row() (Row, error) {
	row := Row{
		ID: f.ID, Country: f.Country, AppliesOn: f.AppliesOn, Value: f.Value, Unit: f.Unit, Choice: f.Choice, Choices: f.Choices,
		Source: f.Source, Status: f.Status, Certainty: f.Certainty, Note: f.Note,
	}
	for _, d := range []struct {
		field, text string
		into        *civil.Date
	}{{"valid_from", f.ValidFrom, &row.ValidFrom}, {"valid_to", f.ValidTo, &row.ValidTo}, {"verified_on", f.VerifiedOn, &row.VerifiedOn}} {
		day, err := civil.Parse(d.field, d.text)
		if err != nil {
			return row, err
		}
		*d.into = day
	}
	if !row.ValidFrom.Known() {
		return row, fault.New(fault.Missing, "valid_from")
	}
	return row, nil
}

// With is the table with what people said. A row takes the place of what was said,
// or shipped, for the same first day; of several that hold on one day, the one that
// began last decides, so that an older row goes on where a dated one ends.
func (t Table) With(said []Said) Table {
	if len(said) == 0 {
		return t
	}
	said = slices.Clone(said)
	slices.SortStableFunc(said, func(a, b Said) int { return cmp.Compare(a.AtMS, b.AtMS) })
	type place struct {
		country, id string
		from        civil.Date
	}
	now := map[place]Said{}
	for _, s := range said {
		now[place{s.Row.Country, s.Row.ID, s.Row.ValidFrom}] = s
	}
	rows := slices.DeleteFunc(slices.Clone(t.rows), func(r Row) bool {
		s, is := now[place{r.Country, r.ID, r.ValidFrom}]
		return is && !s.Gone && r.usable() == s.Row.usable()
	})
	for _, s := range now {
		if !s.Gone {
			rows = append(rows, s.Row)
		}
	}
	slices.SortFunc(rows, order)
	t.rows = shortened(rows)
	t.version = hash(t.rows, t.enabled...)
	return t
}

// shortened ends a row where another one takes over for good, so that whoever lists
// the rows sees which one holds.
func shortened(rows []Row) []Row {
	for i := range rows {
		for _, later := range rows[i+1:] {
			r := &rows[i]
			if later.ID != r.ID || later.Country != r.Country {
				break
			}
			over := !later.ValidTo.Known() || r.ValidTo.Known() && later.ValidTo >= r.ValidTo
			if r.usable() && later.usable() && later.ValidFrom > r.ValidFrom && over && (!r.ValidTo.Known() || r.ValidTo >= later.ValidFrom) {
				r.ValidTo = later.ValidFrom.AddDays(-1)
			}
		}
	}
	return rows
}
