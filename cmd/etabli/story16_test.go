package main_test

import (
	"strings"
	"testing"
)

// A reader set up for an American keyboard at a counter with a French one, on a machine with
// more to do than it can. While somebody writes, it reads a device and the code of another
// workshop: what was written stays whole. Then it reads a carrier's label and a receipt of
// another shop where nobody writes, and a receipt with a wrong sign before it and a letter
// twice, which opens its file.
func TestStory16AFastReaderIsUnderstoodWhileSomebodyWrites(t *testing.T) {
	const imei, programs = "356938035643809", 3
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	_, number := d.made(store, "repair.receive", `{"customer":{"name":"Karim Benali"},"product":{"label":"Ampli"},"fault":"Souffle"}`)
	other := d.path("other")
	d.run("etablictl", "--store", other, "init", "--site", "ROU", "--name", "Atelier Roubaix")
	_, foreign := d.made(other, "repair.receive", `{"customer":{"name":"Paul Petit"},"product":{"label":"Four"},"fault":"Froid"}`)

	d.open(store)
	d.frenchKeys()
	d.busy(programs)
	d.keys("F2", "Return")
	d.write("Amelie ")
	d.read(imei)
	d.write("Durand")
	d.read("HTTPS://OTHER.EXAMPLE/T/99231")
	d.picture("story16-foreign")
	d.write("-Petit")
	d.keys("Return", "Return", "Return")
	d.write("Galaxy S23")
	d.picture("story16-written")
	d.records(func() {}, func() { d.keys("F9") })
	d.goTo("prets")
	d.read("%0075001JD0146000123456250")
	d.picture("story16-carrier")
	d.keys("Escape")
	d.read(foreign)
	d.picture("story16-elsewhere")
	d.records(func() { d.keys("Escape", "Escape") }, func() {
		d.read("*" + number)
		d.keys("F4") // the diagnosis of what was found begins
	})
	d.records(func() { d.keys("Escape", "Escape") }, func() {
		d.goTo("prets")
		d.read(strings.Replace(number, "00", "000", 1))
		d.keys("F4") // what was found
		d.write("Carte")
		d.step("story16-twice", "F9")
	})
	d.picture("story16-found")
	d.close()

	if got := d.file(store, number); got.Status != "diag" {
		t.Errorf("the receipt that was read led to %+v", got)
	}
	if found := d.run("etablictl", "--json", "--store", store, "search", imei); !strings.Contains(found, "Amelie Durand-Petit") || !strings.Contains(found, "Galaxy S23") {
		t.Errorf("the device that was read: %s", found)
	}
	d.run("etablictl", "--store", store, "verify")
}
