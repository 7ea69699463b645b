package main_test

import (
	"strings"
	"testing"
)

// What whoever runs the shop does most, one after the other in the same window and by
// keyboard alone: every page is reached by its name, as a person types it without accents.
func TestTheTasksOfWhoRunsTheShopAreDoneInTheWindow(t *testing.T) {
	d := newDesk(t, "1366x768")
	store := d.path("manager")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.act(store, "staff.save", `{"display":"Sophie M.","role":"manager"}`)
	d.act(store, "part.save", `{"ref":"CAB-USBC-2","label":"Cable USB-C","price_cents":1300,"currency":"EUR"}`)
	amelie := d.act(store, "customer.save", `{"name":"Amelie Durand","phone":"06 39 98 00 47"}`)
	file := d.act(store, "repair.receive", `{"customer":{"id":"`+amelie+`"},"product":{"label":"ThinkPad T14"},"fault":"Ecran noir"}`)
	claim := d.act(store, "claim.open", `{"repair":"`+file+`","customer":"`+amelie+`","about":"delay","channel":"phone","words":"Trop long"}`)

	d.open(store, "--mode", "manager")
	d.task("manager the risks of today", func() { d.keys("Tab", "Tab", "Tab") })
	d.task("manager figures with their definition", func() {
		d.goTo("chiffres")
		d.keys("Tab", "Tab", "Tab", "Return")
	})
	d.task("manager a claim is answered", func() {
		d.goTo("reclamations")
		d.keys("Down")
		d.keys("F4")
		d.write("Nous vous rappelons demain.")
		d.picture("manager-claim-sheet")
		d.keys("F9")
	})
	d.task("manager a price is changed", func() {
		d.goTo("catalogue")
		d.keys("Tab", "Tab", "Down", "F4", "ctrl+a") // past the search and the parts of the list
		d.write("14,50")
		d.keys("F9")
	})
	d.task("manager somebody joins the team", func() {
		d.goTo("equipe")
		d.keys("F4")
		d.write("Nadia B.")
		d.picture("manager-team-sheet")
		d.keys("F9")
	})
	d.task("manager the hours of a week", func() {
		d.goTo("horaires")
		d.keys("F4", "ctrl+a")
		d.write("9h-12h 14h-18h")
		d.picture("manager-hours-sheet")
		d.keys("F9")
	})
	d.task("manager how the shop reports", func() {
		d.goTo("declarations")
		d.keys("F4", "space", "F9")
	})
	d.task("manager the rules of the law", func() {
		d.goTo("regles")
		d.keys("Tab", "Tab", "Down")
	})
	d.task("manager the devices of the shop", func() {
		d.goTo("appareils")
		d.keys("Tab", "Tab", "Down")
	})
	d.task("manager an incident is noted", func() {
		d.goTo("incidents")
		d.keys("F4")
		d.picture("manager-incident-sheet")
		d.keys("Escape")
	})
	d.task("manager what is kept of a person", func() {
		d.goTo("donnees personnelles")
		d.keys("F4")
		d.picture("manager-privacy-sheet")
		d.keys("Escape")
	})
	d.close()
	if got := d.run("etablictl", "--json", "--store", store, "ask", "claim.get", `{"id":"`+claim+`"}`); !strings.Contains(got, `"answered_ms"`) {
		t.Errorf("the claim: %s", got)
	}
	if team := d.run("etablictl", "--json", "--store", store, "ask", "staff.list"); !strings.Contains(team, "Nadia B.") {
		t.Errorf("the team: %s", team)
	}
	if part := d.run("etablictl", "--json", "--store", store, "ask", "part.get", `{"part":"CAB-USBC-2"}`); !strings.Contains(part, `"price_cents":1450`) {
		t.Errorf("the article: %s", part)
	}
	d.run("etablictl", "--json", "--store", store, "ask", "ereport.due") // refused until the shop said how it reports
	d.run("etablictl", "--store", store, "verify")
}
