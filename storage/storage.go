// Package storage is the contract that every store keeps: ordered keys,
// transactions, snapshots, named limits and sentinel errors.
//
// Keys are ordered as unsigned bytes; every byte string within the limits is a
// key, the empty one too. A transaction is all or nothing: when
// Update returns nil its writes are on disk and visible to every later View,
// when it returns an error none of them is. Byte slices handed to a caller
// belong to the caller; slices handed to a store are copied before the call
// returns.
//
// The implementations live in badgerstore (devices and small HQs), pgstore
// (HQs of several processes over one PostgreSQL), memstore (tests) and
// faultstore (a wrapper that injects failures); engine holds what the first
// three share, and storagetest the one suite that all of them pass.
package storage

import (
	"context"
	"errors"
)

// The sentinels of the contract. Implementations wrap them, callers find them
// with errors.Is. The set is append-only.
var (
	// ErrNotFound says that a key has no value.
	ErrNotFound = errors.New("storage: key not found")
	// ErrTooBig says that a key, a value or a whole transaction exceeds Limits;
	// nothing of the transaction was written.
	ErrTooBig = errors.New("storage: over the store's limits")
	// ErrClosed says that the store was closed, or stopped itself after a write
	// whose outcome is unknown; reopening settles it.
	ErrClosed = errors.New("storage: store is closed")
	// ErrInUse says that another process holds the store.
	ErrInUse = errors.New("storage: store is in use by another process")
	// ErrWrongKey says that the encryption key does not open this store.
	ErrWrongKey = errors.New("storage: wrong store key")
	// ErrDamaged says that the files are not readable as a store. Repair mode
	// is the way on; the files must not be deleted.
	ErrDamaged = errors.New("storage: store is damaged")
	// ErrFull says that the disk has too little room to take a write safely.
	ErrFull = errors.New("storage: not enough disk space")
	// ErrUnsafePlace says that the folder is one where a store must not live,
	// such as a network share.
	ErrUnsafePlace = errors.New("storage: not a safe place for a store")
	// ErrUnavailable says that the server that keeps the store does not answer,
	// or did not let a transaction end in time; nothing of it was written, and
	// the same call may succeed later.
	ErrUnavailable = errors.New("storage: store cannot be reached")
	// ErrNotEmpty says that a store or folder that must be empty is not.
	ErrNotEmpty = errors.New("storage: not empty")
)

// Stop ends a Scan early without an error when a scan function returns it.
var Stop = errors.New("storage: stop scanning") //nolint:staticcheck,revive // a signal, not a failure

// Store is an open store. All methods may be called from several goroutines.
type Store interface {
	// View runs fn on a snapshot: it sees exactly the transactions that were
	// committed before it began. The Reader is void after fn returns.
	View(ctx context.Context, fn func(Reader) error) error

	// Update runs fn in a transaction and commits it durably. Transactions are
	// serialised: fn sees the effects of every earlier one. An error from fn
	// rolls back and is returned as it is. fn may be run again when an
	// implementation has to retry, so it must have no effect but on tx. An
	// Update inside fn would wait for itself.
	//
	// A transaction that went over a limit fails with ErrTooBig even when fn
	// returns nil. After a commit whose outcome is unknown the error is
	// ErrClosed and the store has stopped.
	Update(ctx context.Context, fn func(Tx) error) error

	// Limits tells what a transaction may hold.
	Limits() Limits

	// Close waits for running transactions and releases the store. Closing
	// twice is fine.
	Close() error
}

// Reader reads one snapshot. It belongs to one goroutine.
type Reader interface {
	// Get returns the value of key, or ErrNotFound.
	Get(key []byte) ([]byte, error)

	// Scan calls fn for the pairs of a range in order, until fn returns Stop
	// or another error. key and value are valid only during the call. It
	// includes the transaction's own writes up to the start of the scan; fn
	// may read, write and scan in turn.
	Scan(rng Range, fn func(key, value []byte) error) error
}

// Tx is a Reader that also writes. It belongs to one goroutine.
type Tx interface {
	Reader
	// Put sets the value of key; an empty value is a value.
	Put(key, value []byte) error
	// Delete removes key; a missing key is no error.
	Delete(key []byte) error
	// Lock makes other processes that lock the same key wait until this
	// transaction ends. Stores of a single process have nothing to do. A
	// transaction whose first call is Lock may run beside those of other
	// processes that first locked another key; any other runs beside none.
	Lock(key []byte) error
}

// Prefetcher is what a Reader also implements when it gets many keys faster
// together than one by one.
type Prefetcher interface {
	// Prefetch reads keys, so that Get answers them at once. It changes no
	// answer, and Lock may still be the first call after it.
	Prefetch(keys [][]byte) error
}

// Prefetch reads keys together where that helps; keys is called only then.
func Prefetch(r Reader, keys func() [][]byte) error {
	if p, ok := r.(Prefetcher); ok {
		return p.Prefetch(keys())
	}
	return nil
}

// Watchable is what a store also implements when other processes write to it.
type Watchable interface {
	// Changes gives a signal whenever another process may have committed. It is
	// a hint: signals are lost and doubled, and what changed is found by
	// reading. The channel is closed when the context ends.
	Changes(ctx context.Context) <-chan struct{}
}

// Loader is what a store also implements when it can take in a large amount of
// data faster than by transactions. Callers find it by assertion.
type Loader interface {
	// Load runs fn, which calls put for every pair, in any order. The store
	// must be empty (else ErrNotEmpty) and unused until Load returns. Load is
	// not atomic: after an error the store is to be thrown away.
	Load(ctx context.Context, fn func(put func(key, value []byte) error) error) error
}

// Range names the keys k with Start <= k < End, in ascending order or, with
// Reverse, in descending order. A nil Start or End is open.
type Range struct {
	Start, End []byte
	Reverse    bool
	// KeysOnly leaves values nil, which can be much cheaper.
	KeysOnly bool
}

// Prefix is the range of all keys that begin with p.
func Prefix(p []byte) Range {
	return Range{Start: append([]byte{}, p...), End: After(p)}
}

// After returns the first key that is greater than every key with prefix p,
// or nil when there is none.
func After(p []byte) []byte {
	end := append([]byte{}, p...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

// Limits says how much fits; reaching a limit is ErrTooBig, never a silent drop.
type Limits struct {
	KeyBytes, ValueBytes int
	// TxBytes bounds the keys and values of one transaction together, TxKeys
	// their number.
	TxBytes, TxKeys int
}
