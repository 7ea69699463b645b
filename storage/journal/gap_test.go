package journal_test

import (
	"os"
	"path/filepath"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
)

// A store is lost when the outbox has let go of what HQ acknowledged long ago:
// the lost entries are known to be missing until HQ has sent every one back.
func TestOwnEntriesThatWereLostAreMissedUntilTheyComeBack(t *testing.T) {
	d := newDevice(t)
	d.open()
	var own []*journal.Entry
	for n := 1; n <= 3; n++ {
		d.commit(n, repair)
	}
	view(t, d.store, func(r storage.Reader) error {
		return journal.Scan(r, d.log.Chain(), 1, func(p journal.Positioned) error {
			own = append(own, &p.Entry)
			return nil
		})
	})
	d.close()
	d.open()
	d.commit(4, repair)
	d.close()
	if err := os.Remove(filepath.Join(d.dir, "0000000001.seg")); err != nil {
		t.Fatal(err)
	}
	d.disk = new(memDisk)
	log := d.open()
	if o := log.Opened(); o.Missing != 3 || o.FromOutbox != 1 || d.head().Seq != 4 {
		t.Fatalf("opening %+v, head %d", o, d.head().Seq)
	}
	for i, want := range []uint64{1, 1, 3, 0} {
		if i > 0 { // entries 2, 1 and 3 come back
			e := own[[]int{1, 0, 2}[i-1]]
			if err := log.Receive(t.Context(), journal.Page{Items: itemsOf([]*journal.Entry{e}, e.Header.Seq)}); err != nil {
				t.Fatal(err)
			}
		}
		view(t, d.store, func(r storage.Reader) error {
			gap, err := journal.GapOf(r, log.Chain())
			if gap != want {
				t.Errorf("after %d: the gap is at %d, want %d", i, gap, want)
			}
			return err
		})
	}
	d.commit(5, repair)
	d.close()
	d.open()
	d.close()
	d.verified()
}
