package journal_test

import (
	"os"
	"path/filepath"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
)

// copyDevice copies a closed device, its outbox too.
func copyDevice(d *device) *device {
	d.t.Helper()
	copied := &device{t: d.t, disk: copyDisk(d.t, d.disk, nil), dir: d.t.TempDir(), clock: d.clock, folder: d.folder}
	if err := os.CopyFS(copied.dir, os.DirFS(d.dir)); err != nil {
		d.t.Fatal(err)
	}
	return copied
}

// Two copies of a device went on alone: the store of one meets the outbox of the
// other. Both entries stay, a new chain begins, and nothing is sent twice in one
// place.
func TestContradictionsBetweenStoreAndOutboxBeginANewChain(t *testing.T) {
	d := newDevice(t)
	chain := d.open().Chain()
	d.commit(1, repair)
	d.close()
	copied := copyDevice(d)
	d.open()
	d.commit(2, repair)
	d.close()
	copied.open()
	copied.commit(3, repair)
	copied.close()

	d.dir = copied.dir
	log := d.open()
	if o := log.Opened(); o.NewChain != journal.Forked || o.Quarantined != 1 {
		t.Fatalf("opening %+v", o)
	}
	if log.Chain() == chain {
		t.Fatal("the old chain goes on")
	}
	view(t, d.store, func(r storage.Reader) error {
		aside, err := journal.Quarantined(r)
		if err != nil || len(aside) != 1 || aside[0].Entry.Header.Command != commandID(3) || aside[0].Reason != journal.ForkedByOutbox {
			t.Errorf("quarantine %+v, %v", aside, err)
		}
		if _, known, err := journal.OfCommand(r, commandID(2)); !known || err != nil {
			t.Errorf("the store's own entry is gone: %v", err)
		}
		return nil
	})
	d.commit(4, repair)
	old, err := log.TailOf(t.Context(), chain, 0, 1<<20)
	if err != nil || len(old) != 2 {
		t.Fatalf("%d entries of the old chain, %v", len(old), err)
	}
	d.close()
	d.verified()
}

// The entries of the other copy begin right behind our own, on another past:
// only the link in the segment's head tells.
func TestASegmentThatContinuesAnotherPastBeginsANewChain(t *testing.T) {
	d := newDevice(t)
	d.open()
	d.close()
	copied := copyDevice(d)
	d.open()
	d.commit(1, repair)
	d.close()
	for n := 2; n < 4; n++ {
		copied.open()
		copied.commit(n, repair)
		copied.close()
	}
	if err := os.Remove(filepath.Join(copied.dir, "0000000001.seg")); err != nil {
		t.Fatal(err)
	}
	d.dir = copied.dir
	if o := d.open().Opened(); o.NewChain != journal.Forked || o.Quarantined != 1 || o.FromOutbox != 0 {
		t.Fatalf("opening %+v", o)
	}
	d.close()
}

// A later segment holds an entry of the chain anew: the earlier one is void.
func TestALaterSegmentVoidsWhatItWritesAnew(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	d.commit(1, repair)
	d.commit(2, repair)
	if err := log.Acknowledge(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	d.close()
	copied := copyDevice(d)
	copied.dir = t.TempDir()
	d.open()
	d.commit(3, repair)
	d.close()
	copied.open()
	copied.commit(4, repair)
	copied.close()
	later, err := os.ReadFile(filepath.Join(copied.dir, "0000000001.seg"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(d.dir, "0000000003.seg"), later)

	d.disk = new(memDisk)
	d.open()
	if o := d.log.Opened(); o.FromOutbox != 3 || o.Missing != 0 {
		t.Fatalf("opening %+v", o)
	}
	view(t, d.store, func(r storage.Reader) error {
		for n, want := range map[int]bool{1: true, 2: true, 3: false, 4: true} {
			if _, known, err := journal.OfCommand(r, commandID(n)); err != nil || known != want {
				t.Errorf("command %d known: %v, %v", n, known, err)
			}
		}
		return nil
	})
	d.close()
	d.verified()
}
