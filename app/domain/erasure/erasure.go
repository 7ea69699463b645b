// Package erasure knows what of a person goes when they ask to be erased, and
// what must stay: why, by which text, and until when. What goes is words,
// contacts and pictures; devices, dates and sums stay without a name, so that
// figures do not move.
package erasure

import (
	"time"

	"etabli/app/domain/civil"
)

// What says what a thing is that holds something of a person.
type What string

// The things.
const (
	Contact  What = "contact" // who they are and how to reach them
	File     What = "file"
	Loan     What = "loan"
	Visit    What = "visit"
	Incident What = "incident"
	Thread   What = "thread"
	Task     What = "task"
	Claim    What = "claim"
	Parcel   What = "parcel"
	Contract What = "contract"
	Other    What = "other"   // anything else with words of theirs
	Receipt  What = "receipt" // of the till, with the archive it stands in
)

// Reason says why a thing stays.
type Reason string

// The reasons. Each but the last two is a rule of the table by the name
// "keep_" and the reason.
const (
	OpenFile     Reason = "open_file"
	OpenLoan     Reason = "open_loan"
	PlannedVisit Reason = "planned_visit"
	OpenParcel   Reason = "open_parcel"
	OpenContract Reason = "open_contract"
	Dispute      Reason = "dispute"
	OpenIncident Reason = "incident"
	Debt         Reason = "debt"
	Fiscal       Reason = "fiscal"    // it has no name in it and stays as it is
	WithIt       Reason = "with_file" // it belongs to something that stays
)

// Thing is something that holds data of a person.
type Thing struct {
	What     What
	Open     bool       // it is not over: in our care, lent, planned, not settled
	Disputed bool       // the customer contests it, or a settlement is sought
	OwedBy   int64      // what the customer still owes, in cents
	Held     bool       // what it is about stays
	On       civil.Date // of a fiscal document
}

// Verdict is what becomes of a thing.
type Verdict struct {
	Goes   bool       `json:"goes"`
	Why    Reason     `json:"why,omitempty"`    // it stays
	Until  civil.Date `json:"until,omitzero"`   // last day; none while it depends on what people do
	Source string     `json:"source,omitempty"` // of the rule
}

// HoldsContact tells whether somebody must still be able to reach the person.
func (v Verdict) HoldsContact() bool { return !v.Goes && v.Why != Fiscal }

// Judge says what becomes of one thing.
func (t Terms) Judge(x Thing) Verdict {
	if x.What == Receipt {
		return Verdict{Why: Fiscal, Until: t.fiscalUntil(x.On), Source: t.Fiscal.Source}
	}
	for _, why := range x.reasons() {
		if row, kept := t.Keeps[why]; kept {
			return Verdict{Why: why, Source: row.Source}
		}
	}
	if x.Held {
		return Verdict{Why: WithIt}
	}
	return Verdict{Goes: true}
}

// reasons are those for which a thing might stay, the plainest first.
func (x Thing) reasons() []Reason {
	var out []Reason
	if x.Open {
		switch x.What {
		case File:
			out = append(out, OpenFile)
		case Loan:
			out = append(out, OpenLoan)
		case Visit:
			out = append(out, PlannedVisit)
		case Incident:
			out = append(out, OpenIncident)
		case Parcel:
			out = append(out, OpenParcel)
		case Contract:
			out = append(out, OpenContract)
		case Claim:
			out = append(out, Dispute)
		}
	}
	if x.Disputed {
		out = append(out, Dispute)
	}
	if x.OwedBy > 0 {
		out = append(out, Debt)
	}
	return out
}

// fiscalUntil is the last day on which a fiscal document must be kept: the years
// of the rule after the end of its own year.
func (t Terms) fiscalUntil(on civil.Date) civil.Date {
	if !on.Known() {
		return civil.None
	}
	year, _, _ := on.Split()
	return t.FiscalKeep.After(civil.Of(year, time.December, 31), "")
}
