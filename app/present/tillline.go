package present

import (
	"context"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/service"
)

// What a line can be, in one question: goods, goods whose receipt names the legal
// guarantee, a service, or money that is paid ahead.
const (
	lineGoods   = "goods"
	lineListed  = "listed"
	lineService = "service"
	lineGift    = "gift"
	lineAcompte = "acompte"
	lineArrhes  = "arrhes"
)

func kindOfLine(l till.Line) string {
	switch {
	case l.Deposit != "":
		return l.Deposit
	case l.Listed:
		return lineListed
	case l.Nature == till.Goods:
		return lineGoods
	case l.Nature == till.Gift:
		return lineGift
	}
	return lineService
}

// LinePressed changes a line.
func (s *Sale) LinePressed(i int) {
	if s.busy || s.done != nil || s.debt.number != "" || i < 0 || i >= len(s.lines) || s.lines[i].Cents < 0 {
		return
	}
	w, l := s.Words, s.lines[i]
	var rates []Choice
	for _, r := range s.terms.Rates {
		rates = append(rates, Choice{strconv.Itoa(r), s.percent(r)})
	}
	money := func(key, label string, cents int64) SheetField {
		f := SheetField{Key: key, Label: label, Kind: MoneyInput, Hint: "0,00 €"}
		if cents > 0 {
			f.Value = s.typedMoney(cents)
		}
		return f
	}
	s.sheets.open(plan{
		sheet: Sheet{Title: w.T("line.title"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: string(LabelField), Label: w.T("line.label"), Value: l.Label},
			{Key: string(QuantityField), Label: w.T("line.quantity"), Value: s.quantity(l.Quantity)},
			money(string(PriceField), w.T("line.price"), l.Unit),
			money("discount_cents", w.T("line.discount.label"), l.Discount),
			money("eco_cents", w.T("line.eco.label"), l.Eco),
			{Key: "rate", Label: w.T("line.rate.label"), Kind: ChoiceInput, Value: strconv.Itoa(l.Rate), Choices: rates},
			{Key: "kind", Label: w.T("line.kind"), Kind: ChoiceInput, Value: kindOfLine(l), Choices: []Choice{
				{lineGoods, w.T("line.kind.goods")}, {lineListed, w.T("line.kind.listed")}, {lineService, w.T("line.kind.service")}, {lineGift, w.T("line.kind.gift")},
				{lineAcompte, w.T("line.kind.acompte")}, {lineArrhes, w.T("line.kind.arrhes")},
			}},
		}},
		prepare: func(v values) (job, error) {
			changed, err := s.readLine(l, v)
			return func(context.Context, service.Call) error {
				s.Post(func() { s.changeLine(i, changed) })
				return nil
			}, err
		},
	})
}

// readLine is a line as its sheet was filled in; a fault names the field.
func (s *Sale) readLine(l till.Line, v values) (till.Line, error) {
	var err error
	if l.Label = strings.TrimSpace(v[string(LabelField)]); l.Label == "" {
		return l, fault.New(fault.Missing, string(LabelField))
	}
	if l.Quantity, err = s.parseQuantity(string(QuantityField), v[string(QuantityField)]); err != nil {
		return l, err
	}
	for _, m := range []struct {
		key string
		to  *int64
	}{{string(PriceField), &l.Unit}, {"discount_cents", &l.Discount}, {"eco_cents", &l.Eco}} {
		if *m.to, err = s.parseMoney(m.key, v[m.key]); err != nil {
			return l, err
		}
	}
	if l.Rate, err = strconv.Atoi(v["rate"]); err != nil {
		return l, fault.New(fault.Missing, "rate")
	}
	l.Nature, l.Deposit, l.Listed = till.Goods, "", false
	switch kind := v["kind"]; kind {
	case lineListed:
		l.Listed = true
	case lineService:
		l.Nature = till.Service
	case lineGift:
		l.Nature, l.Rate = till.Gift, 0
	case lineAcompte, lineArrhes:
		l.Nature, l.Deposit = till.Service, kind
	}
	if l.Cents, err = vat.Amount(l.Unit, l.Quantity, l.Discount); err == nil && l.Cents < 0 {
		err = fault.New(fault.OutOfRange, "discount_cents", "min", "0", "max", itoa64(l.Cents+l.Discount))
	}
	return l, err
}

func (s *Sale) changeLine(i int, l till.Line) {
	if i < len(s.lines) && s.done == nil {
		s.lines = append([]till.Line{}, s.lines...)
		s.lines[i] = l
		s.publish()
	}
}
