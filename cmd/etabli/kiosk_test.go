package main_test

import (
	"strings"
	"testing"
)

// The kiosk's first page on a display of 1366 × 768, and what stands at the same place
// on every page.
var (
	doorDrop    = [2]int{266, 465}
	doorCheck   = [2]int{690, 465}
	doorCollect = [2]int{1110, 465}
	doorRate    = [2]int{925, 709}
	mark        = [2]int{91, 68}
	larger      = [2]int{1033, 68}
	english     = [2]int{1245, 68}
	callDoors   = [2]int{1180, 709}
	goOn        = [2]int{1290, 705}
	back        = [2]int{125, 709}
)

// touch is a finger at a place.
func (d *desk) touch(at [2]int) { d.t.Helper(); d.click(at[0], at[1]) }

// What people do most at a kiosk, one after the other at the same window, by touch,
// keyboard and reader: it forgets after each of them, and nothing that is typed or scanned
// leads to staff or to somebody else.
func TestTheTasksOfTheKioskAreDoneInTheWindow(t *testing.T) {
	d := newDesk(t, "1366x768")
	store := d.path("kiosk")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	nadia := d.act(store, "staff.save", `{"display":"Nadia B.","role":"manager"}`)
	d.act(store, "staff.set_pin", `{"staff":"`+nadia+`","id":"`+nadia+`","pin":"4071"}`)
	_, here := d.made(store, "repair.receive", `{"customer":{"name":"Amelie Durand","phone":"06 39 98 00 47"},"product":{"label":"ThinkPad T14"},"fault":"Ecran noir"}`)
	id, ready := d.made(store, "repair.receive", `{"customer":{"name":"Paul Roy"},"product":{"label":"Galaxy S23"},"fault":"Batterie"}`)
	d.act(store, "repair.move", `{"id":"`+id+`","to":"diag"}`)
	d.act(store, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
	d.open(store, "--mode", "kiosk")
	d.run("xdotool", "mousemove", "4", "4")
	d.calm(d.look(), rest())
	doors := d.look()
	atDoors := func() {
		d.t.Helper()
		before := d.look()
		d.run("xdotool", "mousemove", "4", "4")
		d.calm(before, rest())
		d.waitFor("the doors", func() string { // a busy machine may have missed a touch: it goes back by itself
			if !d.look().same(doors) {
				return ""
			}
			return "yes"
		})
	}

	d.task("kiosk a device is dropped off", func() {
		d.touch(doorDrop)
		for _, digit := range [][2]int{{319, 545}, {494, 402}} { // "06" on the screen, the rest on keys
			d.touch(digit)
		}
		d.write("39980077")
		d.keys("Return")
		d.write("Karim B")
		d.keys("Return")
		d.picture("kiosk-device")
		d.click(266, 330)
		d.write("Galaxy S23")
		d.keys("Return")
		d.picture("kiosk-fault")
		d.write("Ne charge plus")
		d.keys("Return")
		d.picture("kiosk-consent")
		d.touch(goOn)
		d.picture("kiosk-number")
		d.touch(goOn)
		atDoors()
	})
	d.task("kiosk a fault is said by a picture and without a name", func() {
		d.touch(doorDrop)
		for range 2 {
			d.click(1080, 705) // neither a telephone nor a name
		}
		d.click(1110, 330)
		d.click(1080, 705)
		d.click(240, 213)
		d.picture("kiosk-fault-by-picture")
		d.touch(goOn)
		d.touch(goOn)
		d.touch(goOn)
		atDoors()
	})
	d.task("kiosk a repair is followed by its receipt", func() {
		d.scan(here)
		d.picture("kiosk-followed")
		d.touch(goOn)
		atDoors()
	})
	d.task("kiosk a repair is followed by its number", func() {
		d.touch(doorCheck)
		d.write(strings.ToLower(strings.ReplaceAll(here, "-", " ")))
		d.keys("Return")
		d.picture("kiosk-followed-by-number")
		d.touch(goOn)
		atDoors()
	})
	d.task("kiosk somebody collects and staff is called", func() {
		d.touch(doorCollect)
		d.scan(ready)
		d.picture("kiosk-ready")
		d.touch(goOn)
		d.picture("kiosk-called")
		d.touch(goOn)
		atDoors()
	})
	d.task("kiosk somebody says how it went", func() {
		d.touch(doorRate)
		d.scan(ready)
		d.picture("kiosk-rate")
		d.click(920, 330)
		d.touch(goOn)
		atDoors()
	})
	d.task("kiosk help is called", func() {
		d.touch(callDoors)
		d.touch(goOn)
		atDoors()
	})
	d.task("kiosk another language and larger text", func() {
		d.touch(english)
		d.touch(doorDrop)
		d.picture("kiosk-english")
		d.touch(back)
		d.touch(larger)
		d.picture("kiosk-larger")
		// who walks away leaves nothing: the last lines of this test find French doors again
	})
	d.task("kiosk foreign codes lead nowhere", func() {
		for _, code := range []string{"https://rival.example/track?id=778", "1Z999AA10123456784", "ROU1-00007-X7K", "MATMSG:TO:a@b.c;;"} {
			d.scan(code)
		}
		d.picture("kiosk-waits")
		d.scan(ready) // too many that were none: it waits, even for one that is right
		d.keys("F2", "F3", "F4", "F9", "ctrl+k", "ctrl+l", "alt+F4", "Escape", "F11")
	})
	d.task("kiosk it forgets whoever walked away", func() {
		d.run("xdotool", "mousemove", "4", "4")
		d.waitFor("its doors in French", func() string {
			if !d.look().same(doors) {
				return ""
			}
			return "yes"
		})
	})
	d.task("kiosk a wrong code does not lead out", func() {
		d.touch(mark)
		d.write("1234")
		d.keys("Return")
		d.picture("kiosk-wrong-pin")
		d.keys("Escape")
		atDoors()
	})
	d.task("kiosk staff leaves by its code", func() {
		d.touch(mark)
		d.write("4071")
		d.keys("Return")
		if d.look().unlike(doors) < 1366*768/10 {
			d.t.Error("it does not lead out")
		}
	})
	d.close()

	if found := d.run("etablictl", "--json", "--store", store, "search", "0639980077"); !strings.Contains(found, "Karim B") {
		t.Errorf("the number is not as it was touched and typed: %s", found)
	}
	if found := d.run("etablictl", "--json", "--store", store, "search", "Karim"); !strings.Contains(found, "Galaxy S23") {
		t.Errorf("the device is not announced: %s", found)
	}
	if calls := d.run("etablictl", "--json", "--store", store, "calls"); strings.Count(calls, `"at_ms"`) != 4 { // two who bring, one who collects, one for help
		t.Errorf("the calls: %s", calls)
	}
	if got := d.run("etablictl", "--json", "--store", store, "get", ready); !strings.Contains(got, `"score":4`) {
		t.Errorf("the answer is not kept: %s", got)
	}
	d.run("etablictl", "--store", store, "verify")
}
