package journal

import (
	"encoding/binary"
	"fmt"

	"etabli/storage"
)

// Place is what HQ said about an entry: where it stands in HQ's order, when HQ
// received it (Unix milliseconds), and the receipt by which a restored HQ
// trusts whoever hands the entry back. Position 0 means that HQ has not
// ordered the entry, or that this store does not know it.
type Place struct {
	Position   uint64
	ReceivedMS int64
	Receipt    [16]byte
}

// entryRow is the value of an entry's row.
type entryRow struct {
	place   Place
	link    Digest // of the chain up to this entry; zero when it was kept without its chain
	encoded []byte
}

// The first byte of an entry's value says what stands before the entry.
const (
	rowPlaced = 1 << iota // position, receive time, receipt
	rowLinked             // link

	placeBytes = 8 + 8 + 16
)

func putEntry(tx storage.Tx, ref Ref, row *entryRow) error {
	value := make([]byte, 1, 1+placeBytes+len(row.link)+len(row.encoded)+sumBytes)
	if p := &row.place; *p != (Place{}) {
		value[0] |= rowPlaced
		value = binary.BigEndian.AppendUint64(value, p.Position)
		value = binary.BigEndian.AppendUint64(value, uint64(p.ReceivedMS))
		value = append(value, p.Receipt[:]...)
	}
	if row.link != (Digest{}) {
		value[0] |= rowLinked
		value = append(value, row.link[:]...)
	}
	return putRow(tx, entryKey(ref), append(value, row.encoded...))
}

// splitEntry takes the value of an entry row, without its sum, apart.
func splitEntry(key, value []byte) (row entryRow, err error) {
	if len(value) == 0 || value[0] > rowPlaced|rowLinked {
		return row, damagedRow(key, "it is not an entry row")
	}
	flags, rest := value[0], value[1:]
	if flags&rowPlaced != 0 {
		if len(rest) < placeBytes {
			return row, damagedRow(key, "it is not an entry row")
		}
		row.place.Position = binary.BigEndian.Uint64(rest)
		row.place.ReceivedMS = int64(binary.BigEndian.Uint64(rest[8:]))
		copy(row.place.Receipt[:], rest[16:])
		rest = rest[placeBytes:]
	}
	if flags&rowLinked != 0 {
		if len(rest) < len(row.link) {
			return row, damagedRow(key, "it is not an entry row")
		}
		rest = rest[copy(row.link[:], rest):]
	}
	row.encoded = rest
	return row, nil
}

// getEntryRow reads the row of an entry without decoding the entry.
func getEntryRow(r storage.Reader, ref Ref) (entryRow, error) {
	key := entryKey(ref)
	value, err := getRow(r, key)
	if err != nil {
		return entryRow{}, fmt.Errorf("journal: get %s: %w", ref, err)
	}
	return splitEntry(key, value)
}

// LinkAt returns the link of a chain up to one of its entries:
// storage.ErrNotFound when the store does not hold the entry, ErrGap when it
// holds it without the chain before it. The link before the first entry is zero.
func LinkAt(r storage.Reader, ref Ref) (Digest, error) {
	if ref.Seq == 0 {
		return Digest{}, nil
	}
	row, err := getEntryRow(r, ref)
	if err == nil && row.link == (Digest{}) {
		err = fmt.Errorf("%w: %s was kept without its chain", ErrGap, ref)
	}
	return row.link, err
}

// parseEntry checks and reads a whole entry row.
func parseEntry(key, value []byte) (Positioned, error) {
	value, err := checkRow(key, value)
	if err != nil {
		return Positioned{}, err
	}
	row, err := splitEntry(key, value)
	if err != nil {
		return Positioned{}, err
	}
	e, err := Decode(row.encoded)
	if err != nil {
		return Positioned{}, damagedRow(key, err.Error())
	}
	if string(entryKey(e.Ref())) != string(key) {
		return Positioned{}, damagedRow(key, "it holds "+e.Ref().String())
	}
	return positioned(e, row.place), nil
}

// Get returns an entry, or storage.ErrNotFound.
func Get(r storage.Reader, ref Ref) (Positioned, error) {
	key := entryKey(ref)
	value, err := r.Get(key)
	if err != nil {
		return Positioned{}, fmt.Errorf("journal: get %s: %w", ref, err)
	}
	return parseEntry(key, value)
}

// Scan calls fn for the entries that the store holds of a chain, from fromSeq
// upwards. fn may return storage.Stop.
func Scan(r storage.Reader, c ChainID, fromSeq uint64, fn func(Positioned) error) error {
	rng := storage.Range{
		Start: entryKey(Ref{Chain: c, Seq: fromSeq}),
		End:   storage.After(append([]byte{prefixEntry}, c[:]...)),
	}
	return scanEntries(r, rng, fn)
}

// ScanAll calls fn for the entries that the store holds, chain by chain, from one of them
// upwards; the zero Ref is before all. fn may return storage.Stop.
func ScanAll(r storage.Reader, from Ref, fn func(Positioned) error) error {
	rng := storage.Range{Start: entryKey(from), End: storage.After([]byte{prefixEntry})}
	return scanEntries(r, rng, fn)
}

func scanEntries(r storage.Reader, rng storage.Range, fn func(Positioned) error) error {
	return r.Scan(rng, func(key, value []byte) error {
		p, err := parseEntry(key, append([]byte(nil), value...))
		if err != nil {
			return err
		}
		return fn(p)
	})
}

func positioned(e *Entry, p Place) Positioned {
	return Positioned{Entry: *e, Position: p.Position, ReceivedMS: p.ReceivedMS, Receipt: p.Receipt}
}
