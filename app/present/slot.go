package present

import (
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/visit"
)

// slotOf reads a slot as people type it; none when both fields are empty.
func (e Env) slotOf(in values) (visit.Slot, error) {
	on, err := e.parseDate("on", in["on"])
	if err != nil || on == "" && in["hours"] == "" {
		return visit.Slot{}, err
	}
	if err := required("on", on); err != nil {
		return visit.Slot{}, err
	}
	from, to, _ := strings.Cut(strings.NewReplacer("–", "-", "à", "-", " ", "", "\u00a0", "", "h", ":").Replace(in["hours"]), "-")
	fromMS, err := e.clockOn(on, from)
	if err != nil {
		return visit.Slot{}, err
	}
	slot := visit.Slot{FromMS: fromMS, ToMS: fromMS + usualSlot.Milliseconds()}
	if to != "" {
		slot.ToMS, err = e.clockOn(on, to)
	}
	return slot, err
}

// usualSlot is how long a slot is when only its beginning was typed.
const usualSlot = 2 * time.Hour

// clockOn reads "14", "14:" or "14:30" of a day.
func (e Env) clockOn(on, clock string) (int64, error) {
	clock = strings.TrimSuffix(clock, ":")
	for _, form := range []string{"15:04", "15"} {
		if at, err := time.ParseInLocation(isoDate+" "+form, on+" "+clock, e.Zone); err == nil {
			return at.UnixMilli(), nil
		}
	}
	return 0, fault.New(fault.Malformed, "hours", "expected", "14:00-16:00")
}

// newSlotText tells a slot in words.
func (e Env) newSlotText(s visit.Slot) string {
	return e.Words.T("visit.new_slot.text", "day", e.Words.Day(s.FromMS, e.Zone), "slot", e.slotText(s))
}
