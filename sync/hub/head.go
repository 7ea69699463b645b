package hub

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Head is the end of HQ's log.
type Head struct {
	Lineage    wire.Lineage `cbor:"1,keyasint"`
	Position   uint64       `cbor:"2,keyasint"`
	Hash       wire.Hash    `cbor:"3,keyasint"` // of the log up to Position
	ReceivedMS int64        `cbor:"4,keyasint"` // the last receive time given
}

func (h Head) cursor() wire.Cursor {
	return wire.Cursor{Lineage: h.Lineage, Position: h.Position, Hash: h.Hash}
}

// HeadOf reads the head.
func HeadOf(r storage.Reader) (Head, error) {
	var h Head
	found, err := getRow(r, headKey, &h)
	if err == nil && !found {
		err = fmt.Errorf("%w: there is no head", ErrDamaged)
	}
	return h, err
}

// begin makes the first head of a store that has none.
func begin(ctx context.Context, store storage.Store, random io.Reader) error {
	return store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(headKey); err != nil {
			return err
		}
		var h Head
		if found, err := getRow(tx, headKey, &h); err != nil || found {
			return err
		}
		h.Lineage.Counter = 1
		if _, err := io.ReadFull(random, h.Lineage.Random[:]); err != nil {
			return fmt.Errorf("hub: draw a lineage: %w", err)
		}
		return putRow(tx, headKey, h)
	})
}

// The flags of a position record.
const (
	flagOpaque    = 1 << iota // HQ could not read the entry; its bytes are set aside
	flagCauseLost             // released by a person although a cause is missing
	flagHole                  // entries of its chain before it are missing, or come after it
)

// Record is what HQ says of one position.
type Record struct {
	Position   uint64
	Ref        journal.Ref
	Digest     journal.Digest
	ReceivedMS int64
	Flags      byte
}

const recordBytes = 8 + 8 + 8 + 32 + 8 + 1

func (r Record) bytes() []byte {
	b := make([]byte, 0, recordBytes+len(wire.Hash{}))
	b = binary.BigEndian.AppendUint64(b, r.Position)
	b = refBytes(b, r.Ref)
	b = append(b, r.Digest[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(r.ReceivedMS))
	return append(b, r.Flags)
}

// after returns the log hash at this record.
func (r Record) after(previous wire.Hash) wire.Hash {
	h := sha256.New()
	h.Write(previous[:])
	h.Write(r.bytes())
	return wire.Hash(h.Sum(nil))
}

// receipt proves to a restored HQ that it once placed this entry here.
func (r Record) receipt(key []byte, l wire.Lineage) [16]byte {
	mac := hmac.New(sha256.New, key)
	var counter [8]byte
	binary.BigEndian.PutUint64(counter[:], l.Counter)
	mac.Write(counter[:])
	mac.Write(l.Random[:])
	mac.Write(r.bytes())
	return [16]byte(mac.Sum(nil)[:16])
}

// putRecord writes the row of a position.
func putRecord(tx storage.Tx, r Record, hash wire.Hash) error {
	return tx.Put(positionKey(r.Position), append(r.bytes(), hash[:]...))
}

// RecordAt reads a position and the log hash there.
func RecordAt(r storage.Reader, position uint64) (Record, wire.Hash, error) {
	raw, err := r.Get(positionKey(position))
	if err != nil {
		return Record{}, wire.Hash{}, fmt.Errorf("hub: position %d: %w", position, err)
	}
	return parseRecord(position, raw)
}

func parseRecord(position uint64, raw []byte) (Record, wire.Hash, error) {
	if len(raw) != recordBytes+len(wire.Hash{}) || binary.BigEndian.Uint64(raw) != position {
		return Record{}, wire.Hash{}, fmt.Errorf("%w: position %d", ErrDamaged, position)
	}
	return Record{
		Position:   position,
		Ref:        parseRef(raw[8:]),
		Digest:     journal.Digest(raw[24:56]),
		ReceivedMS: int64(binary.BigEndian.Uint64(raw[56:])),
		Flags:      raw[64],
	}, wire.Hash(raw[recordBytes:]), nil
}
