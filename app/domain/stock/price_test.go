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
	if coming := stock.Coming(list, domaintest.Day(t, "2026-11-20")); len(coming) != 2 {
		t.Errorf("%+v", coming)
	}
}
