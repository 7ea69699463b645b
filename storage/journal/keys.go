package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"etabli/storage"
)

// The first byte of a key says whose row it is. This package uses the bytes
// below; 'v' belongs to the views, 's' to the services, 'x' to the hub, 'y' to
// the replica, 'p' to the print queue, 'z' to the post. The package comment gives the layout of every value.
const (
	prefixEntry      = 'e' // e chain seq
	prefixEntity     = 'i' // i type id [page]
	prefixCommand    = 'c' // c command
	prefixHead       = 'h' // h chain
	prefixKey        = 'k' // k subject purpose
	prefixMeta       = 'm' // m name
	prefixQuarantine = 'q' // q chain seq digest
	prefixAck        = 'a' // a chain
	prefixBooks      = 'b' // b account
	prefixVoid       = 'o' // o chain seq
	prefixVouch      = 'u' // u chain seq
	prefixStub       = 't' // t type id
)

// ownsKey tells whether a key is a row of this package.
func ownsKey(key []byte) bool {
	if len(key) == 0 {
		return false
	}
	switch key[0] {
	case prefixEntry, prefixEntity, prefixCommand, prefixHead, prefixKey, prefixMeta, prefixQuarantine, prefixAck, prefixBooks, prefixVoid, prefixVouch, prefixStub:
		return true
	}
	return false
}

// Names of the meta rows.
const (
	metaOwn     = "own"     // the chains this device has written, oldest first
	metaCursor  = "cursor"  // what Receive was last told
	metaGap     = "gap "    // and a chain: the first of its entries that was lost here
	metaBefore  = "before " // and an own entry that follows lost ones: the link before it
	metaSite    = "site "   // and a chain: where it belongs
	metaCut     = "cut "    // and a chain: the first entry of it that was left out when it was brought
	metaOwner   = "owner "  // and a chain: the device that vouched for it
	metaPast    = "past"    // the lineages of HQ that this device has rewound from
	metaMoving  = "moving"  // a branch that is being recorded anew
	metaErased  = "erased"  // how often something was erased here
	metaCleared = "cleared" // up to which erasure nothing is left beside the rows
	metaScoped  = "scoped"  // up to which position it is known what is of this site
	metaStable  = "stable"  // up to which position HQ cannot lose its log
)

func entryKey(ref Ref) []byte {
	key := make([]byte, 0, 17)
	key = append(key, prefixEntry)
	key = append(key, ref.Chain[:]...)
	return binary.BigEndian.AppendUint64(key, ref.Seq)
}

func entityKey(e Entity) []byte {
	key := make([]byte, 0, 22)
	key = append(key, prefixEntity, byte(e.Type))
	return append(key, e.ID[:]...)
}

func entityPageKey(e Entity, page uint32) []byte {
	return binary.BigEndian.AppendUint32(entityKey(e), page)
}

func commandKey(c CommandID) []byte { return append([]byte{prefixCommand}, c[:]...) }

func headKey(c ChainID) []byte { return append([]byte{prefixHead}, c[:]...) }

func ackKey(c ChainID) []byte { return append([]byte{prefixAck}, c[:]...) }

func booksKey(account EntityID) []byte { return append([]byte{prefixBooks}, account[:]...) }

func keyKey(subject EntityID, purpose Purpose) []byte {
	key := append([]byte{prefixKey}, subject[:]...)
	return append(key, byte(purpose))
}

// RowsOf returns the keys that appending an entry reads, so that a store over a
// network can read them together; see storage.Prefetch.
func RowsOf(e *Entry) [][]byte {
	keys := [][]byte{entryKey(e.Ref()), headKey(e.Header.Chain), commandKey(e.Header.Command)}
	for _, entity := range e.Header.Entities {
		keys = append(keys, entityKey(entity))
	}
	for _, m := range e.Header.Moves {
		keys = append(keys, booksKey(m.Account))
	}
	for i := range e.Boxes {
		keys = append(keys, keyKey(e.Boxes[i].Subject, e.Boxes[i].Purpose))
	}
	return keys
}

// RowOf returns the key of an entry's row; see RowsOf.
func RowOf(ref Ref) []byte { return entryKey(ref) }

// KeyRowOf returns the key of the row that holds the keys of a subject and
// purpose; see RowsOf.
func KeyRowOf(subject EntityID, purpose Purpose) []byte { return keyKey(subject, purpose) }

func metaKey(name string) []byte { return append([]byte{prefixMeta}, name...) }

func quarantineKey(ref Ref, digest Digest) []byte {
	key := append(entryKey(ref), digest[:8]...)
	key[0] = prefixQuarantine
	return key
}

// Every value ends with a CRC-32C over key and value, so that a damaged or
// misplaced row is found whenever it is read.
const sumBytes = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func rowSum(key, value []byte) uint32 {
	return crc32.Update(crc32.Update(0, castagnoli, key), castagnoli, value)
}

func putRow(tx storage.Tx, key, value []byte) error {
	value = binary.BigEndian.AppendUint32(value[:len(value):len(value)], rowSum(key, value))
	return tx.Put(key, value)
}

func getRow(r storage.Reader, key []byte) ([]byte, error) {
	value, err := r.Get(key)
	if err != nil {
		return nil, err
	}
	return checkRow(key, value)
}

// checkRow returns the value without its sum.
func checkRow(key, value []byte) ([]byte, error) {
	n := len(value) - sumBytes
	if n < 0 || rowSum(key, value[:n]) != binary.BigEndian.Uint32(value[n:]) {
		return nil, damagedRow(key, "its sum is wrong")
	}
	return value[:n:n], nil
}

func damagedRow(key []byte, what string) error {
	return fmt.Errorf("%w: row %s: %s", ErrDamaged, rowName(key), what)
}

// rowName names a row for people: its prefix as a letter, the rest in hex.
func rowName(key []byte) string {
	if len(key) == 0 {
		return "(empty)"
	}
	return fmt.Sprintf("%c %x", key[0], key[1:])
}

// exists tells whether a key has a row, whatever it holds.
func exists(r storage.Reader, key []byte) (bool, error) {
	_, err := r.Get(key)
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
