package main_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// look is what the display shows, four bytes a pixel, read from the file in which Xvfb
// draws.
type look []byte

func (d *desk) look() look {
	d.t.Helper()
	raw, err := os.ReadFile(filepath.Join(d.dir, "Xvfb_screen0"))
	if err != nil {
		d.t.Fatal(err)
	}
	const headerSize, colours, colourSize = 0, 19, 12 // words of an X window dump, and bytes of a colour
	word := func(n int) int { return int(binary.BigEndian.Uint32(raw[4*n:])) }
	return raw[word(headerSize)+word(colours)*colourSize:]
}

// unlike counts the pixels in which two pictures differ.
func (l look) unlike(other look) (n int) {
	for i := 0; i+3 < min(len(l), len(other)); i += 4 {
		if l[i] != other[i] || l[i+1] != other[i+1] || l[i+2] != other[i+2] {
			n++
		}
	}
	return n
}

// caret is how many pixels may blink.
const caret = 60

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
	for now.unlike(before) <= caret && time.Now().Before(until) {
		time.Sleep(breath / 60)
		now = d.look()
	}
	still, since := rest(), time.Now()
	until = time.Now().Add(4 * breath)
	for time.Since(since) < still && time.Now().Before(until) {
		time.Sleep(breath / 30)
		next := d.look()
		if next.unlike(now) > caret {
			since, now = time.Now(), next
		}
	}
}
