package main_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"
)

// A visit on a screen as small as a telephone's, from the door to the printed report:
// points that were checked, a part from the van, the words, the questions that law asks
// away from the shop, the customer's signature.
func TestAVisitIsCheckedWrittenSignedAndPrintedInTheHand(t *testing.T) {
	d := newDesk(t, "360x740")
	store := d.path("van")
	yann, ana := d.round(store)
	d.act(store, "part.save", `{"ref":"PMP-12","label":"Pompe de vidange","price_cents":3950,"currency":"EUR"}`)
	d.act(store, "stock.receive", `{"lines":[{"part":"PMP-12","n":2,"place":"LIL.shop"}]}`)
	d.run("sh", "-c", `echo '{"to":"LIL.van4","reason":"van_load","lines":[{"part":"PMP-12","n":2,"place":"LIL.shop"}]}' | etablictl --store `+store+` do stock.move`)
	file := d.act(store, "repair.receive", `{"customer":{"id":"`+ana+`"},"product":{"label":"Lave-linge Bosch","category":"washing_machine"},"fault":"Ne vidange plus"}`)
	d.plan(store, yann, ana, `"for":"repair","repair":"`+file+`"`, 0)

	d.open(store, "--mode", "field")
	d.step("visit-open", "F4")
	d.step("visit-gone", "F4")
	d.step("visit-there", "F4")
	for _, y := range []int{351, 407, 463, 519} {
		d.click(41, y)
	}
	d.picture("visit-checked")
	d.run("xdotool", "mousemove", "180", "450")
	d.run("xdotool", "click", "--repeat", "20", "--delay", "40", "5")
	d.click(160, 379)
	d.picture("visit-van")
	d.step("visit-part", "Return")
	d.keys("F4")
	d.keys("Tab")
	d.write("Pompe changee")
	d.step("visit-written", "F9")
	d.step("visit-asks", "F4")
	d.step("visit-asked", "space", "Tab", "space", "F9")
	d.step("visit-sign", "F4")
	d.run("xdotool", "mousemove", "100", "350", "mousedown", "1")
	for _, at := range []string{"110 352", "130 340", "150 355", "180 350", "200 330"} {
		d.run("sh", "-c", "xdotool mousemove "+at)
		time.Sleep(100 * time.Millisecond)
	}
	d.run("xdotool", "mouseup", "1")
	d.picture("visit-signature")
	d.click(250, 473)
	d.step("visit-printed", "F4")
	d.waitFor("the report", func() string {
		found, _ := filepath.Glob(filepath.Join(store, "papers", "*.pdf"))
		if len(found) == 0 {
			return ""
		}
		return found[0]
	})
	d.close()

	var day []struct{ Status string }
	if out := d.run("etablictl", "--json", "--store", store, "ask", "visit.day"); json.Unmarshal([]byte(out), &day) != nil || len(day) != 1 || day[0].Status != "signed" {
		t.Errorf("the day is %s", out)
	}
	var van []struct {
		Ref    string
		OnHand int `json:"on_hand"`
	}
	if out := d.run("etablictl", "--json", "--store", store, "ask", "visit.van_stock", `{"van":"LIL4"}`); json.Unmarshal([]byte(out), &van) != nil || len(van) != 1 || van[0].OnHand != 1 {
		t.Errorf("the van holds %s", out)
	}
	d.run("etablictl", "--store", store, "verify")
}
