// Package memstore is a store in memory, for tests. It keeps the whole
// contract of package storage; what it calls a disk is a value that outlives
// the store, so that reopening and crashing can be tested too.
package memstore

import (
	"sync"

	"etabli/storage"
	"etabli/storage/engine"
)

// DefaultLimits are those of a store on disk, so that what fits in a test fits
// in the shop.
var DefaultLimits = storage.Limits{KeyBytes: 1024, ValueBytes: 64 << 10, TxBytes: 1 << 20, TxKeys: 10_000}

// Option changes how a store is opened.
type Option func(*options)

type options struct{ limits storage.Limits }

// WithLimits replaces DefaultLimits.
func WithLimits(l storage.Limits) Option { return func(o *options) { o.limits = l } }

// Disk holds what was committed, whether a store is open on it or not. The
// zero value is an empty disk.
type Disk struct {
	mu     sync.Mutex
	rows   engine.Sorted[[]byte]
	holder *backend // the one that is open, if any
}

// Store is an open store.
type Store struct {
	*engine.Store
	disk *Disk
}

// New opens a store on a disk of its own.
func New(opts ...Option) *Store {
	s, err := new(Disk).Open(opts...)
	if err != nil {
		panic(err) // nobody else can hold a new disk
	}
	return s
}

// Disk returns the disk the store is on.
func (s *Store) Disk() *Disk { return s.disk }

// Open opens a store on the disk. It returns storage.ErrInUse while another is
// open.
func (d *Disk) Open(opts ...Option) (*Store, error) {
	o := options{limits: DefaultLimits}
	for _, opt := range opts {
		opt(&o)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.holder != nil {
		return nil, storage.ErrInUse
	}
	d.holder = &backend{disk: d}
	d.holder.store = engine.New(d.holder, o.limits)
	return &Store{d.holder.store, d}, nil
}

// Crash does what a power cut does: the open store is gone without a goodbye,
// the disk keeps exactly what was committed.
func (d *Disk) Crash() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.holder != nil {
		d.holder.store.Stop(nil)
	}
	d.holder = nil
}

// Copy returns another disk with what is on this one now, as a backup taken of
// it would have, whether a store is open on it or not.
func (d *Disk) Copy() *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	return &Disk{rows: d.rows.Copy()}
}

// backend is one opening of a disk.
type backend struct {
	disk  *Disk
	store *engine.Store
}

func (b *backend) Snapshot() (engine.Snapshot, error) {
	b.disk.mu.Lock()
	defer b.disk.mu.Unlock()
	return snapshot{b.disk.rows.Freeze()}, nil
}

func (b *backend) Apply(writes *engine.Writes) error {
	b.disk.mu.Lock()
	defer b.disk.mu.Unlock()
	if b.disk.holder != b {
		return storage.ErrClosed
	}
	return writes.Each(
		func(key, value []byte) error { b.disk.rows.Put(key, value); return nil },
		func(key []byte) error { b.disk.rows.Delete(key); return nil })
}

func (b *backend) Close() error {
	b.disk.mu.Lock()
	defer b.disk.mu.Unlock()
	if b.disk.holder == b {
		b.disk.holder = nil
	}
	return nil
}

type snapshot struct{ rows engine.Frozen[[]byte] }

func (s snapshot) Get(key []byte) ([]byte, error) {
	value, ok := s.rows.Get(key)
	if !ok {
		return nil, storage.ErrNotFound
	}
	return append([]byte{}, value...), nil
}

func (s snapshot) Cursor(rng storage.Range) engine.Cursor { return cursor{s.rows.Walk(rng)} }

func (s snapshot) Release() {}

type cursor struct{ *engine.Walk[[]byte] }

func (c cursor) Value() ([]byte, error) { return c.Entry(), nil }

func (c cursor) Err() error { return nil }

func (c cursor) Close() {}
