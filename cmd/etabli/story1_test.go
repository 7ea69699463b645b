package main_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A Saturday without HQ: at one counter people are served in the window, taken in, handed
// their devices, paid; the other takes in and lends. In the evening HQ is back: every file is
// everywhere once, under a number of its own, and the till adds up.
func TestStory1ASaturdayWithoutHQIsWholeInTheEvening(t *testing.T) {
	const there = 6
	d := newDesk(t, "1366x768")
	d.serve()
	one, two := d.path("one"), d.path("two")
	for _, store := range []string{one, two} {
		d.run("etablictl", "--store", store, "enrol", strings.TrimSpace(d.run("etabli-hq", "--dir", d.path("hq"), "enrol", "--site", "LIL", "--code-only")))
	}
	d.act(one, "part.save", `{"ref":"CAB-USBC-2","label":"Cable USB-C","gtin":"4006381333931","price_cents":1300,"currency":"EUR"}`)
	unit := d.act(one, "loaner.save", `{"label":"Galaxy A15","serial":"R58N30XYZ","category":"phone","value_cents":15000}`)
	ready, number := d.made(one, "repair.receive", `{"customer":{"name":"Amelie Durand"},"product":{"label":"ThinkPad T14"},"fault":"Ecran noir"}`)
	d.act(one, "repair.move", `{"id":"`+ready+`","to":"diag"}`)
	d.act(one, "repair.move", `{"id":"`+ready+`","to":"ready","outcome":"repaired"}`)
	d.run("etablictl", "--store", one, "sync")
	d.run("etablictl", "--store", two, "sync")
	d.stopHQ()

	d.open(one)
	back := func() { d.keys("Escape", "Escape") }
	names := []string{"Karim Benali", "Paul Petit"}
	for _, name := range names {
		d.keys("F2", "Return")
		d.write(name)
		d.keys("Return", "Return", "Return")
		d.write("Galaxy S24")
		d.picture("story1-intake")
		d.records(func() {}, func() { d.keys("F9") })
	}
	d.records(back, func() {
		d.scan(number)
		d.keys("F4", "F9") // it goes
	})
	d.records(func() { d.keys("Escape", "Escape", "F3") }, func() {
		d.keys("F3")
		d.scan("4006381333931")
		d.keys("F5", "F9") // in cash
	})
	d.picture("story1-window")
	for i := range there { // meanwhile
		id := d.act(two, "repair.receive", fmt.Sprintf(`{"customer":{"name":"Client %d"},"product":{"label":"Four %d"}}`, i, i))
		if i == 0 {
			d.act(two, "loan.issue", `{"unit":"`+unit+`","file":"`+id+`","paper":true}`)
		}
	}
	d.close()

	d.serve()
	for range 2 { // what the other handed in comes with the second
		d.run("etablictl", "--store", one, "sync")
		d.run("etablictl", "--store", two, "sync")
	}
	for _, store := range []string{one, two} {
		var files []struct{ Number, Customer, Status string }
		if err := json.Unmarshal([]byte(d.run("etablictl", "--json", "--store", store, "list", "--scope", "all", "--limit", "0")), &files); err != nil {
			t.Fatal(err)
		}
		var numbers []string
		for _, f := range files {
			numbers = append(numbers, f.Number)
		}
		slices.Sort(numbers)
		if once := slices.Compact(slices.Clone(numbers)); len(once) != len(numbers) || len(once) != len(names)+there+1 {
			t.Errorf("the files are %v", numbers)
		}
		for _, name := range names {
			if found := d.run("etablictl", "--json", "--store", store, "search", name); strings.Count(found, `"number"`) != 1 {
				t.Errorf("%s is not there once: %s", name, found)
			}
		}
		if got := d.file(store, number); got.Status != "returned" {
			t.Errorf("what went is %+v", got)
		}
		if pool := d.run("etablictl", "--json", "--store", store, "ask", "loaner.list"); !strings.Contains(pool, `"status":"lent"`) {
			t.Errorf("the loaner: %s", pool)
		}
		d.run("etablictl", "--store", store, "verify")
	}
	if now := d.run("etablictl", "--json", "--store", one, "ask", "till.now"); !strings.Contains(now, `"perpetual_cents":1300`) {
		t.Errorf("the till: %s", now)
	}
}
