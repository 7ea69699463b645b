package till_test

import (
	"reflect"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
)

func TestATillPutsItsCashIntoOneDrawer(t *testing.T) {
	shared := func(tills ...string) till.DrawersFacts {
		return till.DrawersFacts{Drawers: []till.SharedDrawer{{Name: "Comptoir", Tills: []string{"1", "2"}}, {Name: "Atelier", Tills: tills}}}
	}
	if err := till.CheckDrawers(shared("3", "4")); err != nil {
		t.Fatal(err)
	}
	for field, f := range map[string]till.DrawersFacts{
		"drawers.1.tills": shared("3"), "drawers.1.tills.1": shared("3", "2"), "drawers.1.tills.0": shared("LIL3", "4"),
		"drawers.0.name": {Drawers: []till.SharedDrawer{{Tills: []string{"1", "2"}}}},
	} {
		if err := till.CheckDrawers(f); err == nil || fault.Of(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	f := shared("3", "4")
	if d, ok := f.Of("2.K7Q"); !ok || d.Name != "Comptoir" {
		t.Errorf("a later series of the same device: %v %v", d, ok)
	}
	if _, ok := f.Of("5"); ok {
		t.Error("a till in no drawer has its own")
	}
}

func TestCashThatWasGivenIsOnItsWayUntilItArrives(t *testing.T) {
	moved := func(device, why, with string, cents int64) till.Record {
		return till.Record{Kind: till.Cash, Site: "ROU", Device: device, Day: "2026-11-28", Drawer: &till.Drawer{Why: why, Cents: cents, With: with}}
	}
	known := []string{"ROU1", "ROU4"}
	records := []till.Record{moved("4", "out", "rou 1", -8000), moved("4", "out", "coffre", -500), moved("1", "drop", "", -2000)}
	want := []till.OnItsWay{{From: "ROU4", To: "ROU1", Cents: 8000, Day: "2026-11-28"}}
	if got := till.Handed(records, known); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	want[0].Cents = 500
	if got := till.Handed(append(records, moved("1", "in", "ROU4", 7500)), known); !reflect.DeepEqual(got, want) {
		t.Errorf("five euros less arrived: %+v", got)
	}
	if got := till.Handed(append(records, moved("1", "in", "ROU4", 8000)), known); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
