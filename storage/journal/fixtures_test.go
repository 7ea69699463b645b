package journal_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"etabli/storage"
	"etabli/storage/journal"
)

// fixtures holds the bytes of released formats. They are read and compared for
// ever; a new format adds a folder and never changes one.
const (
	fixtures       = "testdata/v1"
	fixtureEntries = 4
)

var updateFixtures = flag.Bool("update", false, "write fixtures that do not exist yet")

// fixture is what an entry of a fixture must read as.
type fixture struct {
	Header journal.Header `json:"header"`
	Facts  string         `json:"facts,omitempty"` // hex
	Boxes  []fixtureBox   `json:"boxes,omitempty"`
	Digest string         `json:"digest"`
}

type fixtureBox struct {
	Subject journal.EntityID `json:"subject"`
	Purpose journal.Purpose  `json:"purpose"`
	Plain   string           `json:"plain,omitempty"` // what it opens to under fixtureKey
	Digest  string           `json:"digest,omitempty"`
}

var fixtureKey = journal.Key([]byte("the key of the fixtures, 32 byte"))

func describe(t *testing.T, e *journal.Entry) fixture {
	t.Helper()
	digest := e.Digest()
	f := fixture{Header: e.Header, Facts: hex.EncodeToString(e.Facts), Digest: hex.EncodeToString(digest[:])}
	for _, b := range e.Boxes {
		box := fixtureBox{Subject: b.Subject, Purpose: b.Purpose}
		if b.Sealed == nil {
			box.Digest = hex.EncodeToString(b.Digest[:])
		} else {
			plain, err := journal.Open(fixtureKey, b)
			if err != nil {
				t.Fatal(err)
			}
			box.Plain = string(plain)
		}
		f.Boxes = append(f.Boxes, box)
	}
	return f
}

func TestReleasedEntriesReadAsTheyAlwaysDid(t *testing.T) {
	if *updateFixtures {
		for name, e := range fixtureSources(t) {
			writeNew(t, name+".entry", journal.Encode(e))
			description, err := json.MarshalIndent(describe(t, e), "", "\t")
			if err != nil {
				t.Fatal(err)
			}
			writeNew(t, name+".json", append(description, '\n'))
		}
	}
	names := fixtureNames(t, ".entry")
	if len(names) < 4 {
		t.Fatalf("%d fixtures, want at least 4", len(names))
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			e, err := journal.Decode(readFixture(t, name))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(journal.Encode(e), readFixture(t, name)) {
				t.Error("it is written differently")
			}
			var want fixture
			if err := json.Unmarshal(readFixture(t, strings.TrimSuffix(name, ".entry")+".json"), &want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, describe(t, e), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAReleasedSegmentReplaysAsItAlwaysDid opens a log whose store is new on a
// copy of a released outbox.
func TestAReleasedSegmentReplaysAsItAlwaysDid(t *testing.T) {
	const name, heads = "outbox.seg", "outbox.txt"
	if *updateFixtures {
		d := newDevice(t)
		d.options.Rand = rand.NewChaCha8([32]byte{1})
		d.open()
		for i := range fixtureEntries {
			d.commit(i, entityOf(i%2))
		}
		head := d.head()
		d.close()
		writeNew(t, name, segmentBytes(t, d.dir))
		writeNew(t, heads, []byte(hex.EncodeToString(head.Link[:])+"\n"))
	}
	d := newDevice(t)
	write(t, filepath.Join(d.dir, "0000000001.seg"), readFixture(t, name))
	log := d.open()
	if o := log.Opened(); o.FromOutbox != fixtureEntries || len(o.Damaged) > 0 || o.Unfinished {
		t.Fatalf("opening %+v", o)
	}
	head := d.head()
	if got, want := hex.EncodeToString(head.Link[:])+"\n", string(readFixture(t, heads)); got != want || head.Seq != fixtureEntries {
		t.Errorf("head %d %s, want %s", head.Seq, got, want)
	}
	view(t, d.store, func(r storage.Reader) error {
		history, err := journal.History(r, entityOf(1))
		if err != nil || len(history) != fixtureEntries/2 {
			t.Fatalf("%d entries, %v", len(history), err)
		}
		plain, err := journal.OpenBox(r, history[0].Boxes[0])
		if string(plain) != "private facts" {
			t.Errorf("box %q", plain)
		}
		return err
	})
	d.close()
	d.verified()
}

// fixtureSources are the entries that version 1 left behind.
func fixtureSources(t *testing.T) map[string]*journal.Entry {
	t.Helper()
	random := rand.NewChaCha8([32]byte{2})
	box := func(purpose journal.Purpose, plain string) journal.Box {
		b, err := journal.Seal(random, fixtureKey, repair.ID, purpose, []byte(plain))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	least := chainOf(chainA, 1, repair)[0]
	full := chainOf(chainA, 2, repair)[1]
	full.Header.Clock = journal.ClockState{WallMS: 1_795_000_000_123, OffsetMS: -250, OffsetAgeS: 3_600}
	full.Header.Entities = append(full.Header.Entities, journal.Entity{Type: 2, ID: journal.EntityID{2}})
	full.Header.Seen = [][]journal.Ref{{{Chain: chainB, Seq: 7}, {Chain: journal.ChainID{0xc}, Seq: 1 << 40}}, nil}
	full.Header.Moves = []journal.Move{{Account: journal.EntityID{3}, Act: journal.Use, N: 2}, {Account: journal.EntityID{4}, Act: journal.Out, N: -1}}
	full.Header.Author = journal.EntityID{5}
	full.Header.Extensions = map[uint64][]byte{1: []byte("one"), 1 << 33: {}}
	full.Facts = []byte{0xa2, 0x01, 0x63, 'L', 'I', 'L', 0x02, 0x19, 0x01, 0xaf}
	full.Boxes = []journal.Box{box(journal.Contact, "Zoé Lemaître"), box(journal.Fiscal, "")}
	granted := chainOf(chainA, 1, repair)[0]
	draft := journal.Draft{Moves: []journal.Move{{Account: journal.EntityID{3}, Act: journal.Mint, N: 3}, {Account: journal.EntityID{3}, Act: journal.Grant, N: 1}}}
	draft.Give(chainB)
	granted.Header.Moves, granted.Header.Extensions = draft.Moves, draft.Extensions
	pruned := *full
	pruned.Boxes = slices.Clone(full.Boxes)
	pruned.DropFacts()
	pruned.DropBox(0)
	squeezed := chainOf(chainA, 1, repair)[0]
	squeezed.Boxes = []journal.Box{box(journal.File, strings.Repeat("Fuit par le dessous. ", 20))}
	later := *least
	journal.Encode(&later)
	later.RawHeader = slices.Concat([]byte{later.RawHeader[0] + 1}, later.RawHeader[1:], []byte{0x18, 0x2a, 0x65, 'l', 'a', 't', 'e', 'r'})
	return map[string]*journal.Entry{"least": least, "full": full, "pruned": &pruned, "later": &later, "granted": granted, "squeezed": squeezed}
}

func fixtureNames(t testing.TB, suffix string) []string {
	t.Helper()
	files, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		if strings.HasSuffix(f.Name(), suffix) {
			names = append(names, f.Name())
		}
	}
	return names
}

func readFixture(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// writeNew writes a fixture unless it exists: released bytes never change.
func writeNew(t *testing.T, name string, b []byte) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(fixtures, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if os.IsExist(err) {
		t.Logf("%s exists and stays", name)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
