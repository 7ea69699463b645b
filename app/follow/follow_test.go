package follow_test

import (
	"testing"

	"etabli/app/follow"
	"etabli/app/views"
)

func TestACustomerIsShownTheLastFourCharactersOfASerial(t *testing.T) {
	for serial, want := range map[string]string{"": "", "12": "12", "SN70401132": "1132", "N°É12": "°É12"} {
		got := follow.Of(views.Repair{RepairRow: views.RepairRow{Serial: serial}}, follow.Shop{}).SerialEnd
		if got != want {
			t.Errorf("of %q is shown %q, want %q", serial, got, want)
		}
	}
}
