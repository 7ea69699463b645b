package journal_test

import (
	"crypto/rand"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

var fiscalKey = journal.Key{0xf}

// privateChain is a chain about an entity whose entries carry a contact and a
// fiscal box.
func privateChain(t testing.TB, n int, about journal.Entity, key journal.Key) []*journal.Entry {
	t.Helper()
	entries := chainOf(chainA, n, about)
	for _, e := range entries {
		for _, part := range []struct {
			purpose journal.Purpose
			key     journal.Key
		}{{journal.Contact, key}, {journal.Fiscal, fiscalKey}} {
			box, err := journal.Seal(rand.Reader, part.key, about.ID, part.purpose, []byte("private"))
			if err != nil {
				t.Fatal(err)
			}
			e.Boxes = append(e.Boxes, box)
		}
	}
	return entries
}

// rowsOf are all rows of a store but the counter of erasures, which tells how
// often there was something to do.
func rowsOf(r storage.Reader) (map[string]string, error) {
	rows := map[string]string{}
	err := r.Scan(storage.Range{}, func(key, value []byte) error {
		if string(key) != "merased" {
			rows[string(key)] = string(value)
		}
		return nil
	})
	return rows, err
}

// In whatever order entries, keys and an erasure come, the same is left: the
// chain whole, the fiscal box readable, the erased one gone with its key.
func TestAnErasureEndsTheSameInAnyOrderOfArrival(t *testing.T) {
	key := journal.Key{1}
	entries := privateChain(t, 4, repair, key)
	var digests []journal.Digest
	for _, e := range entries {
		digests = append(digests, e.Digest())
	}
	var first map[string]string
	rapid.Check(t, func(t *rapid.T) {
		steps := []func(tx storage.Tx) error{
			func(tx storage.Tx) error { return journal.PutKey(tx, repair.ID, journal.Contact, key) },
			func(tx storage.Tx) error { return journal.PutKey(tx, repair.ID, journal.Contact, journal.Key{2}) },
			func(tx storage.Tx) error { return journal.PutKey(tx, repair.ID, journal.Fiscal, fiscalKey) },
			func(tx storage.Tx) error { return eraseOf(tx, journal.Contact, journal.Fiscal) },
			func(tx storage.Tx) error { return eraseOf(tx, journal.Contact) },
		}
		for _, e := range entries {
			steps = append(steps, func(tx storage.Tx) error {
				again, err := journal.Decode(journal.Encode(e))
				if err != nil {
					return err
				}
				if err := journal.Keep(tx, again); !errors.Is(err, journal.ErrDuplicate) {
					return err
				}
				return nil
			})
		}
		steps = append(steps, steps[len(steps)-1]) // one comes twice
		s := memstore.New()
		for _, step := range rapid.Permutation(steps).Draw(t, "order") {
			if err := s.Update(t.Context(), step); err != nil {
				t.Fatal(err)
			}
		}
		err := s.View(t.Context(), func(r storage.Reader) error {
			for i, e := range entries {
				held, err := journal.Get(r, e.Ref())
				if err != nil {
					return err
				}
				if held.Digest() != digests[i] || held.Boxes[0].Sealed != nil {
					t.Fatalf("entry %d has digest %s and a contact of %d bytes", i, held.Digest(), len(held.Boxes[0].Sealed))
				}
				if _, err := journal.OpenBox(r, held.Boxes[0]); !errors.Is(err, journal.ErrErased) || !errors.Is(err, journal.ErrNoKey) {
					t.Fatalf("an erased box answers %v", err)
				}
				if plain, err := journal.OpenBox(r, held.Boxes[1]); err != nil || string(plain) != "private" {
					t.Fatalf("a fiscal box answers %q, %v", plain, err)
				}
			}
			rows, err := rowsOf(r)
			if first == nil {
				first = rows
			}
			for name, value := range first {
				if name[0] != 'i' && rows[name] != value { // the index lists entries as they came
					t.Fatalf("row %q differs by the order of arrival", name)
				}
			}
			if len(rows) != len(first) {
				t.Fatalf("%d rows, %d in another order", len(rows), len(first))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func eraseOf(tx storage.Tx, purposes ...journal.Purpose) error {
	_, err := journal.Erase(tx, repair, purposes...)
	return err
}

func TestWhatWasErasedTakesNoNewBoxAndTheStoreVerifies(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	first := d.commit(1, repair)
	update(t, d.store, func(tx storage.Tx) error {
		fresh, err := journal.Erase(tx, repair, journal.Contact)
		if err == nil && len(fresh) != 1 {
			t.Errorf("%v were erased", fresh)
		}
		return err
	})
	if _, err := log.Commit(t.Context(), commandID(2), draftOf(repair, "more")); !errors.Is(err, journal.ErrErased) {
		t.Errorf("a new box answers %v", err)
	}
	view(t, d.store, func(r storage.Reader) error {
		held, err := journal.Get(r, first.Ref)
		if err == nil && held.Boxes[0].Sealed != nil {
			t.Error("the box is still there")
		}
		n, countErr := journal.Erasures(r)
		if n != 1 || countErr != nil {
			t.Errorf("%d erasures, %v", n, countErr)
		}
		return err
	})
	d.close()
	d.verified()
}

// The outbox is the second copy of what was recorded. What was erased goes from
// it too, the entries stay, and a store that is lost is made of it again.
func TestTheOutboxForgetsWhatWasErased(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	first := d.commit(1, repair)
	other := journal.Entity{Type: 1, ID: journal.EntityID{2}}
	d.commit(2, other)
	update(t, d.store, func(tx storage.Tx) error { return eraseOf(tx, journal.Contact) })
	if keys := outboxKeys(t, d); keys[repair.ID] != 1 || keys[other.ID] != 1 {
		t.Fatalf("keys in the outbox before: %v", keys)
	}
	if err := log.ForgetErased(t.Context()); err != nil {
		t.Fatal(err)
	}
	if keys := outboxKeys(t, d); keys[repair.ID] != 0 || keys[other.ID] != 1 {
		t.Fatalf("keys in the outbox after: %v", keys)
	}
	third := d.commit(3, other)
	d.close()
	d.verified()
	d.disk = new(memstore.Disk) // the store burns
	d.open()
	view(t, d.store, func(r storage.Reader) error {
		for _, ref := range []journal.Ref{first.Ref, third.Ref} {
			if _, err := journal.Get(r, ref); err != nil {
				t.Errorf("%s: %v", ref, err)
			}
		}
		held, err := journal.Get(r, first.Ref)
		if err == nil && held.Boxes[0].Sealed != nil {
			t.Error("the erased box came back")
		}
		return nil
	})
	d.close()
	d.verified()
}

// outboxKeys counts the keys that the outbox holds of each subject.
func outboxKeys(t *testing.T, d *device) map[journal.EntityID]int {
	t.Helper()
	runs, damaged, err := journal.ReadOutbox(d.dir, outboxKey)
	if err != nil || len(damaged) > 0 {
		t.Fatal(err, damaged)
	}
	keys := map[journal.EntityID]int{}
	for _, run := range runs {
		for _, k := range run.Keys {
			keys[k.Subject]++
		}
	}
	return keys
}
