package meet_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/meet"
	"etabli/sync/wire"

	"pgregory.net/rapid"
)

// names signs with sums: who knows the rule is trusted.
type names struct{}

var errSum = errors.New("wrong sum")

func sum(device byte, chain journal.ChainID, seq uint64, link journal.Digest) []byte {
	h := sha256.Sum256(append(append(binary.BigEndian.AppendUint64([]byte{device}, seq), chain[:]...), link[:]...))
	return h[:]
}

func (names) Vouched(chain journal.ChainID, v *wire.Vouch) (enrol.Device, error) {
	device := v.Certificate[0]
	if !bytes.Equal(v.Signature, sum(device, chain, v.Seq, v.Link)) {
		return enrol.Device{}, errSum
	}
	return enrol.Device{ID: enrol.DeviceID{device}, Site: string(v.Certificate[1:]), Code: "1"}, nil
}

// world is what some devices of a site have written, each seeing what it draws.
type world struct {
	chains  [][]*journal.Entry
	entries []*journal.Entry // as they were written
}

func chainOf(device int) journal.ChainID { return journal.ChainID{0xc0, byte(device)} }

func drawWorld(t *rapid.T) world {
	w := world{chains: make([][]*journal.Entry, rapid.IntRange(1, 4).Draw(t, "devices"))}
	seen := make([][]uint64, len(w.chains)) // how far each device has heard of each chain
	for i := range seen {
		seen[i] = make([]uint64, len(w.chains))
	}
	for range rapid.IntRange(1, 40).Draw(t, "entries") {
		by := rapid.IntRange(0, len(w.chains)-1).Draw(t, "by")
		if from := rapid.IntRange(0, len(w.chains)-1).Draw(t, "hears"); from != by {
			for c := range seen[by] {
				if c != by {
					seen[by][c] = max(seen[by][c], seen[from][c])
				}
			}
			seen[by][from] = uint64(len(w.chains[from]))
		}
		w.write(t, by, seen[by])
	}
	return w
}

func (w *world) write(t *rapid.T, by int, seen []uint64) {
	about := journal.Entity{Type: 1, ID: journal.EntityID{byte(rapid.IntRange(1, 3).Draw(t, "about"))}}
	e := &journal.Entry{Header: journal.Header{
		Chain: chainOf(by), Seq: uint64(len(w.chains[by])) + 1, HLC: uint64(len(w.entries)) + 1, Kind: 1, Version: 1, OldestReader: 1,
		Entities: []journal.Entity{about}, Command: journal.CommandID{1, byte(len(w.entries))},
	}}
	if rapid.IntRange(0, 9).Draw(t, "grants") == 0 {
		e.Header.Moves = []journal.Move{{Account: about.ID, Act: journal.Grant, N: 1}}
	}
	var refs []journal.Ref
	for c, upTo := range seen {
		last := uint64(0)
		for _, o := range w.chains[c] {
			if o.Header.Seq <= upTo && o.Header.Entities[0] == about {
				last = o.Header.Seq
			}
		}
		if c != by && last > 0 {
			refs = append(refs, journal.Ref{Chain: chainOf(c), Seq: last})
		}
	}
	e.Header.Seen = [][]journal.Ref{refs}
	w.chains[by] = append(w.chains[by], e)
	w.entries = append(w.entries, e)
}

// runs cuts the chains into runs and shuffles them.
func (w *world) runs(t *rapid.T) (frames []wire.Frame) {
	for by, chain := range w.chains {
		link := journal.Digest{}
		for from := 0; from < len(chain); {
			n := rapid.IntRange(1, len(chain)-from).Draw(t, "run")
			run := &wire.Push{Chain: chainOf(by), From: uint64(from) + 1, Before: link}
			for _, e := range chain[from : from+n] {
				run.Entries = append(run.Entries, journal.Encode(e))
				link = journal.Link(link, e.Digest())
			}
			seq := uint64(from + n)
			run.Vouch = &wire.Vouch{Seq: seq, Link: link, Certificate: append([]byte{byte(by)}, "LIL"...), Signature: sum(byte(by), run.Chain, seq, link)}
			frames, from = append(frames, run), from+n
		}
	}
	return rapid.Permutation(frames).Draw(t, "order")
}

var site = meet.Side{Site: "LIL", Trust: names{}}

func given(frames []wire.Frame) meet.Given {
	return meet.Given{Meet: &wire.Meet{Version: 1, Oldest: 1, Site: "LIL"}, Frames: frames}
}

