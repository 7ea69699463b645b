package service

import (
	"context"
	"slices"

	"etabli/app/domain/discount"
	"etabli/app/domain/quote"
	"etabli/app/domain/rules"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// DiscountInput says why a price is lowered by hand, and who allows it. ApprovedBy stands
// with the command, which may ask for it otherwise too.
type DiscountInput struct {
	Why string `json:"discount_why,omitempty" doc:"why more is let go of than whoever does it may: damaged, clearance, price_match, loyal_customer, delay, colleague or other"`
}

// letGo holds prices that are lowered by hand to what whoever does it may let go of; nil
// when none is.
func (a *App) letGo(r storage.Reader, call Call, site string, prices []discount.Lowered, in DiscountInput, by *journal.EntityID) (*discount.Facts, error) {
	f := discount.Of(prices)
	if f == nil {
		return nil, nil
	}
	caps, err := a.discountCaps(r, site)
	if err != nil {
		return nil, err
	}
	approver := 0
	if by != nil {
		if err := a.approver(r, *by, "approved_by", site, ""); err != nil {
			return nil, err
		}
		approver = a.discountCap(r, caps, *by)
	}
	f.Why, f.ApprovedBy = in.Why, textOf(by)
	return f, f.Decide(a.discountCap(r, caps, call.Staff), approver)
}

func (a *App) discountCaps(r storage.Reader, site string) (discount.Caps, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return nil, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return nil, err
	}
	said, err := a.views.Authority(r, site)
	if err != nil {
		return nil, err
	}
	return discount.CapsOf(set, said.Off)
}

// discountCap is how much of a price somebody may let go of. Nobody by name may nothing,
// unless the shop has named nobody yet.
func (a *App) discountCap(r storage.Reader, caps discount.Caps, who journal.EntityID) int {
	if who.IsZero() {
		if team, err := a.views.Staff(r); err == nil && len(team) == 0 {
			return discount.Anything
		}
		return 0
	}
	one, err := a.views.Member(r, who)
	if err != nil {
		return 0
	}
	return caps[one.Role]
}

// loweredLines are the prices of a sale that were lowered by hand: by a discount, or below
// what an article of ours is sold for. What was agreed before stands as it was agreed.
func (a *App) loweredLines(r storage.Reader, lines []till.Line, file *journal.EntityID) ([]discount.Lowered, error) {
	var out []discount.Lowered
	var agreed []till.Line
	for _, l := range lines {
		one, err := a.lowered(r, l)
		if err != nil {
			return nil, err
		}
		if one.Now >= one.Full {
			continue
		}
		if agreed == nil {
			if agreed, err = a.agreedLines(r, file); err != nil {
				return nil, err
			}
		}
		if !slices.ContainsFunc(agreed, func(q till.Line) bool { return asAgreed(l, q) }) {
			out = append(out, one)
		}
	}
	return out, nil
}

// lowered is what a line would cost, and what it does. What is wrong with its amounts is
// said where the line is completed.
func (a *App) lowered(r storage.Reader, l till.Line) (discount.Lowered, error) {
	if l.Deposit != "" || l.Unit < 0 || l.Discount < 0 {
		return discount.Lowered{}, nil
	}
	part, err := a.articleOf(r, l)
	if err != nil {
		return discount.Lowered{}, err
	}
	list := part.Price
	if l.Rate == 0 && list > 0 { // it is sold without the tax that its price includes
		t, _, err := a.tillTerms(r)
		if err != nil {
			return discount.Lowered{}, err
		}
		list = vat.NetOf(list, slices.Max(append(t.Rates, 0)))
	}
	n := l.Quantity
	if n == 0 {
		n = till.One
	}
	full, err := vat.Amount(max(l.Unit, list), n, 0)
	if err != nil {
		return discount.Lowered{}, nil
	}
	now, err := vat.Amount(l.Unit, n, l.Discount)
	if err != nil {
		return discount.Lowered{}, nil
	}
	return discount.Lowered{Full: full, Now: now}, nil
}

// agreedLines are what was agreed with customers before: the accepted quote of the file,
// and the orders that wait to be handed over.
func (a *App) agreedLines(r storage.Reader, id *journal.EntityID) (out []till.Line, err error) {
	out = []till.Line{}
	if id != nil {
		file, err := a.views.Repair(r, *id)
		if err != nil {
			return nil, err
		}
		at, err := a.lawAt(r, file.Site)
		if err != nil {
			return nil, err
		}
		t, err := at.quoteTerms()
		if err != nil {
			return nil, err
		}
		if q := file.Binding(); q != nil {
			out = agreed(file.Number, q, t)
		}
	}
	orders, err := a.views.Preorders(r, views.PreordersOpen, a.place.Site)
	for _, o := range orders {
		out = append(out, o.Lines...)
	}
	return out, err
}

// asAgreed tells whether a line costs no less than it was agreed; for who owes the tax
// themselves it is without it.
func asAgreed(l, agreed till.Line) bool {
	unit, off := agreed.Unit, agreed.Discount
	if l.Rate == 0 && agreed.Rate > 0 {
		unit, off = vat.NetOf(unit, agreed.Rate), vat.NetOf(off, agreed.Rate)
	}
	return l.Label == agreed.Label && l.Article == agreed.Article && l.Unit >= unit && l.Discount <= off
}

// loweredQuote are the prices of a quote that are lowered by hand: what is taken off, and
// parts below what they are sold for. What a guarantee bears is nobody's discount.
func (a *App) loweredQuote(r storage.Reader, lines []quote.Line) ([]discount.Lowered, error) {
	var out []discount.Lowered
	var full, off int64
	for _, l := range lines {
		if l.Due() < 0 {
			off -= l.Due()
			continue
		}
		full += l.Due()
		if l.Kind != quote.Part || l.Due() == 0 && l.Layer != "" {
			continue
		}
		part, err := a.articleOf(r, till.Line{Article: l.Article})
		if err != nil {
			return nil, err
		}
		listed := l
		listed.UnitCents = max(l.UnitCents, part.Price)
		out = append(out, discount.Lowered{Full: listed.Due(), Now: l.Due()})
	}
	return append(out, discount.Lowered{Full: full, Now: full - off}), nil
}

// logAllowed writes into the technical log what was allowed by name: a discount, or an
// account above its ceiling.
func (a *App) logAllowed(ctx context.Context, act tillAct) error {
	if act.lowered != nil {
		f, err := read(ctx, a, act.lowered)
		if one, named := till.AllowedOf(f); err == nil && named { // else the sale says what is wrong
			if err := a.logForSale(ctx, act, till.DiscountAllowed, one.String()); err != nil {
				return err
			}
		}
	}
	if act.ceiling == nil {
		return nil
	}
	by, err := read(ctx, a, act.ceiling)
	if err != nil || by == "" {
		return nil
	}
	return a.logForSale(ctx, act, till.CeilingAllowed, by)
}

// logForSale writes what is said once for a sale, however often it is tried.
func (a *App) logForSale(ctx context.Context, act tillAct, what, ref string) error {
	last, err := read(ctx, a, func(r storage.Reader) (till.Carry, error) { return a.views.TillCarry(r, a.series(act.training)) })
	if err != nil {
		return err
	}
	last.Code = nil
	return a.logChange(ctx, act.call, act.training, last, what, ref)
}
