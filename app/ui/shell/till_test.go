package shell_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/service"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/scan"
)

// register keeps what was sold at a shop.
type register struct {
	*sample.Shop
	sold []service.SellInput
}

func (r *register) TillSell(ctx context.Context, call service.Call, in *service.SellInput) (service.Result, error) {
	r.sold = append(r.sold, *in)
	return r.Shop.TillSell(ctx, call, in)
}

func TestASaleIsMadeByKeyboardAndScannerAlone(t *testing.T) {
	shop := &register{Shop: sample.Typical()}
	s, w, router := keyed(t, shop, deskSize)
	s.Go(present.Route{Screen: present.TillScreen})
	if !router.OnScan(scan.Scan{Code: "4006381333931"}) {
		t.Fatal("the article's code is not taken")
	}
	test.Type(w.Canvas().Focused(), "Pose")
	press(w, fyne.KeyReturn)
	test.Type(w.Canvas().Focused(), "19,90")
	press(w, fyne.KeyReturn)
	press(w, fyne.KeyReturn) // nothing typed: on to the payment
	test.Type(w.Canvas().Focused(), "20")
	press(w, fyne.KeyF6)
	press(w, fyne.KeyF5)
	press(w, fyne.KeyReturn)
	if len(shop.sold) != 1 {
		t.Fatalf("%d sales were made", len(shop.sold))
	}
	in := shop.sold[0]
	if len(in.Lines) != 2 || in.Lines[1].Unit != 1_990 || len(in.Payments) != 2 || in.Payments[0].Tender != till.Card || in.Payments[1].Cents != 1_290 {
		t.Errorf("sold %+v", in)
	}
	press(w, fyne.KeyF9)
	if _, ok := w.Canvas().Focused().(*widgets.Entry); !ok {
		t.Errorf("the next sale begins at %T", w.Canvas().Focused())
	}
}

func TestTheArrowsChooseAmongArticlesOnlyWhileSomeAreOffered(t *testing.T) {
	shop := &register{Shop: sample.Typical()}
	s, w, _ := keyed(t, shop, deskSize)
	s.Go(present.Route{Screen: present.TillScreen})
	test.Type(w.Canvas().Focused(), "câble")
	press(w, fyne.KeyDown)
	press(w, fyne.KeyDown)
	press(w, fyne.KeyReturn)
	press(w, fyne.KeyF5)
	press(w, fyne.KeyF9)
	if len(shop.sold) != 1 || shop.sold[0].Lines[0].Article != "CAB-USBC-1" {
		t.Fatalf("sold %+v", shop.sold)
	}
	s.Go(present.Route{Screen: present.CounterScreen})
	press(w, fyne.KeyF5)
	press(w, fyne.KeyDown)
	if s.Route().Repair != sample.ID(1) {
		t.Errorf("on the counter, Down opens %v", s.Route())
	}
}

func TestPagesOfTheTillChangeByKey(t *testing.T) {
	s, w, _ := keyed(t, &register{Shop: sample.Typical()}, deskSize)
	s.Go(present.Route{Screen: present.TillScreen})
	var shown []present.TillTab
	was := w.Canvas().Focused()
	for range 4 {
		w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyPageDown, Modifier: fyne.KeyModifierShortcutDefault})
		if now := w.Canvas().Focused(); now == was || now == nil {
			t.Fatalf("the keyboard stays at %T of the page before", now)
		} else {
			was = now
		}
		shown = append(shown, s.Events().Till.Tab())
	}
	if shown[0] != present.DayTab || shown[3] != present.SaleTab {
		t.Errorf("Ctrl+Page Down shows %v", shown)
	}
}