// Goal: whatever the order in which runs come, causes come first, everything is
// there once, and what HQ alone may bring is left out with all that builds on it.
func TestCausesComeFirstAndGrantsNever(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		out, err := meet.Judge(given(w.runs(t)), site)
		if err != nil {
			t.Fatal(err)
		}
		if len(out.Entries)+out.LeftOut != len(w.entries) {
			t.Fatalf("%d taken and %d left out of %d", len(out.Entries), out.LeftOut, len(w.entries))
		}
		taken := map[journal.Ref]bool{}
		for i := range out.Entries {
			h := &out.Entries[i].Entry.Header
			if slices.ContainsFunc(h.Moves, func(m journal.Move) bool { return m.Act == journal.Grant }) {
				t.Fatalf("%s grants", out.Entries[i].Entry.Ref())
			}
			if before := (journal.Ref{Chain: h.Chain, Seq: h.Seq - 1}); before.Seq > 0 && !taken[before] {
				t.Fatalf("%s comes before its predecessor", out.Entries[i].Entry.Ref())
			}
			for _, ref := range h.Seen[0] {
				if !taken[ref] {
					t.Fatalf("%s comes before %s, which it saw", out.Entries[i].Entry.Ref(), ref)
				}
			}
			taken[out.Entries[i].Entry.Ref()] = true
		}
		for _, e := range w.entries {
			ref := e.Ref()
			cut := out.Cut[ref.Chain]
			if left := cut != 0 && ref.Seq >= cut; left == taken[ref] {
				t.Fatalf("%s is taken: %v, its chain is cut off at %d", ref, taken[ref], cut)
			}
		}
	})
}

// Goal: nobody writes in another's name. One byte of one run is changed, or one
// entry of it is dropped or repeated: nothing is taken at all.
func TestAChangedRunIsRefusedWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		frames := w.runs(t)
		run := frames[rapid.IntRange(0, len(frames)-1).Draw(t, "which")].(*wire.Push)
		at := rapid.IntRange(0, len(run.Entries)-1).Draw(t, "entry")
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			raw := slices.Clone(run.Entries[at])
			raw[rapid.IntRange(0, len(raw)-1).Draw(t, "byte")] ^= 1
			run.Entries[at] = raw
		case 1:
			run.Entries = slices.Delete(run.Entries, at, at+1)
		case 2:
			run.Vouch.Certificate = append([]byte{run.Vouch.Certificate[0] + 1}, "LIL"...)
		case 3:
			run.Before[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
		}
		if _, err := meet.Judge(given(frames), site); !errors.Is(err, meet.ErrForged) {
			t.Fatalf("error %v", err)
		}
	})
}

// Goal: a device that HQ has sent away brings nothing, and nothing that builds on
// its work comes by others.
func TestARevokedAuthorIsLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		gone := rapid.IntRange(0, len(w.chains)-1).Draw(t, "gone")
		own := site
		own.Revoked = []enrol.DeviceID{{byte(gone)}}
		out, err := meet.Judge(given(w.runs(t)), own)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range out.Entries {
			if b.Entry.Header.Chain == chainOf(gone) {
				t.Fatalf("%s is taken", b.Entry.Ref())
			}
			for _, ref := range b.Entry.Header.Seen[0] {
				if ref.Chain == chainOf(gone) {
					t.Fatalf("%s is taken, which saw %s", b.Entry.Ref(), ref)
				}
			}
		}
	})
}

func TestWhatIsOfNoUseIsRefused(t *testing.T) {
	here := wire.Cursor{Lineage: wire.Lineage{Counter: 1}, Position: 10}
	for name, c := range map[string]struct {
		change func(*meet.Given)
		want   error
	}{
		"another site":    {func(g *meet.Given) { g.Meet.Site = "PAR" }, meet.ErrOtherSite},
		"a newer version": {func(g *meet.Given) { g.Meet.Oldest, g.Meet.Version = wire.Version+1, wire.Version+1 }, meet.ErrVersion},
		"a gap":           {func(g *meet.Given) { g.Above, g.Meet.Cursor = 11, here }, meet.ErrGap},
		"another history": {func(g *meet.Given) { g.Above, g.Meet.Cursor.Position = 1, 12 }, meet.ErrGap},
		"all of history":  {func(g *meet.Given) { g.Above, g.Meet.Cursor.Position = 0, 12 }, nil},
		"what follows":    {func(g *meet.Given) { g.Above, g.Meet.Cursor = 10, here }, nil},
		"another frame":   {func(g *meet.Given) { g.Frames = []wire.Frame{&wire.Ping{N: 1}} }, meet.ErrDamaged},
	} {
		g := given(nil)
		c.change(&g)
		own := site
		own.Cursor = here
		if _, err := meet.Judge(g, own); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
