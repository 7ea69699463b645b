package journal_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

// FuzzDecode feeds the decoder anything. What it accepts it must write again
// byte for byte, with a digest that does not depend on which parts are present.
func FuzzDecode(f *testing.F) {
	for _, name := range fixtureNames(f, ".entry") {
		b, err := os.ReadFile(filepath.Join(fixtures, name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := journal.Decode(b)
		if err != nil {
			if !errors.Is(err, journal.ErrMalformed) {
				t.Fatalf("error %v is not ErrMalformed", err)
			}
			return
		}
		if !bytes.Equal(journal.Encode(e), b) {
			t.Fatal("an accepted entry is written differently")
		}
		digest := e.Digest()
		e.DropFacts()
		for i := range e.Boxes {
			e.DropBox(i)
		}
		if e.Digest() != digest {
			t.Fatal("the digest depends on the parts that are present")
		}
		s := memstore.New()
		if err := s.Update(t.Context(), func(tx storage.Tx) error { return journal.Keep(tx, e) }); err != nil {
			t.Fatalf("an accepted entry cannot be kept: %v", err)
		}
	})
}

// FuzzSegment reads anything as a segment. What comes out can only be what was
// sealed into the fixture, in order.
func FuzzSegment(f *testing.F) {
	sound, err := os.ReadFile(filepath.Join(fixtures, "outbox.seg"))
	if err != nil {
		f.Fatal(err)
	}
	want, _, err := journal.ReadSegment(sound, outboxKey)
	if err != nil || len(want) != fixtureEntries {
		f.Fatalf("%d entries, %v", len(want), err)
	}
	f.Add(sound)
	f.Add(sound[:len(sound)-1])
	f.Add(sound[:200])
	f.Add(append(bytes.Clone(sound), sound[300:]...))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, end, err := journal.ReadSegment(b, outboxKey)
		if err != nil {
			return
		}
		if end > len(b) || len(got) > len(want) {
			t.Fatalf("%d entries up to byte %d of %d", len(got), end, len(b))
		}
		for i := range got {
			if !bytes.Equal(got[i], want[i]) {
				t.Fatalf("entry %d was never sealed", i)
			}
		}
	})
}
