package follow

import (
	"cmp"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/lang"
	"etabli/app/views"
)

// Claim is what a customer may follow of a claim about their file: where it
// stands, and how far a refund has come and by when. Like a file it has no room
// for a sum; those stand behind the second factor.
type Claim struct {
	ReceivedMS int64
	Status     claim.Status
	Outcome    claim.Outcome
	Answered   bool // the shop has said something
	Refund     Refund
	Mediator   string // name and address, once the customer was told
	Voucher    string // promised or issued; empty when there is none
}

// Refund is how far money has come that goes back; no state when none does.
type Refund struct {
	State claim.RefundState
	By    string // day by which it leaves us, "2006-01-02"
	AtMS  int64  // when the state was reached
}

// The states of a voucher as a customer follows it.
const (
	VoucherPromised = "promised"
	VoucherIssued   = "issued"
)

// Claims keeps of claims what their customer may follow.
func Claims(all []views.Claim) []Claim {
	var out []Claim
	for _, c := range all {
		if c.Outcome == claim.Double { // its matter has another file
			continue
		}
		one := Claim{ReceivedMS: c.ReceivedMS, Status: c.Status, Outcome: c.Outcome, Answered: c.AnsweredMS != 0}
		if o := c.Owed(); o != nil {
			one.Refund = Refund{State: o.Refund.State, By: o.Refund.By, AtMS: o.Refund.AtMS}
		}
		for _, step := range c.Mediated {
			one.Mediator = step.Name
		}
		if c.Due() != nil {
			one.Voucher = VoucherPromised
		}
		for _, o := range c.Offers {
			if !o.Voucher.IsZero() {
				one.Voucher = VoucherIssued
			}
		}
		out = append(out, one)
	}
	return out
}

// ClaimNews is a claim in words.
type ClaimNews struct {
	Title, State       string
	Refund, RefundNote string
	Late               bool // the money was promised for a day that has passed
	Voucher            string
	Mediator           string
}

// NewsOf words a claim for its customer.
func NewsOf(c *lang.Catalogue, k Claim, at *time.Location, today time.Time) ClaimNews {
	news := ClaimNews{
		Title: c.T("portal.claim.title", "day", Solid(c.Day(k.ReceivedMS, at))),
		State: claimState(c, k), Mediator: k.Mediator,
	}
	if k.Voucher != "" {
		news.Voucher = c.T("portal.claim.voucher." + k.Voucher)
	}
	if k.Refund.State == "" {
		return news
	}
	day := Solid(c.Day(k.Refund.AtMS, at))
	if !k.Refund.State.Left() {
		day = Solid(cmp.Or(c.DateShort(k.Refund.By), "—"))
	}
	news.Refund = c.T("portal.claim.refund."+string(k.Refund.State), "day", day)
	if news.Late = !k.Refund.State.Left() && k.Refund.By != "" && k.Refund.By < today.Format(time.DateOnly); news.Late {
		news.RefundNote = c.T("portal.promise.late")
	}
	return news
}

func claimState(c *lang.Catalogue, k Claim) string {
	key := "portal.claim.state." + string(k.Status)
	switch {
	case k.Status == claim.Ended:
		key += "." + string(k.Outcome)
	case k.Status == claim.Open && k.Answered:
		key += ".answered"
	}
	if !c.Has(key) {
		key = "portal.claim.state.newer"
	}
	return c.T(key)
}
