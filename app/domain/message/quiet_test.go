package message_test

import (
	"testing"
	"time"

	"etabli/app/domain/message"
)

func TestQuietHoursEndInTheMorning(t *testing.T) {
	c := paris(t)
	usual := message.UsualQuiet()
	for _, k := range []struct {
		name       string
		quiet      message.Quiet
		when, want string
	}{
		{"in the afternoon", usual, "2026-11-24 15:00", "2026-11-24 15:00"},
		{"in the evening", usual, "2026-11-24 20:00", "2026-11-25 08:00"},
		{"before dawn", usual, "2026-11-25 05:59", "2026-11-25 08:00"},
		{"as it ends", usual, "2026-11-25 08:00", "2026-11-25 08:00"},
		{"on Saturday night, Sunday is quiet too", usual, "2026-11-21 22:00", "2026-11-23 08:00"},
		{"on a holiday", usual, "2026-12-25 11:00", "2026-12-26 08:00"},
		{"the night the clocks change", usual, "2026-10-25 02:30", "2026-10-26 08:00"},
		{"at lunch", message.Quiet{FromMinutes: 12 * 60, ToMinutes: 14 * 60}, "2026-11-22 13:00", "2026-11-22 14:00"},
		{"never", message.Quiet{}, "2026-11-22 03:00", "2026-11-22 03:00"},
	} {
		if got := k.quiet.Until(at(t, k.when), c); got != at(t, k.want) {
			t.Errorf("%s: %s", k.name, time.UnixMilli(got).In(c.Zone))
		}
	}
	if !message.Rings(message.SMS, false) || message.Rings(message.Email, false) || !message.Rings(message.Email, true) {
		t.Error("what rings is wrong")
	}
}

func TestTriesComeMoreAndMoreSeldom(t *testing.T) {
	last := int64(0)
	for tries := range 12 {
		pause := message.NextTry(tries, 0)
		if pause < last || pause <= 0 {
			t.Errorf("after %d tries it waits %d ms, after one less %d ms", tries, pause, last)
		}
		last = pause
	}
}
