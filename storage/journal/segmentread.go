package journal

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// errShort says that bytes end inside a head or a record, as they do when power
// failed during a write.
var errShort = errors.New("journal: unfinished write")

// record is one entry of a segment.
type record struct {
	seq     uint64
	encoded []byte
	keys    []KeyRow // made for this entry
	offset  int      // of the record in its file
}

// segmentContent is what a segment holds, read as far as it is sound.
type segmentContent struct {
	segmentHead
	records []record // without those that a later record voided
	keys    []KeyRow // for the record that follows
	end     int      // offset up to which the segment is sound
	broken  error    // why the rest is not; nil when the whole file is sound
}

// readSegment reads a segment and opens its records where they lie: b is its own from
// then on. Its error says that not even the head is sound. A record that is cut short, or
// damaged, ends the reading.
func readSegment(b []byte, key Key) (segmentContent, error) {
	head, at, err := parseSegmentHead(b, key)
	if err != nil {
		return segmentContent{}, err
	}
	s := segmentContent{segmentHead: head, end: at}
	for index := uint64(0); s.end < len(b); index++ {
		n, err := s.next(b[s.end:], index)
		if err != nil {
			s.broken = err
			break
		}
		s.end += n
	}
	return s, nil
}

// next reads the record at the start of b and returns its length.
func (s *segmentContent) next(b []byte, index uint64) (n int, err error) {
	if len(b) < lengthBytes {
		return 0, errShort
	}
	size := int(binary.BigEndian.Uint32(b))
	if size < recordHead+chacha20poly1305.Overhead || size > maxRecordBytes {
		return 0, fmt.Errorf("%w: a record of %d bytes", ErrDamaged, size)
	}
	n = lengthBytes + size
	if len(b) < n {
		return 0, errShort
	}
	sealed := b[lengthBytes:n]
	plain, err := s.aead.Open(sealed[:0], s.nonce(index), sealed, b[:lengthBytes])
	if err != nil {
		return 0, fmt.Errorf("%w: record %d", ErrSealed, index)
	}
	return n, s.take(plain[0], binary.BigEndian.Uint64(plain[1:]), plain[recordHead:])
}

func (s *segmentContent) take(kind byte, seq uint64, body []byte) error {
	switch {
	case kind == recordEntry && seq == s.follows():
		s.records = append(s.records, record{seq: seq, encoded: body, keys: s.keys, offset: s.end})
		s.keys = nil
	case kind == recordVoid && len(body) == 0 && seq >= s.first && seq <= s.follows():
		s.records, s.keys = s.records[:seq-s.first], nil
	case kind == recordKey && len(body) == keyBody && seq == s.follows():
		s.keys = append(s.keys, KeyRow{EntityID(body[:16]), Purpose(body[16]), Key(body[17:])})
	default:
		return fmt.Errorf("%w: record of type %d with seq %d where %d follows", ErrDamaged, kind, seq, s.follows())
	}
	return nil
}

// follows returns the seq that the next entry must have.
func (s *segmentContent) follows() uint64 { return s.first + uint64(len(s.records)) }

func (k *KeyRow) body() []byte {
	b := append(make([]byte, 0, keyBody), k.Subject[:]...)
	return append(append(b, byte(k.Purpose)), k.Key[:]...)
}
