package discount_test

import (
	"errors"
	"testing"

	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
)

func TestADiscountIsMeasuredByTheLineThatWasLoweredMost(t *testing.T) {
	f := discount.Of([]discount.Lowered{{Full: 10_000, Now: 9_500}, {Full: 1_000, Now: 500}, {Full: 700, Now: 700}, {Full: 0, Now: 0}, {Full: 500, Now: 900}})
	if f == nil || f.Permille != 500 || f.Cents != 1_000 {
		t.Fatalf("%+v", f)
	}
	if f := discount.Of([]discount.Lowered{{Full: 700, Now: 700}, {Full: 500, Now: 900}}); f != nil {
		t.Errorf("nothing was lowered: %+v", f)
	}
	if f := discount.Of([]discount.Lowered{{Full: 500, Now: -500}}); f.Permille != 1000 || f.Cents != 500 {
		t.Errorf("nobody lets go of more than the price: %+v", f)
	}
}

func TestATenthOfAPriceIsRoundedToTheCentForWhoeverMayGiveATenth(t *testing.T) {
	for _, c := range []struct {
		full, off int64
		permille  int
	}{{1_295, 130, 100}, {1_295, 131, 101}, {6_490, 649, 100}, {6_490, 660, 102}, {300, 150, 500}, {5, 5, 1000}, {100_000, 100_000, 1000}} {
		if f := discount.Of([]discount.Lowered{{Full: c.full, Now: c.full - c.off}}); f.Permille != c.permille {
			t.Errorf("%d off %d is %d thousandths, want %d", c.off, c.full, f.Permille, c.permille)
		}
	}
}

func TestMoreThanOnesOwnNeedsAReasonAndSomebodyWhoMay(t *testing.T) {
	for _, c := range []struct {
		name          string
		why, by       string
		own, approver int
		code          fault.Code
		field         string
	}{
		{"within one's own", "", "", 500, 0, "", ""},
		{"nobody allows it", "damaged", "", 100, 0, discount.AboveAuthority, "approved_by"},
		{"who allows it may not either", "damaged", "x", 100, 400, discount.AboveAuthority, "approved_by"},
		{"without a reason", "", "x", 100, 1000, fault.Missing, "discount_why"},
		{"with a reason that is none", "because", "x", 100, 1000, fault.Malformed, "discount_why"},
		{"with both", "damaged", "x", 100, 500, "", ""},
	} {
		f := discount.Of([]discount.Lowered{{Full: 1_000, Now: 500}})
		f.Why, f.ApprovedBy = c.why, c.by
		err := f.Decide(c.own, c.approver)
		var is *fault.Error
		if c.code == "" {
			if err != nil || !f.Answered() || f.CapPermille != c.own {
				t.Errorf("%s: %v, %+v", c.name, err, f)
			}
			continue
		}
		if !errors.As(err, &is) || is.Code != c.code || is.Field != c.field {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if (&discount.Facts{Permille: 500, CapPermille: 100, ApprovedBy: "x"}).Answered() {
		t.Error("nobody said why")
	}
}
