package service_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

func TestFiguresAreMadeOfWhatHappened(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
	do(t, app, "survey.answer", `{"id":"`+id+`","score":4}`)
	received(t, app)
	f, err := app.Figures(t.Context(), &service.FiguresInput{Weeks: 2})
	if err != nil || len(f.Weeks) != 2 {
		t.Fatalf("%+v, %v", f, err)
	}
	if f.Received != 2 || f.Ready != 1 || f.Returned != 0 || f.Weeks[1].Count != 1 || f.Score != 40 || f.Scores != 1 {
		t.Errorf("%+v", f)
	}
	if _, err := app.Ask(t.Context(), "figures.turnaround", []byte(`{"weeks":1000}`)); fault.Of(err).Code != fault.OutOfRange {
		t.Errorf("too many weeks: %v", err)
	}
}
