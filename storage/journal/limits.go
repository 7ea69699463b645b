package journal

import "errors"

// Limits of one entry. Reaching one is ErrMalformed when reading and
// ErrTooLarge when writing.
const (
	// MaxEntryBytes bounds an encoded entry, so that its row fits the value
	// limit of every store (64 KiB).
	MaxEntryBytes = 63 << 10
	MaxEntities   = 32   // entities one entry may list
	MaxSeen       = 1024 // chains one entity's `seen` may list
	MaxMoves      = 64
	MaxBoxes      = 16
	MaxExtensions = 16
	MaxNesting    = 16 // levels of CBOR inside a header or facts
	// MaxKeys bounds the keys of one subject and purpose: more than one exists
	// only when several devices made a key before they met.
	MaxKeys = 16
	// MaxPageItems bounds a page from HQ.
	MaxPageItems = 4096
)

// The sentinels of this package. Callers find them with errors.Is.
var (
	// ErrMalformed says that bytes are not an entry, or that an entry breaks a
	// rule of the form.
	ErrMalformed = errors.New("journal: malformed")
	// ErrTooLarge says that an entry exceeds a limit of the form.
	ErrTooLarge = errors.New("journal: entry over the limits")
	// ErrNoKey says that a box cannot be opened because its key or its bytes
	// were erased, withheld or never came.
	ErrNoKey = errors.New("journal: no key for this box")
	// ErrErased says that what an entry would keep was erased for good.
	ErrErased = errors.New("journal: erased")
	// ErrSealed says that a box or a record does not open with its key: it was
	// damaged, or sealed under another key.
	ErrSealed = errors.New("journal: seal is broken")
	// ErrGap says that an entry's predecessors on its chain are missing.
	ErrGap = errors.New("journal: gap in the chain")
	// ErrFork says that another entry already has this place on the chain.
	ErrFork = errors.New("journal: the chain forks")
	// ErrDuplicate says that the store already holds this very entry; it is
	// harmless.
	ErrDuplicate = errors.New("journal: entry is already held")
	// ErrDamaged says that a row or a record does not hold what it must; the
	// error names the place.
	ErrDamaged = errors.New("journal: damaged")
	// ErrStopped says that the committer stopped after a write whose outcome is
	// unknown. Reopening settles it; ask again with the same command id.
	ErrStopped = errors.New("journal: log is stopped until it is reopened")
	// ErrClosed says that the log was closed.
	ErrClosed = errors.New("journal: log is closed")
)
