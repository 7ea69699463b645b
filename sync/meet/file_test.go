package meet_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/enrol"
	"etabli/sync/hlc"
	"etabli/sync/hub"
	"etabli/sync/meet"
	"etabli/sync/wire"
)

// packed are the frames of a file of a device, with the first.
func packed(t *testing.T, d *device) (first *wire.Meet, frames []wire.Frame) {
	t.Helper()
	first, err := d.meet.Hello(t.Context())
	if err == nil {
		err = d.log.View(t.Context(), func(r storage.Reader) (err error) {
			frames, err = d.meet.Pack(r, first)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return first, frames
}

// runOf is the run of a device's chain that ends with its last entries.
func runOf(t *testing.T, d *device, refs ...journal.Ref) *wire.Push {
	t.Helper()
	_, frames := packed(t, d)
	for _, f := range frames {
		if run, ok := f.(*wire.Push); ok && run.Vouch.Seq == refs[len(refs)-1].Seq {
			return run
		}
	}
	t.Fatal("no such run")
	return nil
}

func handIn(t *testing.T, h *hq, by *device, run *wire.Push, site string) wire.Code {
	t.Helper()
	v, err := h.HandIn(t.Context(), hub.HandIn{
		Device: by.member.Identity().ID, Site: site, Chain: run.Chain, From: run.From,
		Entries: run.Entries, Keys: run.Keys, Before: run.Before, Vouch: run.Vouch,
	})
	if err != nil {
		t.Fatal(err)
	}
	return v.Refused
}

// written is a file of a device for its colleagues.
func written(t *testing.T, d *device) []byte {
	t.Helper()
	if err := d.member.FetchRoster(t.Context()); err != nil {
		t.Fatal(err)
	}
	roster, _, err := d.member.Roster()
	if err != nil {
		t.Fatal(err)
	}
	first, frames := packed(t, d)
	var file bytes.Buffer
	w, err := meet.NewFileWriter(&file, d.member, roster.Devices, first)
	if err == nil {
		err = errors.Join(w.Write(frames...), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// take reads a file whole and takes it in.
func take(t *testing.T, d *device, file []byte) (int, error) {
	t.Helper()
	r, err := meet.NewFileReader(bytes.NewReader(file), d.member)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	given := meet.Given{Meet: r.Meet, Above: r.Meet.Above}
	for {
		f, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, err
		}
		given.Frames = append(given.Frames, f)
	}
	judged, err := d.meet.Judge(t.Context(), given, r.Maker.ID)
	if err != nil {
		return 0, err
	}
	sum, err := d.log.TakeIn(t.Context(), judged.Brought)
	return sum.New, err
}

// Goal: a file is taken whole, once, and handed on: the third device has it from
// the second as the first wrote it.
func TestAFileIsTakenOnceAndHandedOn(t *testing.T) {
	h := newHQ(t)
	a, b, c := h.device(t, "LIL"), h.device(t, "LIL"), h.device(t, "LIL")
	ref := a.commit(1)
	file := written(t, a)
	if n, err := take(t, b, file); n != 1 || err != nil || !b.opens(ref) {
		t.Fatalf("%d taken: %v", n, err)
	}
	if n, err := take(t, b, file); n != 0 || err != nil {
		t.Errorf("a second time: %d, %v", n, err)
	}
	answer := b.commit(1)
	if n, err := take(t, c, written(t, b)); n != 2 || err != nil || !c.opens(ref) || !c.opens(answer) {
		t.Errorf("handed on: %d, %v", n, err)
	}
	if err := c.sync(); err != nil {
		t.Fatal(err)
	}
	if head, err := h.Head(t.Context()); err != nil || head.Position != 2 {
		t.Errorf("HQ has %d: %v", head.Position, err)
	}
}

// Goal: whatever happens to the bytes on the way, nothing is taken and the reason
// is known; the same for those whom the file is not for.
func TestADamagedOrForeignFileIsRefused(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	for n := range 20 {
		a.commit(n)
	}
	file := written(t, a)
	chance := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		bad := bytes.Clone(file)
		at := chance.IntN(len(bad))
		if chance.IntN(3) == 0 {
			bad = bad[:at]
		} else {
			bad[at] ^= 1 << chance.IntN(8)
		}
		n, err := take(t, b, bad)
		known := false
		for _, reason := range []error{meet.ErrDamaged, meet.ErrNotAFile, meet.ErrForged, meet.ErrStranger, meet.ErrNotForUs, meet.ErrOtherSite} {
			known = known || errors.Is(err, reason)
		}
		if n != 0 || !known {
			t.Fatalf("changed at %d of %d: %d taken, %v", at, len(file), n, err)
		}
	}
	if _, err := take(t, a, file); !errors.Is(err, meet.ErrOwn) {
		t.Errorf("its maker: %v", err)
	}
	if _, err := take(t, h.device(t, "LIL"), file); !errors.Is(err, meet.ErrNotForUs) {
		t.Errorf("a device that came later: %v", err)
	}
	if _, err := take(t, newHQ(t).device(t, "LIL"), file); !errors.Is(err, meet.ErrStranger) {
		t.Errorf("another fleet: %v", err)
	}
	if err := h.Revoke(t.Context(), a.member.Identity().ID); err != nil {
		t.Fatal(err)
	}
	if err := b.member.FetchRoster(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := take(t, b, file); !errors.Is(err, meet.ErrRevoked) {
		t.Errorf("of a revoked device: %v", err)
	}
}

// Goal: what was sealed before a certificate was renewed still opens.
func TestAFileOutlivesARenewal(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	a.commit(1)
	file := written(t, a)
	if err := b.member.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, err := take(t, b, file); n != 1 || err != nil {
		t.Errorf("%d taken: %v", n, err)
	}
}

// Goal: a device whose disk was lost finds its work at a neighbour's and hands it
// in, although it writes another chain now.
func TestTheWorkOfALostDiskComesBackFromANeighbour(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	a.commit(1)
	lost := a.commit(2)
	if n, err := take(t, b, written(t, a)); n != 2 || err != nil {
		t.Fatalf("%d taken: %v", n, err)
	}
	a.open(journal.ChainID{})
	if n, err := take(t, a, written(t, b)); n != 2 || err != nil || !a.opens(lost) {
		t.Fatalf("%d came back: %v", n, err)
	}
	if err := a.sync(); err != nil {
		t.Fatal(err)
	}
	if head, err := h.Head(t.Context()); err != nil || head.Position != 2 {
		t.Errorf("HQ has %d: %v", head.Position, err)
	}
}

// Goal: a device that was restored writes other entries in the place of those
// that it gave a neighbour before. HQ keeps what it gets first; the neighbour
// records the rest anew, under the same commands, so that neither is lost.
func TestABranchThatItsAuthorLostIsRecordedAnew(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	chain := a.log.Chain()
	lost := []journal.Ref{a.commit(1), a.commit(2)}
	if n, err := take(t, b, written(t, a)); n != 2 || err != nil {
		t.Fatalf("%d taken: %v", n, err)
	}
	b.commit(1)
	commands := commandsOf(t, b, lost...)
	a.open(chain)
	other := a.commit(3)
	if err := errors.Join(a.sync(), b.sync()); err != nil {
		t.Fatal(err)
	}
	if other != lost[0] || !b.opens(other) {
		t.Fatalf("%s is not in the place of %s", other, lost[0])
	}
	for i, id := range commands {
		ref, known := entryOf(t, b, id)
		if !known || ref.Chain == chain {
			t.Errorf("command %d is at %s, %v", i, ref, known)
		}
	}
	if head, err := h.Head(t.Context()); err != nil || head.Position != 4 {
		t.Errorf("HQ has %d entries: %v", head.Position, err)
	}
	if held, err := h.Held(t.Context()); err != nil || len(held) != 0 {
		t.Errorf("held: %v, %v", held, err)
	}
}

// Goal: what a neighbour records anew of a branch whose author's clock was years ahead does
// not take its own stamps along.
func TestTheStampsOfALostBranchLeadNobodyAhead(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	chain := a.log.Chain()
	a.ahead = 3 * 365 * 24 * time.Hour
	a.open(chain)
	lost := []journal.Ref{a.commit(1), a.commit(2)}
	if n, err := take(t, b, written(t, a)); n != 2 || err != nil {
		t.Fatalf("%d taken: %v", n, err)
	}
	commands := commandsOf(t, b, lost...)
	a.open(chain)
	a.commit(3)
	if err := errors.Join(a.sync(), b.sync()); err != nil {
		t.Fatal(err)
	}
	if ref, _ := entryOf(t, b, commands[0]); ref.Chain == chain {
		t.Fatal("it was not recorded anew")
	}
	e := entryAt(t, b, b.commit(4))
	if lead := time.Until(hlc.Time(e.Header.HLC)); lead > 2*hlc.MaxLead {
		t.Errorf("it is stamped %s ahead", lead)
	}
}

// Goal: what HQ wrote itself, and has lost, comes back from a device that had it
// from a neighbour alone: HQ's own receipt travels along.
func TestWhatHQLostComesBackFromWhomANeighbourBroughtItTo(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	before := h.disk.Copy()
	id := journal.CommandID{7}
	made, err := h.Commit(t.Context(), id, func(storage.Reader) (*journal.Draft, error) {
		return &journal.Draft{
			Kind: 1, Version: 1, OldestReader: 1, Entities: []journal.Entity{{Type: 1, ID: journal.EntityID{1}}}, Facts: []byte{0xa0},
		}, nil
	})
	if err := errors.Join(err, a.sync()); err != nil {
		t.Fatal(err)
	}
	h.goBack(before)
	if n, err := take(t, b, written(t, a)); n != 1 || err != nil {
		t.Fatalf("%d taken: %v", n, err)
	}
	until(t, "an exchange to its end", func() bool { return b.sync() == nil }) // the disk of a is gone
	err = h.View(t.Context(), func(r storage.Reader) error {
		ref, known, err := journal.OfCommand(r, id)
		if err == nil && (!known || ref != made.Ref) {
			t.Errorf("HQ has its command as %s, %v", ref, known)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Goal: nobody vouches for a chain of two branches. HQ gave the place of an entry to one of
// another life of this device, and has lost that again; what followed the first one comes
// back from a neighbour.
func TestADeviceVouchesForNoChainOfTwoBranches(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	chain := a.log.Chain()
	first := runOf(t, a, a.commit(1), a.commit(2))
	a.open(chain)
	other := a.commit(3)
	page := journal.Page{Items: []journal.PageItem{{Entry: entryAt(t, a, other), Ref: other, Position: 1, ReceivedMS: 1}}}
	a.open(chain)
	if _, err := a.log.ReceivePage(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	lost := journal.Rewinding{Lineage: make([]byte, 24), Cursor: wire.Progress{}.Bytes()}
	if n, err := a.log.Rewind(t.Context(), lost); err != nil || n != 1 {
		t.Fatalf("%d void: %v", n, err)
	}
	given := func(d *device, frames ...wire.Frame) int {
		t.Helper()
		judged, err := d.meet.Judge(t.Context(), meet.Given{Meet: &wire.Meet{Version: wire.Version, Site: "LIL"}, Frames: frames}, enrol.DeviceID{9})
		if err != nil {
			t.Fatal(err)
		}
		sum, err := d.log.TakeIn(t.Context(), judged.Brought)
		if err != nil {
			t.Fatal(err)
		}
		return sum.New
	}
	if n := given(a, from(t, first, 2)); n != 1 {
		t.Fatalf("%d came back", n)
	}
	_, frames := packed(t, a)
	for _, f := range frames {
		if run, ok := f.(*wire.Push); ok && len(run.Entries) > 1 {
			t.Errorf("one run of %d entries", len(run.Entries))
		}
	}
	if n := given(b, frames...); n != 2 {
		t.Errorf("%d of both given", n)
	}
}

// Goal: HQ told a copy of a device what the other life wrote after the places that the copy
// filled itself, and has lost that. The copy vouches for its own alone.
func TestACopyVouchesForNothingThatItsOtherLifeWrote(t *testing.T) {
	h := newHQ(t)
	a := h.device(t, "LIL")
	chain := a.log.Chain()
	a.commit(1)
	second := a.commit(2)
	page := journal.Page{Items: []journal.PageItem{{Entry: entryAt(t, a, second), Ref: second, Position: 1, ReceivedMS: 1}}}
	a.open(chain)
	own := a.commit(3)
	if _, err := a.log.ReceivePage(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	lost := journal.Rewinding{Lineage: make([]byte, 24), Cursor: wire.Progress{}.Bytes()}
	if n, err := a.log.Rewind(t.Context(), lost); err != nil || n != 1 {
		t.Fatalf("%d void: %v", n, err)
	}
	_, frames := packed(t, a)
	vouched := 0
	for _, f := range frames {
		if run, ok := f.(*wire.Push); ok {
			vouched += len(run.Entries)
			if run.From != own.Seq || len(run.Entries) != 1 {
				t.Errorf("a run of %d entries from %d", len(run.Entries), run.From)
			}
		}
	}
	if vouched != 1 {
		t.Errorf("it vouches for %d entries", vouched)
	}
}

// Goal: a device whose store and oldest segment are lost vouches for what it still has, so
// that a neighbour hands it in.
func TestWhatFollowsLostEntriesCanBeHandedOn(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	outbox, store := t.TempDir(), memstore.New()
	chain := a.log.Chain()
	for n := 1; n <= 2; n++ {
		a.openOn(store, outbox, chain)
		a.commit(n)
		if err := a.log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(outbox, "0000000001.seg")); err != nil {
		t.Fatal(err)
	}
	a.openOn(memstore.New(), outbox, chain)
	run := runOf(t, a, journal.Ref{Chain: chain, Seq: 2})
	if n, err := take(t, b, written(t, a)); n != 1 || err != nil {
		t.Fatalf("%d taken: %v", n, err)
	}
	if code := handIn(t, h, b, run, "LIL"); code != wire.CodeNone || run.From != 2 {
		t.Fatalf("refused from %d: %s", run.From, code)
	}
	if err := h.GiveUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if head, err := h.Head(t.Context()); err != nil || head.Position != 1 {
		t.Errorf("HQ has %d entries: %v", head.Position, err)
	}
}

// Goal: what its chain was before lost entries is known to a device as long as its store or
// its outbox is there, whichever of them is lost in turn.
func TestTheLinkBeforeWhatFollowsLostEntriesOutlivesStoreAndOutbox(t *testing.T) {
	h := newHQ(t)
	a := h.device(t, "LIL")
	outbox, store := t.TempDir(), memstore.New()
	chain := a.log.Chain()
	for n := 1; n <= 2; n++ {
		a.openOn(store, outbox, chain)
		a.commit(n)
		if err := a.log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	second := journal.Ref{Chain: chain, Seq: 2}
	segments := func(names string) {
		t.Helper()
		found, err := filepath.Glob(filepath.Join(outbox, names))
		if err != nil || len(found) == 0 {
			t.Fatalf("%d segments: %v", len(found), err)
		}
		for _, name := range found {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	segments("0000000001.seg")
	kept := memstore.New()
	a.openOn(kept, outbox, chain) // the store was lost, with the first entry
	before := runOf(t, a, second).Before
	if before == (journal.Digest{}) {
		t.Fatal("nobody knows what came before")
	}
	if err := a.log.Close(); err != nil {
		t.Fatal(err)
	}
	segments("*.seg")
	a.openOn(kept, outbox, chain) // the outbox was lost, and is written from the store
	if err := a.log.Close(); err != nil {
		t.Fatal(err)
	}
	a.openOn(memstore.New(), outbox, chain) // the store was lost again
	if run := runOf(t, a, second); run.Before != before {
		t.Error("it does not follow what it followed")
	}
}

func entryAt(t *testing.T, d *device, ref journal.Ref) (e *journal.Entry) {
	t.Helper()
	err := d.log.View(t.Context(), func(r storage.Reader) error {
		held, err := journal.Get(r, ref)
		e = &held.Entry
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func commandsOf(t *testing.T, d *device, refs ...journal.Ref) (ids []journal.CommandID) {
	t.Helper()
	err := d.log.View(t.Context(), func(r storage.Reader) error {
		for _, ref := range refs {
			e, err := journal.Get(r, ref)
			if err != nil {
				return err
			}
			ids = append(ids, e.Header.Command)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func entryOf(t *testing.T, d *device, id journal.CommandID) (ref journal.Ref, known bool) {
	t.Helper()
	err := d.log.View(t.Context(), func(r storage.Reader) (err error) {
		ref, known, err = journal.OfCommand(r, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ref, known
}

var _ meet.Fellow = (*enrol.Member)(nil)
