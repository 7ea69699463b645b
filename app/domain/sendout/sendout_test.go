package sendout_test

import (
	"testing"

	"etabli/app/domain/sendout"
)

func TestADeviceWaitsForUsOnlyAboveTheCeiling(t *testing.T) {
	quoted := func(cents int64) sendout.Device {
		return sendout.Device{Left: true, Quoted: &sendout.QuotedFacts{Cents: cents}}
	}
	yes, no := quoted(9000), quoted(9000)
	yes.Decided, no.Decided = &sendout.DecidedFacts{GoOn: true, Cents: 9000}, &sendout.DecidedFacts{Reason: "too_dear"}
	cannot := quoted(0)
	cannot.Quoted.Cannot = true
	for name, c := range map[string]struct {
		is     sendout.Device
		want   sendout.Stage
		agreed int64
	}{
		"packed":          {sendout.Device{}, sendout.Packed, 6000},
		"away":            {sendout.Device{Left: true}, sendout.Away, 6000},
		"at the ceiling":  {quoted(6000), sendout.GoingOn, 6000},
		"above it":        {quoted(6001), sendout.Asked, 6000},
		"cannot repair":   {cannot, sendout.Asked, 6000},
		"we said yes":     {yes, sendout.GoingOn, 9000},
		"we said no":      {no, sendout.ComesBack, 0},
		"back":            {sendout.Device{Left: true, Came: sendout.Repaired}, sendout.Back, 6000},
		"back as it was":  {sendout.Device{Left: true, Came: sendout.Unrepaired}, sendout.Back, 0},
		"nobody finds it": {sendout.Device{Left: true, Came: sendout.Missing}, sendout.Gone, 0},
	} {
		if got := c.is.Stage(6000); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := c.is.Agreed(6000); got != c.agreed {
			t.Errorf("%s: up to %d, want %d", name, got, c.agreed)
		}
	}
}

// 80 € of theirs, a quarter for us, 20 % of tax: the customer pays 120 €.
func TestOurPriceIsTheirsWithOurShareAndTax(t *testing.T) {
	for _, c := range []struct {
		cents       int64
		share, rate int
		want        int64
	}{{8000, 250, 200, 12000}, {8000, 0, 200, 9600}, {3333, 250, 200, 4999}, {0, 250, 200, 0}} {
		if got := sendout.Price(c.cents, c.share, c.rate); got != c.want {
			t.Errorf("%d with %d and %d is %d, want %d", c.cents, c.share, c.rate, got, c.want)
		}
	}
}
