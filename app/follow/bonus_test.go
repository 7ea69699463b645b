package follow_test

import (
	"testing"

	"etabli/app/domain/bonus"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/follow"
	"etabli/app/lang"
	"etabli/app/views"
	"etabli/storage/journal"
)

func TestTheCustomerHearsOfABonusAndNotOfWhatComesAfterIt(t *testing.T) {
	fr := lang.For("fr")
	for status, want := range map[bonus.Status]string{
		"": "", bonus.Validated: fr.T("portal.bonus.validated"), bonus.Invoiced: fr.T("portal.bonus.deducted"),
		bonus.Rejected: fr.T("portal.bonus.deducted"), bonus.Paid: fr.T("portal.bonus.deducted"), bonus.Dropped: "",
	} {
		if got := follow.BonusNews(fr, follow.Repair{Bonus: status}); got != want {
			t.Errorf("%q: %q, want %q", status, got, want)
		}
	}
}

// What a third party does is a step of the way where the device waits or is away;
// what the shop asks them afterwards is none.
func TestAGuarantorAndASubcontractorAreStepsOfTheWay(t *testing.T) {
	file := views.Repair{Timeline: []views.TimelineItem{
		{Kind: journal.Kind(kind.RecourseOpened), What: "timeline.recourse_asked", Public: true, Applied: true, AtMS: 1},
		{Kind: journal.Kind(kind.SendoutLeft), What: "timeline.sendout_left", Public: true, Applied: true, AtMS: 2},
		{Kind: journal.Kind(kind.SendoutCame), What: "timeline.sendout_repaired", Public: true, Applied: true, AtMS: 3},
		{Kind: journal.Kind(kind.RecourseOpened), What: "timeline.recourse_opened", Applied: true, AtMS: 4},
		{Kind: journal.Kind(kind.RecourseAnswered), What: "timeline.recourse_rejected", Applied: true, AtMS: 5},
	}}
	got := follow.Of(file, follow.Shop{}).Moves
	want := []repair.Status{repair.ApprovalWait, repair.Subcontract, repair.Test}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i].To != want[i] {
			t.Errorf("step %d is %s, want %s", i, got[i].To, want[i])
		}
	}
}
