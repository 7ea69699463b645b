package service_test

import (
	"testing"
	"time"

	"etabli/app/service"
)

// Somebody who said at the telephone that all is well, before anybody asked, is not
// asked any more.
func TestWhoSaidThatAllIsWellIsNotAskedAnyMore(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	do(t, app, "opinion.asking", `{"on":true}`)
	id := do(t, app, "repair.receive", `{"customer":{"name":"Karim Benali","phone":"06 39 98 00 11"},"product":{"label":"ThinkPad T14"}}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
	do(t, app, "repair.hand_back", `{"id":"`+id+`","outcome":"repaired"}`)
	now = now.Add(24 * time.Hour)
	if due := ask[[]service.OpinionDue](t, app, "opinion.due", `{}`); len(due) != 1 {
		t.Fatalf("to be asked: %+v", due)
	}
	do(t, app, "opinion.give", `{"id":"`+id+`","well":true,"channel":"phone"}`)
	if due := ask[[]service.OpinionDue](t, app, "opinion.due", `{}`); len(due) != 0 {
		t.Errorf("still to be asked: %+v", due)
	}
}
