package year

import (
	"math/rand/v2"
	"time"

	"etabli/app/domain/till"
	"etabli/app/service"
)

// drawerDice is the chance of drawers and of what goes back at the till.
func drawerDice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 369)) }

const (
	floatCents = 15000
	goesBack   = 25 // bills of which a part goes back: one of so many
	differs    = 7  // counts that find another sum than there should be: one of so many
)

// drawers counts each shop's drawer on Saturday evenings, once it has sold something:
// what is above the float goes to the bank.
func (y *maker) drawers() error {
	for day := y.o.End.AddDate(-1, 0, 0).In(paris); !day.After(y.o.End); day = day.AddDate(0, 0, 1) {
		if day.Weekday() != time.Saturday || closed(day) {
			continue
		}
		evening := time.Date(day.Year(), day.Month(), day.Day(), closesAt-1, 50, 0, 0, paris)
		for _, s := range y.shops {
			y.at(evening, func() error { return y.countsDrawer(s) })
		}
	}
	return nil
}

func (y *maker) countsDrawer(s *shop) error {
	now, err := s.App.TillNow(y.ctx, &service.Practice{})
	if err != nil || now.Session == 0 {
		return err
	}
	if !s.floated {
		s.floated = true
		_, err := y.by(s, "till.cash", map[string]any{"why": "float", "cents": floatCents})
		return err
	}
	found := map[string]any{"counted_cents": now.Drawer}
	if y.drawer.IntN(differs) == 0 {
		found = map[string]any{"counted_cents": now.Drawer + int64(10*(1+y.drawer.IntN(20))), "reason": "change_error"}
	}
	if _, err := y.by(s, "till.count", found); err != nil {
		return err
	}
	y.made.Counts++
	above := found["counted_cents"].(int64) - floatCents
	if above <= 0 {
		return nil
	}
	_, err = y.by(s, "till.cash", map[string]any{"why": "drop", "cents": -above})
	return err
}

// givesBack lets a part of a plain bill go back some days later, by its own means.
func (y *maker) givesBack(f *file, sold service.Receipt) {
	paid := sold.Record.Payments
	if y.drawer.IntN(goesBack) != 0 || len(paid) != 1 || len(sold.Lines) == 0 || paid[0].Tender == till.Later || sold.Total < 100 {
		return
	}
	cents := sold.Total / 10
	y.in(1+y.drawer.Float64()*6, func() error {
		y.made.Refunds++
		_, err := y.by(f.shop, "till.refund", map[string]any{
			"number": sold.Number, "reason": "price_error",
			"lines":    []map[string]any{{"label": sold.Lines[0].Label, "unit_cents": -cents, "rate_permille": sold.Lines[0].Rate}},
			"payments": []map[string]any{{"tender": paid[0].Tender, "cents": -cents}},
		})
		return err
	})
}
