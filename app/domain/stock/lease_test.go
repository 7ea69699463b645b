package stock_test

import (
	"testing"
	"time"

	"etabli/app/domain/stock"
)

// Whatever two clocks say that are less than a day apart, HQ does not take back a
// right by which the device still promises.
func TestARightIsNeverHeldByBoth(t *testing.T) {
	const seen = int64(1_790_000_000_000)
	for hour := range 24 * 12 {
		for _, drift := range []time.Duration{-20 * time.Hour, 0, 20 * time.Hour} {
			now := seen + (time.Duration(hour) * time.Hour).Milliseconds()
			if stock.LeaseHolds(seen, now) && stock.LeaseLapsed(seen, now+drift.Milliseconds()) {
				t.Errorf("after %d hours, %s apart, both hold it", hour, drift)
			}
		}
	}
	day := (24 * time.Hour).Milliseconds()
	if !stock.LeaseHolds(seen, seen+6*day) || stock.LeaseHolds(seen, seen+7*day) || stock.LeaseHolds(0, seen) {
		t.Error("a device promises for seven days after it heard HQ, and never when it never did")
	}
	if stock.LeaseLapsed(seen, seen+7*day) || !stock.LeaseLapsed(seen, seen+9*day) || stock.LeaseLapsed(0, seen) {
		t.Error("HQ takes rights back on the ninth day, and not from who never was there")
	}
}
