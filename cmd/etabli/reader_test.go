package main_test

import (
	"os/exec"
	"strings"
)

// The keys of an American keyboard, and what a French one makes of them.
var asFrench = strings.NewReplacer(func() (pairs []string) {
	const american, french = "1234567890-qwaz;m,./:?Q%WAZM+=", "&é\"'(-è_çà)azqwm,;:!M§A%ZQW?+="
	us, fr := []rune(american), []rune(french)
	for i, r := range us {
		pairs = append(pairs, string(r), string(fr[i]))
	}
	return pairs
}()...)

// read is scan by a reader that presses the keys of an American keyboard on a French one.
func (d *desk) read(code string) {
	d.t.Helper()
	d.scan(asFrench.Replace(code))
}

// busy keeps the machine at more than it can do until the test ends.
func (d *desk) busy(programs int) {
	d.t.Helper()
	for range programs {
		d.start(exec.Command("sh", "-c", "while :; do :; done"))
	}
}
