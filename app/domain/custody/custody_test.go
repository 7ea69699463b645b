package custody_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
)

func wants(t *testing.T, err error, code fault.Code, field string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || f.Field != field {
		t.Errorf("got %v, want %s (%s)", err, code, field)
	}
}

func TestACustomerIsToldBeforeAnIncidentIsClosed(t *testing.T) {
	settle := custody.StepFacts{To: custody.Settled, Outcome: "paid"}
	wants(t, settle.Check(custody.Lost, custody.Open), custody.TellFirst, "to")
	wants(t, custody.StepFacts{To: custody.Told}.Check(custody.Lost, custody.Open), fault.Missing, "channel")
	for _, c := range []struct {
		sort custody.Sort
		from custody.State
		step custody.StepFacts
	}{
		{custody.Lost, custody.Open, custody.StepFacts{To: custody.Told, Channel: "phone"}},
		{custody.Lost, custody.Told, settle},
		{custody.Lost, custody.Open, custody.StepFacts{To: custody.Settled, Outcome: "found"}},
		{custody.Found, custody.Open, custody.StepFacts{To: custody.Settled, Outcome: "returned"}},
		{custody.Damaged, custody.Settled, custody.StepFacts{To: custody.Open}},
	} {
		if err := c.step.Check(c.sort, c.from); err != nil {
			t.Errorf("%s from %s: %v", c.sort, c.from, err)
		}
	}
	wants(t, custody.StepFacts{To: custody.Settled}.Check(custody.Lost, custody.Told), fault.Missing, "outcome")
	wants(t, custody.StepFacts{To: custody.Told, Channel: "sms"}.Check(custody.Lost, custody.Settled), custody.NotAllowed, "to")
}

func TestAFoundThingIsDescribed(t *testing.T) {
	wants(t, custody.OpenedFacts{Sort: custody.Found}.Check(), fault.Missing, "item")
	wants(t, custody.OpenedFacts{Sort: "stolen"}.Check(), fault.Malformed, "sort")
	if err := (custody.OpenedFacts{Sort: custody.Lost}).Check(); err != nil {
		t.Error(err)
	}
}

func TestACountTellsPresentMissingStrangeAndUnknown(t *testing.T) {
	here := custody.File{Number: "LIL1-1", Here: true}
	gone := custody.File{Number: "LIL1-2", Here: true}
	back := custody.File{Number: "LIL1-3"}
	find := func(scan string) (custody.File, bool) {
		switch scan {
		case "LIL1-1", "SN1":
			return here, true
		case "LIL1-3":
			return back, true
		}
		return custody.File{}, false
	}
	f, err := custody.Count([]string{"LIL1-1", "SN1", "LIL1-3", "XYZ", "XYZ"}, []custody.File{here, gone}, find)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(f.Seen, []string{"LIL1-1"}) || !slices.Equal(f.Missing, []string{"LIL1-2"}) ||
		!slices.Equal(f.Strange, []string{"LIL1-3"}) || !slices.Equal(f.Unknown, []string{"XYZ"}) {
		t.Errorf("got %+v", f)
	}
	_, err = custody.Count([]string{" "}, nil, find)
	wants(t, err, fault.Missing, "scans.0")
}

func TestEveryExpectedDeviceIsEitherSeenOrMissing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var expected []custody.File
		files := map[string]custody.File{}
		for i := range rapid.IntRange(0, 12).Draw(t, "files") {
			f := custody.File{Number: string(rune('a' + i)), Here: true}
			expected, files[f.Number] = append(expected, f), f
		}
		scans := rapid.SliceOf(rapid.StringMatching("[a-p]")).Draw(t, "scans")
		got, err := custody.Count(scans, expected, func(s string) (custody.File, bool) { f, ok := files[s]; return f, ok })
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range expected {
			if slices.Contains(got.Seen, e.Number) == slices.Contains(got.Missing, e.Number) ||
				slices.Contains(got.Seen, e.Number) != slices.Contains(scans, e.Number) {
				t.Fatalf("%s: %+v after %v", e.Number, got, scans)
			}
		}
	})
}
