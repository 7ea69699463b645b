package service

import (
	"context"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/voucher"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// onVoucher commits an entry about a voucher and answers it.
func (a *App) onVoucher(ctx context.Context, call Call, k kind.Kind, typed string, decide func(storage.Reader, views.Voucher, *draft) (any, error)) (Result, error) {
	code, ours := voucher.ParseCode(typed)
	if !ours {
		return Result{}, fault.New(fault.Malformed, "code", "expected", "AV-7K2M-9QXD-3")
	}
	it := about[views.Voucher]{"voucher", kind.Voucher, views.VoucherID(code), func(r storage.Reader, id journal.EntityID) (views.Voucher, error) {
		return a.views.Voucher(r, id, a.own())
	}}
	return on(ctx, a, call, k, it, decide)
}

// StepVoucherInput says that a voucher was lost, or found again.
type StepVoucherInput struct {
	ByCode
	To     voucher.Status `json:"to" doc:"lost, or live when it was found"`
	Reason string         `json:"reason,omitempty" doc:"a code, such as stolen"`
}

// StepVoucher says that a voucher was lost, or found again.
func (a *App) StepVoucher(ctx context.Context, call Call, in *StepVoucherInput) (Result, error) {
	return a.onVoucher(ctx, call, kind.VoucherStepped, in.Code, func(_ storage.Reader, now views.Voucher, _ *draft) (any, error) {
		f := voucher.SteppedFacts{To: in.To, Reason: in.Reason}
		return f, voucher.CheckStepped(f, now.Status)
	})
}

// ReissueVoucherInput gives a new voucher for an old one.
type ReissueVoucherInput struct {
	ByCode
	Until string `json:"until,omitempty" doc:"last day; as before when empty"`
}

// ReissueVoucher gives a new voucher for the rest of a lost one. Only who holds
// the right of the whole rest may: so nobody redeems the old one meanwhile.
func (a *App) ReissueVoucher(ctx context.Context, call Call, in *ReissueVoucherInput) (Result, error) {
	code := codeFor(call.ID)
	id := views.VoucherID(code)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		old, err := a.voucherOf(r, "code", in.Code)
		if err != nil {
			return nil, err
		}
		switch {
		case !voucher.CanMove(old.Status, voucher.Replaced):
			return nil, fault.New(voucher.NotInStatus, "code", "from", string(old.Status), "to", string(voucher.Replaced))
		case old.RestCents <= 0:
			return nil, fault.New(voucher.IsSpent, "code", "code", old.Code)
		case !old.Known || old.HeldCents < old.RestCents:
			return nil, fault.New(voucher.NotHeld, "code", "code", old.Code, "held_cents", strconv.FormatInt(max(0, old.HeldCents), 10))
		}
		t, at, err := a.voucherTerms(r)
		if err != nil {
			return nil, err
		}
		f := voucher.IssuedFacts{
			Code: code, Cents: old.RestCents, Until: in.Until, From: old.From, Site: a.place.Site, Anywhere: old.Anywhere,
			Legal: old.Legal, Agreed: old.Legal, Receipt: old.Receipt,
		}
		if f.Until == "" {
			f.Until = old.Until.String()
		}
		if f, err = f.Dated(t, at.today); err != nil {
			return nil, err
		}
		d := newDraft(call, kind.VoucherReissued, entity(kind.Voucher, id))
		d.also(kind.Voucher, old.ID)
		a.followed(d, old)
		a.goodsOut(d, old.ID, old.RestCents, true, false)
		a.goodsIn(d, id, f.Cents, true)
		return d.with(voucher.ReissuedFacts{New: f, Old: old.Code})
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Voucher(r, id, a.own()) })
}

// followed makes the entry about whose voucher it is, too.
func (a *App) followed(d *draft, v views.Voucher) {
	if !v.Customer.IsZero() {
		d.also(kind.Customer, v.Customer)
	}
	if !v.Repair.IsZero() {
		d.also(kind.Repair, v.Repair)
	}
}
