package hub_test

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

func TestPositionsStayDenseWhenManyDevicesPushAtOnce(t *testing.T) {
	h := newHQ(t)
	const devices, pushes, entries = 8, 10, 5
	var all sync.WaitGroup
	for n := range byte(devices) {
		m := h.enrol("LIL")
		all.Go(func() {
			w := &writer{chain: chainOf(n)}
			p := h.connect(m, w.head())
			for range pushes {
				var batch [][]byte
				for i := range byte(entries) {
					batch = append(batch, w.write(i))
				}
				p.send(w.push(batch...))
			}
			for expect[*wire.Ack](p).Seq < w.seq {
			}
		})
	}
	var own journal.ChainID
	for range 20 {
		receipt, err := h.Commit(context.Background(), journal.CommandID{1, byte(time.Now().Nanosecond()), byte(time.Now().UnixNano() >> 8)}, plan(1))
		if err != nil {
			t.Error(err)
		}
		own = receipt.Ref.Chain
	}
	all.Wait()
	log := h.log()
	last := map[journal.ChainID]uint64{}
	for i, record := range log {
		if record.Position != uint64(i+1) || record.Ref.Seq != last[record.Ref.Chain]+1 {
			t.Fatalf("position %d holds %+v after %d", i+1, record, last[record.Ref.Chain])
		}
		last[record.Ref.Chain] = record.Ref.Seq
	}
	if want := devices*pushes*entries + int(last[own]); len(log) != want || last[own] == 0 {
		t.Errorf("%d positions, want %d", len(log), want)
	}
	if c := h.Counters(); c.Placed != uint64(len(log)) || c.Commits >= uint64(len(log)) {
		t.Errorf("counters %+v", c)
	}
}

func plan(about byte) func(storage.Reader) (*journal.Draft, error) {
	return func(storage.Reader) (*journal.Draft, error) {
		return &journal.Draft{Kind: 14, Version: 1, OldestReader: 1, Entities: []journal.Entity{entity(about)}, Facts: []byte{0xa0}}, nil
	}
}

func TestHQsOwnCommandsAreIdempotentAndSeeEachOther(t *testing.T) {
	h := newHQ(t)
	ctx := context.Background()
	id := journal.CommandID{1}
	first, err := h.Commit(ctx, id, plan(1))
	if err != nil || first.Repeated || first.Ref.Seq != 1 {
		t.Fatalf("first: %+v, %v", first, err)
	}
	second, err := h.Commit(ctx, id, func(storage.Reader) (*journal.Draft, error) {
		t.Error("the plan of a known command was asked")
		return nil, nil
	})
	if err != nil || !second.Repeated || second.Ref != first.Ref || second.HLC != first.HLC {
		t.Errorf("second: %+v, %v", second, err)
	}
	nothing, err := h.Commit(ctx, journal.CommandID{2}, func(r storage.Reader) (*journal.Draft, error) {
		if count, err := r.Get(countKey(entity(1))); err != nil || count[0] != 1 {
			t.Errorf("the plan sees %v, %v", count, err)
		}
		return nil, nil
	})
	if err != nil || nothing.Ref.Seq != 0 {
		t.Errorf("nothing to do: %+v, %v", nothing, err)
	}
	own := errors.New("no")
	if _, err := h.Commit(ctx, journal.CommandID{3}, func(storage.Reader) (*journal.Draft, error) { return nil, own }); !errors.Is(err, own) {
		t.Errorf("a plan's error: %v", err)
	}
	for _, bad := range []journal.Draft{
		{Kind: 14, Version: 1},
		{Kind: 14, Version: 1, Entities: []journal.Entity{entity(1)}, Facts: make([]byte, 64<<10)},
		{Kind: poisonKind, Version: 1, Entities: []journal.Entity{entity(1)}},
	} {
		if _, err := h.Commit(ctx, journal.CommandID{4}, func(storage.Reader) (*journal.Draft, error) { return &bad, nil }); err == nil {
			t.Errorf("a draft of kind %d with %d facts was taken", bad.Kind, len(bad.Facts))
		}
	}
	if n := len(h.log()); n != 1 {
		t.Errorf("%d positions", n)
	}
}

