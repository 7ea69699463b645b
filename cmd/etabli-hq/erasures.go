package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"etabli/app/domain/erasure"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/blob"
	"etabli/storage/durable"
	"etabli/storage/journal"
	"etabli/sync/hub"
)

// erasuresFile lists erasures outside the store, so that a store that goes back
// to a backup does not bring back whom it had erased.
const erasuresFile = "erasures"

// erasureNote is one line of the file. It holds nothing about the person.
type erasureNote struct {
	Command  journal.CommandID `json:"command"`
	Customer journal.EntityID  `json:"customer"`
	AtMS     int64             `json:"at_ms"`
	Facts    []byte            `json:"facts"`
}

// noteErasure appends to the list, on a line of its own; it is on disk when it
// returns.
func noteErasure(dir string, n erasureNote) error {
	line, err := json.Marshal(n)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, erasuresFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "\n%s\n", line)
	return errors.Join(err, f.Sync(), f.Close(), durable.SyncFolder(dir))
}

// readErasures reads the list. A line that was cut short by a power failure says
// nothing; its entry is noted again.
func readErasures(dir string) (map[journal.CommandID]erasureNote, error) {
	out := map[journal.CommandID]erasureNote{}
	f, err := os.Open(filepath.Join(dir, erasuresFile))
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("erasures: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 2*journal.MaxEntryBytes)
	for lines.Scan() {
		var n erasureNote
		if json.Unmarshal(lines.Bytes(), &n) == nil && n.AtMS != 0 {
			out[n.Command] = n
		}
	}
	return out, lines.Err()
}

// eraseListed erases in a store that was restored what its list says was erased
// since, and makes its views anew without it. The entries come back from devices,
// or are recorded again when the recovery is over.
func eraseListed(ctx context.Context, store storage.Store, dir string) (n int, err error) {
	notes, err := readErasures(dir)
	if err != nil {
		return 0, err
	}
	for _, note := range notes {
		var f erasure.ErasedFacts
		if err := journal.UnmarshalFacts(note.Facts, &f); err != nil {
			return n, fmt.Errorf("erasures: %w", err)
		}
		fresh := false
		err := store.Update(ctx, func(tx storage.Tx) error {
			fresh = false
			for _, s := range f.Subjects {
				purposes := make([]journal.Purpose, len(s.Purposes))
				for i, p := range s.Purposes {
					purposes[i] = journal.Purpose(p)
				}
				gone, err := journal.Erase(tx, journal.Entity{Type: journal.EntityType(s.Type), ID: journal.EntityID(s.ID)}, purposes...)
				if err != nil {
					return err
				}
				fresh = fresh || len(gone) > 0
			}
			return nil
		})
		if err != nil {
			return n, err
		}
		if fresh {
			n++
		}
	}
	if n == 0 {
		return 0, nil
	}
	return n, views.New().Rebuild(ctx, store, nil)
}

// clear copies an embedded store under a new key when something was erased in
// it since the last time; with the old one goes what was.
func (h *hq) clear(ctx context.Context) error {
	embedded, ok := h.store.(*device.Store)
	if !ok {
		return nil
	}
	n, done, err := device.Uncleared(ctx, embedded)
	if err != nil || n == done.Erasures {
		return err
	}
	return embedded.Renew(ctx, orderedTo)
}

// orderedTo is up to where HQ has ordered its log.
func orderedTo(r storage.Reader) (uint64, error) {
	head, err := hub.HeadOf(r)
	return head.Position, err
}

// keepCleared copies the store in the night after an erasure.
func (h *hq) keepCleared(ctx context.Context) error {
	if embedded, ok := h.store.(*device.Store); ok {
		embedded.KeepCleared(ctx, orderedTo, func(context.Context) error { return nil })
	}
	return ctx.Err()
}

// erasuresEvery is how often HQ looks whether what held an erasure back is over,
// beside looking whenever something about a customer comes.
const erasuresEvery = time.Hour

// recoveringEvery is how often it looks whether its recovery is over and what a
// restored store has lost can be recorded again.
const recoveringEvery = 2 * time.Second

// keepErasures carries out what was ordered, notes it outside the store, and
// deletes what it left in files.
func (h *hq) keepErasures(ctx context.Context) error {
	wake := make(chan struct{}, 1)
	wake <- struct{}{}
	stop := h.hub.Watch(func(changed []journal.Entity) {
		if !service.ConcernsErasures(changed) {
			return
		}
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	look := &erasureLook{hq: h}
	for {
		if err := look.look(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, hub.ErrRecovering) {
			h.log.Warn("erasures", "error", err)
		}
		again := erasuresEvery
		if !look.repeated {
			again = recoveringEvery
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wake:
		case <-time.After(again):
			look.swept = nil // files may have come again from who had not heard
		}
	}
}

// erasureLook remembers what was looked at, so that a look when nothing was
// erased costs nothing.
type erasureLook struct {
	*hq
	repeated bool
	swept    *uint64 // of how many erasures the rest is done
}

func (l *erasureLook) look(ctx context.Context) error {
	if err := l.repeat(ctx); err != nil {
		return err
	}
	if _, err := l.app.GoOnErasing(ctx); err != nil {
		return err
	}
	n, _, err := device.Uncleared(ctx, l.store)
	if err != nil || l.swept != nil && *l.swept == n {
		return err
	}
	if err := errors.Join(l.note(ctx), l.sweep(ctx)); err != nil {
		return err
	}
	l.swept = &n
	return nil
}

// repeat records again what a restored store has lost and no device gave
// back. During the recovery nothing is recorded: the next look does it.
func (l *erasureLook) repeat(ctx context.Context) error {
	if l.repeated {
		return nil
	}
	state, err := l.hub.Recovery(ctx)
	if err != nil || state.Active {
		return err
	}
	notes, err := readErasures(l.dir)
	for _, n := range notes {
		var f erasure.ErasedFacts
		if err == nil {
			err = journal.UnmarshalFacts(n.Facts, &f)
		}
		if err == nil {
			err = l.app.EraseAgain(ctx, n.Command, n.Customer, f)
		}
	}
	l.repeated = err == nil
	return err
}

// note adds to the list outside the store what is not in it yet.
func (l *erasureLook) note(ctx context.Context) error {
	all, err := l.app.ErasedSoFar(ctx)
	if err != nil {
		return err
	}
	notes, err := readErasures(l.dir)
	for _, one := range all {
		for _, e := range one.Entries {
			if _, noted := notes[e.Command]; !noted && err == nil {
				err = noteErasure(l.dir, erasureNote{e.Command, one.Customer.ID, e.AtMS, e.Facts})
			}
		}
	}
	return err
}

// sweep deletes the files of attachments that were erased.
func (l *erasureLook) sweep(ctx context.Context) error {
	var gone [][]byte
	err := l.hub.View(ctx, func(r storage.Reader) (err error) {
		gone, err = views.New().GoneBlobs(r)
		return err
	})
	for _, hash := range gone {
		name := hex.EncodeToString(hash)
		switch b := l.blobs.(type) {
		case *blob.Store:
			err = errors.Join(err, b.Delete(name))
		case *blob.Rows:
			err = errors.Join(err, b.Delete(ctx, name))
		}
	}
	return err
}
