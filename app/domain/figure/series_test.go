package figure_test

import (
	"testing"

	"etabli/app/domain/figure"
)

// series is one figure of a table.
func series(t *testing.T, table figure.Table, id figure.ID) figure.Series {
	t.Helper()
	for _, s := range table.Series {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("there is no %s", id)
	return figure.Series{}
}

func same(t *testing.T, what string, got []int64, want ...int64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s are %v, want %v", what, got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s are %v, want %v", what, got, want)
			return
		}
	}
}

func TestARepairHeldWhenTheDeviceStayedAway(t *testing.T) {
	today := on(t, "2026-11-21")
	visit := func(device, came, left string, repaired bool) figure.Case {
		c := figure.Case{Device: device, ReceivedOn: on(t, came), ReturnedOn: on(t, left)}
		if repaired {
			c.Outcome = "repaired"
		}
		return c
	}
	m := figure.Matter{Short: 5, Long: 20, Cases: []figure.Case{
		visit("a", "2026-11-01", "2026-11-08", true), // came back on the 12th
		visit("a", "2026-11-12", "2026-11-20", true), // too early to tell
		visit("b", "2026-11-02", "2026-11-09", true), // stayed away
		visit("c", "2026-11-02", "2026-11-10", true), // came back on the 16th, after the short time
		visit("c", "2026-11-16", "", false),          //
		visit("d", "2026-11-03", "2026-11-10", false),
		visit("", "2026-11-03", "2026-11-10", true), // nobody can tell it from others
	}}
	table := figure.TableOf(m, today, 2)
	fixed := series(t, table, figure.FirstFix)
	if fixed.Cases != 3 || fixed.Curves[0].Whole != 667 {
		t.Errorf("%+v", fixed)
	}
	same(t, "the shares that held", fixed.Curves[0].Weeks, 667, figure.NoCase)
	// of those that left five days ago or longer, one came again within five days
	again := series(t, table, figure.Repeats)
	if again.Cases != 4 || again.Curves[0].Whole != 250 {
		t.Errorf("%+v", again)
	}
}

func TestLoanersAreUsedOnTheDaysOnWhichTheyAreOut(t *testing.T) {
	today := on(t, "2026-11-21")
	table := figure.TableOf(figure.Matter{Units: 2, Lent: []figure.Lent{
		{From: on(t, "2026-11-13"), To: on(t, "2026-11-15")}, // two days of the first week, one of the second
		{From: on(t, "2026-11-20")},                          // is out
		{From: on(t, "2026-10-01"), To: on(t, "2026-10-20")},
	}}, today, 2)
	use := series(t, table, figure.LoanUse)
	same(t, "the shares of days", use.Curves[0].Weeks, 143, 214)
	if use.Cases != 2 || use.Curves[0].Whole != 179 {
		t.Errorf("%+v", use)
	}
	if none := series(t, figure.TableOf(figure.Matter{}, today, 2), figure.LoanUse); none.Curves[0].Whole != figure.NoCase {
		t.Errorf("without loaners: %+v", none)
	}
}

func TestAnswersAndScoresStandInTheirWeeks(t *testing.T) {
	today := on(t, "2026-11-21")
	table := figure.TableOf(figure.Matter{
		Answers: []figure.Answer{{On: today, SpentMS: 60}, {On: today, SpentMS: 20}, {On: on(t, "2026-11-08"), SpentMS: 40}, {On: on(t, "2026-11-07"), SpentMS: 99}},
		Cases:   []figure.Case{{ReceivedOn: on(t, "2026-11-08"), ReadyOn: today, Score: 5}, {ReadyOn: today, Score: 4, ReturnedOn: today}},
	}, today, 2)
	answers := series(t, table, figure.FirstAnswer)
	same(t, "the medians", answers.Curves[0].Weeks, 40, 20)
	same(t, "nine in ten", answers.Curves[1].Weeks, 40, 60)
	if answers.Cases != 3 || answers.Curves[0].Whole != 40 {
		t.Errorf("%+v", answers)
	}
	same(t, "the marks", series(t, table, figure.Score).Curves[0].Weeks, figure.NoCase, 45)
	flow := series(t, table, figure.Flow)
	same(t, "what came", flow.Curves[0].Weeks, 1, 0)
	same(t, "what became ready", flow.Curves[1].Weeks, 0, 2)
	same(t, "what left", flow.Curves[2].Weeks, 0, 1)
	if len(table.From) != 2 || table.From[1] != on(t, "2026-11-15") {
		t.Errorf("the weeks begin on %v", table.From)
	}
}

// A table agrees with the figures of today about what both say.
func TestATableAgreesWithTheFiguresOfToday(t *testing.T) {
	today := on(t, "2026-11-21")
	var samples []figure.Case
	for i := range 60 {
		samples = append(samples, figure.Case{ReceivedOn: today.AddDays(-2 * i), ReadyOn: today.AddDays(-i), TurnMS: int64(i+1) * dayMS})
	}
	f, turns := figure.Of(figure.Matter{Cases: samples}, today, 4), series(t, figure.TableOf(figure.Matter{Cases: samples}, today, 4), figure.Turnaround)
	if turns.Curves[0].Whole != f.MedianMS || turns.Curves[1].Whole != f.P90MS {
		t.Errorf("%+v and %+v", f, turns)
	}
	for i, w := range f.Weeks {
		if turns.Curves[0].Weeks[i] != w.MedianMS || turns.Curves[1].Weeks[i] != w.P90MS {
			t.Errorf("week %d: %+v and %+v", i, w, turns.Curves)
		}
	}
}
