package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// records does what leaves an entry in the store of the window. A busy machine may miss a
// touch or get it before the page that it is for: then whoever sits there goes back to a
// place that they know, and does it again.
func (d *desk) records(back, do func()) {
	d.t.Helper()
	for tries := 3; ; tries-- {
		had := d.kept()
		do()
		for until := time.Now().Add(patience / 3); time.Now().Before(until); time.Sleep(breath / 30) {
			if d.kept() != had {
				d.calm(d.look(), 0)
				return
			}
		}
		d.picture(fmt.Sprintf("stuck-%d", tries))
		if tries == 1 {
			d.t.Fatal("nothing was recorded")
		}
		back()
	}
}

// kept is how many bytes stand in the outbox of the window's store, which nobody empties
// while there is no HQ.
func (d *desk) kept() (bytes int64) {
	segments, _ := filepath.Glob(filepath.Join(d.store, "outbox", "*"))
	for _, s := range segments {
		if info, err := os.Stat(s); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}
