package main_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// held is what the window holds: its memory in kB, and its threads.
func (d *desk) held() (residentKB, threads int) {
	d.t.Helper()
	raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(d.window.Process.Pid), "status"))
	if err != nil {
		d.t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		name, rest, _ := strings.Cut(line, ":")
		value, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
		switch name {
		case "RssAnon":
			residentKB = value
		case "Threads":
			threads = value
		}
	}
	return residentKB, threads
}

// A window that is used for long, as long as ETABLI_SOAK says, such as 30m: pages, files,
// searches, an intake that is begun. Its memory settles.
func TestAWindowInUseForLongSettles(t *testing.T) {
	long, err := time.ParseDuration(os.Getenv("ETABLI_SOAK"))
	if err != nil {
		t.Skip("ETABLI_SOAK says how long: 30m")
	}
	d := newDesk(t, "1366x768")
	store := d.path("soak")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.run("etablictl", "--store", store, "demo", "--files", "200")
	d.open(store)
	d.keys("Return") // who works here is asked
	use := func() {
		for _, page := range []string{"prets", "messages", "stock", "caisse", "reclamations", "colis", "tiers", "reparations"} {
			d.keys("ctrl+k")
			d.write(page)
			d.keys("Return")
			time.Sleep(time.Second)
			d.keys("Down", "Down", "F1", "Escape")
		}
		d.keys("F2")
		d.write("0639980077")
		d.keys("Escape", "Escape")
	}
	use()
	time.Sleep(70 * time.Second) // what is out of sight is let go after a minute
	use()
	began, threads := d.held()
	most, until := began, time.Now().Add(long)
	for n := 1; time.Now().Before(until); n++ {
		use()
		now, running := d.held()
		most = max(most, now)
		t.Logf("round %d: %d kB, %d threads", n, now, running)
		if running > threads+8 {
			t.Errorf("%d threads, %d at the beginning", running, threads)
		}
	}
	const room = 48 << 10 // collected as it comes
	if most > began+began/5+room {
		t.Errorf("the memory went from %d to %d kB", began, most)
	}
	d.close()
	d.run("etablictl", "--store", store, "verify")
}
