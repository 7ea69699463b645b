package figure_test

import (
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
)

func line(t *testing.T, list []figure.Line, id figure.ID) figure.Line {
	t.Helper()
	for _, l := range list {
		if l.ID == id {
			return l
		}
	}
	t.Fatalf("there is no %s", id)
	return figure.Line{}
}

func values(l figure.Line) map[string]int64 {
	out := map[string]int64{}
	for _, v := range l.Values {
		out[v.Name] = v.N
	}
	return out
}

// A small shop in November, counted by hand.
func november(t *testing.T) figure.Matter {
	d := func(text string) civil.Date { return on(t, text) }
	return figure.Matter{
		Short: 30, Long: 90, Today: d("2027-03-31"), Units: 2, WorkDays: 20, DeadDays: 180, DOADays: 30,
		Goods: []figure.Goods{
			{CostC: 1000, Start: 5, End: 5, Out: 15, MovedOn: d("2026-11-29")}, // with the next one, 150 euros went out of 75 that lay there
			{CostC: 1000, Start: 2, End: 3, MovedOn: d("2026-04-01")},          // nobody touched it
		},
		Delivered: []figure.Delivered{
			{On: d("2026-11-03"), BackOn: d("2026-11-20")}, {On: d("2026-11-04"), BackOn: d("2027-01-20")}, {On: d("2026-10-04"), BackOn: d("2026-10-05")},
		},
		Cases: []figure.Case{
			{ // repaired, came back on the 20th of November
				Device: "a", ReceivedOn: d("2026-11-02"), ReadyOn: d("2026-11-04"), ReturnedOn: d("2026-11-05"), TurnMS: 2 * dayMS, TurnDays: 2,
				CustomerMS: 4 * dayMS, HandsOnMS: 3600_000, PromisedOn: d("2026-11-05"), Outcome: "repaired", Diagnosed: true, Executor: "own",
				QuotedOn: d("2026-11-03"), Answered: true, Accepted: true, AnswerMS: 2 * 3600_000, Parts: 2,
				RevenueC: 10000, CostC: 6000, CostKnown: true, Score: 5, AskedOn: d("2026-11-06"), Well: "yes",
			},
			{ // the same device again, at a subcontractor, waited for its part
				Device: "a", ReceivedOn: d("2026-11-20"), ReadyOn: d("2026-11-30"), ReturnedOn: d("2026-12-02"), TurnMS: 10 * dayMS, TurnDays: 7,
				CustomerMS: 12 * dayMS, PromisedOn: d("2026-11-25"), WaitMS: map[string]int64{"part_wait": 4 * dayMS, "quote_sent": 2 * dayMS}, Outcome: "repaired", Diagnosed: true, Executor: "sub", Layer: "rep",
				QuotedOn: d("2026-11-21"), Answered: true, Accepted: true, AnswerMS: 4 * 3600_000, Parts: 1, Waited: true,
				BorneC: 2000, CostC: 4000, CostKnown: true,
			},
			{ // nothing was found
				Device: "b", ReceivedOn: d("2026-11-10"), ReadyOn: d("2026-11-10"), ReturnedOn: d("2026-11-10"), PromisedOn: d("2026-11-12"), Outcome: "nff", Diagnosed: true, NoFault: true,
				Executor: "own", Score: 3, AskedOn: d("2026-11-11"), LegalOn: d("2026-12-10"), LegalEnd: d("2026-11-10"),
			},
			{ // the quote was refused
				Device: "c", ReceivedOn: d("2026-11-12"), ReadyOn: d("2026-11-14"), ReturnedOn: d("2026-11-14"), TurnMS: 2 * dayMS, TurnDays: 2, PromisedOn: d("2026-11-14"), Outcome: "refused",
				Diagnosed: true, Executor: "own", QuotedOn: d("2026-11-13"), Answered: true, RefusedFor: "too_dear", AnswerMS: 3600_000,
				LegalOn: d("2026-11-13"), LegalEnd: d("2026-11-14"),
			},
			{ReceivedOn: d("2026-12-20"), Open: true, Executor: "own"}, // after November, and still open
		},
		Answers:  []figure.Answer{{On: d("2026-11-02"), SpentMS: 100}, {On: d("2026-11-03"), SpentMS: 300}, {On: d("2026-12-01"), SpentMS: 9}},
		Asked:    []figure.Asked{{On: d("2026-11-09"), Claimed: 10000, Taken: 7000, Answered: true, Reason: "price"}, {On: d("2026-11-10"), Claimed: 5000}},
		Lent:     []figure.Lent{{From: d("2026-10-25"), To: d("2026-11-06")}},
		Due:      []figure.Due{{On: d("2026-11-05"), Back: d("2026-11-06")}, {On: d("2026-11-20"), Back: d("2026-11-20")}},
		Refusals: []figure.Refusal{{On: d("2026-11-15"), Why: "no_skill"}, {On: d("2026-10-15"), Why: "no_skill"}},
	}
}

