package views

import (
	"crypto/sha256"
	"encoding/binary"

	"etabli/app/domain/repair"
	"etabli/app/views/search"
	"etabli/storage/journal"
)

// All rows of the views begin with 'v' and a generation of four bytes;
// generation 0 holds the row that says which one is current. Within a
// generation the next byte says what a row is:
//
//	e type id              → length of the state ‖ state ‖ what this store adds
//	l order scope key id site → (nothing); key: see listKey
//	n number               → ids of the repairs that have or had it
//	x number               → (nothing): more than one repair has or had it
//	o site 0 device        → the highest counter of its numbers
//	t token hash           → id of the repair
//	c customer repair      → number of the repair's document
//	f phone 0 customer     → (nothing)
//	r type id              → (nothing): the entity has open items
//	k type id              → (nothing): somebody at the kiosk waits for staff
//	d type block           → ids of the documents of an index, 16 bytes each
//	h chain                → code of the device that writes it
//	z site                 → name of its time zone
//	w …                    → notes and postings, see package search
//	j type list 0 sort id  → (nothing): the entity stands in a list of its shape
//	W type …               → the same of entities that have a shape
//	m                      → counters
//	b hash                 → the box that holds the key of an attachment
const (
	prefix = 'v'

	rowEntity   = 'e'
	rowList     = 'l'
	rowNumber   = 'n'
	rowClash    = 'x'
	rowCounter  = 'o'
	rowToken    = 't'
	rowOwned    = 'c'
	rowPhone    = 'f'
	rowReview   = 'r'
	rowCalled   = 'k'
	rowDocument = 'd'
	rowDevice   = 'h'
	rowZone     = 'z'
	rowWord     = 'w'
	rowCounts   = 'm'
	rowBlob     = 'b'

	rowPlaced    = 'j'
	rowThingWord = 'W'
)

const (
	generationBytes = 5 // with the prefix
	idBytes         = 16
)

// generation names the rows of one generation.
type generation uint32

func (g generation) prefix() []byte {
	return binary.BigEndian.AppendUint32([]byte{prefix}, uint32(g))
}

func (g generation) key(row byte, parts ...[]byte) []byte {
	key := append(make([]byte, 0, 64), g.prefix()...)
	key = append(key, row)
	for _, p := range parts {
		key = append(key, p...)
	}
	return key
}

var zero = []byte{0}

func (g generation) entity(e journal.Entity) []byte {
	return g.key(rowEntity, []byte{byte(e.Type)}, e.ID[:])
}

func (g generation) entities(t uint8) []byte { return g.key(rowEntity, []byte{t}) }

func (g generation) review(e journal.Entity) []byte {
	return g.key(rowReview, []byte{byte(e.Type)}, e.ID[:])
}

func (g generation) called(e journal.Entity) []byte {
	return g.key(rowCalled, []byte{byte(e.Type)}, e.ID[:])
}

// numberForm is how a number stands in a key: without dashes and letter case.
func numberForm(number string) []byte { return []byte(search.Joined(number)) }

func (g generation) number(number string) []byte { return g.key(rowNumber, numberForm(number)) }
func (g generation) clash(number string) []byte  { return g.key(rowClash, numberForm(number)) }
func (g generation) token(hash []byte) []byte    { return g.key(rowToken, hash) }
func (g generation) device(c journal.ChainID) []byte {
	return g.key(rowDevice, c[:])
}

func (g generation) zone(site string) []byte { return g.key(rowZone, []byte(site)) }

func (g generation) counter(site, device string) []byte {
	return g.key(rowCounter, []byte(site), zero, []byte(device))
}

func (g generation) phones(e164 string) []byte { return g.key(rowPhone, keyText(e164), zero) }

// maxKeyText is how long a text can be in a key. Longer ones, which only a
// broken device sends, are represented by their hash.
const maxKeyText = 200

func keyText(s string) []byte {
	if len(s) <= maxKeyText {
		return []byte(s)
	}
	sum := sha256.Sum256([]byte(s))
	return sum[:]
}

func (g generation) owned(customer journal.EntityID) []byte { return g.key(rowOwned, customer[:]) }

// documents is the row with the id of a document, and of its neighbours.
func (g generation) documents(t journal.EntityType, n uint32) []byte {
	return g.key(rowDocument, []byte{byte(t)}, binary.BigEndian.AppendUint32(nil, n/documentBlock))
}

func (g generation) counts() []byte { return g.key(rowCounts) }

func (g generation) words() search.Index { return search.At(g.key(rowWord)) }

// with appends an id to a key that ends where ids begin.
func with(key []byte, id journal.EntityID) []byte { return append(key, id[:]...) }

// The orders of lists.
const (
	newestFirst = 'n'
	mostUrgent  = 'u'
)

var scopeBytes = map[repair.Scope]byte{repair.Open: 'o', repair.Done: 'r', repair.Ended: 'c'}

// list is the range of one order and scope; the 8 bytes that follow sort it.
func (g generation) list(order, scope byte) []byte { return g.key(rowList, []byte{order, scope}) }

// listKeys are the rows that list a repair: one in the order of arrival, and
// one by urgency while somebody waits for it.
func (g generation) listKeys(id journal.EntityID, r *row) [][]byte {
	scope := r.Status.Scope()
	at := func(order byte, sort uint64) []byte {
		key := binary.BigEndian.AppendUint64(g.list(order, scopeBytes[scope]), sort)
		return append(with(key, id), keyText(r.Site)...)
	}
	keys := [][]byte{at(newestFirst, ^ascending(r.begunMS()))}
	if due := r.dueMS(); due != 0 && scope != repair.Ended {
		keys = append(keys, at(mostUrgent, ascending(due)))
	}
	return keys
}

// ascending turns a time into a number that sorts like it.
func ascending(ms int64) uint64 { return uint64(ms) ^ 1<<63 }

func idOf(position []byte) journal.EntityID {
	return journal.EntityID(position[len(position)-idBytes:])
}
