package service

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// forReceipt names the voucher that is issued for a receipt, or for one of the
// gifts that it sold, counted from 1.
func forReceipt(receipt string, nth int) journal.CommandID {
	if nth > 1 {
		return journal.CommandIDFrom("voucher for a receipt", receipt, strconv.Itoa(nth))
	}
	return journal.CommandIDFrom("voucher for a receipt", receipt)
}

// soldGift is a gift that a receipt sold.
type soldGift struct {
	code   string        // that its voucher has, issued or not
	cents  int64         // that were paid for it
	back   int64         // of them, that went back
	issued int64         // what its voucher was issued over; 0 when there is none
	now    views.Voucher // its voucher, or the one that took its place
}

// left is what of a gift may still go back: what nobody redeemed.
func (g soldGift) left() int64 {
	if g.issued == 0 {
		return g.cents - g.back
	}
	return min(g.cents-g.back, g.now.RestCents)
}

// gifts are the gifts that a receipt sold, in the order of its lines.
func (a *App) gifts(r storage.Reader, sold views.TillRecord) ([]soldGift, error) {
	var out []soldGift
	for i, cents := range sold.Record.GiftList() {
		g := soldGift{code: codeFor(forReceipt(sold.Number, i+1)), cents: cents}
		v, err := a.views.Voucher(r, views.VoucherID(g.code), a.own())
		if err == nil {
			g.issued = v.Cents
		}
		for err == nil && v.ReplacedBy != "" {
			v, err = a.views.Voucher(r, views.VoucherID(v.ReplacedBy), a.own())
		}
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		g.now = v
		out = append(out, g)
	}
	later, err := a.views.TillAfter(r, sold.Number)
	for i := range later {
		for _, l := range later[i].Lines {
			if later[i].Record.Kind == till.Refund && l.Nature == till.Gift {
				goesBack(out, l.Of, -l.Cents)
			}
		}
	}
	return out, err
}

// goesBack counts what went back for a gift; for the first that is not back when
// the refund named none.
func goesBack(gifts []soldGift, code string, cents int64) {
	i := slices.IndexFunc(gifts, func(g soldGift) bool {
		return g.code == code || g.now.Code == code || code == "" && g.back < g.cents
	})
	if i >= 0 {
		gifts[i].back += cents
	}
}

// nthGift says which gift of its receipt a voucher is issued for: 0 when the
// receipt sold none.
func (a *App) nthGift(ctx context.Context, in *IssueVoucherInput) (int, error) {
	if in.Receipt == "" || in.Claim != nil {
		return 0, nil
	}
	return read(ctx, a, func(r storage.Reader) (int, error) {
		rec, err := a.named(r, in.Receipt, false)
		if err != nil {
			return 0, within("receipt", without("number", err))
		}
		n := len(rec.Record.GiftList())
		switch {
		case n > 1 && in.Nth == 0:
			return 0, fault.New(voucher.Which, "nth", "n", strconv.Itoa(n))
		case in.Nth < 0 || in.Nth > max(n, 1):
			return 0, fault.New(fault.OutOfRange, "nth", "min", "1", "max", strconv.Itoa(max(n, 1)))
		}
		return min(n, max(in.Nth, 1)), nil
	})
}

// giftOf holds a voucher to what was paid for its gift and did not go back.
func (a *App) giftOf(r storage.Reader, rec views.TillRecord, nth int, f *voucher.IssuedFacts) error {
	none := fault.New(voucher.NotACredit, "receipt", "number", f.Receipt)
	gifts, err := a.gifts(r, rec)
	if err != nil {
		return err
	}
	if nth < 1 || nth > len(gifts) || f.From == voucher.Goodwill {
		return none
	}
	most, others := gifts[nth-1].cents-gifts[nth-1].back, int64(0)
	for i, g := range gifts {
		if i != nth-1 {
			others += g.issued
		}
	}
	most = min(most, rec.Record.Gifts()-others)
	if f.From = voucher.Gift; f.Cents == 0 {
		f.Cents = most
	}
	if most < 1 || f.Cents > most {
		return none
	}
	if rec.Record.Owed(rec.Since) > 0 {
		return fault.New(voucher.NotPaid, "receipt", "number", f.Receipt)
	}
	return nil
}

// nameGifts says of each gift that goes back which voucher it was, and gives every
// voucher a line of its own.
func (a *App) nameGifts(r storage.Reader, sold views.TillRecord, rec *till.Record) error {
	gifts, err := a.gifts(r, sold)
	if err != nil {
		return err
	}
	var lines []till.Line
	for i, l := range rec.Lines {
		if l.Nature != till.Gift {
			lines = append(lines, l)
			continue
		}
		at := "lines." + strconv.Itoa(i) + "."
		if code, ours := voucher.ParseCode(l.Of); ours {
			l.Of = code
		}
		for owed := -l.Cents; owed > 0; {
			n := pickGift(gifts, l.Of, owed)
			if n < 0 && l.Of != "" {
				return fault.New(fault.NotFound, at+"of", "what", "voucher")
			}
			if n < 0 {
				return fault.New(till.RefundTooBig, "lines", "left", strconv.FormatInt(-l.Cents-owed, 10))
			}
			part := min(owed, gifts[n].cents-gifts[n].back)
			gifts[n].back, owed = gifts[n].back+part, owed-part
			one := l
			one.Of, one.Quantity, one.Discount, one.Unit, one.Cents = gifts[n].code, till.One, 0, -part, -part
			lines = append(lines, one)
		}
	}
	rec.Lines = lines
	return nil
}

// pickGift is the gift whose price goes back: the one that is named, else one that
// is good for exactly as much, for more, or for anything that was paid.
func pickGift(gifts []soldGift, code string, cents int64) int {
	paid := func(g soldGift) bool { return g.back < g.cents }
	if code != "" {
		return slices.IndexFunc(gifts, func(g soldGift) bool { return paid(g) && (g.code == code || g.now.Code == code) })
	}
	for _, fits := range []func(soldGift) bool{
		func(g soldGift) bool { return paid(g) && g.left() == cents },
		func(g soldGift) bool { return paid(g) && g.left() >= cents },
		func(g soldGift) bool { return paid(g) && g.left() > 0 },
		paid,
	} {
		if i := slices.IndexFunc(gifts, fits); i >= 0 {
			return i
		}
	}
	return -1
}

// giftBack takes back the gifts whose price goes back: whoever has the money has no
// voucher too. What was redeemed of them is not refunded.
func (a *App) giftBack(r storage.Reader, d *draft, act tillAct, rec *till.Record) error {
	if rec.Kind != till.Refund || rec.Gifts() >= 0 || act.training {
		return nil
	}
	sold, err := a.named(r, rec.Ref, act.training)
	if err != nil {
		return err
	}
	gifts, err := a.gifts(r, sold)
	if err != nil {
		return err
	}
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return err
	}
	for _, g := range gifts {
		var cents int64
		for _, l := range rec.Lines {
			if l.Nature == till.Gift && l.Of == g.code {
				cents -= l.Cents
			}
		}
		if cents == 0 || g.issued == 0 { // it was paid and never issued
			continue
		}
		if err := g.now.State().Redeem(cents, at.today, false, 0); err != nil {
			f := *fault.Of(err)
			f.Field = "lines"
			return &f
		}
		d.also(kind.Voucher, g.now.ID)
		a.goodsOut(d, g.now.ID, cents, true, false)
	}
	return nil
}
