package engine

import (
	"bytes"
	"hash/fnv"

	"etabli/storage"
)

// Sorted is a map of byte strings in order. Freeze costs nothing: the map
// copies a node before it changes it when a frozen view may still hold it.
// The tree is a treap whose priorities come from the keys, so the same keys
// always make the same tree. The zero value is empty.
type Sorted[V any] struct {
	root       *node[V]
	generation uint64
	n          int
}

// Frozen is the content of a Sorted at one moment; any goroutine may read it.
type Frozen[V any] struct{ root *node[V] }

type node[V any] struct {
	key         []byte
	value       V
	priority    uint64
	generation  uint64
	left, right *node[V]
}

// Len returns the number of keys.
func (m *Sorted[V]) Len() int { return m.n }

// Freeze returns the present content.
func (m *Sorted[V]) Freeze() Frozen[V] {
	m.generation++
	return Frozen[V]{m.root}
}

// Copy returns a map with the present content that lives on by itself.
func (m *Sorted[V]) Copy() Sorted[V] {
	m.generation++
	return Sorted[V]{root: m.root, generation: m.generation, n: m.n}
}

// Get returns the value of key.
func (m *Sorted[V]) Get(key []byte) (V, bool) { return Frozen[V]{m.root}.Get(key) }

// Put sets the value of key. It keeps key, which must not change any more.
func (m *Sorted[V]) Put(key []byte, value V) { m.root = m.put(m.root, key, value) }

// Delete removes key.
func (m *Sorted[V]) Delete(key []byte) { m.root = m.remove(m.root, key) }

// Get returns the value of key.
func (f Frozen[V]) Get(key []byte) (V, bool) {
	for n := f.root; n != nil; {
		switch c := bytes.Compare(key, n.key); {
		case c == 0:
			return n.value, true
		case c < 0:
			n = n.left
		default:
			n = n.right
		}
	}
	var none V
	return none, false
}

// own returns a node that this map alone may change.
func (m *Sorted[V]) own(n *node[V]) *node[V] {
	if n.generation == m.generation {
		return n
	}
	c := *n
	c.generation = m.generation
	return &c
}

func (m *Sorted[V]) put(n *node[V], key []byte, value V) *node[V] {
	if n == nil {
		m.n++
		return &node[V]{key: key, value: value, priority: priority(key), generation: m.generation}
	}
	n = m.own(n)
	switch c := bytes.Compare(key, n.key); {
	case c == 0:
		n.value = value
	case c < 0:
		n.left = m.put(n.left, key, value)
		if l := n.left; l.priority > n.priority {
			n.left, l.right = l.right, n
			return l
		}
	default:
		n.right = m.put(n.right, key, value)
		if r := n.right; r.priority > n.priority {
			n.right, r.left = r.left, n
			return r
		}
	}
	return n
}

func (m *Sorted[V]) remove(n *node[V], key []byte) *node[V] {
	if n == nil {
		return nil
	}
	switch c := bytes.Compare(key, n.key); {
	case c == 0:
		m.n--
		return m.join(n.left, n.right)
	case c < 0:
		n = m.own(n)
		n.left = m.remove(n.left, key)
	default:
		n = m.own(n)
		n.right = m.remove(n.right, key)
	}
	return n
}

// join makes one tree of two, of which all keys of a are the lesser.
func (m *Sorted[V]) join(a, b *node[V]) *node[V] {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	case a.priority > b.priority:
		a = m.own(a)
		a.right = m.join(a.right, b)
		return a
	default:
		b = m.own(b)
		b.left = m.join(a, b.left)
		return b
	}
}

// priority spreads keys evenly; the last steps mix what FNV leaves in order.
func priority(key []byte) uint64 {
	h := fnv.New64a()
	h.Write(key)
	p := h.Sum64()
	p ^= p >> 33
	p *= 0xff51afd7ed558ccd
	return p ^ p>>33
}

// Walk is a cursor over a frozen map.
type Walk[V any] struct {
	rng   storage.Range
	stack []*node[V] // the path of nodes still to be given, the next on top
	now   *node[V]
}

// Walk returns a cursor over a range.
func (f Frozen[V]) Walk(rng storage.Range) *Walk[V] {
	w := &Walk[V]{rng: rng}
	w.descend(f.root)
	return w
}

// descend pushes the nodes of n that are in the range, as far as the first.
func (w *Walk[V]) descend(n *node[V]) {
	for n != nil {
		switch {
		case w.rng.Start != nil && bytes.Compare(n.key, w.rng.Start) < 0:
			n = n.right
		case w.rng.End != nil && bytes.Compare(n.key, w.rng.End) >= 0:
			n = n.left
		default:
			w.stack = append(w.stack, n)
			if w.rng.Reverse {
				n = n.right
			} else {
				n = n.left
			}
		}
	}
}

// Next moves on and tells whether there is a pair.
func (w *Walk[V]) Next() bool {
	if len(w.stack) == 0 {
		w.now = nil
		return false
	}
	w.now = w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	if w.rng.Reverse {
		w.descend(w.now.left)
	} else {
		w.descend(w.now.right)
	}
	return true
}

// Key returns the present key.
func (w *Walk[V]) Key() []byte { return w.now.key }

// Entry returns the present value.
func (w *Walk[V]) Entry() V { return w.now.value }
