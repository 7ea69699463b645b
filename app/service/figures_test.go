package service_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/figure"
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

func TestATableIsMadeOfRepairsLoansAndAnswers(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	id, _ := received(t, app)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
	do(t, app, "repair.hand_back", `{"id":"`+id+`","outcome":"repaired","accessories":{"Chargeur":"returned"}}`)
	unit := do(t, app, "loaner.save", `{"label":"Radio de prêt"}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "message.receive", `{"channel":"email","from":"k@exemple.fr","text":"Est-ce prêt ?"}`)
	now = now.AddDate(0, 0, 10)
	again, _ := received(t, app) // the same serial number
	do(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+again+`","paper":true}`)
	now = now.AddDate(0, 0, 90)

	table := ask[figure.Table](t, app, "figures.table", `{"weeks":16,"site":"LIL"}`)
	got := map[figure.ID]figure.Series{}
	for _, s := range table.Series {
		got[s.ID] = s
	}
	if s := got[figure.FirstFix]; s.Cases != 1 || s.Curves[0].Whole != 0 {
		t.Errorf("it came back after ten days: %+v", s)
	}
	if s := got[figure.Repeats]; s.Cases != 1 || s.Curves[0].Whole != 1000 {
		t.Errorf("it left, and came again: %+v", s)
	}
	if s := got[figure.LoanUse]; s.Cases != 1 || s.Curves[0].Weeks[15] != 1000 {
		t.Errorf("the loaner is out: %+v", s)
	}
	if s := got[figure.FirstAnswer]; s.Cases != 1 || s.Curves[0].Whole <= 0 {
		t.Errorf("nobody has answered: %+v", s)
	}
	if all := ask[figure.Table](t, app, "figures.table", `{}`); len(all.From) != 12 || len(all.Series) != len(table.Series) {
		t.Errorf("all shops: %+v", all)
	}
}

func TestADeviceThatComesBackWithAnotherCodedFaultHeld(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	fix := func(symptom string) string {
		id, _ := received(t, app) // always the same serial number
		do(t, app, "repair.code", `{"id":"`+id+`","symptom":"`+symptom+`"}`)
		do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"repaired"}`)
		do(t, app, "repair.hand_back", `{"id":"`+id+`","outcome":"repaired","accessories":{"Chargeur":"returned"}}`)
		return id
	}
	held := func(fixed, repeats int64) {
		t.Helper()
		for _, l := range ask[service.PeriodFigures](t, app, "figures.report", `{"from":"2026-01-01"}`).Lines {
			if want, is := map[figure.ID]int64{figure.FirstFix: fixed, figure.Repeats: repeats}[l.ID]; is && (len(l.Values) == 0 || l.Values[0].N != want) {
				t.Errorf("%s is %+v, want %d", l.ID, l.Values, want)
			}
		}
	}
	fix("no_power")
	now = now.AddDate(0, 0, 10)
	second := fix("noise")
	now = now.AddDate(0, 0, 40)
	held(1000, 0)
	do(t, app, "repair.code", `{"id":"`+second+`","symptom":"no_power"}`)
	held(500, 500)
}
