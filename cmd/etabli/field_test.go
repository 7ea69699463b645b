package main_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/site"
)

// round makes the store of a van with a technician and a customer, and answers both.
func (d *desk) round(store string) (yann, ana string) {
	d.t.Helper()
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.act(store, "site.save", `{"code":"LIL","name":"Atelier Lille","zone":"`+morning().String()+`"}`)
	return d.act(store, "staff.save", `{"display":"Yann L.","role":"technician"}`),
		d.act(store, "customer.save", `{"name":"Ana Roy","phone":"06 39 98 00 11","address":"3 rue des Arts, Lille"}`)
}

// morning is a time zone in which it is eight o'clock, so that a day of visits is before
// whoever runs the tests, at whatever hour.
func morning() *time.Location {
	const begins, farthest, day = 8, 12, 24
	ahead := begins - time.Now().UTC().Hour()
	if ahead < -farthest {
		ahead += day
	}
	return site.Zone(fmt.Sprintf("Etc/GMT%+d", -ahead)) // their signs are the other way round
}

// plan plans a visit of van LIL4 that begins so many hours from now.
func (d *desk) plan(store, who, customer, fields string, hours int) string {
	d.t.Helper()
	begins := time.Now().Truncate(time.Hour).Add(time.Duration(hours) * time.Hour) // a slot that is over is not planned
	return d.act(store, "visit.plan", fmt.Sprintf(`{"customer":"%s","to":"%s","van":"LIL4","slot":{"from_ms":%d,"to_ms":%d},%s}`,
		customer, who, begins.UnixMilli(), begins.Add(2*time.Hour).UnixMilli(), fields))
}

// toured is a visit as the day has it.
type toured struct {
	Status    string
	ArrivedMS int64 `json:"arrived_ms"`
}

func (d *desk) day(store string) (day []toured) {
	d.t.Helper()
	out := d.run("etablictl", "--store", store, "ask", "visit.day")
	if err := json.Unmarshal([]byte(out), &day); err != nil {
		d.t.Fatalf("the day is %s: %v", out, err)
	}
	return day
}

// A technician's window on a screen as small as a telephone's: the strong button,
// which F4 presses, leads from the day to the customer's door.
func TestATechnicianGetsToTheDoorByTheStrongButtonAlone(t *testing.T) {
	d := newDesk(t, "360x740")
	store := d.path("van")
	yann, ana := d.round(store)
	d.plan(store, yann, ana, `"for":"upkeep"`, 0)
	d.open(store, "--mode", "field")
	d.picture("field-day")
	d.step("field-visit", "F4")
	d.keys("F4")
	d.step("field-on-site", "F4")
	d.close()
	if day := d.day(store); len(day) != 1 || day[0].Status != "on_site" || day[0].ArrivedMS == 0 {
		t.Errorf("after three presses the day is %+v", day)
	}
	d.run("etablictl", "--store", store, "verify")
}

// The same window over the driver of mobile devices, as it is built for a telephone: it
// draws, a finger leads from the day to the door, scrolls the page and ticks what was
// checked. The display has that driver's 1.4 pixels a unit. Nothing types on it: a
// telephone brings its own keyboard.
func TestTheScreensOfTheFieldDrawAndAreTouchedOverTheMobileDriver(t *testing.T) {
	d := newDesk(t, "504x1036")
	programs, err := built()
	if err != nil {
		t.Fatal(err)
	}
	if err := build(filepath.Join(programs, "mobile"), "etabli", true, "-tags", "mobile"); err != nil {
		t.Fatal(err)
	}
	store := d.path("van")
	yann, ana := d.round(store)
	d.plan(store, yann, ana, `"for":"upkeep"`, 0)
	dark := d.look()
	d.window = exec.Command(filepath.Join(programs, "mobile", "etabli"), "--store", store, "--mode", "field")
	d.start(d.window)
	window := d.waitFor("the window", func() string {
		out, _ := exec.Command("xdotool", "search", "--onlyvisible", "--name", "App").Output()
		return strings.TrimSpace(string(out))
	})
	// that driver waits to be told its size, as every window manager does; here is none
	d.run("xdotool", "windowsize", window, "504", "1036")
	d.calm(dark, patience)
	d.calm(d.look(), breath)
	if d.look().unlike(dark) < 504*1036/2 {
		t.Error("nothing is drawn")
	}
	d.picture("mobile-day")
	for range 3 {
		d.click(342, 895)
	}
	d.picture("mobile-on-site")
	above := d.look()
	d.run("xdotool", "mousemove", "250", "700", "mousedown", "1", "mousemove", "250", "600", "sleep", "0.1", "mousemove", "250", "420", "sleep", "0.1", "mouseup", "1")
	d.calm(above, breath)
	if d.look().unlike(above) < 504*100 {
		t.Error("the page does not scroll under a finger")
	}
	d.picture("mobile-scrolled")
	d.close()
	if day := d.day(store); len(day) != 1 || day[0].Status != "on_site" {
		t.Errorf("after three touches the day is %+v", day)
	}
	d.run("etablictl", "--store", store, "verify")
}
