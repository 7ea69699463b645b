package journal_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/storage"
	"etabli/storage/faultstore"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

// faultyDevice opens a device whose store can be told to fail; each opening has
// a new faultstore.
func faultyDevice(t *testing.T) (*device, **faultstore.Store) {
	d := newDevice(t)
	var faults *faultstore.Store
	d.wrap = func(s storage.Store) storage.Store {
		faults = faultstore.Wrap(s)
		return faults
	}
	d.open()
	return d, &faults
}

// Whatever side fails, the caller learns that the outcome is unknown, nothing
// more is written, and the same command after reopening ends in one entry.
func TestAFailedCommitStopsTheLogUntilItIsReopened(t *testing.T) {
	for name, fail := range map[string]func(d *device, s *faultstore.Store){
		"the store, which says so":    func(_ *device, s *faultstore.Store) { s.FailNth(faultstore.Update, 1) },
		"the store before its commit": func(_ *device, s *faultstore.Store) { s.FailNth(faultstore.LostCommit, 1) },
		"the store after its commit":  func(_ *device, s *faultstore.Store) { s.FailNth(faultstore.LostAnswer, 1) },
		"the outbox": func(d *device, _ *faultstore.Store) {
			d.close()
			d.open()
			if err := os.RemoveAll(d.dir); err != nil {
				d.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, faults := faultyDevice(t)
			d.commit(1, repair)
			fail(d, *faults)
			if _, err := d.log.Commit(t.Context(), commandID(2), draftOf(repair, "two")); !errors.Is(err, journal.ErrStopped) {
				t.Fatalf("error %v, want ErrStopped", err)
			}
			if _, err := d.log.Commit(t.Context(), commandID(3), draftOf(repair, "three")); !errors.Is(err, journal.ErrStopped) {
				t.Fatalf("error %v, want ErrStopped", err)
			}
			if tail, err := d.log.Tail(t.Context(), 0, 1<<20); len(tail) > 1 {
				t.Fatalf("the tail has %d entries, %v: it must not show what only one side may hold", len(tail), err)
			}
			d.close()
			d.open()
			d.commit(2, repair)
			if head := d.head(); head.Seq != 2 {
				t.Errorf("the chain has %d entries, want 2", head.Seq)
			}
			d.commit(3, repair)
			d.close()
			d.verified()
		})
	}
}

// Power fails while the last group is on its way to the outbox: whatever part of
// the file survived, and whether or not the store has the group, every answered
// command is there once after reopening, and the log works on.
func TestNoAnsweredCommandIsLostAtAnyByteOfTheOutbox(t *testing.T) {
	const answered = 3
	for _, storeHas := range []bool{true, false} {
		d, faults := faultyDevice(t)
		for i := range answered {
			d.commit(i, repair)
		}
		before := segmentBytes(t, d.dir)
		if storeHas {
			d.commit(answered, repair)
		} else {
			(*faults).FailNth(faultstore.Update, 1)
			if _, err := d.log.Commit(t.Context(), commandID(answered), draftOf(repair, "facts")); !errors.Is(err, journal.ErrStopped) {
				t.Fatal(err)
			}
		}
		d.close()
		after := segmentBytes(t, d.dir)
		for size := len(before); size <= len(after); size++ {
			crashed := &device{t: t, disk: copyDisk(t, d.disk, nil), dir: t.TempDir(), clock: d.clock, folder: d.folder}
			if err := os.WriteFile(filepath.Join(crashed.dir, "0000000001.seg"), after[:size], 0o600); err != nil {
				t.Fatal(err)
			}
			checkAfterCrash(t, crashed, answered, storeHas, size == len(after))
		}
	}
}

