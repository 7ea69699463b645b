package main

import (
	"context"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/portal"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// offerFor is what we offer for a claim, as its customer reads it. What a repair
// or an exchange costs us is ours to know.
func (a acts) offerFor(ctx context.Context, c views.Claim, o *views.Offer) (portal.ClaimDetails, error) {
	d := portal.ClaimDetails{
		ID: c.ID.String(), ReceivedMS: c.ReceivedMS, N: o.N, Words: o.Words, Until: o.Until, AsksYes: o.AsksYes,
		Waiting: o.Reply == nil && claim.CanMove(c.Status, claim.Accepted) && (o.Until == "" || o.Until >= time.Now().Format(time.DateOnly)),
	}
	for _, m := range o.Measures {
		shown := portal.Measure{Do: string(m.Do), By: m.By}
		if m.Do.Pays() {
			shown.Cents = m.Cents
		}
		d.Measures = append(d.Measures, shown)
	}
	if o.Reply != nil && o.Reply.Answer != claim.None {
		d.Answer = string(o.Reply.Answer)
	}
	if owed := c.Owed(); owed != nil && owed.Refund.State.Left() {
		d.RefundRef = owed.Refund.Ref
	}
	for _, given := range c.Offers {
		if given.Voucher.IsZero() {
			continue
		}
		v, err := a.hq.app.VoucherByID(ctx, given.Voucher)
		if err != nil {
			return d, err
		}
		d.Voucher = &portal.VoucherDetails{RestCents: v.RestCents, Until: v.Until.String()}
	}
	return d, nil
}

// Reply records the answer to the offer that was shown, of a claim about this file
// and no other.
func (a acts) Reply(ctx context.Context, token string, in portal.Reply) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	claims, err := a.claims(ctx, file)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if c.ID.String() != in.Claim {
			continue
		}
		answer := claim.No
		if in.Accepted {
			answer = claim.Yes
		}
		_, err := a.hq.app.ReplyClaim(ctx, service.Call{ID: journal.CommandID(in.ID)}, &service.ReplyClaimInput{
			ID: c.ID, N: in.N, Answer: answer, By: "page", VoucherYes: in.Yes && in.Accepted,
		})
		return err
	}
	return fault.New(fault.NotFound, "claim", "what", "claim")
}

// Complain opens a claim about the file, with the parcel that is on its way if
// there is one, as it was said to be then, and the visit whose slot was moved if it is
// about that.
func (a acts) Complain(ctx context.Context, token string, in portal.Complaint) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	said := &service.ClaimInput{About: in.About}
	said.Repair, said.Channel, said.Words = &file.ID, message.Web, in.Text
	parcels, err := a.hq.app.ParcelsAbout(ctx, file.ID)
	if err != nil {
		return err
	}
	for _, p := range parcels {
		if !p.Incoming && p.Status != parcel.Open {
			said.Parcel = &p.ID
		}
	}
	if in.About == aboutSlot {
		if said.Visit, err = a.movedVisit(ctx, file.ID); err != nil {
			return err
		}
	}
	_, err = a.hq.app.OpenClaim(ctx, service.Call{ID: journal.CommandID(in.ID)}, said)
	return err
}

// aboutSlot is what somebody complains of whose slot was moved.
const aboutSlot = "slot"

// movedVisit is the visit that was moved most often, and nil when none was.
func (a acts) movedVisit(ctx context.Context, file journal.EntityID) (*journal.EntityID, error) {
	visits, err := a.hq.app.VisitsOfFile(ctx, file)
	var moved *views.Visit
	for i := range visits {
		if v := &visits[i]; v.Moves > 0 && (moved == nil || v.Moves > moved.Moves) {
			moved = v
		}
	}
	if err != nil || moved == nil {
		return nil, err
	}
	return &moved.ID, nil
}
