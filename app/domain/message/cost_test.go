package message_test

import (
	"testing"

	"etabli/app/domain/message"
)

func TestAPriceIsReadExactly(t *testing.T) {
	for s, want := range map[string]int64{"0.045": 45_000, "0.0456789": 45_678, "1": 1_000_000, "12.5": 12_500_000, "0": 0, "0.1": 100_000} {
		if got, ok := message.Micros(s); !ok || got != want {
			t.Errorf("%q is %d, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "-1", "1e3", "0,045", "1000", "0.-5", "0.x", "NaN", "99999999999999999999"} {
		if got, ok := message.Micros(s); ok {
			t.Errorf("%q is read as %d", s, got)
		}
	}
	if !message.IsCurrency("EUR") || message.IsCurrency("eur") || message.IsCurrency("EURO") {
		t.Error("currencies are told wrongly")
	}
}
