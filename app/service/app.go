package service

import (
	"context"
	"io"
	"sync"
	"time"

	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Journal is where commands are written: a device's log or HQ's.
type Journal interface {
	// Commit writes what plan proposes as one entry, or returns the entry that
	// the same id made before, without calling plan.
	Commit(ctx context.Context, id journal.CommandID, plan Plan) (journal.Receipt, error)
	// View reads a snapshot.
	View(ctx context.Context, fn func(storage.Reader) error) error
}

// Plan decides what a command records, on the state it finds. A nil draft
// means that there is nothing to do.
type Plan = func(r storage.Reader) (*journal.Draft, error)

// Blobs keeps photos and signatures, each under a key of its own.
type Blobs interface {
	Put(ctx context.Context, content io.Reader) (name string, size int64, err error)
	// Key is the key of a blob that was put here; storage.ErrNotFound for others.
	Key(name string) (key [32]byte, err error)
	// Have tells whether a blob is here whole.
	Have(ctx context.Context, name string) (bytes int64, whole bool, err error)
	OpenWith(ctx context.Context, name string, key [32]byte) (io.ReadCloser, error)
}

// Register is the till of a device: its series and the key that nobody types.
type Register struct {
	Series   func() []byte // of the epoch in work, 8 bytes
	Key      func(series []byte) []byte
	Software string // version that is written into records
}

// Place says on which device and for which shop commands are run.
type Place struct {
	Site   string // three letters, such as "LIL"
	Device string // the device's code at the site, such as "2"
	// PortalURL is the address under which customers reach the portal, without
	// a slash at the end; empty until HQ told it.
	PortalURL string
	// Training says that this is a store for practice: nothing in it is real.
	Training bool
}

// Words are the sentences of one language.
type Words interface {
	Has(key string) bool
	T(key string, args ...string) string
	DateTime(ms int64, zone *time.Location) string
	Clock(ms int64, zone *time.Location) string
	Date(iso string) string
	Money(cents int64, currency string) string
}

// App runs commands and queries. Its methods may be called from several
// goroutines.
type App struct {
	journal Journal
	views   *views.Views
	blobs   Blobs
	place   Place
	rules   rules.Table
	till    *Register
	words   func(language string) Words
	heard   func(ctx context.Context, site string) (int64, error)
	erases  bool
	leased  bool
	sure    func() bool
	hurry   Hurry
	now     func() time.Time
	// stopLink is where a customer ends messages; may be nil.
	stopLink func(customer journal.EntityID) string
	random   io.Reader

	decoders    chan struct{} // one for each picture that is decoded
	tries       tries
	tables      tables
	mu          sync.Mutex
	lastCounter int // of the numbers given out here; 0 until first asked
}

// Options are what an App needs; all are required but Blobs, without which
// attachments are refused, Rules, without which nothing that the law counts
// can be decided, Till, and Words, without which there are no templates.
type Options struct {
	Journal Journal
	Views   *views.Views
	Blobs   Blobs
	Place   Place
	Rules   rules.Table
	Till    *Register // nil: there is no drawer here
	Words   func(language string) Words
	// Heard tells, in Unix ms, since when something of a shop may be unknown here;
	// 0 when it was never heard, nil where nobody else writes.
	Heard func(ctx context.Context, site string) (int64, error)
	// Erases says that there is nobody above who must be asked to erase a person:
	// this is HQ, or a shop alone.
	Erases bool
	// Leased says that this device may be lost on the road: its rights to promise
	// end a while after it last heard HQ.
	Leased bool
	// SureClock tells whether the clock was compared with HQ's since the machine was
	// started: a lease is worth nothing by a clock that may stand anywhere. Nil: it is.
	SureClock func() bool
	Hurry     Hurry // nil where nobody is above
	// StopLink is the address at which a customer ends messages; nil where e-mail does
	// not go out.
	StopLink func(customer journal.EntityID) string
	Now      func() time.Time
	Random   io.Reader
}

// New makes an App. It does no I/O.
func New(o Options) *App {
	return &App{
		journal: o.Journal, views: o.Views, blobs: o.Blobs,
		place: o.Place, rules: o.Rules, till: o.Till, words: o.Words, heard: o.Heard, erases: o.Erases, leased: o.Leased, sure: o.SureClock, hurry: o.Hurry, stopLink: o.StopLink, now: o.Now, random: o.Random,
		decoders: make(chan struct{}, maxDecoded),
	}
}

// Place tells where this App runs.
func (a *App) Place() Place { return a.place }

// Call says who runs a command, and under which id.
type Call struct {
	ID    journal.CommandID
	Staff journal.EntityID // zero for the system
}

// NewCall makes a call with a fresh id.
func (a *App) NewCall(staff journal.EntityID) (Call, error) {
	var id journal.CommandID
	if _, err := io.ReadFull(a.random, id[:]); err != nil {
		return Call{}, err
	}
	return Call{ID: id, Staff: staff}, nil
}
