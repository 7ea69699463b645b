package fault_test

import (
	"errors"
	"testing"

	"etabli/app/domain/fault"
)

func TestTheFirstCheckThatFailsSpeaks(t *testing.T) {
	name, phone := fault.New(fault.Missing, "name"), fault.New(fault.TooLong, "phone")
	if err := fault.First(nil, name, phone); !errors.Is(err, name) {
		t.Errorf("%v", err)
	}
	if err := fault.First(nil, nil); err != nil {
		t.Errorf("%v", err)
	}
}

func TestTheEndsOfARangeAreAllowed(t *testing.T) {
	for n, good := range map[int64]bool{-1: false, 0: true, 5: true, 10: true, 11: false} {
		err := fault.Within("grams", n, 0, 10)
		if (err == nil) != good {
			t.Errorf("%d: %v", n, err)
		}
		var f *fault.Error
		if !good && (!errors.As(err, &f) || f.Field != "grams" || f.Args["max"] != "10") {
			t.Errorf("%d: %v", n, err)
		}
	}
}
