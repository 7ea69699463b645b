package badgerstore_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

// places are the relative positions at which a file is damaged.
var places = []float64{0, 0.001, 0.02, 0.25, 0.5, 0.75, 0.9, 0.98, 0.999}

// Flips bits in each kind of file, at several places. A child reads the store
// and may die of it; this process must not, and must be told of damage or find
// a beginning of the rows that is right in itself.
func TestDamageIsFoundByAChildAndKillsNobodyElse(t *testing.T) {
	clean, killed := damagedSources(t)
	for _, c := range []struct {
		from, pattern string
		mayBeShorter  bool // the newest log has no other witness here
	}{
		{clean, "*.sst", false},
		{clean, "MANIFEST", false},
		{clean, "KEYREGISTRY", false},
		{killed, "*.mem", true},
		{killed, "KEYREGISTRY", false},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			found := 0
			for _, place := range places {
				dir := filepath.Join(t.TempDir(), "store")
				if err := copyFolder(c.from, dir); err != nil {
					t.Fatal(err)
				}
				flip(t, filepath.Join(dir, "badger"), c.pattern, place)
				err := badgerstore.CheckInChild(t.Context(), ownProgram(t), dir, testKey)
				switch {
				case errors.Is(err, storage.ErrDamaged):
					found++
				case err != nil:
					t.Errorf("at %v: %v", place, err)
				default:
					rows := countNumbered(t, open(t, options(dir)))
					if !c.mayBeShorter && rows != damagedRows {
						t.Errorf("at %v: %d rows are left without a word", place, rows)
					}
				}
			}
			t.Logf("%s: %d of %d found", c.pattern, found, len(places))
			if found == 0 && !c.mayBeShorter {
				t.Error("no damage was found")
			}
		})
	}
}

const damagedRows = 2000

// damagedSources makes a store that was closed and one that was not.
func damagedSources(t *testing.T) (clean, killed string) {
	t.Helper()
	clean, killed = filepath.Join(t.TempDir(), "clean"), filepath.Join(t.TempDir(), "killed")
	s := open(t, options(clean))
	for from := 0; from < damagedRows; from += 500 {
		err := s.Update(t.Context(), func(tx storage.Tx) error {
			for n := from; n < from+500; n++ {
				if err := tx.Put(numberedKey(n), numberedValue(n)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := copyFolder(clean, killed); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return clean, killed
}

// flip changes two bits at a relative position of the content of the file.
func flip(t *testing.T, dir, pattern string, place float64) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	used := len(bytes.TrimRight(content, "\x00"))
	content[int(place*float64(used))] ^= 0x41
	if err := os.WriteFile(files[0], content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Reads a store with a bad table that nobody checked: no reader may bring the
// process down, and the scrub must find out and stop the store.
func TestAScrubStopsAStoreWithADamagedTable(t *testing.T) {
	clean, _ := damagedSources(t)
	whole := open(t, options(clean))
	if err := errors.Join(whole.Scrub(t.Context()), whole.Close()); err != nil {
		t.Fatalf("scrub of a whole store: %v", err)
	}
	flip(t, filepath.Join(clean, "badger"), "*.sst", 0.3)
	s := open(t, options(clean))
	for n := range damagedRows {
		err := s.View(t.Context(), func(r storage.Reader) error {
			_, err := r.Get(numberedKey(n))
			return err
		})
		if err != nil && !errors.Is(err, storage.ErrNotFound) && !errors.Is(err, storage.ErrDamaged) {
			t.Fatalf("get %d: %v", n, err)
		}
	}
	if err := s.Scrub(t.Context()); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("scrub: %v", err)
	}
	err := s.Update(t.Context(), func(tx storage.Tx) error { return tx.Put([]byte("a"), nil) })
	if !errors.Is(err, storage.ErrClosed) || !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("update after the scrub: %v", err)
	}
}

// After a crash a table is read that was written shortly before it; an older one only when
// the program that crashed had not read it.
func TestACheckReadsWhatACrashMayHaveHarmed(t *testing.T) {
	for _, c := range []struct {
		name            string
		scrubbed, older bool
		found           bool
	}{
		{"nothing was read", false, true, true},
		{"all was read, the table is new", true, false, true},
		{"all was read, the table is old", true, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, _ := damagedSources(t)
			s := open(t, options(dir))
			if c.scrubbed {
				if err := s.Scrub(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			crashed := filepath.Join(t.TempDir(), "crashed")
			if err := copyFolder(dir, crashed); err != nil {
				t.Fatal(err)
			}
			rows := filepath.Join(crashed, "badger")
			if err := badgerstore.CheckInChild(t.Context(), ownProgram(t), crashed, testKey); err != nil {
				t.Fatalf("before the damage: %v", err)
			}
			flip(t, rows, "*.sst", 0.3)
			if c.older {
				tables, err := filepath.Glob(filepath.Join(rows, "*.sst"))
				if err != nil {
					t.Fatal(err)
				}
				yesterday := time.Now().AddDate(0, 0, -1)
				for _, name := range tables {
					if err := os.Chtimes(name, yesterday, yesterday); err != nil {
						t.Fatal(err)
					}
				}
			}
			err := badgerstore.CheckInChild(t.Context(), ownProgram(t), crashed, testKey)
			if found := errors.Is(err, storage.ErrDamaged); found != c.found {
				t.Errorf("the check says %v", err)
			}
		})
	}
}

func TestALostHeadFileIsDamageAndNotAnEmptyStore(t *testing.T) {
	clean, _ := damagedSources(t)
	for _, name := range []string{"MANIFEST", "KEYREGISTRY"} {
		dir := filepath.Join(t.TempDir(), "store")
		if err := copyFolder(clean, dir); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(dir, "badger", name)); err != nil {
			t.Fatal(err)
		}
		if _, err := badgerstore.Open(t.Context(), options(dir)); !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// A crash is followed by a check, and the check's verdict is the opening's.
func TestAnOpeningAfterACrashIsCheckedFirst(t *testing.T) {
	_, killed := damagedSources(t)
	if !badgerstore.Suspect(killed) {
		t.Fatal("a store that was left open is not suspect")
	}
	flip(t, filepath.Join(killed, "badger"), "KEYREGISTRY", 0.9)
	o := options(killed)
	o.CheckProgram = ownProgram(t)
	if _, err := badgerstore.Open(t.Context(), o); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("open: %v", err)
	}
}
