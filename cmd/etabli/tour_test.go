package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// wheel turns the wheel down over the middle of the page.
func (d *desk) wheel(steps int) {
	d.t.Helper()
	before := d.look()
	d.run("xdotool", "mousemove", "180", "450", "click", "--repeat", strconv.Itoa(steps), "--delay", "40", "5")
	d.calm(before, breath)
}

// The buttons at the foot of a page on a display of 360 × 740, and the places below it.
var (
	footLeft = [2]int{57, 643}
	today    = [2]int{36, 705}
	week     = [2]int{108, 705}
	van      = [2]int{180, 705}
	more     = [2]int{324, 705}
)

// menu opens what else can be done and takes the entry of a place.
func (d *desk) menu(entry int) {
	d.t.Helper()
	d.touch(footLeft)
	for range entry {
		d.keys("Down")
	}
	d.keys("Return")
}

// What technicians do most, one after the other in the same window on a screen as small as
// a telephone's. What stands in a report is in the test of a visit.
func TestTheTasksOfADayOnTheRoadAreDoneInTheWindow(t *testing.T) {
	d := newDesk(t, "360x740")
	store := d.path("van")
	yann, ana := d.round(store)
	paul := d.act(store, "customer.save", `{"name":"Paul Petit","phone":"06 39 98 00 12","address":"8 rue Neuve, Lille"}`)
	d.act(store, "part.save", `{"ref":"PMP-12","label":"Pompe de vidange","price_cents":3950,"currency":"EUR"}`)
	d.act(store, "stock.receive", `{"lines":[{"part":"PMP-12","n":3,"place":"LIL.shop"}]}`)
	d.act(store, "stock.move", `{"to":"LIL.van4","reason":"van_load","lines":[{"part":"PMP-12","n":2,"place":"LIL.shop"}]}`)
	file, number := d.made(store, "repair.receive", `{"customer":{"id":"`+ana+`"},"product":{"label":"Lave-linge Bosch","category":"washing_machine"},"fault":"Ne vidange plus"}`)
	first := d.plan(store, yann, ana, `"for":"repair","repair":"`+file+`","who":"la gardienne","codes":"B1234"`, 0)
	second := d.plan(store, yann, paul, `"for":"upkeep"`, 2)
	third := d.plan(store, yann, ana, `"for":"upkeep"`, 4)
	pictures := filepath.Join(d.dir, "Pictures")
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	d.run("convert", "-size", "640x480", "plasma:", filepath.Join(pictures, "machine.jpg"))

	d.open(store, "--mode", "field")
	again := func() { // from the head of the week back to the day
		d.keys("Escape", "Escape")
		d.touch(week)
		d.run("xdotool", "mousemove", "180", "450", "click", "--repeat", "60", "4")
		d.touch(today)
	}
	visit := func() { again(); d.keys("F4") }
	d.task("field the day of the whole team", func() {
		d.click(209, 205)
		d.click(72, 205)
	})
	d.task("field who waits is told of a delay", func() {
		d.records(again, func() {
			d.touch(footLeft)
			d.keys("Return")
			d.click(270, 613)
		})
	})
	d.task("field the codes of the door", func() {
		d.keys("F4")
		d.click(180, 460)
	})
	d.task("field on the way and there", func() {
		for range 2 {
			d.records(visit, func() { d.keys("F4") })
		}
	})
	d.task("field a photo of the device", func() {
		d.wheel(9)
		d.click(80, 474)
		d.picture("field-photo-chosen")
		d.keys("Return")
	})
	d.task("field a quote on the spot", func() {
		d.wheel(20)
		d.picture("field-charged")
		d.click(180, 308)
		d.picture("field-line")
		d.keys("Tab")
		d.write("Pompe et pose")
		d.keys("Tab")
		d.write("89")
		d.keys("F9")
		d.picture("field-lined")
		d.records(visit, func() {
			d.menu(0)
			d.write("Changer la pompe")
			d.picture("field-quote")
			d.keys("F9")
		})
	})
	next := time.Now().In(morning()).AddDate(0, 0, 1)
	tomorrow := next.Format("02/01/2006")
	d.task("field nobody is at home", func() {
		d.records(again, func() {
			d.touch(week)
			d.click(180, 487)
			d.menu(4)
			d.keys("F9") // without a day to call again: the keyboard is there now
			d.picture("field-absent")
			d.write(tomorrow)
			d.keys("F9")
		})
		d.picture("field-absent-done")
		d.menu(0)
	})
	d.task("field another day", func() {
		d.records(again, func() {
			d.touch(week)
			d.wheel(9)
			d.click(180, 487)
			d.picture("field-third")
			d.menu(2)
			d.picture("field-other-day")
			d.write(tomorrow)
			d.keys("Return")
			d.write("14-16")
			d.picture("field-other-day-typed")
			d.keys("F9")
		})
	})
	d.task("field a visit is planned", func() {
		d.records(again, func() {
			d.touch(week)
			d.click(180, 593)
			d.picture("field-plan")
			d.write(number)
			d.keys("Tab", "Tab", "ctrl+a")
			d.write(tomorrow)
			d.keys("Return")
			d.write("9-11")
			d.picture("field-planned")
			d.keys("F9")
		})
	})
	d.task("field what the van brings back", func() {
		d.records(again, func() {
			d.touch(van)
			d.click(180, 423)
			d.picture("field-van-asked")
			d.keys("F9")
		})
	})
	d.task("field the other places", func() {
		d.touch(more)
	})
	d.close()

	status := func(visit string) string {
		return d.run("etablictl", "--json", "--store", store, "ask", "visit.get", `{"id":"`+visit+`"}`)
	}
	for visit, want := range map[string]string{first: `"status":"on_site"`, second: `"status":"absent"`, third: `"status":"planned"`} {
		if got := status(visit); !strings.Contains(got, want) {
			t.Errorf("not %s: %s", want, got)
		}
	}
	var moved []toured
	if out := d.run("etablictl", "--json", "--store", store, "ask", "visit.day", `{"on":"`+next.Format(time.DateOnly)+`"}`); json.Unmarshal([]byte(out), &moved) != nil || len(moved) != 2 {
		t.Errorf("tomorrow is %s", out)
	}
	if got := d.run("etablictl", "--json", "--store", store, "get", number); !strings.Contains(got, `"total_cents":8900`) {
		t.Errorf("the file has no quote: %s", got)
	}
	d.run("etablictl", "--store", store, "verify")
}
