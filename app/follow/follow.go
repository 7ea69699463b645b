// Package follow is what a customer may know of a repair, in words: where it
// is, what comes next and by when. The page and the kiosk say the same, because
// both ask here.
package follow

import (
	"cmp"
	"time"

	"etabli/app/domain/bonus"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
)

// Repair is all that a customer may know of a file. It has no room for a name, a
// telephone number of the customer or a sum.
type Repair struct {
	Number      string
	Kind        string // what it is, such as "Ordinateur portable"; may be empty
	Product     string // brand and model; may be empty
	SerialEnd   string // the last four characters of the serial number at most
	Status      repair.Status
	Outcome     repair.Outcome
	Moves       []Move // the statuses so far, the intake first
	PromisedOn  string // day the shop promised, "2006-01-02"; empty when none
	PromisedWas string // day promised before, when it was changed
	PromisedWhy repair.Why
	Part        *Part // that a supplier has to send; nil when nothing is waited for
	Quote       Quote
	Claims      []Claim // about this file, the oldest first
	Parcels     []Parcel
	Visits      []Visit      // to the customer's home, the earliest first
	Bonus       bonus.Status // a repair bonus, and how far it is; empty when there is none
	Loans       []Loan
	AskedWell   bool   // the shop asked whether all is well
	Well        string // what they said: yes, no or empty
	Score       int    // how satisfied they said to be, 1 to 5; 0 when they did not say
	NewsMS      int64  // when the shop last said something about this file
	Shop        Shop
	Erased      bool // its customer was erased: nobody can show to be them any more
}

// Move is a status and when it was reached.
type Move struct {
	To   repair.Status
	AtMS int64
}

// Quote says whether the customer's answer is waited for. The sum is not here:
// it stands on the quote itself.
type Quote struct {
	Waiting    bool
	Version    int
	ValidUntil string // "2006-01-02"; may be empty
}

// Shop is where the device is and whom to call.
type Shop struct {
	Name    string
	Address string
	Phone   string
	Hours   string
	Zone    *time.Location // UTC when nil
	Online  bool           // the shop's devices reach headquarters now
	SeenMS  int64          // when they last did
}

// At is the time zone of the shop.
func (s Shop) At() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// serialShown is how much of a serial number a customer is shown.
const serialShown = 4

// Of keeps of a file what its customer may follow.
func Of(file views.Repair, shop Shop) Repair {
	serial := []rune(file.Serial)
	out := Repair{
		Number: file.Number, Kind: file.Category, Product: file.Product,
		SerialEnd: string(serial[max(0, len(serial)-serialShown):]),
		Status:    file.Status, Outcome: file.Outcome, PromisedOn: file.PromisedOn,
		Erased: file.Erased,
		NewsMS: file.TouchedMS, Shop: shop, Bonus: file.Bonus, Score: file.Score, AskedWell: file.Opinion.AskedOn != "", Well: file.Opinion.Well,
	}
	if file.ReceivedMS != 0 {
		out.Moves = []Move{{To: repair.Received, AtMS: file.ReceivedMS}}
	}
	if moved := file.PromiseMoved; moved != nil {
		out.PromisedWas, out.PromisedWhy = moved.From, cmp.Or(moved.Why, repair.WhyOf(file.Status))
	}
	for _, item := range file.Timeline {
		if to := reached(item); to != "" && item.Applied {
			out.Moves = append(out.Moves, Move{To: to, AtMS: cmp.Or(item.OnMS, item.AtMS)})
		}
	}
	if q := file.Quote; q != nil {
		out.Quote = Quote{Waiting: q.Answer == "" && file.Status == repair.QuoteSent, Version: q.Version, ValidUntil: q.ValidUntil}
	}
	return out
}

// reached is the status that an entry of the history led to, if it led to one.
func reached(item views.TimelineItem) repair.Status {
	switch uint16(item.Kind) {
	case kind.RepairMoved, kind.BatchMoved:
		return repair.Status(item.Args["to"])
	case kind.RepairQuoted:
		return repair.QuoteSent
	case kind.QuoteAnswered:
		if item.What == "timeline.quote_accepted" {
			return repair.QuoteOK
		}
		return repair.QuoteKO
	case kind.RepairHandedBack, kind.HandedBackTogether:
		return repair.Returned
	case kind.RecourseOpened:
		if item.Public { // the file waits for the guarantor
			return repair.ApprovalWait
		}
	case kind.SendoutLeft:
		return repair.Subcontract
	case kind.SendoutCame:
		switch item.What {
		case "timeline.sendout_repaired":
			return repair.Test
		case "timeline.sendout_unrepaired":
			return repair.Diag
		}
	}
	return ""
}
