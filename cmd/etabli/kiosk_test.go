package main_test

import (
	"bytes"
	"os"
	"testing"
	"time"
)

// Whatever a customer types or scans at the kiosk, nothing of the shop opens; the code
// of a receipt shows its one repair, and a while later it is forgotten.
func TestNoKeyAndNoCodeLeadsOutOfTheKiosk(t *testing.T) {
	d := newDesk(t, "1366x768")
	store := d.path("kiosk")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.act(store, "staff.save", `{"display":"Ana R.","role":"manager"}`)
	d.act(store, "repair.receive", `{"customer":{"name":"Karim Benali","phone":"06 39 98 00 77"},"product":{"label":"iPhone 13"}}`)
	number := d.file(store, "LIL1-00001").Number
	d.open(store, "--mode", "kiosk")
	d.run("xdotool", "mousemove", "1360", "400")
	time.Sleep(breath)
	doors := d.seen()

	for _, key := range []string{"F1", "F2", "F3", "F4", "F9", "F10", "ctrl+k", "ctrl+l", "ctrl+t", "ctrl+q", "ctrl+w", "Escape"} {
		d.keys(key)
	}
	d.scan("3017620422003")  // an article
	d.scan("Karim Benali")   // a name
	d.scan("06 39 98 00 77") // a number
	d.keys("Escape")
	time.Sleep(breath)
	d.picture("kiosk-tried")
	if after := d.seen(); !bytes.Equal(doors, after) {
		d.keys("Escape")
		time.Sleep(breath)
		if after = d.seen(); !bytes.Equal(doors, after) {
			d.picture("kiosk-open")
			t.Error("something opened: the picture kiosk-open shows it")
		}
	}

	d.scan(number)
	found := d.waitFor("the customer's own repair", func() string {
		if bytes.Equal(doors, d.seen()) {
			return ""
		}
		return "yes"
	})
	d.picture("kiosk-found")
	d.close()
	if found == "" {
		t.Error("a receipt's code shows nothing")
	}
}

// seen is the picture of the whole display.
func (d *desk) seen() []byte {
	d.t.Helper()
	at := d.path("seen.ppm")
	d.run("import", "-window", "root", at)
	picture, err := os.ReadFile(at)
	if err != nil {
		d.t.Fatal(err)
	}
	return picture
}
