package follow_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/follow"
	"etabli/app/lang"
	"etabli/app/views"
	"etabli/storage/journal"
)

func TestARepairWaitsForTheLastOfItsParts(t *testing.T) {
	file := views.Repair{RepairRow: views.RepairRow{ID: journal.EntityID{1}}}
	line := func(of byte, state stock.LineState, due string, arrived int64) views.OrderLine {
		return views.OrderLine{FileID: journal.EntityID{of}, State: state, DueOn: due, ToldMS: 5, Wanted: 1, Arrived: arrived}
	}
	for _, c := range []struct {
		name  string
		lines []views.OrderLine
		want  *follow.Part
	}{
		{"none is ordered", nil, nil},
		{"another file's", []views.OrderLine{line(2, stock.Acknowledged, "2026-12-01", 0)}, nil},
		{"it is here", []views.OrderLine{line(1, stock.Acknowledged, "2026-12-01", 1)}, nil},
		{"the later one", []views.OrderLine{line(1, stock.Acknowledged, "2026-12-03", 0), line(1, stock.Late, "2026-12-01", 0)}, &follow.Part{DueOn: "2026-12-03", ToldMS: 5}},
		{"one of which nobody knows when", []views.OrderLine{line(1, stock.Acknowledged, "", 0), line(1, stock.Late, "2026-12-01", 0)}, &follow.Part{ToldMS: 5}},
		{"what we wish is not what a supplier said", []views.OrderLine{line(1, stock.Ordered, "2026-12-01", 0)}, &follow.Part{DueOn: "2026-12-01"}},
	} {
		got := follow.Parts([]views.Order{{Lines: c.lines}}, file)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestASuppliersDayIsToldAsTheirs(t *testing.T) {
	today := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	c := lang.For(lang.French)
	for _, x := range []struct {
		status repair.Status
		part   *follow.Part
		want   string
	}{
		{repair.PartWait, nil, ""},
		{repair.PartWait, &follow.Part{DueOn: "2026-11-25", ToldMS: today.UnixMilli()}, "fournisseur (dit le"},
		{repair.PartWait, &follow.Part{DueOn: "2026-11-25"}, "pas encore confirmé"},
		{repair.PartWait, &follow.Part{}, "pas encore donné de jour"},
		{repair.PartWait, &follow.Part{DueOn: "2026-11-20", ToldMS: 1}, "pas encore arrivée"},
		{repair.Ready, &follow.Part{DueOn: "2026-11-25"}, ""}, // it is repaired without it
	} {
		got := follow.PartNews(c, follow.Repair{Status: x.status, Part: x.part}, today)
		if !strings.Contains(got, x.want) || (got == "") != (x.want == "") {
			t.Errorf("%s, %+v: %q", x.status, x.part, got)
		}
	}
}

func TestAPromisedDayThatMovedSaysWhatItWasAndWhy(t *testing.T) {
	today := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	c := lang.For(lang.French)
	file := views.Repair{RepairRow: views.RepairRow{Status: repair.Diag, PromisedOn: "2026-12-01"}}
	file.PromiseMoved = &views.PromiseMoved{From: "2026-11-25", To: "2026-12-01", Why: repair.WhyAbsence}
	got := follow.PromiseOf(c, follow.Of(file, follow.Shop{}), today)
	if !strings.Contains(got.Note, follow.Solid("25 nov.")+" Un technicien") {
		t.Errorf("%q", got.Note)
	}
	file.Status, file.PromiseMoved.Why = repair.PartWait, "" // nobody said why: its status does
	if got = follow.PromiseOf(c, follow.Of(file, follow.Shop{}), today); !strings.Contains(got.Note, "pièce") {
		t.Errorf("%q", got.Note)
	}
}
