package present

import (
	"cmp"
	"context"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/service"
)

// PartPressed asks where pieces of a part go in the evening: back to the shop, or
// into another van.
func (v *Van) PartPressed(ref string) {
	from, ok := stock.VanAt(v.now.site, v.now.van)
	if !ok || v.busy {
		return
	}
	for _, at := range v.now.parts {
		if at.Ref == ref && at.OnHand > 0 {
			v.sheets.open(v.backSheet(ref, v.label(ref), from, at.OnHand))
		}
	}
}

func (v *Van) backSheet(ref, label string, from stock.Place, have int64) plan {
	w := v.Words
	shop := string(stock.At(from.Site(), stock.Shop))
	to := SheetField{Key: "to", Label: w.T("van.back.to"), Kind: ChoiceInput, Value: shop, Choices: []Choice{{shop, w.T("van.back.shop")}}}
	for _, van := range v.now.vans {
		if place, ok := stock.VanAt(v.now.site, van); ok && place != from {
			to.Choices = append(to.Choices, Choice{string(place), w.T("van.title", "van", van)})
		}
	}
	fields := func(in values) []SheetField {
		asked := []SheetField{to, {Key: "n", Label: w.T("van.back.n"), Kind: DateInput, Value: strconv.FormatInt(have, 10)}}
		if stock.Place(in["to"]).Van() { // whoever takes it over signs too
			asked = append(asked, SheetField{Key: "taker_pin", Label: w.T("van.back.taker"), Kind: SecretInput})
		}
		return asked
	}
	return plan{
		fields: fields,
		sheet: Sheet{Title: w.T("van.back"), Intro: w.T("visit.part_left", "label", label, "n", strconv.FormatInt(have, 10)), Submit: w.T("van.back.submit"),
			Fields: fields(values{"to": shop})},
		prepare: func(in values) (job, error) {
			n, err := strconv.ParseInt(in["n"], 10, 64)
			if err != nil || n < 1 || n > have {
				return nil, fault.New(fault.OutOfRange, "n", "min", "1", "max", strconv.FormatInt(have, 10))
			}
			move := &service.MoveStockInput{To: stock.Place(in["to"]), Reason: "van_back", TakerPIN: in["taker_pin"], Lines: []service.LineInput{{Part: ref, Place: from, N: n}}}
			return func(ctx context.Context, call service.Call) error {
				_, err := v.stocks.MoveStock(ctx, call, move)
				return err
			}, nil
		},
	}
}

func (v *Van) gone() {
	v.pulse.kick()
	v.said(Notice{Tone: Good, Text: v.Words.T("van.back.done")})
}

// SheetTyped takes a value of the open sheet.
func (v *Van) SheetTyped(key, value string) { v.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (v *Van) SheetSubmitted() { v.sheets.submit() }

// SheetClosed puts the sheet away.
func (v *Van) SheetClosed() { v.sheets.close() }

// backRows are what neither the kit nor the next day of the van needs.
func (v *Van) backRows() (rows []PartRow) {
	w := v.Words
	for _, one := range v.now.back {
		row := PartRow{Ref: one.Ref, Label: cmp.Or(one.Label, one.Ref), N: w.T("visit.times", "n", strconv.FormatInt(one.Back, 10))}
		switch {
		case one.Needed > 0:
			row.Chip = Chip{Neutral, "calendar-clock", w.T("van.back.needed", "n", strconv.FormatInt(one.Needed, 10))}
		case one.Kit > 0:
			row.Chip = Chip{Neutral, "boxes", w.T("van.back.kit", "n", strconv.FormatInt(one.Kit, 10))}
		}
		rows = append(rows, row)
	}
	return rows
}

func (v *Van) bringLabel() string {
	n := int64(0)
	for _, one := range v.now.back {
		n += one.Back
	}
	if n == 0 {
		return ""
	}
	return v.Words.N("van.back.all", int(n))
}

// BringPressed puts all of it back into the shop in one act.
func (v *Van) BringPressed() {
	from, ok := stock.VanAt(v.now.site, v.now.van)
	if v.busy || !v.known || !ok || len(v.now.back) == 0 {
		return
	}
	in := &service.MoveStockInput{To: stock.At(from.Site(), stock.Shop), Reason: "van_back"}
	for _, one := range v.now.back {
		in.Lines = append(in.Lines, service.LineInput{Part: one.Ref, Place: from, N: one.Back})
	}
	v.move(in, v.Words.T("van.back.done"))
}
