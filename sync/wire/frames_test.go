package wire_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"etabli/storage/journal"
	"etabli/sync/wire"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func samples() []wire.Frame {
	chain := journal.ChainID{1, 2, 3, 4, 5, 6, 7, 8}
	cursor := wire.Cursor{Lineage: wire.Lineage{Counter: 3, Random: [16]byte{9}}, Position: 77, Hash: wire.Hash{5}}
	return []wire.Frame{
		&wire.Hello{Version: 1, Oldest: 1, Chains: []wire.ChainHead{{Chain: chain, Seq: 4, Link: journal.Digest{8}}},
			Cursor: cursor, Ladder: wire.Ladder{cursor}, DeviceMS: 1_780_000_000_000, App: "1.0.0", Kinds: [32]byte{1}, PageBytes: 1 << 17},
		&wire.Welcome{Version: 1, HQMS: 1_780_000_000_001, Lineage: cursor.Lineage, Head: 99, Resume: cursor,
			Accepted: []wire.Accepted{{Chain: chain, Seq: 3, Link: journal.Digest{7}, Held: 5}}},
		&wire.Push{Chain: chain, From: 5, Entries: [][]byte{{1, 2}, {3}},
			Keys: []wire.KeyRow{{Subject: journal.EntityID{1}, Purpose: journal.Contact, Key: journal.Key{2}}}},
		&wire.Ack{Chain: chain, Seq: 6},
		&wire.Page{Items: []wire.Item{{Ref: journal.Ref{Chain: chain, Seq: 1}, Position: 70, ReceivedMS: 5, Receipt: [16]byte{1}, Entry: []byte("entry")},
			{Ref: journal.Ref{Chain: chain, Seq: 2}, Position: 77}}, Cursor: cursor, More: true,
			Sites: []wire.ChainSite{{Chain: chain, Site: "LIL"}}},
		&wire.Need{Chain: chain, From: 2, To: 9},
		&wire.Refused{Code: wire.CodeRevoked},
		&wire.Quarantined{Ref: journal.Ref{Chain: chain, Seq: 3}, Code: wire.CodeMalformedEntry},
		&wire.Ping{N: 1, MS: 2},
		&wire.Pong{N: 1, MS: 3},
		&wire.Applied{Position: 77},
		&wire.HandBack{Lineage: cursor.Lineage, Items: []wire.Item{{Ref: journal.Ref{Chain: chain, Seq: 1}, Position: 70, ReceivedMS: 5,
			Receipt: [16]byte{1}, Entry: []byte("entry")}}, Keys: []wire.KeyRow{{Subject: journal.EntityID{1}, Purpose: journal.File}}},
		&wire.HandedBack{},
		&wire.HandedBack{
			Placed: []wire.Item{{Ref: journal.Ref{Chain: journal.ChainID{1}, Seq: 4}, Position: 9, ReceivedMS: 3}},
			Scopes: []wire.ScopeChange{{Entity: journal.Entity{Type: 1, ID: journal.EntityID{4}}, Position: 9, Left: true}},
		},
		&wire.Carried{Entries: [][]byte{{1}}, Told: []wire.Told{{Position: 70, ReceivedMS: 5, Receipt: [16]byte{1}, Lineage: cursor.Lineage}},
			Sites: []wire.ChainSite{{Chain: chain, Site: "LIL"}}, Past: []wire.Lineage{cursor.Lineage}},
		&wire.Page{Cursor: cursor, Scopes: []wire.ScopeChange{{Entity: journal.Entity{Type: 1, ID: journal.EntityID{4}}, Position: 70, Left: true}},
			Foreign: []journal.Entity{{Type: 2, ID: journal.EntityID{5}}}, Stable: 60,
			Stubs: []wire.Stub{{Entity: journal.Entity{Type: 1, ID: journal.EntityID{6}}, Position: 12, Content: []byte("extract")}}},
		&wire.Fetch{Wants: []wire.Want{{Entity: journal.Entity{Type: 1, ID: journal.EntityID{4}}, After: 8}}, UpTo: 77},
		&wire.History{Entity: journal.Entity{Type: 1, ID: journal.EntityID{4}}, Items: []wire.Item{{Ref: journal.Ref{Chain: chain, Seq: 1}, Position: 9,
			ReceivedMS: 5, Receipt: [16]byte{1}, Entry: []byte("entry")}}, Last: true},
	}
}

