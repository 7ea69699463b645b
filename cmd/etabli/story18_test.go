package main_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An inspector stands at the counter and there is no network: by keyboard alone every
// record of every till is read again, last year's archive is written, and the first
// receipt of that year is found with its code and printed once more.
func TestStory18AnInspectorIsShownTheTillOnTheSpot(t *testing.T) {
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "demo", "--year", "--size", "20")
	year := time.Now().AddDate(-1, 0, 7).Format("2006") // in which the year of work began
	receipt := "LIL1-" + year + "-000001"

	d.open(store)
	d.keys("ctrl+l", "Tab", "Return", "F3", "shift+Tab", "End") // the manager, and the page of controls
	closings := d.look()
	d.keys("F4")
	d.waitFor("the proof", func() string {
		if d.look().unlike(closings) < 1366*768/50 {
			return ""
		}
		return "yes"
	})
	d.picture("story18-verified")
	d.keys("Tab", "Tab", "Right", "Tab", "Return")
	archive := d.waitFor("the archive", func() string {
		found, _ := filepath.Glob(filepath.Join(store, "papers", "archive-*"+year+".zip"))
		return strings.Join(found, "")
	})
	d.picture("story18-archived")
	day := func() {
		d.keys("Escape", "F3", "shift+Tab", "Home", "Right", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
	}
	d.records(day, func() {
		day()
		d.write(receipt)
		d.keys("Tab", "End", "Tab", "Down") // of the whole year
		d.picture("story18-receipt")
		d.keys("F4")
	})
	d.picture("story18-copied")
	d.close()

	if found := d.run("etablictl", "--json", "--store", store, "till-archive-check", archive); !strings.Contains(found, `"problems":[]`) {
		t.Errorf("the archive: %s", found)
	}
	if proof := d.run("etablictl", "--json", "--store", store, "ask", "till.verify"); strings.Contains(proof, `"what"`) {
		t.Errorf("the replay: %s", proof)
	}
	if story := d.run("etablictl", "--json", "--store", store, "ask", "till.history", `{"number":"`+receipt+`"}`); !strings.Contains(story, `"kind":"copy"`) {
		t.Errorf("the receipt was not printed again: %s", story)
	}
	d.run("etablictl", "--store", store, "verify")
}
