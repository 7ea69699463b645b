package hub_test

import (
	"slices"
	"testing"

	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/enrol"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// Goal: what a device holds of a receipt it can name the lineage of. Who gives something
// back while a new lineage begins is told nothing under that: HQ may forget it in turn, and
// the device has not heard of it.
func TestWhoGivesBackHearsNoPlacesOfALineageItDoesNotKnow(t *testing.T) {
	known, next := wire.Lineage{Counter: 1}, wire.Lineage{Counter: 2}
	for _, c := range []struct {
		lineage wire.Lineage
		want    int
	}{{known, 1}, {next, 0}} {
		s := hub.NewSession(enrol.Device{Site: "LIL"}, false, 0)
		s.Step(hub.FrameIn{Frame: &wire.Hello{Version: wire.Version, Oldest: wire.OldestVersion}}, 0)
		s.Step(hub.Checked{Head: hub.Head{Lineage: known, Position: 3}}, 0)
		s.Step(hub.SentOut{}, 0)
		s.Step(hub.FrameIn{Frame: &wire.HandBack{Lineage: known}}, 0)
		placed := hub.Placed{Lineage: c.lineage, Items: []wire.Item{{Ref: journal.Ref{Chain: chainOf(1), Seq: 1}, Position: 1}}}
		var answers int
		for _, out := range s.Step(hub.BackTaken{Placed: placed}, 0) {
			send, _ := out.(hub.DoSend)
			for _, f := range send.Frames {
				if back, ok := f.(*wire.HandedBack); ok {
					if answers++; len(back.Placed) != c.want {
						t.Errorf("under lineage %v: %+v", c.lineage, back)
					}
				}
			}
		}
		if answers != 1 {
			t.Errorf("under lineage %v: %d answers", c.lineage, answers)
		}
	}
}

// livesOn lets HQ go back to a disk, unnoticed, and a device hand in something else than it
// had: it was restored as well, and went on.
func (h *hq) livesOn(was *memstore.Disk, by *enrol.Member, chain journal.ChainID) {
	h.t.Helper()
	h.stop()
	h.disk = was
	h.start()
	other := &writer{chain: chain, life: 1}
	p := h.connect(by, other.head())
	p.send(other.push(other.write(2)))
	expect[*wire.Ack](p)
}

// Goal: what must be recorded anew, because its author lived on from before HQ's loss, has
// no place before what it saw.
func TestWhatIsRecordedAnewWaitsForWhatItSaw(t *testing.T) {
	h := newHQ(t)
	till, van := h.enrol("LIL"), h.enrol("LIL")
	empty := h.disk.Copy()
	a, b := &writer{chain: chainOf(1)}, &writer{chain: chainOf(2)}
	p, q := h.connect(till, a.head()), h.connect(van, b.head())
	seen := b.write(1)
	q.send(b.push(seen))
	expect[*wire.Ack](q)
	p.send(a.push(a.write(1, journal.Ref{Chain: b.chain, Seq: 1})))
	expect[*wire.Ack](p)
	lost := q.collect(2)[1]
	h.livesOn(empty, till, a.chain)
	q = h.connect(van, (&writer{chain: b.chain}).head())
	back := &wire.HandBack{Lineage: q.welcome.Resume.Lineage, Items: []wire.Item{lost}}
	q.send(back)
	for _, err := q.Receive(); err == nil; _, err = q.Receive() {
		continue // HQ sees its loss and begins a new lineage
	}
	q = h.connect(van, (&writer{chain: b.chain}).head())
	q.send(back)
	expect[*wire.HandedBack](q)
	if err := h.EndRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	if log := h.log(); len(log) != 1 {
		t.Fatalf("HQ has %+v", log)
	}
	q = h.connect(van, (&writer{chain: b.chain}).head())
	q.send(b.push(seen))
	expect[*wire.Ack](q)
	q.collect(3)
	if log := h.log(); log[1].Ref != (journal.Ref{Chain: b.chain, Seq: 1}) || log[2].Flags != 0 {
		t.Errorf("HQ has %+v", log)
	}
}

// Goal: two devices, or one twice, may give back the same entry of a branch that nobody goes
// on with: HQ records it anew once.
func TestWhatWasRecordedAnewIsNotRecordedAgain(t *testing.T) {
	h := newHQ(t)
	till, van := h.enrol("LIL"), h.enrol("LIL")
	empty := h.disk.Copy()
	a, b := &writer{chain: chainOf(1)}, &writer{chain: chainOf(2)}
	q := h.connect(van, b.head())
	p := h.connect(till, a.head())
	p.send(a.push(a.write(1), a.write(1)))
	expect[*wire.Ack](p)
	lost := q.collect(2)
	h.livesOn(empty, till, a.chain)
	for range 4 { // at first HQ sees its loss and begins a new lineage
		q = h.connect(van, b.head())
		q.send(&wire.HandBack{Lineage: q.welcome.Resume.Lineage, Items: lost})
		for f, err := q.Receive(); err == nil; f, err = q.Receive() {
			if _, is := f.(*wire.HandedBack); is {
				break
			}
		}
		if err := h.EndRecovery(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if log := h.log(); len(log) != 3 {
		t.Errorf("HQ has %+v", log)
	}
}

// Goal: what HQ recorded anew on its own chain, which is of no site, stays of the site of
// whoever wrote it, although HQ loses all again and a device of another site gives it back.
func TestWhatWasRecordedAnewStaysOfItsAuthorsSite(t *testing.T) {
	h := newHQ(t)
	till, van, paris := h.enrol("LIL"), h.enrol("LIL"), h.enrol("PAR")
	empty, again := h.disk.Copy(), h.disk.Copy()
	a, b := &writer{chain: chainOf(1)}, &writer{chain: chainOf(2)}
	q := h.connect(van, b.head())
	p := h.connect(till, a.head())
	p.send(a.push(a.write(1)))
	expect[*wire.Ack](p)
	lost := q.collect(1)
	h.livesOn(empty, till, a.chain)
	giveBack := func(by *enrol.Member, w *writer, back func(wire.Lineage) *wire.HandBack) {
		t.Helper()
		for range 2 { // at first HQ sees its loss and begins a new lineage
			q = h.connect(by, w.head())
			q.send(back(q.welcome.Resume.Lineage))
			for f, err := q.Receive(); err == nil; f, err = q.Receive() {
				if _, is := f.(*wire.HandedBack); is {
					break
				}
			}
			if err := h.EndRecovery(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	giveBack(van, b, func(l wire.Lineage) *wire.HandBack { return &wire.HandBack{Lineage: l, Items: lost} })
	q = h.connect(van, b.head())
	anew := q.collect(2)[1]
	was := q.welcome.Resume.Lineage
	h.stop()
	h.disk = again
	h.start()
	giveBack(paris, &writer{chain: chainOf(3)}, func(wire.Lineage) *wire.HandBack {
		return &wire.HandBack{Lineage: was, Items: []wire.Item{anew}, Sites: []wire.ChainSite{{Chain: anew.Ref.Chain}}}
	})
	homes, _, err := h.Homes(t.Context(), []journal.EntityID{entity(1).ID})
	if err != nil || !slices.Equal(homes, []string{"LIL"}) {
		t.Errorf("it lives at %v: %v", homes, err)
	}
}
