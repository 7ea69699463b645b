package figure_test

import (
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
)

const dayMS = 24 * 3600 * 1000

func on(t *testing.T, text string) civil.Date {
	t.Helper()
	d, err := civil.Parse("on", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTurnaroundIsCountedInTheWeekInWhichARepairBecameReady(t *testing.T) {
	today := on(t, "2026-11-21")
	ready := func(day string, days int64) figure.Case {
		return figure.Case{ReceivedOn: on(t, "2026-10-01"), ReadyOn: on(t, day), TurnMS: days * dayMS}
	}
	f := figure.Of(figure.Matter{Cases: []figure.Case{
		ready("2026-11-21", 2), ready("2026-11-15", 4), // the week that ends today
		ready("2026-11-14", 10), ready("2026-11-08", 6), ready("2026-11-10", 8), // the one before
		ready("2026-11-07", 99), // too old
		{ReceivedOn: on(t, "2026-11-20")},
	}}, today, 2)
	if len(f.Weeks) != 2 || f.Weeks[0].Count != 3 || f.Weeks[1].Count != 2 {
		t.Fatalf("weeks %+v", f.Weeks)
	}
	if f.Weeks[0].From != on(t, "2026-11-08") || f.Weeks[0].MedianMS != 8*dayMS || f.Weeks[0].P90MS != 10*dayMS {
		t.Errorf("the first week is %+v", f.Weeks[0])
	}
	if f.Weeks[1].MedianMS != 2*dayMS || f.MedianMS != 6*dayMS || f.P90MS != 10*dayMS {
		t.Errorf("the last week is %+v, all %d %d", f.Weeks[1], f.MedianMS, f.P90MS)
	}
	if f.Received != 1 || f.Ready != 2 || f.Returned != 0 {
		t.Errorf("in seven days %+v", f)
	}
}

func TestAScoreIsTheMeanOfThoseWhoSaidSomething(t *testing.T) {
	today := on(t, "2026-11-21")
	f := figure.Of(figure.Matter{Cases: []figure.Case{{ReadyOn: today, Score: 5}, {ReadyOn: today, Score: 4}, {ReadyOn: today, Score: 4}, {ReadyOn: today}}}, today, 1)
	if f.Scores != 3 || f.Score != 43 {
		t.Errorf("%d of %d", f.Score, f.Scores)
	}
}

func TestNoRepairsMakeNoFigures(t *testing.T) {
	f := figure.Of(figure.Matter{}, on(t, "2026-11-21"), 12)
	if len(f.Weeks) != 12 || f.MedianMS != 0 || f.Scores != 0 {
		t.Errorf("%+v", f)
	}
}

func TestADeviceThatNobodyFetchesIsCountedAfterTwoWeeks(t *testing.T) {
	today := on(t, "2026-11-21")
	f := figure.Of(figure.Matter{Cases: []figure.Case{
		{ReadyOn: on(t, "2026-11-07"), Uncollected: true}, {ReadyOn: on(t, "2026-11-06"), Uncollected: true},
		{ReadyOn: on(t, "2026-10-01")},
	}}, today, 1)
	if f.Uncollected != 1 || f.OldestDays != 15 {
		t.Errorf("%d, the oldest %d days", f.Uncollected, f.OldestDays)
	}
}
