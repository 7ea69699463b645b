package till

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Reasons lists why money that was taken did not come.
func Reasons() []string { return []string{"declined", "bounced", "disputed", "recalled"} }

// Failed is a payment that was taken and did not come: a card that was declined
// after the network came back, a cheque that bounced.
type Failed struct {
	By     Record // the sale, or the later payment of its debt, that the money came with
	Tender Tender
	Cents  int64  // all of it when 0
	Reason string // a code, see Reasons
	Due    string // by when it is owed now
}

// Unpaid makes the record of money that did not come. What was sold stays sold: it
// is owed again. After are the records that name the sale.
func Unpaid(sold Record, after []Record, f Failed) (Record, error) {
	if sold.Kind != Sale {
		return Record{}, fault.New(NotASale, "number")
	}
	tender := f.Tender
	if tender == "" {
		tender = f.onlyTender()
	}
	if err := fault.First(
		text.OneOf("tender", tender, Card, Cheque, Transfer, Link),
		text.OneOf("reason", f.Reason, Reasons()...),
		text.Date("due_on", f.Due),
		fault.Within("cents", f.Cents, 0, MaxCents),
	); err != nil {
		return Record{}, err
	}
	left := -failedBefore(after, f.By.Number, tender)
	for _, p := range f.By.Payments {
		if p.Tender == tender && p.Auth != Preauth {
			left += p.Cents
		}
	}
	cents := f.Cents
	if cents == 0 {
		cents = left
	}
	if cents > left || left <= 0 {
		return Record{}, fault.New(FailedLess, "cents", "left", strconv.FormatInt(max(0, left), 10))
	}
	return Draft{
		Kind: Payment, Ref: sold.Number, Debt: sold.Debt, Reason: f.Reason, Trade: sold.Trade, Untaxed: sold.Untaxed,
		Payments: []Paid{{Tender: tender, Cents: -cents, Ref: f.By.Number}, {Tender: Later, Cents: cents, Due: f.Due}},
	}.Make(Terms{}, 0)
}

// onlyTender is the one tender of a payment that can fail; none when it cannot be
// told.
func (f Failed) onlyTender() (only Tender) {
	for _, p := range f.By.Payments {
		if !slices.Contains([]Tender{Card, Cheque, Transfer, Link}, p.Tender) {
			continue
		}
		if only != "" && only != p.Tender {
			return ""
		}
		only = p.Tender
	}
	return only
}

// failedBefore is what of a payment did not come already.
func failedBefore(after []Record, number string, tender Tender) (cents int64) {
	for _, r := range after {
		if r.Kind != Payment {
			continue
		}
		for _, p := range r.Payments {
			if p.Tender == tender && p.Cents < 0 && p.Ref == number {
				cents -= p.Cents
			}
		}
	}
	return cents
}
