package main_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
)

// act runs a command beside the window, before it is opened, and answers the id of
// what it made.
func (d *desk) act(store, name, input string) string {
	d.t.Helper()
	id, _ := d.made(store, name, input)
	return id
}

// made is act that answers the number too, which people know a thing by.
func (d *desk) made(store, name, input string) (id, number string) {
	d.t.Helper()
	out := d.run("sh", "-c", "echo '"+input+"' | etablictl --json --store "+store+" do "+name)
	var answer struct{ Data json.RawMessage }
	if err := json.Unmarshal([]byte(out), &answer); err != nil {
		d.t.Fatalf("%s answers %s: %v", name, out, err)
	}
	var made struct{ ID, Number string }
	_ = json.Unmarshal(answer.Data, &made) // some answer a list
	return made.ID, made.Number
}

// file is a file as the store has it.
type file struct {
	ID, Number, Status, Customer, Fault, Serial string
	CustomerID                                  string `json:"customer_id"`
}

func (d *desk) file(store, number string) (got file) {
	d.t.Helper()
	if err := json.Unmarshal([]byte(d.run("etablictl", "--json", "--store", store, "get", number)), &got); err != nil {
		d.t.Fatal(err)
	}
	return got
}

// Somebody comes back with a device that was here before: one scan, one key that says
// that it is them, the fault, and the receipt is printed.
func TestAKnownCustomerIsTakenInByScanAndKeyboardAlone(t *testing.T) {
	const imei, most = "356938035643809", 12
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	karim := d.act(store, "customer.save", `{"name":"Karim Benali","phone":"06 39 98 00 77","tell_by":"email","email":"karim@example.org"}`)
	d.act(store, "repair.receive", `{"customer":{"id":"`+karim+`"},"product":{"label":"Galaxy S23","serial":"`+imei+`","category":"smartphone"}}`)

	d.open(store)
	entries := 0
	enter := func(what func()) {
		entries++
		what()
	}
	enter(func() { d.keys("F2") })
	enter(func() { d.scan(imei) })
	d.picture("known-scanned")
	enter(func() { d.keys("F4") })
	enter(func() { d.write("Ecran noir") })
	d.picture("known-filled")
	enter(func() { d.keys("F9") })
	paper := d.waitFor("the receipts", func() string {
		found, _ := filepath.Glob(filepath.Join(store, "papers", "LIL1-00002-*.pdf"))
		if len(found) < 2 {
			return ""
		}
		return found[0]
	})
	d.picture("known-taken")
	d.close()
	if got := d.file(store, filepath.Base(paper)[:len("LIL1-00002-000")]); got.CustomerID != karim || got.Fault != "Ecran noir" || got.Serial != imei {
		t.Errorf("the file is %+v", got)
	}
	if entries > most {
		t.Errorf("%d entries from scan to receipt", entries)
	}
}
