package pins_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/pins"
	"etabli/storage"
	"etabli/storage/journal"
)

type secrets map[string][]byte

func (s secrets) Save(name string, secret []byte) error { s[name] = secret; return nil }
func (s secrets) Load(name string) ([]byte, error) {
	if raw, ok := s[name]; ok {
		return raw, nil
	}
	return nil, storage.ErrNotFound
}

var nadia, yann = journal.EntityID{1}, journal.EntityID{2}

func is(err error, code fault.Code) bool { return errors.Is(err, fault.New(code, "")) }

func TestACodeSignsInWhoeverItBelongsTo(t *testing.T) {
	kept, now := secrets{}, time.Unix(1_000_000, 0)
	b := pins.New(kept, func() time.Time { return now }, rand.Reader)
	if _, err := b.Check(t.Context(), nadia, "4071"); !is(err, pins.Unset) {
		t.Errorf("before there is a code: %v", err)
	}
	for id, pin := range map[journal.EntityID]string{nadia: "4071", yann: "902514"} {
		if err := b.Set(t.Context(), id, pin); err != nil {
			t.Fatal(err)
		}
	}
	if id, err := b.Check(t.Context(), journal.EntityID{}, "902514"); err != nil || id != yann {
		t.Errorf("anybody: %v, %v", id, err)
	}
	if _, err := b.Check(t.Context(), nadia, "902514"); !is(err, pins.Wrong) {
		t.Errorf("somebody else's code: %v", err)
	}
	if err := b.Set(t.Context(), yann, "4071"); !is(err, pins.Taken) {
		t.Errorf("a code that is taken: %v", err)
	}
	if bytes.Contains(kept["pins"], []byte("4071")) {
		t.Error("the code is kept as it is")
	}
	if err := b.Set(t.Context(), yann, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Check(t.Context(), yann, "902514"); !is(err, pins.Wrong) {
		t.Errorf("a code that was taken away: %v", err)
	}
	if with, err := b.With(t.Context()); err != nil || len(with) != 1 || with[0] != nadia {
		t.Errorf("codes of %v, %v", with, err)
	}
}

func TestCodesThatAreTriedFirstAreRefused(t *testing.T) {
	b := pins.New(secrets{}, time.Now, rand.Reader)
	for _, pin := range []string{"123", "1234", "0000", "654321", "1234567", "12a4", "abcd"} {
		if err := b.Set(t.Context(), nadia, pin); !is(err, pins.Weak) {
			t.Errorf("%s: %v", pin, err)
		}
	}
}

// Guessing is slow, over a restart as well: the count is kept before the check.
func TestGuessingIsMadeSlow(t *testing.T) {
	kept, now := secrets{}, time.Unix(1_000_000, 0)
	clock := func() time.Time { return now }
	if err := pins.New(kept, clock, rand.Reader).Set(t.Context(), nadia, "4071"); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if _, err := pins.New(kept, clock, rand.Reader).Check(t.Context(), nadia, "9999"); !is(err, pins.Wrong) {
			t.Fatalf("try %d: %v", i, err)
		}
	}
	if _, err := pins.New(kept, clock, rand.Reader).Check(t.Context(), nadia, "4071"); !is(err, pins.Wait) {
		t.Errorf("after five wrong ones: %v", err)
	}
	now = now.Add(31 * time.Second)
	b := pins.New(kept, clock, rand.Reader)
	if id, err := b.Check(t.Context(), nadia, "4071"); err != nil || id != nadia {
		t.Errorf("after the wait: %v, %v", id, err)
	}
	if _, err := b.Check(t.Context(), nadia, "9999"); !is(err, pins.Wrong) {
		t.Errorf("a right one forgives: %v", err)
	}
}
