package present

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/staff"
	"etabli/app/domain/warranty"
	"etabli/app/service"
)

// lineSheet changes a line: all that a line says.
func (q *Quote) lineSheet(i int) plan {
	w, l := q.Words, q.lines[i]
	s := Sheet{Title: w.T("line.title"), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "label", Label: w.T("line.label"), Kind: TextInput, Value: l.Label},
		{Key: "quantity", Label: w.T("line.quantity"), Kind: TextInput, Value: q.quantity(l.Quantity)},
		{Key: "unit", Label: w.T("quoting.unit"), Kind: TextInput, Value: l.Unit, Hint: w.T("quoting.unit.hint")},
		{Key: "unit_cents", Label: w.T("line.price"), Kind: MoneyInput, Value: q.typedMoney(l.UnitCents), Hint: "0,00 €"},
		{Key: "rate", Label: w.T("line.rate.label"), Kind: ChoiceInput, Value: strconv.Itoa(l.Rate), Choices: q.rates()},
		{Key: "layer", Label: w.T("quoting.layer"), Kind: ChoiceInput, Value: string(l.Layer), Choices: q.layers(l.Layer)},
	}}
	if l.Kind == quote.Part {
		s.Fields = append(s.Fields, SheetField{Key: "origin", Label: w.T("quoting.origin"), Kind: ChoiceInput, Value: string(l.Origin),
			Choices: q.choices("quoting.origin.", string(quote.NewPart), string(quote.UsedPart), string(quote.Reconditioned))})
	}
	if q.may(staff.Figures) {
		f := SheetField{Key: "cost_cents", Label: w.T("quoting.cost"), Kind: MoneyInput, Hint: "0,00 €"}
		if l.CostCents > 0 {
			f.Value = q.typedMoney(l.CostCents)
		}
		s.Fields = append(s.Fields, f)
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		changed, err := q.readLine(l, v)
		return func(context.Context, service.Call) error {
			q.Post(func() { q.changeLine(i, changed) })
			return nil
		}, err
	}}
}

// layers are who may bear a line: the customer, the guarantees, and what it has.
func (q *Quote) layers(now warranty.Layer) []Choice {
	out := []Choice{{"", q.Words.T("quoting.layer.none")}}
	for _, l := range warranty.Layers() {
		if l == warranty.LGC || l == warranty.COM || l == warranty.REP || l == warranty.MNT || l == warranty.INS || l == warranty.GOOD || l == now {
			out = append(out, Choice{string(l), q.Words.T("warranty.layer." + string(l))})
		}
	}
	return out
}

func (q *Quote) rates() (out []Choice) {
	for _, r := range append(slices.Clone(q.basis.Terms.Rates), 0) {
		out = append(out, Choice{strconv.Itoa(r), q.percent(r)})
	}
	return out
}

// readLine is a line as its sheet was filled in; a fault names the field.
func (q *Quote) readLine(l quote.Line, v values) (quote.Line, error) {
	var err error
	if l.Label = strings.TrimSpace(v["label"]); l.Label == "" {
		return l, fault.New(fault.Missing, "label")
	}
	if l.Quantity, err = q.parseQuantity("quantity", v["quantity"]); err != nil {
		return l, err
	}
	if err := required("unit_cents", v["unit_cents"]); err != nil {
		return l, err
	}
	if l.UnitCents, err = q.parseMoney("unit_cents", v["unit_cents"]); err != nil {
		return l, err
	}
	if l.Rate, err = strconv.Atoi(v["rate"]); err != nil {
		return l, fault.New(fault.Missing, "rate")
	}
	if _, asked := v["cost_cents"]; asked {
		if l.CostCents, err = q.parseMoney("cost_cents", v["cost_cents"]); err != nil {
			return l, err
		}
	}
	l.Unit, l.Layer, l.Origin = strings.TrimSpace(v["unit"]), warranty.Layer(v["layer"]), quote.Origin(v["origin"])
	return l, nil
}

func (q *Quote) changeLine(i int, l quote.Line) {
	if i >= len(q.lines) || q.made != nil {
		return
	}
	q.lines = slices.Clone(q.lines)
	q.lines[i] = l
	q.keep()
	q.publish()
}
