package main_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// A technician's window on a screen as small as a telephone's: the strong button,
// which F4 presses, leads from the day to the customer's door.
func TestATechnicianGetsToTheDoorByTheStrongButtonAlone(t *testing.T) {
	d := newDesk(t, "360x740")
	store := d.path("van")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	do := func(command, fields string) string {
		out := d.run("sh", "-c", fmt.Sprintf(`echo '%s' | etablictl --json --store %s do %s`, fields, store, command))
		var made struct{ Data struct{ ID string } }
		if err := json.Unmarshal([]byte(out), &made); err != nil {
			t.Fatalf("%s answers %s: %v", command, out, err)
		}
		return made.Data.ID
	}
	yann := do("staff.save", `{"display":"Yann L.","role":"technician"}`)
	ana := do("customer.save", `{"name":"Ana Roy","phone":"06 39 98 00 11","address":"3 rue des Arts, Lille"}`)
	begins := time.Now().Truncate(time.Hour) // a slot that is over is not planned
	do("visit.plan", fmt.Sprintf(`{"customer":"%s","for":"upkeep","to":"%s","van":"LIL4","slot":{"from_ms":%d,"to_ms":%d}}`,
		ana, yann, begins.UnixMilli(), begins.Add(2*time.Hour).UnixMilli()))

	d.open(store, "--mode", "field")
	d.picture("field-day")
	d.keys("F4")
	time.Sleep(2 * time.Second) // the page of the visit is read
	d.picture("field-visit")
	d.keys("F4")
	time.Sleep(2 * time.Second)
	d.keys("F4")
	time.Sleep(2 * time.Second)
	d.picture("field-on-site")
	d.close()

	var day []struct {
		Status    string
		ArrivedMS int64 `json:"arrived_ms"`
	}
	out := d.run("etablictl", "--store", store, "ask", "visit.day")
	if err := json.Unmarshal([]byte(out), &day); err != nil || len(day) != 1 {
		t.Fatalf("the day is %s: %v", out, err)
	}
	if day[0].Status != "on_site" || day[0].ArrivedMS == 0 {
		t.Errorf("after three presses the visit is %+v", day[0])
	}
	d.run("etablictl", "--store", store, "verify")
}
