package views

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// intakeSayings say how files came in and where they went.
var intakeSayings = sayings{
	kind.IntakeParked: func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = "timeline.intake_parked" },
	kind.ParkingEnded: func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = "timeline.parking_ended" },
	kind.ExpressDone: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.ExpressFacts](e)
		t.What, t.Public, t.Text = "timeline.express_done", true, f.Work
		t.set("number", f.Number)
	},
	kind.HandedBackTogether: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.handed_back_together", true
		f := read[repair.HandedBackTogetherFacts](e)
		t.was(f.ReturnedMS)
		t.set("n", strconv.Itoa(len(f.Files)))
	},
	kind.BatchMoved: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.BatchFacts](e)
		t.What = "timeline.batch_moved"
		t.set("to", string(f.To))
		t.set("place", string(f.Place))
		t.set("n", strconv.Itoa(len(f.From)))
	},
	kind.BatchUndone: func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = "timeline.batch_undone" },
	kind.RepairsMerged: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.repairs_merged"
		if read[repair.MergedFacts](e).Apart {
			t.What = "timeline.repairs_parted"
		}
	},
	kind.RepairSplit:      func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = "timeline.repair_split" },
	kind.RepairReassigned: func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = "timeline.repair_reassigned" },
	kind.RepairSent: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.SentFacts](e)
		t.What, t.Public = "timeline.repair_sent", true
		if f.Arrived {
			t.What = "timeline.repair_arrived"
		}
		t.set("site", f.To)
	},
}