// Goal: one bad entry is set aside with a reason; everything around it, of the
// same device and of others, in the same push and later, is placed.
func TestABadEntryIsSetAsideAndBlocksNobody(t *testing.T) {
	other := &writer{chain: chainOf(9)}
	for name, c := range map[string]struct {
		bad  func(w *writer) []byte
		code wire.Code
	}{
		"bytes that are no entry": {func(w *writer) []byte { w.seq++; return []byte("what is this") }, wire.CodeMalformedEntry},
		"another entry than said": {func(w *writer) []byte { w.seq++; return other.write(1) }, wire.CodeWrongRef},
		"a fold that fails":       {func(w *writer) []byte { w.kind = poisonKind; defer func() { w.kind = 0 }(); return w.write(1) }, wire.CodeFoldFailed},
		"a fold that panics":      {func(w *writer) []byte { w.kind = panicKind; defer func() { w.kind = 0 }(); return w.write(1) }, wire.CodeFoldFailed},
		"views that do not fit":   {func(w *writer) []byte { w.kind = heavyKind; defer func() { w.kind = 0 }(); return w.write(1) }, wire.CodeTooBig},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHQ(t)
			w := &writer{chain: chainOf(1)}
			p := h.connect(h.enrol("LIL"), w.head())
			good := [][]byte{w.write(1), w.write(2)}
			bad := c.bad(w)
			badRef := journal.Ref{Chain: w.chain, Seq: w.seq}
			rest := [][]byte{w.write(1), w.write(3)}
			batch := append(append(good, bad), rest...)
			p.send(w.push(batch...))
			if q := expect[*wire.Quarantined](p); q.Ref != badRef || q.Code != c.code {
				t.Errorf("told %+v, want %s", q, c.code)
			}
			if a := expect[*wire.Ack](p); a.Seq != 5 {
				t.Errorf("acknowledged up to %d", a.Seq)
			}
			p.send(w.push(w.write(1)))
			if a := expect[*wire.Ack](p); a.Seq != 6 {
				t.Errorf("later: acknowledged up to %d", a.Seq)
			}
			aside, err := h.Quarantined(context.Background())
			if err != nil || len(aside) != 1 || aside[0].Ref != badRef || !bytes.Equal(aside[0].Bytes, bad) ||
				aside[0].Code != c.code || aside[0].Device != p.member.Identity().ID || aside[0].Position == 0 {
				t.Errorf("set aside: %+v, %v", aside, err)
			}
			if n := len(h.log()); n != 6 {
				t.Errorf("%d positions", n)
			}
			// Pushed again, it is known and changes nothing.
			p.send(&wire.Push{Chain: w.chain, From: 1, Entries: batch})
			if a := expect[*wire.Ack](p); a.Seq != 6 || len(h.log()) != 6 {
				t.Errorf("again: %+v, %d positions", a, len(h.log()))
			}
			// Another device of the site gets the five that are good.
			q := h.connect(h.enrol("LIL"), (&writer{chain: chainOf(2)}).head())
			items := 0
			for {
				page := expect[*wire.Page](q)
				items += len(page.Items)
				if !page.More {
					break
				}
			}
			if items != 5 {
				t.Errorf("another device got %d entries", items)
			}
		})
	}
}

func TestAnEntryWaitsForWhatItSaw(t *testing.T) {
	h := newHQ(t)
	one, two := &writer{chain: chainOf(1)}, &writer{chain: chainOf(2)}
	a := h.connect(h.enrol("LIL"), one.head())
	b := h.connect(h.enrol("LIL"), two.head())
	causes := [][]byte{one.write(1), one.write(1)}
	b.send(two.push(two.write(2), two.write(1, journal.Ref{Chain: one.chain, Seq: 2}), two.write(2)))
	if ack := expect[*wire.Ack](b); ack.Seq != 1 || ack.Held != 3 {
		t.Errorf("acknowledged %+v", ack)
	}
	if need := expect[*wire.Need](b); *need != (wire.Need{Chain: one.chain, From: 1, To: 2}) {
		t.Errorf("asked for %+v", need)
	}
	held, err := h.Held(context.Background())
	if err != nil || len(held) != 2 || len(held[0].Missing) != 1 || len(held[1].Missing) != 0 {
		t.Fatalf("held: %+v, %v", held, err)
	}
	// Pushed again, it is still held, once.
	b.send(&wire.Push{Chain: two.chain, From: 2, Entries: [][]byte{held[0].Bytes, held[1].Bytes}})
	expect[*wire.Ack](b)
	if again, _ := h.Held(context.Background()); len(again) != 2 || again[0].SinceMS != held[0].SinceMS {
		t.Errorf("held again: %+v", again)
	}
	// The cause comes from somebody else, in two parts.
	a.send(&wire.Push{Chain: one.chain, From: 1, Entries: causes[:1]}, &wire.Push{Chain: one.chain, From: 2, Entries: causes[1:]})
	if ack := expect[*wire.Ack](b); ack.Seq != 3 || ack.Held != 0 {
		t.Errorf("then acknowledged %+v", ack)
	}
	if rest, _ := h.Held(context.Background()); len(rest) != 0 {
		t.Errorf("still held: %+v", rest)
	}
	at := map[journal.Ref]uint64{}
	for _, record := range h.log() {
		at[record.Ref] = record.Position
	}
	if len(at) != 5 || at[journal.Ref{Chain: two.chain, Seq: 2}] < at[journal.Ref{Chain: one.chain, Seq: 2}] {
		t.Errorf("positions %v", at)
	}
}

