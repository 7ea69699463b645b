package year_test

import (
	"slices"
	"testing"
	"time"

	"etabli/app/domain/figure"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage"
)

// The figures of a period are counted once more from the files alone, without anything
// of the package that makes them.
func TestTheFiguresOfAPeriodAreThoseOfAnIndependentCount(t *testing.T) {
	_, _, app := sized(t, 13, 200, func(storage.Store) {})
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	from, until := time.Date(2026, 2, 1, 0, 0, 0, 0, zone).UnixMilli(), time.Date(2026, 9, 1, 0, 0, 0, 0, zone).UnixMilli()
	in := func(ms int64) bool { return ms >= from && ms < until }
	var turn, customer []int64
	repaired, ended, received := 0, 0, 0
	files := all(t, app)
	for _, f := range files {
		if in(f.ReceivedMS) {
			received++
		}
		if in(f.ReturnedMS) {
			customer = append(customer, f.ReturnedMS-f.RequestedMS)
		}
		if !in(f.ReadyMS) {
			continue
		}
		turn = append(turn, f.ReadyMS-f.ReceivedMS)
		switch f.Outcome {
		case repair.Repaired:
			repaired, ended = repaired+1, ended+1
		case repair.BeyondRepair, repair.Refused:
			ended++
		}
	}
	report, err := app.Report(t.Context(), &service.ReportAsked{From: "2026-02-01", To: "2026-08-31"})
	if err != nil || len(turn) < 20 {
		t.Fatalf("%d files, %v", len(turn), err)
	}
	want := map[figure.ID]map[string]int64{
		figure.Turnaround:   {"median": rank(turn, 50), "p90": rank(turn, 90), "mean": mean(turn)},
		figure.CustomerTurn: {"median": rank(customer, 50), "p90": rank(customer, 90), "mean": mean(customer)},
		figure.Yield:        {"share": (2000*int64(repaired) + int64(ended)) / (2 * int64(ended))},
		figure.Flow:         {"received": int64(received), "ready": int64(len(turn)), "returned": int64(len(customer))},
	}
	for _, line := range report.Lines {
		for _, v := range line.Values {
			if w, asked := want[line.ID][v.Name]; asked && w != v.N {
				t.Errorf("%s, %s: %d, and %d by an independent count", line.ID, v.Name, v.N, w)
			} else if asked {
				delete(want[line.ID], v.Name)
			}
		}
	}
	for id, left := range want {
		if len(left) > 0 {
			t.Errorf("%s is not told: %v", id, left)
		}
	}
}

// all are the files of every shop.
func all(t *testing.T, app *service.App) (out []views.Repair) {
	t.Helper()
	var after views.Cursor
	for {
		page, err := app.List(t.Context(), views.Filter{Scope: "all"}, after, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page.Rows {
			f, err := app.Repair(t.Context(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, f)
		}
		if after = page.Next; after == "" {
			return out
		}
	}
}

// rank is the value below or at which so many of a hundred lie.
func rank(list []int64, of int) int64 {
	slices.Sort(list)
	for i, v := range list {
		if 100*(i+1) >= of*len(list) {
			return v
		}
	}
	return 0
}

func mean(list []int64) (sum int64) {
	for _, v := range list {
		sum += v
	}
	n := int64(len(list))
	return (2*sum + n) / (2 * n)
}
