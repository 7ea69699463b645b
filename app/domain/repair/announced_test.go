package repair_test

import (
	"testing"

	"etabli/app/domain/repair"
)

func TestATicketIsShortAndFollowsTheNumber(t *testing.T) {
	for counter, want := range map[int]string{7: "3-007", 431: "3-431", 12_034: "3-034", 1000: "3-000"} {
		number := repair.FormatNumber("LIL", "3", counter, [2]byte{4, 9})
		if got := repair.Ticket(number); got != want {
			t.Errorf("%s has the ticket %s, want %s", number, got, want)
		}
	}
	if got := repair.Ticket("what else"); got != "what else" {
		t.Errorf("no number has the ticket %s", got)
	}
}

func TestWhatCustomersDoThemselvesIsChecked(t *testing.T) {
	good := repair.AnnouncedFacts{Site: "LIL", Product: repair.ProductFacts{Label: "Radio"}, RequestedMS: 1, Channel: "kiosk"}
	if err := repair.CheckAnnounced(good, repair.FileBox{}); err != nil {
		t.Error(err)
	}
	bad := good
	bad.Channel = "fax"
	if repair.CheckAnnounced(bad, repair.FileBox{}) == nil {
		t.Error("any channel is taken")
	}
	if repair.CheckCalled(repair.CalledFacts{Reason: "fun"}) == nil {
		t.Error("any reason is taken")
	}
	for score := range 8 {
		err := repair.CheckSurvey(repair.SurveyFacts{Score: score, Channel: "kiosk"}, repair.FileBox{})
		if (err == nil) != (score >= 1 && score <= repair.MaxScore) {
			t.Errorf("a score of %d: %v", score, err)
		}
	}
}
