package parcel_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/parcel"
	"etabli/app/domain/repair"
	"etabli/app/domain/visit"
)

var post = parcel.Carrier{Code: "post", Name: "La Poste", Countries: []string{"FR", "BE"}, Home: true, MaxGrams: 30_000, MaxCents: 50_000, Cents: 890}
var relay = parcel.Carrier{Code: "relay", Name: "Relais", Countries: []string{"FR"}, Point: true, Lithium: true, Cents: 490}

func TestACarrierSaysBeforehandWhatItDoesNotTake(t *testing.T) {
	fr := parcel.Wish{Country: "FR"}
	with := func(change func(*parcel.Wish)) parcel.Wish { w := fr; change(&w); return w }
	for name, c := range map[string]struct {
		carrier parcel.Carrier
		wish    parcel.Wish
		want    parcel.Reason
	}{
		"home":            {post, fr, parcel.Takes},
		"small letters":   {post, parcel.Wish{Country: "fr"}, parcel.Takes},
		"Germany":         {post, parcel.Wish{Country: "DE"}, parcel.NotThere},
		"no point":        {post, with(func(w *parcel.Wish) { w.Point = true }), parcel.NoPoint},
		"no door":         {relay, fr, parcel.NoDoor},
		"heavy":           {post, with(func(w *parcel.Wish) { w.Grams = 30_001 }), parcel.TooHeavy},
		"dear":            {post, with(func(w *parcel.Wish) { w.ValueCents = 50_001 }), parcel.TooDear},
		"sound battery":   {post, with(func(w *parcel.Wish) { w.Lithium, w.Battery = true, repair.BatteryOK }), parcel.NoLithium},
		"swollen battery": {relay, with(func(w *parcel.Wish) { w.Point, w.Lithium, w.Battery = true, true, repair.BatteryDamaged }), parcel.BadBattery},
		"nobody asked":    {relay, with(func(w *parcel.Wish) { w.Point, w.Lithium = true, true }), parcel.UnaskedAbout},
	} {
		if got := c.carrier.Refuses(c.wish); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWhereOneCarrierRefusesTheOthersAndTheShopAreOffered(t *testing.T) {
	got := parcel.Others([]parcel.Carrier{post, relay}, parcel.Wish{Country: "FR", Grams: 500})
	want := []parcel.Offer{{Way: parcel.ToPoint, Carrier: "relay", Name: "Relais", Cents: 490}, {Way: parcel.ToDoor, Carrier: "post", Name: "La Poste", Cents: 890}, {Way: parcel.AtShop}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := parcel.Others([]parcel.Carrier{post, relay}, parcel.Wish{Country: "DE"}); !slices.Equal(got, []parcel.Offer{{Way: parcel.AtShop}}) {
		t.Errorf("to Germany: %+v", got)
	}
}

func TestWhoDoesNotTakeItSaysWhy(t *testing.T) {
	gone := parcel.Carrier{Code: "mule", Countries: []string{"FR"}, Home: true, Gone: true}
	got := parcel.Refusals([]parcel.Carrier{post, relay, gone}, parcel.Wish{Country: "FR", Grams: 30_001})
	if want := []parcel.Offer{{Carrier: "post", Name: "La Poste", Cents: 890, Why: parcel.TooHeavy}}; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	for _, o := range parcel.Refusals([]parcel.Carrier{post, relay}, parcel.Wish{Country: "DE"}) {
		if o.Why != parcel.NotThere {
			t.Errorf("%s: %s", o.Name, o.Why)
		}
	}
}

func TestWhatWasAskedForInTimeTravelsAtOurCost(t *testing.T) {
	for name, c := range map[string]struct {
		asked int64
		cents int64
		ours  bool
	}{"before closing": {99, 2990, true}, "after": {101, 3880, false}, "never by message": {0, 3880, false}} {
		ways := parcel.Ways(2990, 890, c.asked, 100)
		if len(ways) != 3 || ways[0].Cents != c.cents || ways[0].Ours != c.ours || ways[1].Cents != 2990 || ways[2].Cents != 0 {
			t.Errorf("%s: %+v", name, ways)
		}
	}
}

func TestNothingIsMovedOrCalledOffInSilence(t *testing.T) {
	slot, words := visit.Slot{FromMS: 1, ToMS: 2}, parcel.WordsBox{Words: "Votre colis arrive jeudi."}
	for field, err := range map[string]error{
		"reason": parcel.CheckSlotted(parcel.SlottedFacts{Slot: slot, By: parcel.ByCarrier, Told: "sms"}, words, true),
		"words":  parcel.CheckSlotted(parcel.SlottedFacts{Slot: slot, By: parcel.ByCarrier, Reason: "carrier_delay"}, parcel.WordsBox{}, true),
		"next":   parcel.CheckCancelled(parcel.CancelledFacts{Reason: "other", By: parcel.ByUs, Told: "sms"}, words),
	} {
		var f *fault.Error
		if !errors.As(err, &f) || f.Field != field {
			t.Errorf("got %v, want a fault of %s", err, field)
		}
	}
	if err := parcel.CheckSlotted(parcel.SlottedFacts{Slot: slot, By: parcel.ByCarrier}, parcel.WordsBox{}, false); err != nil {
		t.Errorf("the first slot needs a reason: %v", err)
	}
}

func TestAParcelThatNobodySeesIsARisk(t *testing.T) {
	const hour = 3600 * 1000
	today, nowMS := domaintest.Day(t, "2026-11-24"), int64(1_000*hour)
	for name, c := range map[string]struct {
		at   parcel.Sighting
		want []parcel.Risk
	}{
		"on its way":         {parcel.Sighting{Status: parcel.InTransit, AtMS: nowMS - 90*hour}, nil},
		"silent":             {parcel.Sighting{Status: parcel.InTransit, AtMS: nowMS - 97*hour}, []parcel.Risk{parcel.Silent}},
		"announced":          {parcel.Sighting{Status: parcel.AtPoint, AtMS: nowMS - 25*hour}, []parcel.Risk{parcel.Announced}},
		"scanned":            {parcel.Sighting{Status: parcel.AtPoint, AtMS: nowMS - 25*hour, Checked: true}, nil},
		"goes back on 26th":  {parcel.Sighting{Status: parcel.AtPoint, AtMS: nowMS, Checked: true, UntilOn: today + 2}, []parcel.Risk{parcel.HoldEnds}},
		"goes back on 27th":  {parcel.Sighting{Status: parcel.AtPoint, AtMS: nowMS, Checked: true, UntilOn: today + 3}, nil},
		"nothing there":      {parcel.Sighting{Status: parcel.NotFound, AtMS: nowMS}, []parcel.Risk{parcel.Unfound}},
		"third change":       {parcel.Sighting{Status: parcel.Closed, Moves: 3}, []parcel.Risk{parcel.MovedOften}},
		"slot has passed":    {parcel.Sighting{Status: parcel.Dropped, AtMS: nowMS, Slot: visit.Slot{FromMS: 1, ToMS: nowMS - 1}}, []parcel.Risk{parcel.SlotPassed}},
		"lost":               {parcel.Sighting{Status: parcel.Lost, AtMS: nowMS}, []parcel.Risk{parcel.Missing}},
		"lost, and followed": {parcel.Sighting{Status: parcel.Lost, AtMS: nowMS, Claimed: true}, nil},
		"broken":             {parcel.Sighting{Status: parcel.Damaged, AtMS: nowMS}, []parcel.Risk{parcel.Broken}},
		"on its way back":    {parcel.Sighting{Status: parcel.SentBack, AtMS: nowMS}, []parcel.Risk{parcel.CameBack}},
		"over":               {parcel.Sighting{Status: parcel.Delivered, Moves: 3}, nil},
	} {
		if got := parcel.Risks(c.at, today, nowMS); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAParcelThatIsOverIsNotOnItsWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, incoming := parcel.Open, rapid.Bool().Draw(t, "incoming")
		for range 12 {
			to := rapid.SampledFrom(append(parcel.Sights(), parcel.Closed, parcel.Cancelled)).Draw(t, "to")
			seen := to != parcel.Closed && to != parcel.Cancelled
			if !parcel.CanMove(at, to) || seen && !parcel.MaySee(at, to, incoming) {
				continue
			}
			if at == parcel.Open && seen && !incoming {
				t.Fatalf("an open parcel is %s", to)
			}
			at = to
		}
		if at.Over() && at.Away() {
			t.Fatalf("%s is both", at)
		}
	})
}
