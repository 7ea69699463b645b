package journal_test

import (
	"errors"
	"testing"

	"etabli/storage/journal"
)

// Two texts for one id would let the second of two commands pass for the
// first one, repeated.
func TestAnIDHasOneText(t *testing.T) {
	const text = "0123456789abcdefghjkmnpqrw"
	var id journal.CommandID
	if err := id.UnmarshalText([]byte(text)); err != nil || id.String() != text {
		t.Fatalf("%s reads as %s, %v", text, id, err)
	}
	if err := id.UnmarshalText([]byte("0123456789ABCDEFGHJKMNPQRW")); err != nil || id.String() != text {
		t.Errorf("capitals read as %s, %v", id, err)
	}
	for _, other := range []string{"0123456789abcdefghjkmnpqrx", "0123456789abcdefghjkmnpqr", "", "0123456789abcdefghjkmnpqrw=", "0123456789abcdefghjkmnpqr\nw", text + "\n"} {
		if err := id.UnmarshalText([]byte(other)); !errors.Is(err, journal.ErrBadID) {
			t.Errorf("%q is taken for %s", other, id)
		}
	}
}
