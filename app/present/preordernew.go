package present

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/preorder"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
)

// newSheet orders one article for the customer of a file. When its price was lowered more
// than whoever orders may, it asks who allows it.
func (p *Preorders) newSheet() plan {
	var bounds discountBounds
	fields := func(v values) []SheetField {
		f := p.newFields()
		if bounds.asked {
			f = append(f, p.discountFields(bounds.team, bounds.caps, v[approvedBy])...)
		}
		return f
	}
	return plan{
		sheet:  Sheet{Title: p.Words.T("deed." + preorderNew), Submit: p.Words.T("preorders.place"), Intro: p.Words.T("preorders.new.intro"), Fields: fields(nil)},
		fields: fields,
		prepare: func(v values) (job, error) {
			in, price, err := p.ordered(v)
			if err != nil {
				return nil, err
			}
			place := func(ctx context.Context, call service.Call) error { return p.place(ctx, call, in, v, price) }
			return p.bounded(&bounds, allowing(p.ports.Orders, bounds.team, in.ApprovedBy, v[approvalPIN], place)), nil
		},
	}
}

// discountBounds are who may let go of how much; asked once a price was refused.
type discountBounds struct {
	asked bool
	team  []views.Staff
	caps  discount.Caps
}

// bounded reads who may let go of more when an act was refused because too much of a price
// is let go of.
func (p *Preorders) bounded(b *discountBounds, act job) job {
	return func(ctx context.Context, call service.Call) error {
		err := act(ctx, call)
		if !errors.Is(err, fault.New(discount.AboveAuthority, "")) {
			return err
		}
		team, unread := p.ports.Orders.Staff(ctx)
		terms, unknown := p.ports.Orders.TillTerms(ctx, &service.Anything{})
		if cmp.Or(unread, unknown) == nil {
			p.Post(func() { *b = discountBounds{true, team, terms.Discounts} })
		}
		return err
	}
}

func (p *Preorders) newFields() []SheetField {
	w := p.Words
	return []SheetField{
		{Key: "repair", Label: w.T("preorders.who"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
		{Key: "label", Label: w.T("preorders.what"), Kind: ScanInput, Hint: w.T("preorders.what.hint")},
		{Key: "price", Label: w.T("preorders.price"), Kind: MoneyInput, Hint: w.T("preorders.price.hint")},
		{Key: "due_on", Label: w.T("preorders.due"), Kind: DateInput, Hint: w.T("preorders.due.hint")},
		{Key: "ahead", Label: w.T("preorders.ahead"), Kind: ChoiceInput, Choices: append([]Choice{{"", w.T("preorders.ahead.none")}}, p.choices("preorders.ahead.", string(preorder.Arrhes), string(preorder.Acompte))...)},
		{Key: "ahead_cents", Label: w.T("preorders.ahead.sum"), Kind: MoneyInput, Hint: "0,00 €"},
		{Key: "away", Label: w.T("preorders.made"), Kind: TickInput, Choices: []Choice{{"yes", w.T("preorders.away")}}},
	}
}

// ordered is the order as it was typed, and the price of what is ordered.
func (p *Preorders) ordered(v values) (in *service.PreorderInput, price int64, err error) {
	in = &service.PreorderInput{Ahead: preorder.Ahead(v["ahead"]), Away: v["away"] != ""}
	var wrong [4]error
	price, wrong[0] = p.parseMoney("price", v["price"])
	in.Asked, wrong[1] = p.parseMoney("ahead_cents", v["ahead_cents"])
	in.DueOn, wrong[2] = p.parseDate("due_on", v["due_on"])
	in.Why = v[discountWhy]
	in.ApprovedBy, wrong[3] = namedStaff(v[approvedBy])
	return in, price, fault.First(required("repair", v["repair"]), required("label", v["label"]), wrong[0], wrong[1], wrong[2], wrong[3])
}

// place orders it for the customer of the file that was named.
func (p *Preorders) place(ctx context.Context, call service.Call, in *service.PreorderInput, v values, price int64) error {
	row, err := fileNamed(ctx, p.ports.Files, "repair", v["repair"])
	if err != nil {
		return err
	}
	file, err := p.ports.Orders.Repair(ctx, row.ID)
	if err != nil {
		return err
	}
	in.Customer = file.CustomerID
	if in.Lines, err = p.orderLine(ctx, strings.TrimSpace(v["label"]), price); err != nil {
		return err
	}
	_, err = p.ports.Acts.PlacePreorder(ctx, call, in)
	return err
}

// orderLine is what is ordered: an article of the catalogue at its price, or anything
// else by its name.
func (p *Preorders) orderLine(ctx context.Context, named string, price int64) ([]till.Line, error) {
	parts, err := p.ports.Orders.PartsNamed(ctx, named)
	if err != nil {
		return nil, err
	}
	line := till.Line{Label: named, Quantity: till.One, Unit: price, Rate: usualRate, Nature: till.Goods}
	if len(parts) == 1 {
		line.Label, line.Article = parts[0].Label, parts[0].Ref
		if price == 0 {
			line.Unit = parts[0].Price
		}
	}
	if line.Unit == 0 {
		return nil, fault.New(fault.Missing, "price")
	}
	return []till.Line{line}, nil
}
