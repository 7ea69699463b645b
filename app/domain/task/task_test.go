package task_test

import (
	"errors"
	"slices"
	"testing"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/task"
)

var day = domaintest.Day

func TestWhatWasNotDoneYesterdayStandsOnTop(t *testing.T) {
	today := day(t, "2026-11-24")
	list := []task.Due{
		{On: today}, {On: today + 1, AtMS: 5}, {On: today, AtMS: 2000}, {On: today - 1}, {On: today, AtMS: 900}, {On: today - 30, AtMS: 1},
	}
	slices.SortStableFunc(list, task.Compare)
	var got []task.When
	for _, d := range list {
		got = append(got, d.When(today, 1000))
	}
	want := []task.When{task.Yesterday, task.Yesterday, task.Hour, task.Today, task.Today, task.Later}
	if !slices.Equal(got, want) || list[2].AtMS != 900 || list[0].On != today-30 {
		t.Errorf("got %v of %v", got, list)
	}
}

func TestATaskIsDoneByWhoIsThere(t *testing.T) {
	away := map[string]string{"nadia": "yann", "sophie": "", "karim": "sophie"}
	is := func(id string) (string, bool) { standIn, gone := away[id]; return standIn, gone }
	for _, c := range []struct{ owner, substitute, want string }{
		{"yann", "nadia", "yann"},
		{"nadia", "ana", "ana"},
		{"nadia", "", "yann"},
		{"nadia", "sophie", "yann"},
		{"karim", "", ""},
		{"sophie", "", ""},
		{"", "yann", ""},
	} {
		if got := task.Doer(c.owner, c.substitute, is); got != c.want {
			t.Errorf("%s, else %s: %q, want %q", c.owner, c.substitute, got, c.want)
		}
	}
}

func TestWhatIsWrongOfATaskIsNamed(t *testing.T) {
	for field, err := range map[string]error{
		"on":     task.CheckSet(task.SetFacts{}, task.TextBox{What: "Rappeler M. X"}),
		"what":   task.CheckSet(task.SetFacts{On: "2026-11-24"}, task.TextBox{What: "\n"}),
		"at_ms":  task.CheckMoved(task.MovedFacts{AtMS: -1}),
		"reason": task.CheckMoved(task.MovedFacts{On: "2026-11-24", Reason: "M. X est fâché"}),
	} {
		var f *fault.Error
		if !errors.As(err, &f) || f.Field != field {
			t.Errorf("got %v, want a fault of %s", err, field)
		}
	}
	if err := task.CheckMoved(task.MovedFacts{Reason: "later"}); err == nil {
		t.Error("a move that moves nothing is accepted")
	}
}
