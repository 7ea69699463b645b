package stock_test

import (
	"testing"

	"etabli/app/domain/stock"
)

func TestAVanIsFoundHoweverAVisitNamesIt(t *testing.T) {
	for van, want := range map[string]stock.Place{
		"4": "LIL.van4", "van4": "LIL.van4", "ROU4": "ROU.van4", "ROU.van4": "ROU.van4", "VAN4": "VAN.van4", "blanc": "LIL.vanblanc",
	} {
		if got, ok := stock.VanAt("LIL", van); !ok || got != want {
			t.Errorf("%q is at %q, %v; want %q", van, got, ok, want)
		}
	}
	for _, van := range []string{"", "ROU.shop", "le camion rouge", "LIL.van-4"} {
		if got, ok := stock.VanAt("LIL", van); ok {
			t.Errorf("%q is at %q", van, got)
		}
	}
}
