// Package mention holds the wordings of law and custom that papers carry, as
// dated data: what must be said in which country, from when to when, by which
// source, and when somebody last looked. No such wording stands in code; a
// paper prints the one that held on its own day, also when it is printed again.
//
// A table is read from files of the form
//
//	{"form": 1, "rows": [{"mention_id": "lgc_receipt", …, "text": {"fr": "…", "en": "…"}}]}
//
// A text may hold {name} where a value of the paper goes.
package mention

import (
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Row is one wording in one country for one stretch of time.
type Row struct {
	ID         string            `json:"mention_id"`
	Country    string            `json:"country"`              // two capital letters
	ValidFrom  civil.Date        `json:"valid_from"`           // first day
	ValidTo    civil.Date        `json:"valid_to,omitzero"`    // last day, none while it holds
	Source     string            `json:"source"`               // where it is written
	VerifiedOn civil.Date        `json:"verified_on,omitzero"` // last look at the source
	Status     rules.Status      `json:"status"`
	Certainty  rules.Certainty   `json:"certainty"`
	Note       string            `json:"note,omitempty"`
	Text       map[string]string `json:"text"` // by language
}

// Languages are those that every wording exists in, the binding one first.
func Languages() []string { return []string{"fr", "en"} }

// Table is all rows of all countries. It never changes once it was read.
type Table struct {
	rows    []Row // by country, id and first day
	version string
}

// Version names what the table says: the hash of its wordings and their days.
func (t Table) Version() string { return t.version }

// Rows lists the rows by country, id and first day.
func (t Table) Rows() []Row { return slices.Clone(t.rows) }

// Find is the wording that held in a country on a day; for a day that is not
// known the one that still holds. Rows that are announced or not transposed are
// never used.
func (t Table) Find(id, country string, on civil.Date) (Row, bool) {
	for _, r := range t.rows {
		if r.ID == id && r.Country == country && r.usable() && r.holdsOn(on) {
			return r, true
		}
	}
	return Row{}, false
}

func (r Row) usable() bool { return r.Status == rules.InForce || r.Status == rules.Repealed }

func (r Row) holdsOn(d civil.Date) bool {
	if !d.Known() {
		return !r.ValidTo.Known()
	}
	return d >= r.ValidFrom && (!r.ValidTo.Known() || d <= r.ValidTo)
}
