package main_test

import (
	"os/exec"
	"strings"
	"testing"
)

// Without HQ the bench says that a device is beyond repair while the counter takes the
// customer's yes to another quote. When HQ is back both stand before whoever is at the
// counter, who said what and what each knew; one press settles it everywhere.
func TestStory10TwoTruthsStandSideBySideAndOnePressSettlesThem(t *testing.T) {
	d := newDesk(t, "1366x768")
	d.serve()
	counter, bench := d.path("counter"), d.path("bench")
	for _, store := range []string{counter, bench} {
		d.run("etablictl", "--store", store, "enrol", strings.TrimSpace(d.run("etabli-hq", "--dir", d.path("hq"), "enrol", "--site", "LIL", "--code-only")))
	}
	nadia := d.act(counter, "staff.save", `{"display":"Nadia B.","role":"manager"}`)
	d.act(counter, "staff.save", `{"display":"Yann L.","role":"technician"}`)
	id, number := d.made(counter, "repair.receive", `{"customer":{"name":"Karim Benali"},"product":{"label":"Ampli"},"fault":"Souffle"}`)
	d.act(counter, "repair.quote", `{"id":"`+id+`","work":"Alimentation","lines":[{"kind":"labour","label":"Alimentation","unit_cents":9000}]}`)
	d.run("etablictl", "--store", counter, "sync")
	d.run("etablictl", "--store", bench, "sync")
	d.stopHQ()
	d.act(bench, "repair.diagnose", `{"id":"`+id+`","finding":"Carte brulee","verdict":"wear"}`)
	d.act(bench, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"ber"}`)
	d.act(counter, "repair.quote", `{"id":"`+id+`","staff":"`+nadia+`","work":"Alimentation et carte","reason":"hidden_damage","lines":[{"kind":"labour","label":"Alimentation et carte","unit_cents":15000}]}`)

	d.open(counter)
	d.keys("ctrl+l", "Return") // Nadia works here
	d.records(func() { d.keys("Escape", "Escape") }, func() {
		d.scan(number)
		d.keys("F4") // the customer's answer
		d.step("story10-accepted", "F9")
	})
	d.goTo("a verifier")
	nothing := d.look()
	d.serve()
	d.run("etablictl", "--store", bench, "sync")
	d.waitFor("the other truth", func() string {
		if d.look().unlike(nothing) < 1366*768/20 {
			return ""
		}
		return "yes"
	})
	d.picture("story10-two-truths")
	d.waitFor("one truth at the bench", func() string {
		d.click(888, 235) // the first side
		d.run("etablictl", "--store", bench, "sync")
		if got := d.file(bench, number); got.Status != "ready" || d.run("etablictl", "--json", "--store", bench, "review") != "[]\n" {
			return ""
		}
		return "yes"
	})
	d.picture("story10-settled")
	d.close()
	for _, store := range []string{counter, bench} {
		if left := d.run("etablictl", "--json", "--store", store, "review"); strings.TrimSpace(left) != "[]" {
			t.Errorf("still to verify: %s", left)
		}
		d.run("etablictl", "--store", store, "verify")
	}
	if out, err := exec.CommandContext(t.Context(), "etablictl", "--json", "--store", counter, "get", number).Output(); err != nil || !strings.Contains(string(out), `"outcome":"ber"`) {
		t.Errorf("the file is %s, %v", out, err)
	}
}
