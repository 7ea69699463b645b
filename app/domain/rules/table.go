package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
)

// The faults of this room.
const (
	CountryOff fault.Code = "rules_country_off" // no verified rules for the country; args: country
	Unknown    fault.Code = "rule_unknown"      // no row for that day; args: rule, country, date
	NoRule     fault.Code = "rule_no_such"      // nobody knows a rule of that name; args: rule
	Overlap    fault.Code = "rule_overlap"      // two rows for one day; args: other
)

// Table is all rows of all countries. It never changes once it was read.
type Table struct {
	rows    []Row // by country, id and first day
	enabled []string
	version string
}

// Dates are the dates of a case that rows go by. A date that is not known is
// taken as today's law.
type Dates struct {
	Contract, Request, Invoice civil.Date
}

func (d Dates) of(b Basis) civil.Date {
	switch b {
	case ByContract:
		return d.Contract
	case ByInvoice:
		return d.Invoice
	}
	return d.Request
}

// Version names what the table decides: the hash of its rows without their
// sources and notes. Two tables of one version give the same verdicts.
func (t Table) Version() string { return t.version }

// Rows lists the rows by country, id and first day, those of countries that are
// switched off as well.
func (t Table) Rows() []Row { return slices.Clone(t.rows) }

// Enabled tells whether cases of a country can be decided.
func (t Table) Enabled(country string) bool { return slices.Contains(t.enabled, country) }

// Find is the row of a rule in a country for the dates of a case. Faults:
// rules_country_off, rule_unknown.
func (t Table) Find(id, country string, on Dates) (Row, error) {
	if !t.Enabled(country) {
		return Row{}, fault.New(CountryOff, "country", "country", country)
	}
	for _, r := range slices.Backward(t.rows) { // the one that began last
		if r.ID == id && r.Country == country && r.usable() && r.holdsOn(on.of(r.AppliesOn)) {
			return r, nil
		}
	}
	return Row{}, unknown(id, country, on)
}

// For collects every rule that holds in a country for the dates of a case.
func (t Table) For(country string, on Dates) (Set, error) {
	if !t.Enabled(country) {
		return Set{}, fault.New(CountryOff, "country", "country", country)
	}
	set := Set{Country: country, Table: t.version}
	for _, r := range t.rows {
		if r.Country != country || !r.usable() || !r.holdsOn(on.of(r.AppliesOn)) {
			continue
		}
		if last := len(set.Rows) - 1; last >= 0 && set.Rows[last].ID == r.ID {
			set.Rows[last] = r // it began later
			continue
		}
		set.Rows = append(set.Rows, r)
	}
	return set, nil
}

func unknown(id, country string, on Dates) error {
	day := civil.Later(on.Contract, on.Request).String()
	return fault.New(Unknown, id, "rule", id, "country", country, "date", day)
}

func order(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.ID, b.ID), cmp.Compare(a.ValidFrom, b.ValidFrom),
		cmp.Compare(a.Status, b.Status), cmp.Compare(a.decides(), b.decides()))
}

func hash(rows []Row, more ...string) string {
	h := sha256.New()
	for _, r := range rows {
		h.Write([]byte(r.decides() + "\x1e"))
	}
	h.Write([]byte(strings.Join(more, "\x1f")))
	return hex.EncodeToString(h.Sum(nil))
}
