package main_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// breath is what a busy machine gets to begin to show what was done; nothing on the
// screen can be asked for it.
const breath = 3 * time.Second

// keys presses keys one after the other, as a person would who looks at the screen.
func (d *desk) keys(names ...string) {
	d.t.Helper()
	for _, name := range names {
		before := d.look()
		d.run("xdotool", "key", name)
		d.calm(before, breath)
	}
}

// write types a text as a person does.
func (d *desk) write(text string) {
	d.t.Helper()
	before := d.look()
	d.run("xdotool", "type", "--delay", "60", "--", text)
	d.calm(before, breath)
}

// scan writes what a reader writes, as fast as it does.
func (d *desk) scan(code string) {
	d.t.Helper()
	before := d.look()
	d.run("xdotool", "type", "--delay", "5", "--args", "1", "--", code, "key", "Return")
	d.calm(before, breath)
}

// click presses the pointer at a place of the screen; a finger touches it the same way.
func (d *desk) click(x, y int) {
	d.t.Helper()
	d.run("xdotool", "mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.2")
	before := d.look() // with what a pointer shows that only rests there
	d.run("xdotool", "mousedown", "1", "sleep", "0.1", "mouseup", "1")
	d.calm(before, breath)
}

// goTo leads to a page by its name, as a person types it without accents.
func (d *desk) goTo(name string) {
	d.t.Helper()
	d.keys("ctrl+k")
	d.write(name)
	d.keys("Return")
}

// step presses keys and keeps what comes of them.
func (d *desk) step(picture string, keys ...string) {
	d.t.Helper()
	d.keys(keys...)
	d.picture(picture)
}

// task is one of the things that people do most, with a picture of how it ends.
func (d *desk) task(name string, do func()) {
	whole := d.t
	whole.Run(name, func(t *testing.T) {
		d.t = t
		defer func() { d.t = whole }()
		do()
		d.picture(strings.ReplaceAll(name, " ", "-"))
	})
}

// picture keeps what the screen shows, where ETABLI_PICTURES says.
func (d *desk) picture(name string) {
	d.t.Helper()
	if d.pictures != "" {
		d.run("import", "-window", "root", filepath.Join(d.pictures, name+".png"))
	}
}
