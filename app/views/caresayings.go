package views

import (
	"etabli/app/domain/coding"
	"etabli/app/domain/custody"
	"etabli/app/domain/kind"
	"etabli/app/domain/ladder"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// careSayings say what happened to a device in our care.
var careSayings = sayings{
	kind.RepairPlaced: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.PlacedFacts](e)
		t.What = "timeline.repair_placed"
		t.set("place", string(f.Place))
		t.set("spot", f.Spot)
	},
	kind.RepairCoded: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[coding.Facts](e)
		t.What = "timeline.repair_coded"
		t.set("symptom", f.Symptom)
	},
	kind.RepairInspected: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.repair_inspected"
		t.set("when", read[repair.InspectedFacts](e).When)
	},
	kind.BatteryAsked: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.battery_asked"
		t.set("verdict", string(read[repair.BatteryFacts](e).Verdict()))
	},
	kind.PasscodeKept: func(_ *look, _ *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.passcode_kept"
	},
	kind.PasscodeErased: func(_ *look, _ *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.passcode_erased"
	},
	kind.OwnerReminded: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[ladder.RemindedFacts](e)
		t.What, t.Public = "timeline.owner_reminded", true
		t.set("step", string(f.Step))
		t.set("channel", f.Channel)
	},
	kind.WipeAgreed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.wipe_agreed", true
		t.set("for", read[repair.WipeFacts](e).For)
	},
	kind.IncidentOpened: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.incident_opened"
		t.set("sort", string(read[custody.OpenedFacts](e).Sort))
	},
	kind.IncidentStepped: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.incident_stepped"
		t.set("to", string(read[custody.StepFacts](e).To))
	},
}
