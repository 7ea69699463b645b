package views

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

var kioskSayings = sayings{
	kind.RepairAnnounced: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.repair_announced", true
		t.set("number", repair.Ticket(read[repair.AnnouncedFacts](e).Number))
	},
	kind.KioskCalled: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.called_" + read[repair.CalledFacts](e).Reason
	},
	kind.KioskAnswered: func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = "timeline.call_answered" },
	kind.SurveyAnswered: func(l *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.SurveyFacts](e)
		t.What, t.Text = "timeline.survey_answered", l.fileBox(e).Note
		if f.Question != repair.Content {
			t.What += "_" + string(f.Question)
		}
		t.set("score", strconv.Itoa(f.Score))
	},
}