func checkAfterCrash(t *testing.T, d *device, answered uint64, storeHas, whole bool) {
	t.Helper()
	log := d.open()
	want := answered
	if storeHas || whole {
		want++
	}
	if head := d.head(); head.Seq != want {
		t.Fatalf("%d entries, want %d (%+v)", head.Seq, want, log.Opened())
	}
	if o := log.Opened(); o.NewChain != 0 || o.Quarantined != 0 || o.Missing != 0 {
		t.Fatalf("opening %+v", o)
	}
	tail, err := log.Tail(t.Context(), 0, 1<<20)
	if err != nil || len(tail) != int(want) {
		t.Fatalf("%d entries in the tail, %v", len(tail), err)
	}
	d.close()
	d.verified()
}

// segmentBytes returns the bytes of the one segment of an outbox.
func segmentBytes(t testing.TB, dir string) []byte {
	t.Helper()
	names := segmentNames(t, dir)
	if len(names) != 1 {
		t.Fatalf("%d segments", len(names))
	}
	b, err := os.ReadFile(filepath.Join(dir, names[0]))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func segmentNames(t testing.TB, dir string) []string {
	t.Helper()
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var segments []string
	for _, n := range names {
		if strings.HasSuffix(n.Name(), ".seg") {
			segments = append(segments, n.Name())
		}
	}
	return segments
}

func TestALostStoreIsCompletedFromTheOutboxWithItsKeys(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	chain := log.Chain()
	for i := range 5 {
		d.commit(i, repair)
	}
	d.close()
	d.disk = newDevice(t).disk
	log = d.open()
	if o := log.Opened(); o.NewChain != journal.Adopted || o.FromOutbox != 5 || log.Chain() != chain {
		t.Fatalf("opening %+v, chain %s, want %s", o, log.Chain(), chain)
	}
	unsent, err := log.Unsent(t.Context(), 10)
	if err != nil || len(unsent) != 5 {
		t.Fatalf("%d unsent, %v", len(unsent), err)
	}
	view(t, d.store, func(r storage.Reader) error {
		plain, err := journal.OpenBox(r, unsent[0].Boxes[0])
		if string(plain) != "private facts" {
			t.Errorf("box %q", plain)
		}
		return err
	})
	d.close()
	d.verified()
}

func TestALostOutboxIsCompletedFromTheStore(t *testing.T) {
	d := newDevice(t)
	d.open()
	for i := range 5 {
		d.commit(i, repair)
	}
	if err := d.log.Acknowledge(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	d.close()
	if err := os.RemoveAll(d.dir); err != nil {
		t.Fatal(err)
	}
	log := d.open()
	if o := log.Opened(); o.FromStore != 3 || o.NewChain != 0 {
		t.Fatalf("opening %+v", o)
	}
	d.commit(5, repair)
	d.close()
	d.verified()
}

// Goal: a damage of an older segment is noticed while the store can still mend it. Whatever
// is damaged next, nothing that HQ has not acknowledged is lost.
func TestADamagedSegmentIsMendedFromTheStore(t *testing.T) {
	const entries = 9
	for damaged := range 3 {
		d := newDevice(t)
		for i := range entries {
			if i%3 == 0 {
				d.open()
			}
			d.commit(i, repair)
			if i%3 == 2 {
				d.close()
			}
		}
		path := filepath.Join(d.dir, segmentNames(t, d.dir)[damaged])
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		raw[len(raw)/2] ^= 1
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if opened := d.open().Opened(); len(opened.Damaged) != 1 || opened.FromStore == 0 {
			t.Errorf("segment %d: opened %+v", damaged, opened)
		}
		d.close()
		d.disk = new(memstore.Disk) // and now the store
		opened := d.open().Opened()
		if opened.Missing != 0 || d.head().Seq != entries {
			t.Errorf("segment %d: %d of %d are left, opened %+v", damaged, d.head().Seq, entries, opened)
		}
		d.close()
	}
}

func TestEveryOpeningBeginsItsOwnSegment(t *testing.T) {
	d := newDevice(t)
	for i := range 3 {
		d.open()
		d.commit(i, repair)
		d.close()
	}
	if names := segmentNames(t, d.dir); !slices.Equal(names, []string{"0000000001.seg", "0000000002.seg", "0000000003.seg"}) {
		t.Fatalf("segments %v", names)
	}
	d.verified()
}

// Commands meet failures of every kind at random places. Whoever got an answer
// finds the command done once; whoever did not asks again; the disks are sound.
func TestCommandsSurviveFailuresAtAnyStep(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d, faults := faultyDevice(t)
		answered := map[int]journal.Ref{}
		for n := range rapid.IntRange(1, 12).Draw(rt, "commands") {
			op := rapid.SampledFrom([]faultstore.Operation{faultstore.Read, faultstore.View, faultstore.Update,
				faultstore.LostCommit, faultstore.LostAnswer}).Draw(rt, "operation")
			(*faults).FailNth(op, rapid.IntRange(0, 4).Draw(rt, "when"))
			for {
				receipt, err := d.log.Commit(t.Context(), commandID(n), draftOf(repair, "facts"))
				if err == nil {
					answered[n] = receipt.Ref
					break
				}
				d.close()
				d.open()
			}
		}
		(*faults).FailNth(faultstore.View, 0)
		d.close()
		log := d.open()
		if head := d.head(); head.Seq != uint64(len(answered)) || log.Opened().NewChain != 0 {
			rt.Fatalf("%d entries for %d commands, %+v", head.Seq, len(answered), log.Opened())
		}
		view(t, d.store, func(r storage.Reader) error {
			for n, want := range answered {
				if ref, known, err := journal.OfCommand(r, commandID(n)); err != nil || !known || ref != want {
					rt.Errorf("command %d is %s, was answered as %s, %v", n, ref, want, err)
				}
			}
			return nil
		})
		d.close()
		d.verified()
	})
}

