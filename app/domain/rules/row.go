// Package rules holds the numbers of the law as dated data: one row says what
// holds in which country, from when to when, counted from which date of a case,
// by which source, and when somebody last looked. No legal number stands in
// code; a case keeps the version of the rows that it was decided by.
//
// A table is read from files of the form
//
//	{"form": 1, "enabled": ["FR"], "rows": [{"rule_id": "lgc_months", …}]}
//
// Only the countries named under "enabled" can be asked about. Rows of other
// countries may be kept beside them until somebody has verified them.
package rules

import (
	"strconv"

	"etabli/app/domain/civil"
)

// Status is the standing of a row in the law of its country.
type Status string

// The statuses. A repealed row still governs the contracts of its time; rows
// that are announced or not transposed are never applied.
const (
	InForce       Status = "in_force"
	Announced     Status = "announced"
	NotTransposed Status = "not_transposed"
	Repealed      Status = "repealed"
)

// Basis is the date of a case that decides whether a row is the right one.
type Basis string

// The dates that rows go by.
const (
	ByContract Basis = "contract_date"
	ByRequest  Basis = "request_date"
	ByInvoice  Basis = "invoice_date"
)

// Unit is what a value counts.
type Unit string

// The units. Choice rows hold no number but one word out of a list, where the
// text of the law leaves a question open.
const (
	Months    Unit = "months"
	Days      Unit = "days"      // every day of the calendar counts
	Ouvres    Unit = "ouvres"    // jours ouvrés, Monday to Friday without holidays
	Ouvrables Unit = "ouvrables" // jours ouvrables, Monday to Saturday without holidays
	Cents     Unit = "cents"     // of the currency of the country
	Permille  Unit = "permille"  // a share: rates of tax, margins
	Minutes   Unit = "minutes"   // of work
	Choice    Unit = "choice"
)

// Certainty says how well a value is founded.
type Certainty string

// The certainties.
const (
	ReadInText   Certainty = "text"      // read in the text itself
	ReadOfText   Certainty = "secondary" // read in somebody's account of the text
	GeneralKnown Certainty = "general"   // general knowledge, to be looked up
	Unsettled    Certainty = "open"      // the text is silent, the value is our choice
)

// Row is one rule in one country for one stretch of time.
type Row struct {
	ID         string     `json:"rule_id"`
	Country    string     `json:"country"`              // two capital letters
	ValidFrom  civil.Date `json:"valid_from"`           // first day
	ValidTo    civil.Date `json:"valid_to,omitzero"`    // last day, none while it holds
	AppliesOn  Basis      `json:"applies_on"`           // the date that is compared with these
	Value      int        `json:"value,omitempty"`      // in Unit
	Unit       Unit       `json:"unit"`                 //
	Choice     string     `json:"choice,omitempty"`     // the value of a choice row
	Choices    []string   `json:"choices,omitempty"`    // what may be chosen
	Source     string     `json:"source"`               // where it is written
	VerifiedOn civil.Date `json:"verified_on,omitzero"` // last look at the source
	Status     Status     `json:"status"`
	Certainty  Certainty  `json:"certainty"`
	Note       string     `json:"note,omitempty"`
}

// Span is a length of time as a rule gives it.
type Span struct {
	N    int
	Unit Unit
}

// After is the day that lies a span after another one. Working days go by the
// public holidays of the region and never by the opening hours of a shop.
func (s Span) After(d civil.Date, region civil.Region) civil.Date {
	switch s.Unit {
	case Months:
		return d.AddMonths(s.N)
	case Ouvres:
		return d.AddWorkingDays(s.N, civil.Ouvres, region)
	case Ouvrables:
		return d.AddWorkingDays(s.N, civil.Ouvrables, region)
	}
	return d.AddDays(s.N)
}

// counts tells whether a row gives an amount or a share instead of a time.
func (r Row) counts() bool { return r.Unit == Cents || r.Unit == Permille || r.Unit == Minutes }

// usable tells whether a row can decide a case at all.
func (r Row) usable() bool { return r.Status == InForce || r.Status == Repealed }

// holdsOn tells whether a day lies in the time of a row. For a day that is not
// known the row that still holds is the right one.
func (r Row) holdsOn(d civil.Date) bool {
	if !d.Known() {
		return !r.ValidTo.Known()
	}
	return d >= r.ValidFrom && (!r.ValidTo.Known() || d <= r.ValidTo)
}

// decides is what of a row changes a verdict: notes and sources do not.
func (r Row) decides() string {
	return r.Country + "\x1f" + r.ID + "\x1f" + r.ValidFrom.String() + "\x1f" + r.ValidTo.String() + "\x1f" +
		string(r.AppliesOn) + "\x1f" + strconv.Itoa(r.Value) + "\x1f" + string(r.Unit) + "\x1f" + r.Choice + "\x1f" + string(r.Status)
}
