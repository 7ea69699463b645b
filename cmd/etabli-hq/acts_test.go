package main

import (
	"slices"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
	"etabli/app/service"
)

// byTelephone are the commands by which staff do in a customer's name what the page
// can do; by-telephone.txtar runs each. What opens and shuts a part of the page is
// no act of a customer on their file.
var byTelephone = map[string]string{
	"open": "", "shut": "",
	"quote": "quote.answer", "choose": "warranty.choose", "collect": "repair.name_party", "claim": "claim.reply", "rate": "survey.answer", "well": "opinion.give", "tell": "customer.save",
	"message": "message.receive", "complaint": "claim.open", "data": "person.ask",
}

func TestNothingCanBeDoneOnThePageAlone(t *testing.T) {
	desk := portaltest.NewDesk()
	page := portal.New(portal.Options{Repairs: &portaltest.Book{}, Acts: desk, Letters: desk, Complaints: desk, Now: func() time.Time { return portaltest.Now }})
	commands := service.Commands()
	for _, act := range page.Acts() {
		name, known := byTelephone[act]
		if !known {
			t.Errorf("%s has no command for the telephone", act)
		}
		if name != "" && !slices.ContainsFunc(commands, func(c service.Command) bool { return c.Name == name }) {
			t.Errorf("%s: there is no command %s", act, name)
		}
	}
	if len(page.Acts()) != len(byTelephone) {
		t.Errorf("the page has %v", page.Acts())
	}
}
