package present_test

import (
	"encoding/binary"
	"testing"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/views"
)

// counterOf shows a list over a fake and keeps its latest state.
func counterOf(b *bench, s *shop) (*present.Counter, *present.ListState) {
	var state present.ListState
	c := present.NewCounter(b.env, s, func(next present.ListState) { state = next })
	return c, &state
}

// stocked is a shop with the repairs of the ids, all open.
func stocked(t testing.TB, ids ...present.ID) *shop {
	s := newShop(t)
	s.counts = func() (views.Counts, error) { return views.Counts{Open: len(ids), All: len(ids)}, nil }
	s.listIDs = func(views.Filter) ([]present.ID, error) { return ids, nil }
	s.rows = func(ids []present.ID) ([]views.RepairRow, error) {
		var rows []views.RepairRow
		for _, id := range ids {
			rows = append(rows, views.RepairRow{ID: id, Number: "LIL2-00431-X7K", Status: repair.Received, Product: "Dyson V11"})
		}
		return rows, nil
	}
	return s
}

func TestTheListLoadsItsLinesWhenTheyAreLookedAt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		c, state := counterOf(b, stocked(t, id(1), id(2), id(3)))
		c.Enter(t.Context())
		defer c.Leave()
		if !state.Loading || state.Total != 0 {
			t.Errorf("before the first answer: %+v", state)
		}
		b.settle()
		if state.Loading || state.Total != 3 || state.Tabs[0].Count != "3" || state.Foot != "3 dossiers" {
			t.Errorf("after it: %+v", state)
		}
		if row := c.Row(0); !row.Loading {
			t.Errorf("a line that was never read is %+v", row)
		}
		before := state.Revision
		b.settle()
		if row := c.Row(0); row.Loading || row.Number != "LIL2-00431-X7K" || row.Customer != "Client non précisé" {
			t.Errorf("the line is %+v", row)
		}
		if state.Revision == before {
			t.Error("the view was not told that lines arrived")
		}
	})
}

func TestAnEmptyListSaysWhatToDo(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		c, state := counterOf(b, stocked(t))
		c.Enter(t.Context())
		defer c.Leave()
		b.settle()
		if state.Empty.Title == "" || state.Empty.Action == "" {
			t.Errorf("an empty shop shows %+v", state.Empty)
		}
		c.EmptyPressed()
		if len(b.routes) != 1 || b.routes[0].Screen != present.IntakeScreen {
			t.Errorf("its button leads to %v", b.routes)
		}
	})
}

func TestAFailureIsSaidWithItsNextStepAndCanBeTriedAgain(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1))
		works := s.counts
		s.counts = func() (views.Counts, error) { return views.Counts{}, errDisk }
		c, state := counterOf(b, s)
		c.Enter(t.Context())
		defer c.Leave()
		b.settle()
		if state.Notice.Text == "" || state.Notice.Next == "" || state.Notice.Retry == "" || state.Loading {
			t.Fatalf("a failure shows %+v", state)
		}
		s.counts = works
		c.RetryPressed()
		b.pass(time.Second)
		if !state.Notice.IsZero() || state.Total != 1 {
			t.Errorf("after trying again: %+v", state)
		}
	})
}

func TestALateAnswerToAnotherScopeIsDropped(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1))
		slow := make(chan struct{})
		s.listIDs = func(f views.Filter) ([]present.ID, error) {
			if f.Scope == "ready" {
				return []present.ID{id(7), id(8)}, nil
			}
			<-slow
			return []present.ID{id(1)}, nil
		}
		c, state := counterOf(b, s)
		c.Enter(t.Context())
		defer c.Leave()
		c.ScopeChosen(present.ReadyScope)
		b.settle()
		close(slow)
		b.settle()
		if state.Total != 2 || !state.Tabs[2].Selected {
			t.Errorf("the late answer to the scope that was left took over: %+v", state)
		}
	})
}

func TestLeavingStopsTheWorkAndTheListening(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1))
		c, state := counterOf(b, s)
		c.Enter(t.Context())
		c.Leave()
		b.settle()
		if state.Total != 0 {
			t.Error("an answer came in after the screen was left")
		}
		if s.watcher != nil {
			t.Error("the screen still listens")
		}
	})
}

func TestALiveChangeKeepsTheSelection(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1), id(2))
		c, state := counterOf(b, s)
		c.Enter(t.Context())
		defer c.Leave()
		b.settle()
		c.RowChosen(1)
		if state.Selected != 1 || b.routes[0].Repair != id(2) {
			t.Fatalf("choosing the second line selects %d and opens %v", state.Selected, b.routes)
		}
		s.listIDs = func(views.Filter) ([]present.ID, error) { return []present.ID{id(9), id(1), id(2)}, nil }
		s.change(id(9))
		b.pass(time.Second)
		if state.Total != 3 || state.Selected != 2 || state.Opened != id(2) {
			t.Errorf("after a new line: %d of %d is selected", state.Selected, state.Total)
		}
	})
}