func TestAPersonReleasesWhatWaitsForALostCause(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("LIL"), w.head())
	p.send(w.push(w.write(1, journal.Ref{Chain: chainOf(7), Seq: 9}), w.write(1)))
	if ack := expect[*wire.Ack](p); ack.Seq != 0 || ack.Held != 2 {
		t.Fatalf("acknowledged %+v", ack)
	}
	ctx := context.Background()
	if err := h.Release(ctx, journal.Ref{Chain: w.chain, Seq: 2}); !errors.Is(err, hub.ErrNotHeld) {
		t.Errorf("releasing what waits for its predecessor: %v", err)
	}
	if err := h.Release(ctx, journal.Ref{Chain: w.chain, Seq: 1}); err != nil {
		t.Fatal(err)
	}
	if ack := expect[*wire.Ack](p); ack.Seq != 2 {
		t.Errorf("then acknowledged %+v", ack)
	}
	if log := h.log(); len(log) != 2 || log[0].Flags == 0 || log[1].Flags != 0 {
		t.Errorf("log %+v", log)
	}
}

func TestAGapIsAskedFor(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("LIL"), w.head())
	all := [][]byte{w.write(1), w.write(1), w.write(1), w.write(1)}
	p.send(&wire.Push{Chain: w.chain, From: 3, Entries: all[2:]})
	if need := expect[*wire.Need](p); *need != (wire.Need{Chain: w.chain, From: 1, To: 2}) {
		t.Errorf("asked for %+v", need)
	}
	p.send(&wire.Push{Chain: w.chain, From: 1, Entries: all})
	if ack := expect[*wire.Ack](p); ack.Seq != 4 {
		t.Errorf("acknowledged %+v", ack)
	}
}

func TestAForkIsKeptApartAndToldToTheDevice(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("LIL"), w.head())
	p.send(w.push(w.write(1), w.write(1)))
	expect[*wire.Ack](p)
	branch := &writer{chain: w.chain, seq: 1, kind: 15}
	p.send(&wire.Push{Chain: w.chain, From: 2, Entries: [][]byte{branch.write(1), branch.write(1)}})
	if no := expect[*wire.Refused](p); no.Code != wire.CodeFork || no.Ref != (journal.Ref{Chain: w.chain, Seq: 2}) {
		t.Errorf("refused %+v", no)
	}
	aside, err := h.Quarantined(context.Background())
	if err != nil || len(aside) != 1 || aside[0].Code != wire.CodeFork || aside[0].Position != 0 {
		t.Errorf("set aside %+v, %v", aside, err)
	}
	if n := len(h.log()); n != 2 {
		t.Errorf("%d positions", n)
	}
}

func TestNobodyWritesAnotherDevicesChain(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("LIL"), w.head())
	p.send(w.push(w.write(1)))
	expect[*wire.Ack](p)
	forger := h.connect(h.enrol("LIL"), (&writer{chain: chainOf(2)}).head())
	forger.send(w.push(w.write(1)))
	if no := expect[*wire.Refused](forger); no.Code != wire.CodeNotYourChain {
		t.Errorf("refused %+v", no)
	}
	own, err := h.Commit(t.Context(), journal.CommandID{9}, plan(1))
	if err != nil {
		t.Fatal(err)
	}
	forger.send(&wire.Push{Chain: own.Ref.Chain, From: 2, Entries: [][]byte{w.write(1)}})
	if no := expect[*wire.Refused](forger); no.Code != wire.CodeNotYourChain {
		t.Errorf("HQ's chain: %+v", no)
	}
	if n := len(h.log()); n != 2 {
		t.Errorf("%d positions", n)
	}
}
