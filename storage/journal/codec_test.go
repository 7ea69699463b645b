package journal_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"etabli/storage/journal"
)

func TestAnEntryReadsBackAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := entryGen().Draw(t, "entry")
		dropSome(t, e)
		encoded := journal.Encode(e)
		back, err := journal.Decode(encoded)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e, back, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		if !bytes.Equal(journal.Encode(back), encoded) {
			t.Fatal("the bytes differ after a second encoding")
		}
	})
}

func TestTheDigestStaysWhenAPartIsReplacedByItsDigest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := entryGen().Draw(t, "entry")
		before := e.Digest()
		dropSome(t, e)
		if e.Digest() != before {
			t.Fatal("the digest changed")
		}
		back, err := journal.Decode(journal.Encode(e))
		if err != nil {
			t.Fatal(err)
		}
		if back.Digest() != before {
			t.Fatal("the digest changed by encoding")
		}
	})
}

func TestEveryFlippedBitOfAnEntryChangesItsDigestOrIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := entryGen().Draw(t, "entry")
		dropSome(t, e)
		digest, encoded := e.Digest(), journal.Encode(e)
		at := rapid.IntRange(0, len(encoded)-1).Draw(t, "at")
		encoded[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		back, err := journal.Decode(encoded)
		if err == nil && back.Digest() == digest {
			t.Fatalf("the flip at byte %d goes unseen", at)
		}
	})
}

func TestHeaderKeysOfLaterVersionsAreKept(t *testing.T) {
	e := chainOf(journal.ChainID{1}, 1, journal.Entity{Type: 1})[0]
	journal.Encode(e)
	var header map[uint64]cbor.RawMessage
	if err := cbor.Unmarshal(e.RawHeader, &header); err != nil {
		t.Fatal(err)
	}
	header[14] = cbor.RawMessage{0x18, 0x2a}
	later := *e
	later.RawHeader = canonical(t, header)
	encoded := journal.Encode(&later)

	back, err := journal.Decode(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(journal.Encode(back), encoded) {
		t.Fatal("the later key was lost")
	}
	if back.Digest() == e.Digest() {
		t.Fatal("the later key is not covered by the digest")
	}
}

func TestDecodeRefusesWhatEncodeDoesNotWrite(t *testing.T) {
	valid := func() *journal.Entry { return chainOf(journal.ChainID{1}, 1, journal.Entity{Type: 1})[0] }
	header := func(change func(h map[uint64]cbor.RawMessage)) []byte {
		e := valid()
		journal.Encode(e)
		var h map[uint64]cbor.RawMessage
		if err := cbor.Unmarshal(e.RawHeader, &h); err != nil {
			t.Fatal(err)
		}
		change(h)
		e.RawHeader = canonical(t, h)
		return journal.Encode(e)
	}
	entry := func(change func(e *journal.Entry)) []byte {
		e := valid()
		change(e)
		return journal.Encode(e)
	}
	good := journal.Encode(valid())
	for name, b := range map[string][]byte{
		"nothing":                  nil,
		"an entry and a byte more": append(bytes.Clone(good), 0),
		"an entry cut short":       good[:len(good)-1],
		"another version":          append([]byte{0x84, 2}, good[2:]...),
		"a longer head than needed": append([]byte{0x98, 4},
			good[1:]...),
		"an indefinite array":   append(append([]byte{0x9f}, good[1:]...), 0xff),
		"more than the limit":   make([]byte, journal.MaxEntryBytes+1),
		"sequence number zero":  entry(func(e *journal.Entry) { e.Header.Seq = 0 }),
		"no entity":             entry(func(e *journal.Entry) { e.Header.Entities, e.Header.Seen = nil, nil }),
		"no seen list":          entry(func(e *journal.Entry) { e.Header.Seen = nil }),
		"the own chain in seen": entry(func(e *journal.Entry) { e.Header.Seen[0] = []journal.Ref{{Chain: journal.ChainID{1}, Seq: 1}} }),
		"an unsorted seen list": entry(func(e *journal.Entry) {
			e.Header.Seen[0] = []journal.Ref{{Chain: journal.ChainID{3}, Seq: 1}, {Chain: journal.ChainID{2}, Seq: 1}}
		}),
		"too many moves":        entry(func(e *journal.Entry) { e.Header.Moves = make([]journal.Move, journal.MaxMoves+1) }),
		"too many boxes":        entry(func(e *journal.Entry) { e.Boxes = make([]journal.Box, journal.MaxBoxes+1) }),
		"a box without purpose": entry(func(e *journal.Entry) { e.Boxes = []journal.Box{{Sealed: []byte{1}}} }),
		"an entity named twice": entry(func(e *journal.Entry) {
			e.Header.Entities = append(e.Header.Entities, e.Header.Entities[0])
			e.Header.Seen = append(e.Header.Seen, nil)
		}),
		"a chain id too long":  header(func(h map[uint64]cbor.RawMessage) { h[1] = append([]byte{0x49}, make([]byte, 9)...) }),
		"a chain id too short": header(func(h map[uint64]cbor.RawMessage) { h[1] = append([]byte{0x47}, make([]byte, 7)...) }),
		"a missing header key": header(func(h map[uint64]cbor.RawMessage) { delete(h, 7) }),
		"a text for a number":  header(func(h map[uint64]cbor.RawMessage) { h[3] = cbor.RawMessage{0x61, 'x'} }),
		"a tag in the header":  header(func(h map[uint64]cbor.RawMessage) { h[20] = cbor.RawMessage{0xc1, 0x00} }),
		"an entity with a field": header(func(h map[uint64]cbor.RawMessage) {
			h[8] = cbor.RawMessage("\x81\xa3\x01\x01\x02\x50" + strings.Repeat("\x00", 16) + "\x03\x01")
		}),
		"nesting that is too deep": header(func(h map[uint64]cbor.RawMessage) {
			h[20] = append(bytes.Repeat([]byte{0x81}, journal.MaxNesting+1), 0)
		}),
	} {
		if _, err := journal.Decode(b); !errors.Is(err, journal.ErrMalformed) {
			t.Errorf("%s: error %v, want ErrMalformed", name, err)
		}
	}
}

func TestFactsReadBackAndLeaveOutWhatTheReaderDoesNotKnow(t *testing.T) {
	type now struct {
		Name  string `cbor:"1,keyasint"`
		Cents int64  `cbor:"2,keyasint,omitempty"`
	}
	type before struct {
		Name string `cbor:"1,keyasint"`
	}
	b, err := journal.MarshalFacts(now{"Écran", 1_299})
	if err != nil {
		t.Fatal(err)
	}
	var old before
	if err := journal.UnmarshalFacts(b, &old); err != nil || old.Name != "Écran" {
		t.Fatalf("%+v, %v", old, err)
	}
	twice := []byte{0xa2, 1, 0x61, 'a', 1, 0x61, 'b'}
	if err := journal.UnmarshalFacts(twice, &old); !errors.Is(err, journal.ErrMalformed) {
		t.Fatalf("a doubled key gives %v", err)
	}
}

func canonical(t *testing.T, v any) []byte {
	t.Helper()
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		t.Fatal(err)
	}
	b, err := mode.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
