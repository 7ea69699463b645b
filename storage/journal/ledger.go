package journal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// ExtensionHolders is the number of the header extension that says whose rights
// each move is about: eight bytes a move, zero for the author's own.
const ExtensionHolders uint64 = 2

// Books are what all entries that a store holds say together about one account:
// the goods that came and went, and the rights that each chain was given and
// has used. They are sums, so the order of arrival does not matter, and they
// come from headers alone, so that no payload can change them.
type Books struct {
	In, Out  int64
	Holdings []Holding // by chain
}

// Holding is the rights of one chain on an account.
type Holding struct {
	Chain ChainID
	Given int64 // minted and granted, less returned and reclaimed
	Used  int64 // promised or taken, less freed
}

// Left is how many rights the chain may still use; below zero when it took
// goods that were not its own to promise.
func (h Holding) Left() int64 { return h.Given - h.Used }

// OnHand is how many goods are there.
func (b Books) OnHand() int64 { return b.In - b.Out }

// Left is how many rights a chain may still use.
func (b Books) Left(c ChainID) int64 {
	for _, h := range b.Holdings {
		if h.Chain == c {
			return h.Left()
		}
	}
	return 0
}

// Promised is how many goods are promised and have not gone out.
func (b Books) Promised() int64 {
	used := int64(0)
	for _, h := range b.Holdings {
		used += h.Used
	}
	return max(0, used-b.Out)
}

// Outstanding is how many goods are promised or may be by somebody without
// asking.
func (b Books) Outstanding() int64 {
	sum := b.Promised()
	for _, h := range b.Holdings {
		sum += max(0, h.Left())
	}
	return sum
}

// Free is how many rights may be granted beside those that are outstanding.
func (b Books) Free() int64 { return max(0, b.OnHand()-b.Outstanding()) }

// Short is how many goods are missing for what is outstanding: somebody's
// promise is in danger.
func (b Books) Short() int64 { return max(0, b.Outstanding()-max(0, b.OnHand())) }

// Apply adds the moves of one entry that are about an account.
func (b *Books) Apply(h *Header, account EntityID) { b.apply(h, account, 1) }

func (b *Books) apply(h *Header, account EntityID, times int64) {
	for i, m := range h.Moves {
		if m.Account != account {
			continue
		}
		n := m.N * times
		switch m.Act {
		case In:
			b.In += n
		case Out:
			b.Out += n
		case Grant, Mint:
			b.holding(h.Holder(i)).Given += n
		case Return, Reclaim:
			b.holding(h.Holder(i)).Given -= n
		case Use:
			b.holding(h.Holder(i)).Used += n
		case Free:
			b.holding(h.Holder(i)).Used -= n
		}
	}
	b.Holdings = slices.DeleteFunc(b.Holdings, func(h Holding) bool { return h.Given == 0 && h.Used == 0 })
}

func (b *Books) holding(c ChainID) *Holding {
	at, known := slices.BinarySearchFunc(b.Holdings, c, func(h Holding, c ChainID) int { return bytes.Compare(h.Chain[:], c[:]) })
	if !known {
		b.Holdings = slices.Insert(b.Holdings, at, Holding{Chain: c})
	}
	return &b.Holdings[at]
}

// Holder is the chain whose rights the i-th move is about. An entry that was
// recorded anew on another chain is about the rights of the chain it left.
func (h *Header) Holder(i int) ChainID {
	raw := h.Extensions[ExtensionHolders]
	if at := i * len(ChainID{}); at+len(ChainID{}) <= len(raw) {
		if c := ChainID(raw[at : at+len(ChainID{})]); c != (ChainID{}) {
			return c
		}
	}
	if was, anew := h.Reissues(); anew {
		return was.Chain
	}
	return h.Chain
}

// Give makes a draft's last move one about another chain's rights.
func (d *Draft) Give(to ChainID) {
	raw := d.Extensions[ExtensionHolders]
	grown := make([]byte, len(d.Moves)*len(to))
	copy(grown, raw)
	copy(grown[len(grown)-len(to):], to[:])
	if d.Extensions == nil {
		d.Extensions = map[uint64][]byte{}
	}
	d.Extensions[ExtensionHolders] = grown
}

// BooksOf reads the books of an account; an account without moves has empty ones.
func BooksOf(r storage.Reader, account EntityID) (Books, error) {
	key := booksKey(account)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return Books{}, nil
	}
	if err != nil {
		return Books{}, fmt.Errorf("journal: books of %s: %w", account, err)
	}
	return parseBooks(key, value)
}

// keepBooks brings the books up to date with an entry that is new to the store,
// or with one that left it when times is -1.
func keepBooks(tx storage.Tx, h *Header, times int64) error {
	for i, m := range h.Moves {
		if !h.firstOn(i) {
			continue
		}
		books, err := BooksOf(tx, m.Account)
		if err != nil {
			return err
		}
		books.apply(h, m.Account, times)
		if err := putRow(tx, booksKey(m.Account), books.bytes()); err != nil {
			return err
		}
	}
	return nil
}

// firstOn tells whether the i-th move is the entry's first of its account.
func (h *Header) firstOn(i int) bool {
	return !slices.ContainsFunc(h.Moves[:i], func(m Move) bool { return m.Account == h.Moves[i].Account })
}

func (b *Books) bytes() []byte {
	out := binary.AppendVarint(nil, b.In)
	out = binary.AppendVarint(out, b.Out)
	for _, h := range b.Holdings {
		out = append(out, h.Chain[:]...)
		out = binary.AppendVarint(out, h.Given)
		out = binary.AppendVarint(out, h.Used)
	}
	return out
}

func parseBooks(key, value []byte) (b Books, err error) {
	ok := true
	number := func() int64 {
		n, size := binary.Varint(value)
		if size <= 0 {
			ok = false
			return 0
		}
		value = value[size:]
		return n
	}
	b.In, b.Out = number(), number()
	for ok && len(value) > len(ChainID{}) {
		h := Holding{Chain: ChainID(value[:len(ChainID{})])}
		value = value[len(ChainID{}):]
		h.Given, h.Used = number(), number()
		b.Holdings = append(b.Holdings, h)
	}
	if !ok || len(value) > 0 {
		return Books{}, damagedRow(key, "it is no books")
	}
	return b, nil
}
