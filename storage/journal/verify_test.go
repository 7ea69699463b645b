package journal_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

// soundDevice returns a closed device with entries of its own and of HQ, keys,
// a quarantined entry, an acknowledgement and two segments.
func soundDevice(t *testing.T) *device {
	d := newDevice(t)
	log := d.open()
	d.commit(1, repair)
	if err := log.Acknowledge(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	foreign := chainOf(chainB, 2, repair)
	forged := *foreign[1]
	forged.Header.Kind++
	page := journal.Page{Items: itemsOf(append(foreign, &forged), 1), Cursor: []byte("cursor")}
	if err := log.Receive(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	d.close()
	d.open()
	d.commit(2, repair)
	d.commit(3, entityOf(3))
	if _, err := d.log.Commit(t.Context(), commandID(4), moving(chainB, journal.Move{Account: account, Act: journal.Grant, N: 2})); err != nil {
		t.Fatal(err)
	}
	d.close()
	d.verified()
	return d
}

func TestEveryFlippedByteOfAStoreIsFoundAndNamed(t *testing.T) {
	d := soundDevice(t)
	s, err := d.disk.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	type row struct{ key, value []byte }
	var rows []row
	view(t, s, func(r storage.Reader) error {
		return r.Scan(storage.Range{}, func(key, value []byte) error {
			if key[0] != 'v' { // the views prove their own rows
				rows = append(rows, row{bytes.Clone(key), bytes.Clone(value)})
			}
			return nil
		})
	})
	put := func(key, value []byte) {
		update(t, s, func(tx storage.Tx) error { return tx.Put(key, value) })
	}
	flips := 0
	for _, row := range rows {
		for at := range row.value {
			flipped := bytes.Clone(row.value)
			flipped[at] ^= 1 << (at % 8)
			put(row.key, flipped)
			faults := faultsOf(t, s, d.dir)
			if !named(faults, rowPlace(row.key)) {
				t.Fatalf("flip at byte %d of row %q: faults %v", at, row.key, faults)
			}
			flips++
		}
		put(row.key, row.value)
	}
	if flips < 1_000 {
		t.Fatalf("only %d flips", flips)
	}
}

// A row that is lost as a whole leaves no wrong sum; the other rows must tell.
func TestALostRowIsFound(t *testing.T) {
	d := soundDevice(t)
	s, err := d.disk.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, prefix := range []byte{'e', 'i', 'c', 'h', 'm'} {
		var key, value []byte
		view(t, s, func(r storage.Reader) error {
			return r.Scan(storage.Prefix([]byte{prefix}), func(k, v []byte) error {
				key, value = bytes.Clone(k), bytes.Clone(v)
				if prefix == 'm' && string(k[1:]) == "cursor" {
					return nil // nobody can miss a cursor: HQ sends from the beginning
				}
				return storage.Stop
			})
		})
		update(t, s, func(tx storage.Tx) error { return tx.Delete(key) })
		if faults := faultsOf(t, s, d.dir); len(faults) == 0 {
			t.Errorf("the loss of row %q goes unseen", key)
		}
		update(t, s, func(tx storage.Tx) error { return tx.Put(key, value) })
	}
}

func TestEveryFlippedByteOfASegmentIsFoundAndNamed(t *testing.T) {
	d := soundDevice(t)
	s, err := d.disk.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, name := range segmentNames(t, d.dir) {
		path := filepath.Join(d.dir, name)
		sound, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for at := range sound {
			flipped := bytes.Clone(sound)
			flipped[at] ^= 1 << (at % 8)
			write(t, path, flipped)
			faults := faultsOf(t, s, d.dir)
			if !named(faults, "outbox") {
				t.Fatalf("flip at byte %d of %s: faults %v", at, name, faults)
			}
		}
		write(t, path, sound)
	}
}

func TestAFaultInASegmentIsNamedWithFileAndOffset(t *testing.T) {
	d := soundDevice(t)
	names := segmentNames(t, d.dir)
	path := filepath.Join(d.dir, names[1])
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)-1] ^= 1
	write(t, path, b)
	if faults := d.verify(); !named(faults, "outbox 0000000002.seg at byte ") {
		t.Fatalf("faults %v", faults)
	}
}

