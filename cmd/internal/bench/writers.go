package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"etabli/app/service"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

const (
	crowd               = 64 // who writes at once, one entry after the other
	leastTimesBare      = 6
	leastTimesBareWired = 3
	mostCrowdMS         = 20
	entryBytes          = 400
)

// unknownKind is one that no program folds: what is measured is the order.
const unknownKind journal.Kind = 60_000

// writers measures many who write one entry at a time, beside a bare store that takes the
// same bytes one after the other.
func (b *bench) writers(ctx context.Context) error {
	bare, err := b.bareCommits(ctx)
	if err != nil {
		return err
	}
	if err := b.writersHere(ctx, bare); err != nil {
		return err
	}
	hq, err := b.serveHQ(ctx, "hq-writers")
	if err != nil {
		return err
	}
	return errors.Join(b.writersWired(ctx, hq, bare), hq.stop())
}

// bareCommits is how many commits a second a bare store makes.
func (b *bench) bareCommits(ctx context.Context) (perS float64, err error) {
	store, err := badgerstore.Open(ctx, badgerstore.Options{Dir: filepath.Join(b.work, "bare"), Key: make([]byte, 32)})
	if err != nil {
		return 0, err
	}
	var took spans
	for n := range b.sizes.Commands {
		err = errors.Join(err, took.timed(func() error {
			return store.Update(ctx, func(tx storage.Tx) error { return tx.Put(fmt.Appendf(nil, "%08d", n), make([]byte, entryBytes)) })
		}))
	}
	b.report.said("a bare store, one commit after the other", took.p50(), "ms", fmt.Sprintf("p99 %s ms", number(took.p99())))
	return 1000 / took.p50(), errors.Join(err, store.Close())
}

// crowded lets everybody write and tells how many entries a second that made.
func (b *bench) crowded(each int, write func(who int) error) (perS float64, took spans, err error) {
	var mu sync.Mutex
	var group errgroup.Group
	began := time.Now()
	for who := range crowd {
		group.Go(func() error {
			var mine spans
			for range each {
				if err := mine.timed(func() error { return write(who) }); err != nil {
					return err
				}
			}
			mu.Lock()
			defer mu.Unlock()
			took = append(took, mine...)
			return nil
		})
	}
	err = group.Wait()
	return float64(crowd*each) / time.Since(began).Seconds(), took, err
}

func (b *bench) tellCrowd(what string, perS, bare float64, took spans, least float64) {
	b.report.least(fmt.Sprintf("%d writers of one entry, %s", crowd, what), perS/bare, least, "× bare",
		fmt.Sprintf("%s entries/s; p50 %s, p99 %s ms (wanted: %d)", number(perS), number(took.p50()), number(took.p99()), mostCrowdMS))
}

// writersHere are people at one device, each with a repair of their own.
func (b *bench) writersHere(ctx context.Context, bare float64) error {
	d, err := device.InitAlone(ctx, filepath.Join(b.work, "crowd"), "LIL", "", device.Options{})
	if err != nil {
		return err
	}
	ids := make([]journal.EntityID, crowd)
	for n := range ids {
		var call service.Call
		var taken service.Result
		if call, err = d.App.NewCall(journal.EntityID{}); err == nil {
			taken, err = d.App.Receive(ctx, call, intake(n))
		}
		if err != nil {
			return errors.Join(err, d.Close())
		}
		ids[n] = taken.Data.(service.Received).ID
	}
	perS, took, err := b.crowded(b.sizes.Crowd, func(who int) error {
		call, err := d.App.NewCall(journal.EntityID{})
		if err != nil {
			return err
		}
		_, err = d.App.Note(ctx, call, &service.NoteInput{ID: ids[who], Text: "essai"})
		return err
	})
	b.tellCrowd("in one process, with their views", perS, bare, took, leastTimesBare)
	return errors.Join(err, d.Close())
}

// writersWired are devices that each wait for HQ's acknowledgement.
func (b *bench) writersWired(ctx context.Context, hq *servedHQ, bare float64) error {
	list := make([]*wiredWriter, crowd)
	for n := range list {
		conn, chain, err := b.connect(ctx, hq, shopOf(groupSize*n)) // a shop of its own: what fellows hear costs more than the writing
		if err != nil {
			return err
		}
		list[n] = &wiredWriter{conn: conn, chain: chain}
		defer conn.Close()
	}
	perS, took, err := b.crowded(b.sizes.Crowd, func(who int) error { return list[who].write() })
	b.tellCrowd("each over its own connection", perS, bare, took, leastTimesBareWired)
	return err
}

// wiredWriter is a device of which only the connection is there.
type wiredWriter struct {
	conn  wire.Conn
	chain journal.ChainID
	seq   uint64
}

// write hands one entry in and waits until HQ has it for good.
func (w *wiredWriter) write() error {
	w.seq++
	e := &journal.Entry{
		Header: journal.Header{
			Chain: w.chain, Seq: w.seq, HLC: uint64(time.Now().UnixMilli()) << 16, Kind: unknownKind, Version: 1, OldestReader: 1,
			Clock:    journal.ClockState{WallMS: time.Now().UnixMilli()},
			Entities: []journal.Entity{{Type: 1, ID: journal.EntityID(append(w.chain[:], make([]byte, 8)...))}}, Seen: [][]journal.Ref{nil},
		},
		Facts: append([]byte{0x59, entryBytes >> 8, entryBytes & 0xff}, make([]byte, entryBytes)...),
	}
	if _, err := rand.Read(e.Header.Command[:]); err != nil {
		return err
	}
	if err := w.conn.Send(&wire.Push{Chain: w.chain, From: w.seq, Entries: [][]byte{journal.Encode(e)}, Keys: []wire.KeyRow{}}); err != nil {
		return err
	}
	for {
		f, err := w.conn.Receive()
		if err != nil {
			return err
		}
		switch f := f.(type) {
		case *wire.Ack:
			if f.Seq >= w.seq {
				return nil
			}
		case *wire.Page:
			if err := w.conn.Send(&wire.Applied{Position: f.Cursor.Position}); err != nil {
				return err
			}
		case *wire.Refused:
			return fmt.Errorf("HQ refuses: %s", f.Code)
		}
	}
}