func TestEveryFrameComesBackAsItWas(t *testing.T) {
	for _, want := range samples() {
		got, err := wire.Decode(want.Type(), wire.Encode(want))
		if err != nil {
			t.Errorf("type %d: %v", want.Type(), err)
			continue
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("type %d:\n%s", want.Type(), diff)
		}
	}
}

// Goal: what decodes is exactly what would be encoded, for the strict types,
// and no payload whatever makes the decoder panic.
func FuzzDecode(f *testing.F) {
	for _, frame := range samples() {
		f.Add(byte(frame.Type()), wire.Encode(frame))
	}
	f.Add(byte(3), []byte{0xbf, 0xff})
	f.Fuzz(func(t *testing.T, kind byte, payload []byte) {
		frame, err := wire.Decode(wire.Type(kind), payload)
		if err != nil {
			if !errors.Is(err, wire.ErrMalformed) {
				t.Fatalf("error %v", err)
			}
			return
		}
		again := wire.Encode(frame)
		switch frame.(type) {
		case *wire.Hello, *wire.Welcome, *wire.Refused, *wire.Meet:
			other, err := wire.Decode(wire.Type(kind), again)
			if err != nil || !reflect.DeepEqual(wire.Encode(other), again) {
				t.Fatalf("second reading: %v", err)
			}
		default:
			if !bytes.Equal(again, payload) {
				t.Fatalf("%x was read as %x", payload, again)
			}
		}
	})
}

func TestMalformedPayloadsAreRefused(t *testing.T) {
	ack := wire.Encode(&wire.Ack{Seq: 1})
	page := &wire.Page{Items: []wire.Item{{Position: 2}, {Position: 2}}, Cursor: wire.Cursor{Position: 2}}
	beyond := &wire.Page{Items: []wire.Item{{Position: 3}}, Cursor: wire.Cursor{Position: 2}}
	for name, c := range map[string]struct {
		kind    wire.Type
		payload []byte
	}{
		"an unknown type":                {200, ack},
		"nothing":                        {wire.TypeAck, nil},
		"bytes after the frame":          {wire.TypeAck, append(append([]byte{}, ack...), 0)},
		"an unknown field":               {wire.TypePing, []byte{0xa3, 1, 1, 2, 2, 9, 0}},
		"a field twice":                  {wire.TypePing, []byte{0xa2, 1, 1, 1, 2}},
		"an indefinite map":              {wire.TypePing, []byte{0xbf, 1, 1, 2, 2, 0xff}},
		"a number in its long form":      {wire.TypePing, []byte{0xa2, 1, 0x18, 1, 2, 2}},
		"a text for a number":            {wire.TypePing, []byte{0xa2, 1, 0x61, 'x', 2, 2}},
		"a chain id of three bytes":      {wire.TypeAck, []byte{0xa3, 1, 0x43, 1, 2, 3, 2, 1, 3, 0}},
		"an empty push":                  {wire.TypePush, wire.Encode(&wire.Push{From: 1})},
		"a push from 0":                  {wire.TypePush, wire.Encode(&wire.Push{Entries: [][]byte{{1}}})},
		"a push that runs over":          {wire.TypePush, wire.Encode(&wire.Push{From: 1<<64 - 1, Entries: [][]byte{{1}, {2}}})},
		"positions that do not ascend":   {wire.TypePage, wire.Encode(page)},
		"a position beyond the cursor":   {wire.TypePage, wire.Encode(beyond)},
		"a need that ends before begin":  {wire.TypeNeed, wire.Encode(&wire.Need{From: 3, To: 2})},
		"a refusal without a code":       {wire.TypeRefused, wire.Encode(&wire.Refused{})},
		"a hello without a chain":        {wire.TypeHello, wire.Encode(&wire.Hello{Version: 1, Oldest: 1})},
		"a hello of no version":          {wire.TypeHello, wire.Encode(&wire.Hello{Chains: []wire.ChainHead{{}}})},
		"a hello in invalid UTF-8":       {wire.TypeHello, wire.Encode(&wire.Hello{Version: 1, Oldest: 1, Chains: []wire.ChainHead{{}}, App: "\xff"})},
		"nesting without end":            {wire.TypePush, bytes.Repeat([]byte{0x81}, 1000)},
		"fewer places than entries":      {wire.TypeCarried, wire.Encode(&wire.Carried{Entries: [][]byte{{1}, {2}}, Told: make([]wire.Told, 1)})},
		"an array longer than it may be": {wire.TypePush, []byte{0xa1, 3, 0x9a, 0xff, 0xff, 0xff, 0xff}},
	} {
		t.Run(name, func(t *testing.T) {
			if f, err := wire.Decode(c.kind, c.payload); !errors.Is(err, wire.ErrMalformed) {
				t.Errorf("got %+v, %v", f, err)
			}
		})
	}
}

