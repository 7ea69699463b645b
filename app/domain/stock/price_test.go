package stock_test

import (
	"testing"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/stock"
)

func TestAPriceHoldsFromItsDayUntilTheNextOne(t *testing.T) {
	said := func(from string, price, ms int64) stock.Dated {
		return stock.Dated{PricedFacts: stock.PricedFacts{From: from, Price: price}, SaidMS: ms}
	}
	list := []stock.Dated{said("2026-11-01", 1000, 1), said("2026-12-01", 1200, 2), said("2026-12-01", 1250, 3), said("2026-11-20", 900, 9)}
	for day, want := range map[string]int64{"2026-10-31": 0, "2026-11-01": 1000, "2026-11-19": 1000, "2026-11-20": 900, "2026-12-01": 1250, "2027-06-01": 1250} {
		now, ok := stock.PriceOn(list, domaintest.Day(t, day))
		if now.Price != want || ok != (want > 0) {
			t.Errorf("on %s it is %d", day, now.Price)
		}
	}
	cost := stock.Dated{PricedFacts: stock.PricedFacts{From: "2026-12-10", Cost: 700}, SaidMS: 10}
	if now, _ := stock.PriceOn(append(list, cost), domaintest.Day(t, "2026-12-10")); now.Price != 1250 || now.Cost != 700 {
		t.Errorf("a day that says what it costs alone sells it for %d", now.Price)
	}
	if from, before, after, ok := stock.Repriced(append(list, cost), domaintest.Day(t, "2026-12-10")); !ok || from != "2026-12-01" || before != 1200 || after != 1250 {
		t.Errorf("it changed on %s from %d to %d, %t", from, before, after, ok)
	}
	if _, _, _, ok := stock.Repriced(list, domaintest.Day(t, "2026-11-19")); ok {
		t.Error("a first price is a change")
	}
	if coming := stock.Coming(list, domaintest.Day(t, "2026-11-20")); len(coming) != 2 {
		t.Errorf("%+v", coming)
	}
}