func TestABurstOfChangesIsReadAtMostThirtyTimesASecond(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1))
		reads := 0
		works := s.counts
		s.counts = func() (views.Counts, error) { reads++; return works() }
		c, _ := counterOf(b, s)
		c.Enter(t.Context())
		defer c.Leave()
		b.settle()
		reads = 0
		for range 1000 {
			s.change(id(1))
			b.pass(time.Millisecond)
		}
		if reads < 20 || reads > 31 {
			t.Errorf("a second of changes made %d readings", reads)
		}
	})
}

func TestAChangedLineStaysUntilTheNewOneIsRead(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1))
		c, _ := counterOf(b, s)
		c.Enter(t.Context())
		defer c.Leave()
		b.settle()
		c.Row(0)
		b.settle()
		s.rows = func([]present.ID) ([]views.RepairRow, error) {
			return []views.RepairRow{{ID: id(1), Status: repair.Ready, Product: "Dyson V12"}}, nil
		}
		s.change(id(1))
		b.pass(time.Second)
		if row := c.Row(0); row.Loading || row.Product != "Dyson V11" {
			t.Errorf("meanwhile the line is %+v", row)
		}
		b.settle()
		if row := c.Row(0); row.Product != "Dyson V12" || row.Chip.Text != "Prêt" {
			t.Errorf("then it is %+v", row)
		}
	})
}

func TestALineThatCannotBeReadIsNotAskedForInARow(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1))
		asked := 0
		s.rows = func([]present.ID) ([]views.RepairRow, error) { asked++; return nil, errDisk }
		c, state := counterOf(b, s)
		c.Enter(t.Context())
		defer c.Leave()
		b.settle()
		asked = 0
		for range 10 {
			c.Row(0)
			b.settle()
		}
		if asked != 1 || state.Notice.Retry == "" {
			t.Errorf("asked %d times, notice %+v", asked, state.Notice)
		}
	})
}

func TestPromisesAtRiskComeWorstFirst(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1), id(2), id(3), id(4))
		s.rows = func(ids []present.ID) ([]views.RepairRow, error) {
			all := map[present.ID]views.RepairRow{
				id(1): {ID: id(1), Status: repair.Repairing, LegalOn: "2000-01-03"},
				id(2): {ID: id(2), Status: repair.Repairing, PromisedOn: "1999-12-31"},
				id(3): {ID: id(3), Status: repair.Repairing, LegalOn: "2000-01-20"},
				id(4): {ID: id(4), Status: repair.Ready, LegalOn: "2000-01-01"},
			}
			var rows []views.RepairRow
			for _, id := range ids {
				rows = append(rows, all[id])
			}
			return rows, nil
		}
		c, state := counterOf(b, s)
		c.Enter(t.Context())
		defer c.Leave()
		c.ScopeChosen(present.RiskScope)
		b.settle()
		c.Row(0)
		b.settle()
		if state.Total != 2 || state.Tabs[1].Count != "2" {
			t.Fatalf("%d at risk, tab %+v", state.Total, state.Tabs[1])
		}
		late, legal := c.Row(0), c.Row(1)
		if late.Chip.Text != "J+1 promis" || late.Chip.Tone != present.Late {
			t.Errorf("the worst reads %+v", late.Chip)
		}
		if legal.Chip.Text != "J-2 légal" || legal.Chip.Tone != present.Late {
			t.Errorf("the next reads %+v", legal.Chip)
		}
	})
}

func BenchmarkAJumpInAHundredThousandLines(b *testing.B) {
	ids := make([]present.ID, 100_000)
	for i := range ids {
		binary.BigEndian.PutUint32(ids[i][:], uint32(i+1))
	}
	queue := make(chan func(), 64)
	s := stocked(b, ids...)
	env := present.Env{
		Words: nil, Zone: time.UTC, Clock: virtual{}, Desk: &present.Desk{}, Post: func(fn func()) { queue <- fn }, Run: func(fn func()) { go fn() },
	}
	env.Words = frenchWords()
	c := present.NewCounter(env, s, func(present.ListState) {})
	c.Enter(b.Context())
	defer c.Leave()
	for range 2 {
		(<-queue)()
	}
	at := 0
	for b.Loop() {
		at = (at + 48_271) % len(ids)
		c.Row(at) // asks for the window
		(<-queue)()
		if c.Row(at).Loading {
			b.Fatal("the line is not there")
		}
	}
}

// What changed while another screen was shown, such as the quote of a file, is read
// again.
func TestALineThatChangedWhileAnotherScreenWasShownIsReadAgain(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := stocked(t, id(1))
		c, _ := counterOf(b, s)
		c.Enter(t.Context())
		b.settle()
		c.Row(0)
		b.settle()
		c.Leave()
		s.rows = func([]present.ID) ([]views.RepairRow, error) {
			return []views.RepairRow{{ID: id(1), Number: "LIL2-00431-X7K", Status: repair.QuoteSent}}, nil
		}
		c.Enter(t.Context())
		defer c.Leave()
		b.pass(time.Second)
		c.Row(0)
		b.settle()
		if row := c.Row(0); row.Chip.Text != "Devis envoyé" {
			t.Errorf("the line is %+v", row)
		}
	})
}
