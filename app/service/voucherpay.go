package service

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// written gives the codes of vouchers among payments their one form.
func written(payments []till.Paid) {
	for i, p := range payments {
		if code, ours := voucher.ParseCode(p.Ref); p.Tender == till.Voucher && ours {
			payments[i].Ref = code
		}
	}
}

// redeem takes what is paid with vouchers of ours out of them, and puts back what
// a refund returns. Vouchers of others have no code of ours; practice touches none.
func (a *App) redeem(r storage.Reader, d *draft, act tillAct, rec till.Record) error {
	if act.training {
		return nil
	}
	if act.anyway {
		if _, err := a.author(r, act.call); err != nil {
			return err
		}
		if err := a.approver(r, act.call.Staff, "staff", a.place.Site, staff.Override); err != nil {
			return err
		}
	}
	at, cents := map[string]int{}, map[string]int64{}
	for i, p := range rec.Payments {
		if p.Tender == till.Voucher && voucher.Mistyped(p.Ref) {
			return fault.New(fault.Malformed, "payments."+strconv.Itoa(i)+".ref", "expected", "AV-7K2M-9QXD-3")
		}
		if code, ours := voucher.ParseCode(p.Ref); p.Tender == till.Voucher && ours {
			at[code] = i
			cents[code] += p.Cents
		}
	}
	for _, code := range slices.Sorted(maps.Keys(cents)) {
		err := a.redeemOne(r, d, code, cents[code], act.anyway)
		var f *fault.Error
		if errors.As(err, &f) && f.Field == "" {
			there := *f
			there.Field = "payments." + strconv.Itoa(at[code]) + ".ref"
			return &there
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// redeemOne moves the cents of one voucher.
func (a *App) redeemOne(r storage.Reader, d *draft, code string, cents int64, anyway bool) error {
	id := views.VoucherID(code)
	v, err := a.views.Voucher(r, id, a.own())
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	v.Code = code
	t, at, err := a.voucherTerms(r)
	if err != nil {
		return err
	}
	d.also(kind.Voucher, id)
	if cents < 0 {
		a.goodsIn(d, id, -cents, true)
		return v.State().PutBack(-cents, v.SpentCents(), at.today)
	}
	a.goodsOut(d, id, cents, true, false)
	return v.State().Redeem(cents, at.today, anyway, t.Override)
}

// returnVouchers gives HQ the rights that others ask for, and those of vouchers
// that any shop may redeem, once each.
func (a *App) returnVouchers(ctx context.Context) (n int, err error) {
	wanted, err := read(ctx, a, func(r storage.Reader) ([]views.Voucher, error) { return a.views.WantedVouchers(r, a.own()) })
	if err != nil {
		return 0, err
	}
	for _, v := range wanted {
		asks, err := read(ctx, a, func(r storage.Reader) ([]views.VoucherAsk, error) { return a.views.VoucherAsks(r, v.ID) })
		if err != nil {
			return n, err
		}
		for _, ask := range asks {
			if ask.Chain == a.own() {
				continue
			}
			done, err := a.allBack(ctx, "for "+ask.Ref.String(), "asked", v.ID)
			if err != nil {
				return n, err
			}
			n += done
		}
	}
	around, err := read(ctx, a, func(r storage.Reader) ([]views.Voucher, error) { return a.views.SentAround(r, a.own()) })
	for _, v := range around {
		if v.Minted != a.own() || v.HeldCents < 1 {
			continue
		}
		done, err := a.allBack(ctx, "anywhere", "plan", v.ID)
		if err != nil {
			return n, err
		}
		n += done
	}
	return n, err
}

func (a *App) allBack(ctx context.Context, why, reason string, id journal.EntityID) (int, error) {
	done, err := a.giveBack(ctx, why, entity(kind.Voucher, id), stock.RightFacts{Reason: reason}, func(b journal.Books) int64 { return b.Left(a.own()) })
	if done {
		return 1, err
	}
	return 0, err
}

// grantVouchers gives the devices that ask for a voucher what nobody else may
// redeem of it, or tells them why not. Their shop is known everywhere, so that
// they hear of it.
func (a *App) grantVouchers(ctx context.Context) (n int, err error) {
	wanted, err := read(ctx, a, func(r storage.Reader) ([]views.Voucher, error) { return a.views.WantedVouchers(r, a.own()) })
	if err != nil {
		return 0, err
	}
	for _, v := range wanted {
		asks, err := read(ctx, a, func(r storage.Reader) ([]views.VoucherAsk, error) { return a.views.VoucherAsks(r, v.ID) })
		if err != nil {
			return n, err
		}
		for _, ask := range asks {
			done, err := a.act(ctx, kind.VoucherGranted, "voucher "+ask.Ref.String(), entity(kind.Voucher, v.ID), func(r storage.Reader, d *draft) (any, error) {
				return a.grantVoucher(r, d, v.ID, ask)
			})
			if err != nil {
				return n, err
			}
			if done {
				n++
			}
		}
	}
	return n, err
}

// grantVoucher decides what one device gets; nothing at all while the right is
// still with another one, or nobody told HQ of the voucher.
func (a *App) grantVoucher(r storage.Reader, d *draft, id journal.EntityID, ask views.VoucherAsk) (any, error) {
	v, err := a.views.Voucher(r, id, a.own())
	if err != nil || !v.Known {
		return nil, err
	}
	if v, err = a.onToday(r, v); err != nil {
		return nil, err
	}
	f := voucher.GrantedFacts{Code: v.Code, Until: v.Until.String(), Site: v.Site, From: v.From, Chain: ask.Chain[:]}
	if repair.SiteCode(ask.Site) {
		d.also(kind.Site, SiteID(ask.Site))
	}
	if v.Status != voucher.Live {
		f.Status = v.Status
		return f, nil
	}
	if f.N = min(ask.N, v.FreeCents); f.N < 1 {
		return nil, nil
	}
	d.move(id, journal.Grant, f.N)
	d.Give(ask.Chain)
	return f, nil
}
