package views

import (
	"strconv"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
	"etabli/storage/journal"
)

// peopleSayings are what stands in the history of a file about messages, tasks,
// visits and people. None of it is public: the words lie in their own threads.
var peopleSayings = sayings{
	kind.WorthSaid: plainly("timeline.worth_said"), kind.DrawersSaid: plainly("timeline.drawers_said"), kind.LetterheadSaved: plainly("timeline.letterhead_saved"),
	kind.RuleSaid: plainly("timeline.rule_said"),
	kind.MessageReceived: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[message.ReceivedFacts](e)
		t.What = "timeline.message_received"
		if f.Missed {
			t.What = "timeline.call_missed"
		}
		t.set("channel", string(f.Channel))
	},
	kind.MessageSent: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[message.SentFacts](e)
		t.What = "timeline.message_sent"
		if f.Shelved {
			t.What = "timeline.message_unheard"
		}
		t.set("channel", string(f.Channel))
	},
	kind.MessagePlaced: says("timeline.message_placed"),
	kind.Assisted: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.assisted"
		t.set("outcome", read[message.AssistedFacts](e).Outcome)
	},
	kind.TaskSet: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.task_set"
		t.set("date", read[task.SetFacts](e).On)
	},
	kind.VisitPlanned: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.visit_planned"
		t.set("for", string(read[visit.PlannedFacts](e).For))
	},
	kind.ParcelOpened: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.parcel_opened"
		if read[parcel.OpenedFacts](e).Incoming {
			t.What = "timeline.parcel_announced"
		}
	},
	kind.VisitCancelled: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[visit.CancelledFacts](e)
		t.What = "timeline.visit_cancelled_" + f.By
		t.set("reason", f.Reason)
	},
	kind.VisitAbsent: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.visit_absent"
		t.set("n", strconv.Itoa(read[visit.AbsentFacts](e).Tries))
	},
	kind.VisitTookDevice: says("timeline.visit_took_device"),
	kind.PartyNamed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[customer.PartyFacts](e)
		t.What = "timeline.party_named"
		if f.Gone {
			t.What = "timeline.party_gone"
		}
		t.set("role", string(f.Role))
	},
	kind.NeedSet: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.need_set"
		t.set("date", read[customer.NeedFacts](e).By)
	},
	kind.CallerRecognised: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.caller_refused"
		if read[customer.RecognisedFacts](e).Right {
			t.What = "timeline.caller_recognised"
		}
	},
	kind.CollectorSeen: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[customer.CollectorFacts](e)
		t.What = "timeline.collector_" + f.By
		t.set("paper", f.Paper)
	},
	kind.CustomerReached: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[customer.ReachedFacts](e)
		t.What = "timeline.customer_told"
		if !f.Reached && f.By != "letter" {
			t.What = "timeline.customer_not_reached"
		}
		t.set("channel", f.By)
	},
	kind.MessagesStopped: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.messages_stopped"
		if read[customer.StoppedFacts](e).Again {
			t.What = "timeline.messages_started"
		}
	},
	kind.NumberShelved: says("timeline.number_shelved"),
	kind.PersonErased:  says("timeline.person_erased"),
}

// says is the saying of a kind that needs no values.
func says(what string) func(*look, *journal.Positioned, *TimelineItem) {
	return func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = what }
}
