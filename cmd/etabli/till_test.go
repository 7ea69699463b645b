package main_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// receipt waits for the paper of a receipt and answers where it lies.
func (d *desk) receipt(store, number string) string {
	d.t.Helper()
	return d.waitFor("receipt "+number, func() string {
		found, _ := filepath.Glob(filepath.Join(store, "papers", "LIL1-*-"+number+"-80mm.pdf"))
		return strings.Join(found, "")
	})
}

// A sale in a real window, with no network and by keyboard and scanner alone: an
// article that was scanned, one that was typed, paid by card and in cash; then a
// file that pays a part of its quote and owes the rest.
func TestASaleIsPaidByMixedMeansInTheWindow(t *testing.T) {
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	act := func(name, input string) string {
		return d.run("sh", "-c", "echo '"+input+"' | etablictl --json --store "+store+" do "+name)
	}
	act("part.save", `{"ref":"CAB-USBC-2","label":"Câble USB-C","gtin":"4006381333931","price_cents":1300,"currency":"EUR"}`)
	var made struct{ Data struct{ ID, Number string } }
	if err := json.Unmarshal([]byte(act("repair.receive", `{"product":{"label":"Lave-linge Bosch"}}`)), &made); err != nil {
		t.Fatal(err)
	}
	id := made.Data.ID
	act("repair.move", `{"id":"`+id+`","to":"diag"}`)
	act("repair.quote", `{"id":"`+id+`","total_cents":12900,"work":"Changer la pompe"}`)
	act("quote.answer", `{"id":"`+id+`","version":1,"accepted":true,"channel":"counter"}`)

	d.open(store)
	d.keys("F3")
	d.scan("4006381333931")
	d.write("Pose verre")
	d.keys("Return")
	d.write("19,90")
	d.keys("Return", "Return")
	d.write("20")
	d.keys("F6")
	d.write("50")
	d.keys("F5")
	d.picture("till-mixed")
	d.keys("F9")
	d.keys("F4")
	paper := d.receipt(store, "000001")
	d.picture("till-done")
	text := d.run("pdftotext", "-layout", paper, "-")
	for _, want := range []string{"Câble USB-C", "Pose verre", "32,90", "37,10"} {
		if !strings.Contains(text, want) {
			t.Errorf("the receipt says nothing of %q:\n%s", want, text)
		}
	}

	d.scan(made.Data.Number)
	d.write("100")
	d.keys("F6", "F11", "F9")
	d.keys("F9")
	d.picture("till-file")
	d.keys("F4")
	d.receipt(store, "000002")
	d.close()
	file := d.run("etablictl", "--json", "--store", store, "get", made.Data.Number)
	if !strings.Contains(file, `"sold_cents":12900,"paid_cents":10000,"due_cents":2900`) {
		t.Errorf("the file's money: %s", file)
	}
	if now := d.run("etablictl", "--json", "--store", store, "ask", "till.now"); !strings.Contains(now, `"drawer_cents":1290`) {
		t.Errorf("the drawer: %s", now)
	}
	if proof := d.run("etablictl", "--json", "--store", store, "ask", "till.verify"); !strings.Contains(proof, `"problems":[]`) {
		t.Errorf("the replay: %s", proof)
	}
}