func TestAPeriodComesToWhatIsCountedByHand(t *testing.T) {
	r := figure.Report(november(t), figure.Span{From: on(t, "2026-11-01"), To: on(t, "2026-11-30")})
	for id, want := range map[figure.ID]map[string]int64{
		figure.Turnaround:    {"median": 2 * dayMS, "p90": 10 * dayMS, "mean": (14*dayMS + 2) / 4},
		figure.TurnWorking:   {"median": 2, "p90": 7, "mean": 3},
		figure.CustomerTurn:  {"median": 4 * dayMS, "p90": 4 * dayMS, "mean": 4 * dayMS},
		figure.HandsOn:       {"median": 3600_000, "p90": 3600_000, "mean": 3600_000},
		figure.FirstFix:      {"share": 0},
		figure.Repeats:       {"short": 333, "long": 333},
		figure.NoFaultShare:  {"share": 250},
		figure.Yield:         {"share": 667},
		figure.QuoteTaken:    {"share": 667},
		figure.QuoteAnswer:   {"median": 2 * 3600_000, "p90": 4 * 3600_000, "mean": 8400_000},
		figure.SLAKept:       {"share": 750},
		figure.LegalBroken:   {"share": 500},
		figure.LinesServed:   {"share": 667},
		figure.FilesServed:   {"share": 500},
		figure.FirstAnswer:   {"median": 100, "p90": 300, "mean": 200},
		figure.LoanUse:       {"share": 100},
		figure.LoanOverdue:   {"share": 500},
		figure.CostOfRepair:  {"mean": 5000, "customer": 6000, "rep": 4000},
		figure.Margin:        {"share": 167},
		figure.Recovered:     {"share": 700},
		figure.Backlog:       {"0-3": 0, "4-7": 0, "8-14": 0, "15-30": 0, "31+": 1},
		figure.Content:       {"share": 500},
		figure.Well:          {"share": 1000},
		figure.AskedAnswered: {"share": 1000},
		figure.Unserved:      {"no_skill": 1, "quote_too_dear": 1},
		figure.Flow:          {"received": 4, "ready": 4, "returned": 3},
		figure.Score:         {"mean": 40},
		figure.Waiting:       {"part_wait": dayMS, "quote_sent": dayMS / 2},
		figure.JobsADay:      {"mean": 2},
		figure.DOA:           {"share": 500},
		figure.StockTurns:    {"turns": 20},
		figure.DeadStock:     {"sum": 3000},
		figure.RecourseWhy:   {"price": 1},
	} {
		got := values(line(t, r, id))
		if len(got) != len(want) {
			t.Errorf("%s is %v, want %v", id, got, want)
			continue
		}
		for name, n := range want {
			if got[name] != n {
				t.Errorf("%s is %v, want %v", id, got, want)
			}
		}
	}
	if len(r) != 33 {
		t.Errorf("%d figures", len(r))
	}
}

func TestADeviceThatComesBackWithAnotherFaultIsNoRepeat(t *testing.T) {
	in := figure.Span{From: on(t, "2026-11-01"), To: on(t, "2026-11-30")}
	for _, c := range []struct {
		first, second string
		fixed, repeat int64
	}{
		{"no_power", "no_power", 0, 333}, {"no_power", "noise", 1000, 0}, {"no_power", "", 0, 333}, {"no_power", "111", 0, 333}, {"111", "112", 1000, 0},
	} {
		m := november(t)
		m.Cases[0].Symptom, m.Cases[1].Symptom = c.first, c.second
		r := figure.Report(m, in)
		if got := values(line(t, r, figure.FirstFix))["share"]; got != c.fixed {
			t.Errorf("%q then %q: %d repaired at once", c.first, c.second, got)
		}
		if got := values(line(t, r, figure.Repeats))["short"]; got != c.repeat {
			t.Errorf("%q then %q: %d come again", c.first, c.second, got)
		}
	}
}

func TestAnEmptyPeriodHasNoNumbers(t *testing.T) {
	for _, l := range figure.Report(november(t), figure.Span{From: on(t, "2020-01-01"), To: on(t, "2020-01-31")}) {
		if l.ID != figure.Backlog && l.ID != figure.Flow && l.ID != figure.StockTurns && l.ID != figure.DeadStock && (l.Cases != 0 && l.ID != figure.LoanUse || len(l.Values) != 0 && l.ID != figure.LoanUse) {
			t.Errorf("%s has %+v", l.ID, l)
		}
	}
}

func TestThoseWhoRepairStandSideBySide(t *testing.T) {
	m := november(t)
	m.Cases[1].Lost = true
	got := figure.Executors(m, figure.Span{From: on(t, "2026-11-01"), To: on(t, "2026-11-30")}, func(c figure.Case) string { return c.Executor })
	if len(got) != 2 || got[0].Name != "own" || got[0].Cases != 3 || got[1].Name != "sub" {
		t.Fatalf("%+v", got)
	}
	if own := got[0]; own.Cost != 6000 || own.Margin != 400 || own.Repeats != 333 || own.Lost != 0 {
		t.Errorf("our own bench: %+v", own)
	}
	if sub := got[1]; sub.MedianMS != 10*dayMS || sub.Cost != 4000 || sub.Lost != 1 || sub.Repeats != figure.NoCase {
		t.Errorf("the subcontractor: %+v", sub)
	}
}

func TestPromisedAndRealDaysStandSideBySide(t *testing.T) {
	day := on(t, "2026-11-03")
	got := figure.Promises([]figure.Took{
		{By: "seb", On: day, Promised: 3, Days: 2}, {By: "seb", On: day, Promised: 3, Days: 9}, {By: "seb", On: day, Promised: -1, Days: 4},
		{By: "post", On: day, Promised: -1, Days: 2}, {By: "seb", On: on(t, "2025-01-01"), Promised: 1, Days: 99},
	}, figure.Span{From: on(t, "2026-11-01"), To: on(t, "2026-11-30")})
	if len(got) != 2 || got[0] != (figure.Kept{Name: "seb", Cases: 3, Promised: 3, Median: 4, P90: 9, Late: 500}) {
		t.Errorf("%+v", got)
	}
	if got[1] != (figure.Kept{Name: "post", Cases: 1, Promised: figure.NoCase, Median: 2, P90: 2, Late: figure.NoCase}) {
		t.Errorf("%+v", got[1])
	}
}