func TestALostSegmentIsFound(t *testing.T) {
	d := soundDevice(t)
	if err := os.Remove(filepath.Join(d.dir, segmentNames(t, d.dir)[1])); err != nil {
		t.Fatal(err)
	}
	if faults := d.verify(); !named(faults, "outbox") {
		t.Fatalf("faults %v", faults)
	}
}

// Damage to the outbox must not keep a shop from opening: the store completes
// what cannot be read.
func TestADamagedOutboxIsReportedAndCompleted(t *testing.T) {
	d := soundDevice(t)
	path := filepath.Join(d.dir, segmentNames(t, d.dir)[1])
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[200] ^= 1 // in the first record
	write(t, path, b)
	log := d.open()
	if o := log.Opened(); len(o.Damaged) != 1 || o.FromStore != 3 || o.NewChain != 0 {
		t.Fatalf("opening %+v", o)
	}
	d.close()
}

func TestSegmentsGoWhenHQCannotLoseThemOrAfterThirtyDays(t *testing.T) {
	for name, release := range map[string]func(d *device, upTo uint64) error{
		"stable": func(d *device, upTo uint64) error {
			return d.log.Stable(d.t.Context(), d.log.Chain(), upTo)
		},
		"old": func(d *device, upTo uint64) error {
			ageSegments(d, journal.SegmentDays+1)
			return d.log.Acknowledge(d.t.Context(), upTo)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDevice(t)
			for i := range 3 {
				d.open()
				d.commit(i, repair)
				if i < 2 {
					d.close()
				}
			}
			ageSegments(d, 0)
			if err := release(d, 0); err != nil {
				t.Fatal(err)
			}
			if n := len(segmentNames(t, d.dir)); n != 3 {
				t.Fatalf("%d segments before an acknowledgement, want 3", n)
			}
			ageSegments(d, 0)
			if err := d.log.Acknowledge(t.Context(), 3); err != nil {
				t.Fatal(err)
			}
			if n := len(segmentNames(t, d.dir)); n != 3 {
				t.Fatalf("%d segments after an acknowledgement, want 3", n)
			}
			if err := release(d, 2); err != nil {
				t.Fatal(err)
			}
			want := []string{"0000000003.seg"}
			if got := segmentNames(t, d.dir); strings.Join(got, " ") != strings.Join(want, " ") {
				t.Fatalf("segments %v, want %v", got, want)
			}
			if err := release(d, 3); err != nil {
				t.Fatal(err)
			}
			if got := segmentNames(t, d.dir); len(got) != 1 {
				t.Fatal("the last segment, which is the head file, is gone")
			}
			d.close()
			d.verified()
			d.open()
			if o := d.log.Opened(); o.FromOutbox+o.FromStore != 0 || o.NewChain != 0 {
				t.Fatalf("opening %+v", o)
			}
			d.close()
		})
	}
}

// ageSegments makes the segments of an outbox look days old.
func ageSegments(d *device, days int) {
	d.t.Helper()
	at := time.UnixMilli(int64(d.clock.hlc>>16)).AddDate(0, 0, -days)
	for _, n := range segmentNames(d.t, d.dir) {
		if err := os.Chtimes(filepath.Join(d.dir, n), at, at); err != nil {
			d.t.Fatal(err)
		}
	}
}

func faultsOf(t *testing.T, s *memstore.Store, dir string) []journal.Fault {
	t.Helper()
	report, err := journal.Verify(t.Context(), s, dir, outboxKey)
	if err != nil {
		t.Fatal(err)
	}
	return report.Faults
}

// named tells whether a fault is placed in what begins with place.
func named(faults []journal.Fault, place string) bool {
	for _, f := range faults {
		if strings.HasPrefix(f.Place, place) {
			return true
		}
	}
	return false
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
