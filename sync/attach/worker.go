package attach

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"sync"
	"time"

	"etabli/storage"
)

const (
	requestTimeout = time.Minute
	againAfter     = 20 * time.Second // when something is missing on either side
	idleAfter      = 5 * time.Minute  // when nothing is
	afreshAfter    = time.Hour        // HQ may have lost meanwhile what it said it has
)

// Blob is one that an entry on this device names.
type Blob struct {
	Hash  []byte
	Small bool // a small picture of another one
}

// Options are what a worker needs; all are required but OnlySmall.
type Options struct {
	Store   Store
	Address func() string      // of HQ, as host:port
	TLS     func() *tls.Config // mutual, towards HQ
	// Blobs lists what entries here name.
	Blobs func(ctx context.Context) ([]Blob, error)
	// OnlySmall says that only small pictures should be fetched now, because the
	// line is metered.
	OnlySmall func() bool
}

// Progress is how the exchange of attachments stands.
type Progress struct {
	ToSend  int `json:"to_send"`
	ToFetch int `json:"to_fetch"`
	Away    int `json:"away,omitempty"` // of those to fetch: HQ has not got them either
}

// Done tells whether nothing is missing that could come now.
func (p Progress) Done() bool { return p.ToSend == 0 && p.ToFetch == p.Away }

// Worker moves a device's attachments. Its methods may be called from several
// goroutines.
type Worker struct {
	o    Options
	http *http.Client

	afresh time.Duration // how long it is believed what HQ said

	mu       sync.Mutex
	atHQ     map[string]bool // whole at HQ, as far as it told
	progress Progress
}

// NewWorker makes a worker.
func NewWorker(o Options) *Worker {
	w := &Worker{o: o, afresh: afreshAfter, atHQ: map[string]bool{}}
	w.http = &http.Client{Timeout: requestTimeout, Transport: &http.Transport{
		TLSClientConfig:     o.TLS(),
		MaxIdleConnsPerHost: 1,
		IdleConnTimeout:     30 * time.Second,
	}}
	return w
}

// Progress tells how the last exchange ended.
func (w *Worker) Progress() Progress {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.progress
}

// Run exchanges until the context ends: when woken, and now and then. What fails
// is tried again.
func (w *Worker) Run(ctx context.Context, wake <-chan struct{}) {
	defer w.http.CloseIdleConnections()
	afresh := time.NewTicker(w.afresh)
	defer afresh.Stop()
	for {
		pause := idleAfter
		if p, err := w.Once(ctx); err != nil || p != (Progress{}) {
			pause = againAfter
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-afresh.C:
			w.forget()
		case <-time.After(pause):
		}
	}
}

// Once sends what HQ lacks and fetches what is missing here, small pictures
// first, and tells what is still missing. A file that is damaged on either side
// keeps no other waiting.
func (w *Worker) Once(ctx context.Context) (Progress, error) {
	all, err := w.o.Blobs(ctx)
	if err != nil {
		return w.Progress(), err
	}
	c := &client{http: w.http, base: "https://" + w.o.Address()}
	if err := w.compare(ctx, c, all); err != nil {
		return w.Progress(), err
	}
	var p Progress
	var failed error
	for _, small := range []bool{true, false} {
		for _, b := range all {
			if b.Small == small && failed == nil {
				failed = w.move(ctx, c, b, &p)
			}
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.progress = p
	return p, failed
}

// compare asks HQ once about every blob that it has not said to have.
func (w *Worker) compare(ctx context.Context, c *client, all []Blob) error {
	var names [][]byte
	ask := func() error {
		if len(names) == 0 {
			return nil
		}
		a, err := c.have(ctx, names)
		if err != nil {
			return err
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		for i, whole := range a.Whole {
			if whole {
				w.atHQ[string(names[i])] = true
			}
		}
		names = names[:0]
		return nil
	}
	for _, b := range all {
		if w.known(b.Hash) {
			continue
		}
		if names = append(names, b.Hash); len(names) == maxNames {
			if err := ask(); err != nil {
				return err
			}
		}
	}
	return ask()
}

func (w *Worker) known(hash []byte) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.atHQ[string(hash)]
}

// note keeps whether HQ has a blob.
func (w *Worker) note(hash []byte, there bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.atHQ[string(hash)] = there
}

// forget lets everything be asked about again.
func (w *Worker) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.atHQ)
}

// move brings one blob to where it is missing.
func (w *Worker) move(ctx context.Context, c *client, b Blob, p *Progress) error {
	_, here, err := w.o.Store.Have(ctx, hexed(b.Hash))
	if err != nil {
		return err
	}
	there := w.known(b.Hash)
	switch {
	case here && !there:
		p.ToSend++
		sent, err := w.send(ctx, c, b.Hash)
		if err != nil || !sent {
			return err
		}
		w.note(b.Hash, true)
		p.ToSend--
	case !here && !there:
		p.ToFetch++
		p.Away++
	case !here && (b.Small || w.o.OnlySmall == nil || !w.o.OnlySmall()):
		p.ToFetch++
		fetched, err := w.fetch(ctx, c, hexed(b.Hash))
		if errors.Is(err, storage.ErrNotFound) { // HQ has lost it: whoever has it sends it again
			w.note(b.Hash, false)
			p.Away++
			return nil
		}
		if err != nil || !fetched {
			return err
		}
		p.ToFetch--
	}
	return nil
}

// send tells whether HQ has the whole file now. It has not when the file is
// damaged here, or when somebody else sends it too.
func (w *Worker) send(ctx context.Context, c *client, hash []byte) (whole bool, err error) {
	name := hexed(hash)
	size, _, err := w.o.Store.Have(ctx, name)
	if err != nil {
		return false, err
	}
	a, err := c.have(ctx, [][]byte{hash})
	if err != nil {
		return false, err
	}
	have, whole := a.Bytes[0], a.Whole[0]
	for more := true; more && !whole; {
		before := have
		piece, err := w.o.Store.Raw(ctx, name, have)
		if err != nil {
			return false, err
		}
		have, whole, err = c.put(ctx, name, have, size, piece)
		if err = errors.Join(err, piece.Close()); err != nil {
			return false, err
		}
		more = have > before
	}
	return whole, nil
}

// fetch tells whether the whole file is here now. It is not when HQ's is damaged.
func (w *Worker) fetch(ctx context.Context, c *client, name string) (whole bool, err error) {
	have, whole, err := w.o.Store.Have(ctx, name)
	for more := true; err == nil && more && !whole; {
		before := have
		have, whole, err = w.fetchPiece(ctx, c, name, have)
		more = have > before
	}
	if errors.Is(err, storage.ErrDamaged) {
		return false, nil
	}
	return whole, err
}

func (w *Worker) fetchPiece(ctx context.Context, c *client, name string, at int64) (have int64, whole bool, err error) {
	piece, size, err := c.get(ctx, name, at)
	if err != nil {
		return at, false, err
	}
	have, whole, err = w.o.Store.Append(ctx, name, at, size, piece)
	return have, whole, errors.Join(err, piece.Close())
}
