package main_test

import (
	"strings"
	"testing"
)

// Somebody's first day, in English: a telephone is taken in, one is lent, a cable is sold
// and a laptop handed back by what stands on the screen alone: buttons, the keys written
// on them, the box for searching.
func TestStory17ANewHandServesFourCustomersByWhatStandsOnTheScreen(t *testing.T) {
	var (
		newIntake, loans, till = [2]int{1250, 33}, [2]int{65, 196}, [2]int{65, 272}
		lend, firstRow         = [2]int{977, 466}, [2]int{380, 150}
		onPaper, search        = [2]int{674, 635}, [2]int{400, 33}
		strong                 = [2]int{1245, 104}
	)
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.act(store, "staff.save", `{"display":"Lea N.","role":"counter"}`)
	d.act(store, "part.save", `{"ref":"CAB-USBC-2","label":"Cable USB-C","gtin":"4006381333931","price_cents":1300,"currency":"EUR"}`)
	d.act(store, "loaner.save", `{"label":"Galaxy A15","serial":"R58N30XYZ","category":"phone","accessories":["Charger"],"value_cents":15000}`)
	laptop, number := d.made(store, "repair.receive", `{"customer":{"name":"Amelie Durand"},"product":{"label":"ThinkPad T14"},"fault":"Black screen","accessories":["Charger"]}`)
	d.act(store, "repair.move", `{"id":"`+laptop+`","to":"diag"}`)
	d.act(store, "repair.move", `{"id":"`+laptop+`","to":"ready","outcome":"repaired"}`)

	d.open(store, "--lang", "en")
	back := func() { d.keys("Escape", "Escape") }
	d.task("hand takes a telephone in", func() {
		d.touch(newIntake)
		d.write("0639980077")
		d.keys("Return")
		d.write("Paul Petit")
		d.keys("Return", "Return", "Return")
		d.write("Galaxy S24")
		d.keys("Return", "Return")
		d.write("Broken screen")
		d.picture("hand-intake")
		d.records(func() {}, func() { d.keys("F9") })
	})
	d.task("hand lends one", func() {
		d.records(back, func() {
			d.touch(loans)
			d.picture("hand-loans")
			d.touch(lend)
			d.touch(firstRow)
			d.keys("F4")
			d.write("LIL1-00002")
			d.touch(onPaper)
			d.picture("hand-lends")
			d.keys("F9")
		})
	})
	d.task("hand sells a cable", func() {
		d.records(back, func() {
			d.touch(till)
			d.scan("4006381333931")
			d.keys("F6", "F9")
		})
	})
	d.task("hand gives a laptop back", func() {
		d.records(back, func() {
			d.touch(search)
			d.write("amelie")
			d.keys("Return")
			d.touch(strong)
			d.step("hand-gives-back", "space") // its charger goes with it
			d.keys("F9")
		})
	})
	d.close()

	if found := d.run("etablictl", "--json", "--store", store, "search", "Paul Petit"); !strings.Contains(found, "Galaxy S24") {
		t.Errorf("the telephone: %s", found)
	}
	if pool := d.run("etablictl", "--json", "--store", store, "ask", "loaner.list"); !strings.Contains(pool, `"status":"lent"`) {
		t.Errorf("the loaner: %s", pool)
	}
	if now := d.run("etablictl", "--json", "--store", store, "ask", "till.now"); !strings.Contains(now, `"perpetual_cents":1300`) {
		t.Errorf("the till: %s", now)
	}
	if got := d.file(store, number); got.Status != "returned" {
		t.Errorf("the laptop is %+v", got)
	}
	d.run("etablictl", "--store", store, "verify")
}