// The store is lost when HQ already had the first entries and the outbox no
// longer keeps them: the chain goes on after the hole, and HQ fills it.
func TestAHoleThatOnlyHQCanFillIsReportedAndFilled(t *testing.T) {
	d := newDevice(t)
	var early []*journal.Entry
	for i := range 4 {
		log := d.open()
		d.commit(i, repair)
		if i < 2 {
			tail, err := log.Tail(t.Context(), uint64(i), 1)
			if err != nil {
				t.Fatal(err)
			}
			e, err := journal.Decode(tail[0])
			if err != nil {
				t.Fatal(err)
			}
			early = append(early, e)
		}
		if err := log.Stable(t.Context(), log.Chain(), 2); err != nil {
			t.Fatal(err)
		}
		d.close()
	}
	d.disk = new(memDisk)
	log := d.open()
	if o := log.Opened(); o.Missing != 2 || o.FromOutbox != 2 || o.NewChain != journal.Adopted {
		t.Fatalf("opening %+v", o)
	}
	got, err := log.ReceivePage(t.Context(), journal.Page{Items: itemsOf(early, 1)})
	if err != nil || got.New != 2 || got.NewChain != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	if receipt := d.commit(4, repair); receipt.Ref.Seq != 5 {
		t.Fatalf("receipt %+v", receipt)
	}
	d.close()
	d.verified()
}

func TestAFullSegmentIsFollowedByANewOne(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	const entries, size = 70, 20_000 // once in the facts, once in the box
	noise := make([]byte, size)      // which no box makes shorter
	_, _ = rand.NewChaCha8([32]byte{}).Read(noise)
	for i := range entries {
		if _, err := log.Commit(t.Context(), commandID(i), draftOf(entityOf(i), string(noise))); err != nil {
			t.Fatal(err)
		}
	}
	if n, want := len(segmentNames(t, d.dir)), 2*entries*size/journal.SegmentBytes+1; n != want {
		t.Fatalf("%d segments, want %d", n, want)
	}
	d.close()
	d.verified()
	d.disk = new(memDisk)
	d.open()
	if o := d.log.Opened(); o.FromOutbox != entries {
		t.Fatalf("opening %+v", o)
	}
	d.close()
}
