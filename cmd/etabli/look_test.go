package main_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// look is what the display shows, read from the file in which Xvfb draws.
type look struct {
	pixels []byte // four bytes each
	width  int
}

func (d *desk) look() look {
	d.t.Helper()
	raw, err := os.ReadFile(filepath.Join(d.dir, "Xvfb_screen0"))
	if err != nil {
		d.t.Fatal(err)
	}
	const headerSize, width, colours, colourSize = 0, 4, 19, 12 // words of an X window dump, and bytes of a colour
	word := func(n int) int { return int(binary.BigEndian.Uint32(raw[4*n:])) }
	return look{raw[word(headerSize)+word(colours)*colourSize:], word(width)}
}

// each calls for every pixel in which two pictures differ.
func (l look) each(other look, differs func(column int)) {
	for i := 0; i+3 < min(len(l.pixels), len(other.pixels)); i += 4 {
		if l.pixels[i] != other.pixels[i] || l.pixels[i+1] != other.pixels[i+1] || l.pixels[i+2] != other.pixels[i+2] {
			differs(i / 4 % l.width)
		}
	}
}

// unlike counts the pixels in which two pictures differ.
func (l look) unlike(other look) (n int) {
	l.each(other, func(int) { n++ })
	return n
}

// same says that nothing but a caret blinks between two pictures: a letter is wider.
func (l look) same(other look) bool {
	const caret = 3
	first, last := l.width, 0
	l.each(other, func(column int) { first, last = min(first, column), max(last, column) })
	return last-first < caret
}

// rest is for how long a screen that is done does not change: longer where more programs
// want the processor than can have it.
func rest() time.Duration {
	const least, most = 500 * time.Millisecond, breath / 2
	raw, _ := os.ReadFile("/proc/loadavg")
	load := 0.0
	_, _ = fmt.Sscan(string(raw), &load)
	return min(max(least, time.Duration(float64(least)*load/float64(runtime.NumCPU()))), most)
}

// calm waits until the screen looks other than before, which it has to within a time or
// it never will, and then stands still. Something that turns for ever is waited for a
// little only.
func (d *desk) calm(before look, within time.Duration) {
	d.t.Helper()
	until := time.Now().Add(within)
	now := d.look()
	for now.same(before) && time.Now().Before(until) {
		time.Sleep(breath / 60)
		now = d.look()
	}
	still, since := rest(), time.Now()
	until = time.Now().Add(4 * breath)
	for time.Since(since) < still && time.Now().Before(until) {
		time.Sleep(breath / 30)
		next := d.look()
		if !next.same(now) {
			since, now = time.Now(), next
		}
	}
}
