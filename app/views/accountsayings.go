package views

import (
	"etabli/app/domain/contract"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// contractSayings say what became of a contract.
var contractSayings = sayings{
	kind.ContractSigned: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.contract_signed"
		t.set("number", read[contract.SignedFacts](e).Number)
	},
	kind.ContractCovered: plainly("timeline.contract_covered"),
	kind.ContractUsed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[contract.UsedFacts](e)
		t.What = "timeline.contract_used"
		if f.Undo != "" {
			t.What = "timeline.contract_unused"
		}
		t.set("what", f.What)
	},
	kind.ContractNoticed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[contract.NoticedFacts](e)
		t.What = "timeline.contract_noticed"
		t.set("channel", f.Channel)
		t.set("until", f.Until)
	},
	kind.ContractPaid: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[contract.PaidFacts](e)
		t.What = "timeline.contract_paid"
		if f.Cents < 0 {
			t.What = "timeline.contract_paid_back"
		}
		t.set("number", f.Receipt)
	},
	kind.ContractEnded: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[contract.EndedFacts](e)
		t.What = "timeline.contract_ended"
		if f.Back {
			t.What = "timeline.contract_goes_on"
		}
		t.set("until", f.On)
	},
}
