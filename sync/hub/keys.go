package hub

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/fxamacker/cbor/v2"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
)

const prefix = 'x'

// everySite is the feed that every device reads beside its own site's.
const everySite = "***"

var (
	headKey        = []byte{prefix, 'h'}
	kinKey         = []byte{prefix, 'k'}
	revocationsKey = []byte{prefix, 'v'}
	recoveryKey    = []byte{prefix, 's'}
	pastKey        = []byte{prefix, 'l'}
	stableKey      = []byte{prefix, 'z'}
)

func positionKey(position uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{prefix, 'p'}, position)
}

func chainKey(c journal.ChainID) []byte { return append([]byte{prefix, 'c'}, c[:]...) }

func routeKey(e journal.EntityID) []byte { return append([]byte{prefix, 'r'}, e[:]...) }

// leftKey is the row of the sites that an entity has left.
func leftKey(e journal.EntityID) []byte { return append([]byte{prefix, 'o'}, e[:]...) }

func feedPrefix(site string) []byte { return append([]byte{prefix, 'f'}, site...) }

func feedKey(site string, position uint64) []byte {
	return binary.BigEndian.AppendUint64(feedPrefix(site), position)
}

func refBytes(key []byte, ref journal.Ref) []byte {
	return binary.BigEndian.AppendUint64(append(key, ref.Chain[:]...), ref.Seq)
}

func heldKey(ref journal.Ref) []byte { return refBytes([]byte{prefix, 'w'}, ref) }

func heldPrefix(c journal.ChainID) []byte { return append([]byte{prefix, 'w'}, c[:]...) }

func waitKey(cause, held journal.Ref) []byte {
	return refBytes(refBytes([]byte{prefix, 'b'}, cause), held)
}

// waitsUpTo is the range of what waits for entries of a chain up to seq.
func waitsUpTo(c journal.ChainID, seq uint64) storage.Range {
	start := append([]byte{prefix, 'b'}, c[:]...)
	return storage.Range{Start: start, End: storage.After(refBytes([]byte{prefix, 'b'}, journal.Ref{Chain: c, Seq: seq}))}
}

func quarantineKey(ref journal.Ref, digest journal.Digest) []byte {
	return append(refBytes([]byte{prefix, 'q'}, ref), digest[:8]...)
}

func deviceKey(id enrol.DeviceID) []byte { return append([]byte{prefix, 'd'}, id[:]...) }

func ticketKey(id enrol.CodeID) []byte { return append([]byte{prefix, 't'}, id[:]...) }

func codesKey(site string) []byte { return append([]byte{prefix, 'n'}, site...) }

func parseRef(b []byte) journal.Ref {
	return journal.Ref{Chain: journal.ChainID(b[:8]), Seq: binary.BigEndian.Uint64(b[8:16])}
}

// ErrDamaged says that a row of the hub does not hold what it must.
var ErrDamaged = errors.New("hub: damaged row")

var rows = rowMode()

func rowMode() cbor.EncMode {
	o := cbor.CoreDetEncOptions()
	o.NilContainers = cbor.NilContainerAsEmpty
	m, err := o.EncMode()
	if err != nil {
		panic(err) // the options are constants
	}
	return m
}

// Every value but those of positions, which the log hash proves, ends with a
// CRC-32C over key and value, so that a damaged or misplaced row is found.
const sumBytes = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func rowSum(key, value []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, value)
}

// putRow writes a value as deterministic CBOR.
func putRow(tx storage.Tx, key []byte, value any) error {
	raw, err := rows.Marshal(value)
	if err != nil {
		return fmt.Errorf("hub: write row %x: %w", key, err)
	}
	return tx.Put(key, binary.BigEndian.AppendUint32(raw, rowSum(key, raw)))
}

// getRow reads what putRow wrote, and whether there is any.
func getRow(r storage.Reader, key []byte, into any) (found bool, err error) {
	raw, err := r.Get(key)
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("hub: read row %x: %w", key, err)
	}
	return true, parseRow(key, raw, into)
}

func parseRow(key, raw []byte, into any) error {
	n := len(raw) - sumBytes
	if n < 0 || rowSum(key, raw[:n]) != binary.BigEndian.Uint32(raw[n:]) {
		return fmt.Errorf("%w: %x: its sum is wrong", ErrDamaged, key)
	}
	if err := cbor.Unmarshal(raw[:n], into); err != nil {
		return fmt.Errorf("%w: %x: %w", ErrDamaged, key, err)
	}
	return nil
}
