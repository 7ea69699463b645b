package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// photo puts a picture where the window offers it, keeps it in the store beside the window
// and answers it as commands take it.
func (d *desk) photo(store string) string {
	d.t.Helper()
	file := filepath.Join(d.dir, "Pictures", "device.jpg")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.t.Fatal(err)
	}
	d.run("convert", "-size", "640x480", "plasma:", file)
	return strings.Replace(d.run("etablictl", "--json", "--store", store, "attach", file), `"role":""`, `"role":"photo"`, 1)
}

// A loaner that its customer forgot holds the hand-back; the ladder is climbed; it comes
// back beside the pictures of the day it left, is wiped, its deposit is given back, and
// then the customer's own device goes.
func TestStory9AForgottenLoanerComesBackBeforeTheDeviceGoes(t *testing.T) {
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.act(store, "staff.save", `{"display":"Nadia B.","role":"manager"}`)
	file, number := d.made(store, "repair.receive", `{"customer":{"name":"Karim Benali","phone":"06 39 98 00 11"},"product":{"label":"Galaxy S24"},"fault":"Ecran"}`)
	unit := d.act(store, "loaner.save", `{"label":"Galaxy A15","serial":"R58N30XYZ","category":"phone","accessories":["Chargeur"],"condition":["Coin use"],"value_cents":15000}`)
	loan := d.act(store, "loan.issue", `{"unit":"`+unit+`","file":"`+file+`","paper":true,"due_on":"`+time.Now().AddDate(0, 0, -10).Format(time.DateOnly)+`","deposit_cents":10000,"deposit_by":"preauth","attachments":[`+d.photo(store)+`]}`)
	d.act(store, "repair.move", `{"id":"`+file+`","to":"diag"}`)
	d.act(store, "repair.move", `{"id":"`+file+`","to":"ready","outcome":"repaired"}`)

	d.open(store)
	d.scan(number)
	had := d.kept()
	d.keys("F4")
	d.step("story9-held", "F9")
	if d.kept() != had {
		t.Error("the device went while the loaner was out")
	}
	loans := func() { d.keys("Escape", "Escape"); d.goTo("prets"); d.keys("Down") }
	loans()
	d.records(loans, func() {
		d.click(770, 660) // the next step of the ladder
		d.step("story9-reminder", "F9")
	})
	d.records(loans, func() {
		d.keys("F4")
		d.write(", verre fendu")
		d.keys("Tab", "space", "Tab", "Tab", "Tab", "Return", "Return") // the charger is back; a picture
		d.keys("Tab", "Tab", "Tab")
		d.step("story9-return", "space")
		d.keys("F9")
	})
	d.picture("story9-returned")
	d.records(loans, func() { d.keys("F4", "F9") }) // the deposit
	d.records(loans, func() {
		d.keys("F4", "space", "Right", "space", "Right", "space", "Right", "space")
		d.step("story9-wiped", "F9")
	})
	d.records(func() { d.keys("Escape", "Escape") }, func() {
		d.scan(number)
		d.keys("F4", "F9")
	})
	d.picture("story9-gone")
	d.close()

	if got := d.file(store, number); got.Status != "returned" {
		t.Errorf("the file is %+v", got)
	}
	got := d.run("etablictl", "--json", "--store", store, "ask", "loan.get", `{"id":"`+loan+`"}`)
	for _, want := range []string{`"condition_in":["Coin use","verre fendu"]`, `"photos_out":[{`, `"photos_in":[{`} {
		if !strings.Contains(got, want) {
			t.Errorf("the loan says nothing of %s: %s", want, got)
		}
	}
	if strings.Contains(got, "deposit_held_cents") {
		t.Errorf("the deposit is still held: %s", got)
	}
	var fit struct{ Status string }
	if out := d.run("etablictl", "--json", "--store", store, "ask", "loaner.get", `{"id":"`+unit+`"}`); json.Unmarshal([]byte(out), &fit) != nil || fit.Status != "available" {
		t.Errorf("the unit is %s", out)
	}
	d.run("etablictl", "--store", store, "verify")
}
