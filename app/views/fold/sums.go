package fold

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strconv"

	"etabli/storage/journal"
)

// Sum is what the entries of an entity add up to under one name.
type Sum struct {
	Name   string `cbor:"1,keyasint"`
	N      int64  `cbor:"2,keyasint,omitempty"`
	Placed int64  `cbor:"3,keyasint,omitempty"` // the part that HQ has ordered
}

// Line is what was moved by one act on an account, on the rights of one chain.
type Line struct {
	Chain  journal.ChainID `cbor:"1,keyasint"`
	Act    journal.MoveAct `cbor:"2,keyasint"`
	N      int64           `cbor:"3,keyasint,omitempty"`
	Placed int64           `cbor:"4,keyasint,omitempty"` // the part that HQ has ordered
}

// Books is the name of the sum of goods on an account: what came in less what
// went out.
const Books = "books"

// Sum is the sum of a name, zero when nothing was added.
func (s *State) Sum(name string) Sum {
	for _, sum := range s.Sums {
		if sum.Name == name {
			return sum
		}
	}
	return Sum{Name: name}
}

// Moved is what an act moved on an account over all chains; one names a chain,
// the zero chain all of them.
func (s *State) Moved(act journal.MoveAct, one journal.ChainID) (n int64) {
	for _, l := range s.Ledger {
		if l.Act == act && (one == journal.ChainID{} || l.Chain == one) {
			n += l.N
		}
	}
	return n
}

// addend is what an entry adds to a sum. A sum with a floor is of things that
// can be counted: it is never below zero in the world.
type addend struct {
	name  string
	n     int64
	floor bool
}

// add adds to a sum; addGoods to one that cannot be below zero.
func (x *effects) add(name string, n int64) { x.sums = append(x.sums, addend{name: name, n: n}) }

func (x *effects) addGoods(name string, n int64) {
	x.sums = append(x.sums, addend{name: name, n: n, floor: true})
}

// tally is a sum at work. Cause is the entry by whose place in HQ's order the
// sum went below zero, nil while it is not.
type tally struct {
	n, placed int64
	cause     *act
	reached   int64 // the sum as the cause left it
}

type lineKey struct {
	chain journal.ChainID
	act   journal.MoveAct
}

// books are the sums and the ledger of an entity at work.
type books struct {
	sums   map[string]*tally
	ledger map[lineKey]*tally
}

func (b *books) take(a *act, x addend) {
	t := entry(&b.sums, x.name)
	t.n += x.n
	if a.entry.Position == 0 {
		return
	}
	t.placed += x.n
	switch {
	case !x.floor:
	case t.placed >= 0:
		t.cause = nil
	case t.cause == nil:
		t.cause, t.reached = a, t.placed
	}
}

// move takes the moves of a header on an entity as they are: no payload and no
// version can change what was moved.
func (b *books) move(a *act, e journal.Entity) (moved bool) {
	h := &a.entry.Header
	for i, m := range h.Moves {
		if m.Account != e.ID {
			continue
		}
		moved = true
		t := entry(&b.ledger, lineKey{h.Holder(i), m.Act})
		t.n += m.N
		if a.entry.Position != 0 {
			t.placed += m.N
		}
		switch m.Act {
		case journal.In:
			b.take(a, addend{Books, m.N, true})
		case journal.Out:
			b.take(a, addend{Books, -m.N, true})
		}
	}
	return moved
}

func entry[K comparable](m *map[K]*tally, key K) *tally {
	if *m == nil {
		*m = map[K]*tally{}
	}
	if (*m)[key] == nil {
		(*m)[key] = &tally{}
	}
	return (*m)[key]
}

// into writes the sums and the ledger into the state.
func (b *books) into(s *State) {
	for _, name := range slices.Sorted(maps.Keys(b.sums)) {
		t := b.sums[name]
		s.Sums = append(s.Sums, Sum{Name: name, N: t.n, Placed: t.placed})
	}
	for key, t := range b.ledger {
		s.Ledger = append(s.Ledger, Line{Chain: key.chain, Act: key.act, N: t.n, Placed: t.placed})
	}
	slices.SortFunc(s.Ledger, func(a, b Line) int {
		return cmp.Or(bytes.Compare(a.Chain[:], b.Chain[:]), cmp.Compare(a.Act, b.Act))
	})
}

// begun tells whether anything ever came in. Where nothing did, the beginning of
// the account is not known here: it belongs to another shop.
func (b *books) begun() bool {
	for key := range b.ledger {
		if key.act == journal.In {
			return true
		}
	}
	return false
}

// items are about sums that HQ's order makes negative. Their side is the entry
// that did it, with the sum it left.
func (b *books) items(e journal.Entity) []Item {
	var out []Item
	for _, name := range slices.Sorted(maps.Keys(b.sums)) {
		t := b.sums[name]
		if t.cause == nil || name == Books && !b.begun() {
			continue
		}
		out = append(out, newItem(e, BelowZero, name, Side{
			Write: Write{Ref: t.cause.ref, AtMS: t.cause.atMS(), Value: []byte(strconv.FormatInt(t.reached, 10))},
			Shown: true,
		}))
	}
	return out
}
