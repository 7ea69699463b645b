package journal_test

import (
	"bytes"
	"slices"

	"pgregory.net/rapid"

	"etabli/storage/journal"
)

// Generators of what can be in an entry.

func chainGen() *rapid.Generator[journal.ChainID] {
	return rapid.Custom(func(t *rapid.T) (c journal.ChainID) {
		copy(c[:], rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "chain"))
		return c
	})
}

func idGen() *rapid.Generator[journal.EntityID] {
	return rapid.Custom(func(t *rapid.T) (id journal.EntityID) {
		copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		return id
	})
}

func seenGen(own journal.ChainID) *rapid.Generator[[]journal.Ref] {
	return rapid.Custom(func(t *rapid.T) []journal.Ref {
		refs := rapid.SliceOfNDistinct(
			rapid.Custom(func(t *rapid.T) journal.Ref {
				return journal.Ref{
					Chain: chainGen().Filter(func(c journal.ChainID) bool { return c != own }).Draw(t, "other"),
					Seq:   rapid.Uint64Min(1).Draw(t, "seq"),
				}
			}), 0, 3, func(r journal.Ref) journal.ChainID { return r.Chain }).Draw(t, "seen")
		slices.SortFunc(refs, func(a, b journal.Ref) int { return bytes.Compare(a.Chain[:], b.Chain[:]) })
		return refs
	})
}

func entryGen() *rapid.Generator[*journal.Entry] {
	return rapid.Custom(func(t *rapid.T) *journal.Entry {
		h := journal.Header{
			Chain:        chainGen().Draw(t, "chain"),
			Seq:          rapid.Uint64Min(1).Draw(t, "seq"),
			HLC:          rapid.Uint64().Draw(t, "hlc"),
			Kind:         journal.Kind(rapid.Uint16().Draw(t, "kind")),
			Version:      rapid.Uint16().Draw(t, "version"),
			OldestReader: rapid.Uint16().Draw(t, "oldest"),
			Author:       idGen().Draw(t, "author"),
			Command:      journal.CommandID(idGen().Draw(t, "command")),
			Clock: journal.ClockState{
				WallMS: rapid.Int64().Draw(t, "wall"), OffsetMS: rapid.Int64().Draw(t, "offset"),
				OffsetAgeS: rapid.Int64().Draw(t, "age"), NeverSynced: rapid.Bool().Draw(t, "never"),
			},
		}
		h.Entities = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) journal.Entity {
			return journal.Entity{Type: journal.EntityType(rapid.Byte().Draw(t, "type")), ID: idGen().Draw(t, "entity")}
		}), 1, 4, rapid.ID).Draw(t, "entities")
		for range h.Entities {
			h.Seen = append(h.Seen, seenGen(h.Chain).Draw(t, "seen"))
		}
		h.Moves = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) journal.Move {
			return journal.Move{Account: idGen().Draw(t, "account"),
				Act: journal.MoveAct(rapid.Byte().Draw(t, "act")), N: rapid.Int64().Draw(t, "n")}
		}), 0, 3).Draw(t, "moves")
		h.Extensions = rapid.MapOfN(rapid.Uint64(), rapid.SliceOfN(rapid.Byte(), 0, 20), 0, 3).Draw(t, "extensions")
		e := &journal.Entry{Header: h, Facts: rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "facts")}
		e.Boxes = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) journal.Box {
			return journal.Box{Subject: idGen().Draw(t, "subject"),
				Purpose: journal.Purpose(rapid.ByteMin(1).Draw(t, "purpose")),
				Sealed:  rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "sealed")}
		}), 0, 4).Draw(t, "boxes")
		return e
	})
}

// dropSome replaces any choice of parts by their digests.
func dropSome(t *rapid.T, e *journal.Entry) {
	if rapid.Bool().Draw(t, "drop facts") {
		e.DropFacts()
	}
	for i := range e.Boxes {
		if rapid.Bool().Draw(t, "drop box") {
			e.DropBox(i)
		}
	}
}

// chainOf builds n entries that continue one another about entity.
func chainOf(chain journal.ChainID, n int, entity journal.Entity) []*journal.Entry {
	entries := make([]*journal.Entry, n)
	for i := range entries {
		entries[i] = &journal.Entry{
			Header: journal.Header{
				Chain: chain, Seq: uint64(i + 1), HLC: uint64(1_000+i) << 16, Kind: 12, Version: 1, OldestReader: 1,
				Entities: []journal.Entity{entity}, Seen: [][]journal.Ref{nil},
				Command: journal.CommandIDFrom(chain.String(), string(rune(i))),
			},
			Facts: []byte{0xa0},
		}
	}
	return entries
}
