package badgerstore

import (
	"fmt"

	"etabli/storage"
)

// Size says for what machine a store is made. A store that was opened as a server's
// stays one: its folder says so.
type Size int

const (
	// Tablet is about 30 MB of disk when empty and 150 MB of memory under the heaviest
	// load.
	Tablet Size = iota
	// Server takes six times as much of both for its newest rows, and puts them in
	// order a sixth as often.
	Server
)

// serverMark is in the folder of a server's store. Its log files are longer than a
// tablet's store could read.
const serverMark = "server"

// limits are those of a tablet, and, but for the length of a transaction, of every
// store. Badger counts a few bytes more for every key; fit proves that what is
// promised also fits there.
var limits = storage.Limits{KeyBytes: 1024, ValueBytes: 64 << 10, TxBytes: 576 << 10, TxKeys: 8000}

// keyOverhead is what Badger and the leading byte of a key add to one write.
const keyOverhead = 2 + 10 + len(keySpace)

// measures are what a size means.
type measures struct {
	memoryBytes  int64 // of the rows that are not in a table yet; a transaction may fill 15 % of it
	tableBytes   int64
	blockBytes   int64 // of blocks that are remembered
	mappedBytes  int64 // of files that may stay in memory, the program's own among them; a tablet lets all go
	reserveBytes uint64
	limits       storage.Limits
}

// measuresOf are those of the store in a folder.
func measuresOf(dir string) measures {
	m := measures{5 << 20, 1 << 20, 8 << 20, 0, DefaultReserveBytes, limits}
	if readMark(dir, serverMark) > 0 {
		m = measures{32 << 20, 4 << 20, 32 << 20, 1 << 30, 4 * DefaultReserveBytes, limits}
		m.limits.TxBytes, m.limits.TxKeys = 6*limits.TxBytes, 6*limits.TxKeys
	}
	return m
}

// fit tells whether Badger takes what the limits promise.
func (m measures) fit(count, size int64) error {
	most := int64(m.limits.TxBytes + m.limits.TxKeys*keyOverhead)
	if count > int64(m.limits.TxKeys) && size > most {
		return nil
	}
	return fmt.Errorf("badger takes %d writes of %d bytes, less than the limits promise", count, size)
}
