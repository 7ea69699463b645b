package profile_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/printing/profile"
)

func shippedReceipt(t *testing.T, id string) profile.Receipt {
	t.Helper()
	set, err := profile.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	r, ok := set.Receipt(id)
	if !ok {
		t.Fatalf("no %s", id)
	}
	return r
}

func TestAShopKnowsItsPrinterBetterThanTheProfile(t *testing.T) {
	r := shippedReceipt(t, "receipt-80mm")
	own := profile.Own{WidthDots: 512, CodePage: 16, Cutter: profile.NoCutter, DrawerPin: 5}
	got, err := r.With(&own)
	if err != nil || got.Own() != own || got.Columns != 42 || got.FeedLines != r.FeedLines {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := r.With(nil); err != nil || got != r {
		t.Errorf("nothing known: %+v, %v", got, err)
	}
}

func TestWhatNoPrinterCanBeIsRefusedByItsField(t *testing.T) {
	r := shippedReceipt(t, "receipt-80mm")
	for field, spoil := range map[string]func(*profile.Own){
		"width_dots": func(o *profile.Own) { o.WidthDots = 900 },
		"code_page":  func(o *profile.Own) { o.CodePage = 256 },
		"cutter":     func(o *profile.Own) { o.Cutter = "guillotine" },
		"drawer_pin": func(o *profile.Own) { o.DrawerPin = 3 },
	} {
		own := r.Own()
		spoil(&own)
		if _, err := r.With(&own); fault.Of(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
