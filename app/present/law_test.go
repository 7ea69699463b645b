package present_test

import (
	"testing"

	"etabli/app/present"
)

// A guarantee of 24 months that begins on a leap day ends on 28 February.
func TestTheLegalGuaranteeEndsAtTheEndOfTheMonthWhenTheDayIsMissing(t *testing.T) {
	if end, known := present.ConformityEnd("2024-02-29"); !known || end != "2026-02-28" {
		t.Errorf("ends on %q, %v", end, known)
	}
	if end, known := present.ConformityEnd(""); known {
		t.Errorf("no date of purchase, and yet it ends on %q", end)
	}
}
