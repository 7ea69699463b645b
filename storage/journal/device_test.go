package journal_test

import (
	"encoding/binary"
	"errors"
	"sync"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

// fakeClock is a clock that only tests move.
type fakeClock struct {
	mu  sync.Mutex
	hlc uint64
}

func newFakeClock() *fakeClock { return &fakeClock{hlc: 1_700_000_000_000 << 16} }

func (c *fakeClock) Now() (uint64, journal.ClockState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hlc++
	return c.hlc, journal.ClockState{WallMS: int64(c.hlc >> 16), NeverSynced: true}
}

func (c *fakeClock) Observe(hlc uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hlc = max(c.hlc, hlc)
}

// countFolder keeps a row an entity that holds the number of its entries, and
// checks that what it is told agrees with the history.
type countFolder struct{ fail func(journal.Entity) error }

func countKey(e journal.Entity) []byte { return append([]byte{'v', byte(e.Type)}, e.ID[:]...) }

func (f countFolder) Fold(tx storage.Tx, touched []journal.Touched) error {
	for _, t := range touched {
		if f.fail != nil {
			if err := f.fail(t.Entity); err != nil {
				return err
			}
		}
		n := len(t.New)
		history, err := journal.History(tx, t.Entity)
		if err != nil {
			return err
		}
		if len(t.Entries) == n && !current(t.Entries, history) {
			return errors.New("entries are out of date")
		}
		if len(t.Entries) == n && t.Fresh != (n > 0 && n == len(history)) {
			return errors.New("fresh is wrong")
		}
		if err := tx.Put(countKey(t.Entity), binary.BigEndian.AppendUint64(nil, uint64(len(history)))); err != nil {
			return err
		}
	}
	return nil
}

// current tells whether each entry stands in the history with the same place.
func current(entries, history []journal.Positioned) bool {
	places := map[journal.Ref]uint64{}
	for i := range history {
		places[history[i].Ref()] = history[i].Position
	}
	for i := range entries {
		if at, held := places[entries[i].Ref()]; !held || at != entries[i].Position {
			return false
		}
	}
	return true
}

func counted(r storage.Reader, e journal.Entity) (int, error) {
	value, err := r.Get(countKey(e))
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return int(binary.BigEndian.Uint64(value)), nil
}

// device is a log over a disk in memory and an outbox in a folder.
type device struct {
	t       testing.TB
	disk    *memstore.Disk
	dir     string
	clock   *fakeClock
	folder  journal.Folder
	limits  []memstore.Option
	wrap    func(storage.Store) storage.Store
	store   *memstore.Store
	log     *journal.Log
	options journal.Options
}

var outboxKey = journal.Key{0x0b}

func newDevice(t testing.TB) *device {
	return &device{t: t, disk: new(memstore.Disk), dir: t.TempDir(), clock: newFakeClock(), folder: countFolder{}}
}

// open opens store and log.
func (d *device) open() *journal.Log {
	d.t.Helper()
	log, err := d.tryOpen()
	if err != nil {
		d.t.Fatal(err)
	}
	return log
}

func (d *device) tryOpen() (*journal.Log, error) {
	d.t.Helper()
	store, err := d.disk.Open(d.limits...)
	if err != nil {
		d.t.Fatal(err)
	}
	d.store = store
	o := d.options
	o.Store, o.OutboxDir, o.OutboxKey, o.Folder, o.Clock = store, d.dir, outboxKey, d.folder, d.clock
	if d.wrap != nil {
		o.Store = d.wrap(store)
	}
	d.log, err = journal.OpenLog(d.t.Context(), o)
	return d.log, err
}

func (d *device) close() {
	d.t.Helper()
	if err := d.log.Close(); err != nil {
		d.t.Fatal(err)
	}
	if err := d.store.Close(); err != nil {
		d.t.Fatal(err)
	}
}

func commandID(n int) journal.CommandID {
	return journal.CommandIDFrom("test", string(binary.BigEndian.AppendUint64(nil, uint64(n))))
}

// draftOf is the plan of an entry about entity with a box.
func draftOf(entity journal.Entity, facts string) func(storage.Reader) (*journal.Draft, error) {
	return func(storage.Reader) (*journal.Draft, error) {
		return &journal.Draft{
			Kind: 12, Version: 1, OldestReader: 1, Entities: []journal.Entity{entity}, Facts: []byte(facts),
			Boxes: []journal.PlainBox{{Subject: entity.ID, Purpose: journal.Contact, Plain: []byte("private " + facts)}},
		}, nil
	}
}

// commit does the n-th command of the test.
func (d *device) commit(n int, entity journal.Entity) journal.Receipt {
	d.t.Helper()
	receipt, err := d.log.Commit(d.t.Context(), commandID(n), draftOf(entity, "facts"))
	if err != nil {
		d.t.Fatal(err)
	}
	return receipt
}

func (d *device) head() journal.Head {
	d.t.Helper()
	var head journal.Head
	view(d.t, d.store, func(r storage.Reader) (err error) {
		head, err = journal.HeadOf(r, d.log.Chain())
		return err
	})
	return head
}

// verified fails the test unless the closed device's disks are sound.
func (d *device) verified() {
	d.t.Helper()
	if faults := d.verify(); len(faults) > 0 {
		d.t.Fatalf("faults: %v", faults)
	}
}

func (d *device) verify() []journal.Fault {
	d.t.Helper()
	store, err := d.disk.Open(d.limits...)
	if err != nil {
		d.t.Fatal(err)
	}
	defer store.Close()
	report, err := journal.Verify(d.t.Context(), store, d.dir, outboxKey)
	if err != nil {
		d.t.Fatal(err)
	}
	return report.Faults
}
