package journal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// pageItems is how many entries one row of an entity's index lists. Most
// entities fit in one row, which is read and written whole.
const pageItems = 64

// entityRow is the index of one entity: the chains that wrote it, each with the
// highest sequence number known, and its entries in the order they came. Full
// pages move to rows of their own; the row keeps the last.
type entityRow struct {
	count  uint64 // entries in all, with those of full pages
	chains []Ref  // in order of first appearance, never reordered
	last   []byte // items of the page in work: chain index, seq, both as uvarint
}

// entityIndex returns the index of an entity; an unknown entity has count 0.
func entityIndex(r storage.Reader, e Entity) (*entityRow, error) {
	key := entityKey(e)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return &entityRow{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("journal: index of %s: %w", e.ID, err)
	}
	return parseEntityRow(key, value)
}

func parseEntityRow(key, value []byte) (*entityRow, error) {
	row := &entityRow{}
	var n uint64
	var ok bool
	if row.count, value, ok = uvarint(value); !ok {
		return nil, damagedRow(key, "it is not an entity row")
	}
	if n, value, ok = uvarint(value); !ok || n > uint64(len(value)) {
		return nil, damagedRow(key, "it is not an entity row")
	}
	row.chains = make([]Ref, n)
	for i := range row.chains {
		if len(value) < 8 {
			return nil, damagedRow(key, "it is not an entity row")
		}
		row.chains[i].Chain = ChainID(value[:8])
		if row.chains[i].Seq, value, ok = uvarint(value[8:]); !ok {
			return nil, damagedRow(key, "it is not an entity row")
		}
	}
	row.last = value
	return row, nil
}

// add puts a reference at the end of an entity's index.
func (row *entityRow) add(tx storage.Tx, e Entity, ref Ref) error {
	if row.count > 0 && row.count%pageItems == 0 {
		page := uint32(row.count/pageItems - 1)
		if err := putRow(tx, entityPageKey(e, page), row.last); err != nil {
			return err
		}
		row.last = nil
	}
	at := slices.IndexFunc(row.chains, func(c Ref) bool { return c.Chain == ref.Chain })
	if at < 0 {
		at = len(row.chains)
		row.chains = append(row.chains, ref)
	}
	row.chains[at].Seq = max(row.chains[at].Seq, ref.Seq)
	row.last = binary.AppendUvarint(row.last[:len(row.last):len(row.last)], uint64(at))
	row.last = binary.AppendUvarint(row.last, ref.Seq)
	row.count++
	return putRow(tx, entityKey(e), row.bytes())
}

func (row *entityRow) bytes() []byte {
	b := make([]byte, 0, 16+len(row.chains)*12+len(row.last)+sumBytes)
	b = binary.AppendUvarint(b, row.count)
	b = binary.AppendUvarint(b, uint64(len(row.chains)))
	for _, c := range row.chains {
		b = append(b, c.Chain[:]...)
		b = binary.AppendUvarint(b, c.Seq)
	}
	return append(b, row.last...)
}

// refs returns the references of an entity in the order they came.
func (row *entityRow) refs(r storage.Reader, e Entity) ([]Ref, error) {
	refs := make([]Ref, 0, row.count)
	for page := uint32(0); uint64(page+1)*pageItems < row.count; page++ {
		key := entityPageKey(e, page)
		value, err := getRow(r, key)
		if err != nil {
			return nil, fmt.Errorf("journal: index of %s, page %d: %w", e.ID, page, err)
		}
		if refs, err = row.items(refs, key, value); err != nil {
			return nil, err
		}
	}
	refs, err := row.items(refs, entityKey(e), row.last)
	if err == nil && uint64(len(refs)) != row.count {
		err = damagedRow(entityKey(e), fmt.Sprintf("it counts %d entries and lists %d", row.count, len(refs)))
	}
	return refs, err
}

func (row *entityRow) items(refs []Ref, key, value []byte) ([]Ref, error) {
	for len(value) > 0 {
		at, rest, ok := uvarint(value)
		if !ok || at >= uint64(len(row.chains)) {
			return nil, damagedRow(key, "it is not a list of entries")
		}
		seq, rest, ok := uvarint(rest)
		if !ok {
			return nil, damagedRow(key, "it is not a list of entries")
		}
		refs = append(refs, Ref{Chain: row.chains[at].Chain, Seq: seq})
		value = rest
	}
	return refs, nil
}

// Known returns what an entry about e must list as seen: of every chain but
// own, sorted, the highest sequence number the store holds.
func Known(r storage.Reader, e Entity, own ChainID) ([]Ref, error) {
	row, err := entityIndex(r, e)
	if err != nil {
		return nil, err
	}
	return row.seen(own), nil
}

func (row *entityRow) seen(own ChainID) []Ref {
	var seen []Ref
	for _, c := range row.chains {
		if c.Chain != own {
			seen = append(seen, c)
		}
	}
	slices.SortFunc(seen, func(a, b Ref) int { return bytes.Compare(a.Chain[:], b.Chain[:]) })
	return seen
}

// uvarint reads a number in its shortest form.
func uvarint(b []byte) (n uint64, rest []byte, ok bool) {
	n, size := binary.Uvarint(b)
	if size <= 0 || (size > 1 && b[size-1] == 0) {
		return 0, nil, false
	}
	return n, b[size:], true
}
