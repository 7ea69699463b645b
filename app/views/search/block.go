package search

import (
	"encoding/binary"
	"errors"
)

// errBlock says that a stored block is not readable as one.
var errBlock = errors.New("search: malformed block")

// appendBlock writes ascending documents.
func appendBlock(dst []byte, docs []uint32) []byte {
	last := uint32(0)
	for i, d := range docs {
		if i == 0 {
			dst = binary.AppendUvarint(dst, uint64(d))
		} else {
			dst = binary.AppendUvarint(dst, uint64(d-last))
		}
		last = d
	}
	return dst
}

// readBlock appends a block's documents, ascending, to dst.
func readBlock(dst []uint32, raw []byte) ([]uint32, error) {
	last := uint64(0)
	for len(raw) > 0 {
		delta, n := binary.Uvarint(raw)
		if n <= 0 || last+delta > 1<<32-1 {
			return dst, errBlock
		}
		last += delta
		dst = append(dst, uint32(last))
		raw = raw[n:]
	}
	return dst, nil
}

// merge joins two ascending lists without doubles.
func merge(a, b []uint32) []uint32 {
	out := make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}