// Goal: a newer side may add fields to the frames that settle the version.
func TestTheFramesThatSettleTheVersionBearNewFields(t *testing.T) {
	payload := wire.Encode(&wire.Refused{Code: wire.CodeVersion})
	payload[0]++ // one more pair in the map
	payload = append(payload, 0x18, 99, 1)
	f, err := wire.Decode(wire.TypeRefused, payload)
	if err != nil || f.(*wire.Refused).Code != wire.CodeVersion {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestEveryCodeHasAName(t *testing.T) {
	seen := map[string]bool{}
	for c := wire.CodeNone; c <= wire.CodeTooManyChains; c++ {
		name := c.String()
		if seen[name] || name == "" || bytes.HasPrefix([]byte(name), []byte("code_")) {
			t.Errorf("code %d is called %q", c, name)
		}
		seen[name] = true
	}
	if wire.Code(60000).String() != "code_60000" {
		t.Error("an unknown code has no number")
	}
}

// Goal: a ladder stays short, keeps its newest and its lowest rung, and its
// gaps grow no faster than the distance.
func TestALadderThins(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lineage := wire.Lineage{Counter: 1}
		var p wire.Progress
		position := uint64(0)
		first := uint64(0)
		for range rapid.IntRange(2, 300).Draw(rt, "pages") {
			position += rapid.Uint64Range(1, 1<<20).Draw(rt, "step")
			p = p.To(wire.Cursor{Lineage: lineage, Position: position}, 5)
			if first == 0 {
				first = position
			}
		}
		if len(p.Ladder) > 40 || p.Cursor.Position != position {
			rt.Fatalf("%d rungs, cursor %d of %d", len(p.Ladder), p.Cursor.Position, position)
		}
		last := position
		for _, rung := range p.Ladder {
			if rung.Position >= last {
				rt.Fatalf("rung %d under %d", rung.Position, last)
			}
			last = rung.Position
		}
		if last != first {
			rt.Fatalf("the lowest rung is %d, want %d", last, first)
		}
		again, err := wire.ParseProgress(p.Bytes())
		if err != nil || !reflect.DeepEqual(again, p) {
			rt.Fatalf("progress %+v came back as %+v, %v", p, again, err)
		}
	})
}

func TestALadderKeepsAnOlderLineage(t *testing.T) {
	one, two := wire.Lineage{Counter: 1}, wire.Lineage{Counter: 2}
	p := wire.Progress{}.To(wire.Cursor{Lineage: one, Position: 10}, 1).
		To(wire.Cursor{Lineage: one, Position: 20}, 2).To(wire.Cursor{Lineage: two, Position: 12}, 3)
	want := wire.Ladder{{Lineage: one, Position: 20}, {Lineage: one, Position: 10}}
	if diff := cmp.Diff(want, p.Ladder); diff != "" {
		t.Error(diff)
	}
	if !two.Follows(one) || one.Follows(two) || (wire.Lineage{Counter: 1, Random: [16]byte{1}}).Follows(one) {
		t.Error("lineages follow one another wrongly")
	}
}

// Goal: frames as the first protocol wrote them are read for ever, and what has
// nothing new to say is written as it was then.
func TestFramesOfTheFirstProtocolStayWhatTheyWere(t *testing.T) {
	files, err := os.ReadDir("testdata/v1")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, f := range files {
		raw, err := os.ReadFile("testdata/v1/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		line := strings.Fields(string(raw))
		kind, err := strconv.Atoi(line[0])
		if err != nil {
			t.Fatal(err)
		}
		payload, err := hex.DecodeString(line[1])
		if err != nil {
			t.Fatal(err)
		}
		frame, err := wire.Decode(wire.Type(kind), payload)
		if err != nil {
			t.Errorf("%s: %v", f.Name(), err)
			continue
		}
		if !bytes.Equal(wire.Encode(frame), payload) {
			t.Errorf("%s is written otherwise now", f.Name())
		}
	}
}
