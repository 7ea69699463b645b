package journal

import (
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// Limits of the outbox.
const (
	// SegmentBytes is the size at which a segment is full; a group of entries is
	// never divided, so a segment may end a little above it.
	SegmentBytes = 1 << 20
	// SegmentDays is how long a segment is kept after HQ acknowledged it, unless
	// HQ says sooner that it cannot lose it any more.
	SegmentDays = 30

	maxRecoveryBytes = 1 << 10
	maxRecordBytes   = recordHead + MaxEntryBytes + chacha20poly1305.Overhead
)

// The parts of a segment's head, in order; the package comment explains them.
const (
	segmentMagic = "ETBOUT\x00\x01"
	fixedHead    = len(segmentMagic) + 8 + 8 + 32 + nonceBase + 2
	nonceBase    = 16
	wrapBytes    = chacha20poly1305.NonceSizeX + 32 + chacha20poly1305.Overhead

	lengthBytes = 4
	recordHead  = 1 + 8 // type, seq

	recordEntry = 1 // body is an encoded entry
	recordVoid  = 2 // every earlier entry with this or a higher seq did not happen
	recordKey   = 3 // body is a key that the entry of this seq is the first to use

	keyBody = 16 + 1 + 32 // subject, purpose, key
)

// segmentHead says whose entries a segment holds and how its records are sealed.
type segmentHead struct {
	chain    ChainID
	first    uint64 // seq of the first entry
	previous Digest // link of the chain before it
	base     [nonceBase]byte
	recovery []byte // the segment key for HQ's recovery key; empty without one
	aead     cipher.AEAD
}

// newSegment makes the head of a new segment and returns it with its bytes.
func newSegment(rand io.Reader, key Key, chain ChainID, first uint64, previous Digest) (segmentHead, []byte, error) {
	h := segmentHead{chain: chain, first: first, previous: previous}
	var own [32]byte
	var nonce [chacha20poly1305.NonceSizeX]byte
	for _, part := range [][]byte{own[:], h.base[:], nonce[:]} {
		if _, err := io.ReadFull(rand, part); err != nil {
			return h, nil, fmt.Errorf("journal: begin a segment: %w", err)
		}
	}
	b := append(make([]byte, 0, fixedHead+wrapBytes), segmentMagic...)
	b = append(b, chain[:]...)
	b = binary.BigEndian.AppendUint64(b, first)
	b = append(b, previous[:]...)
	b = append(b, h.base[:]...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(h.recovery)))
	b = append(b, h.recovery...)
	wrap, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return h, nil, fmt.Errorf("journal: begin a segment: %w", err)
	}
	if h.aead, err = chacha20poly1305.NewX(own[:]); err != nil {
		return h, nil, fmt.Errorf("journal: begin a segment: %w", err)
	}
	sealed := wrap.Seal(nil, nonce[:], own[:], b)
	return h, append(append(b, nonce[:]...), sealed...), nil
}

// parseHead reads the head of a segment and returns its length. errShort says
// that b ends inside it.
func parseSegmentHead(b []byte, key Key) (h segmentHead, n int, err error) {
	if len(b) < fixedHead {
		return h, 0, errShort
	}
	if string(b[:len(segmentMagic)]) != segmentMagic {
		return h, 0, fmt.Errorf("%w: not an outbox segment", ErrDamaged)
	}
	at := len(segmentMagic)
	at += copy(h.chain[:], b[at:])
	h.first = binary.BigEndian.Uint64(b[at:])
	at += 8
	at += copy(h.previous[:], b[at:])
	at += copy(h.base[:], b[at:])
	recovery := int(binary.BigEndian.Uint16(b[at:]))
	at += 2
	if recovery > maxRecoveryBytes {
		return h, 0, fmt.Errorf("%w: a recovery slot of %d bytes", ErrDamaged, recovery)
	}
	if len(b) < at+recovery+wrapBytes {
		return h, 0, errShort
	}
	h.recovery = b[at : at+recovery]
	at += recovery
	wrap, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return h, 0, fmt.Errorf("journal: open a segment: %w", err)
	}
	nonce, sealed := b[at:at+chacha20poly1305.NonceSizeX], b[at+chacha20poly1305.NonceSizeX:at+wrapBytes]
	own, err := wrap.Open(nil, nonce, sealed, b[:at])
	if err != nil {
		return h, 0, fmt.Errorf("%w: the segment's key", ErrSealed)
	}
	h.aead, err = chacha20poly1305.NewX(own)
	return h, at + wrapBytes, err
}

func (h *segmentHead) nonce(index uint64) []byte {
	return binary.BigEndian.AppendUint64(append(make([]byte, 0, chacha20poly1305.NonceSizeX), h.base[:]...), index)
}

// appendRecord seals the index-th record of the segment onto b.
func (h *segmentHead) appendRecord(b []byte, index uint64, kind byte, seq uint64, body []byte) []byte {
	plain := make([]byte, 0, recordHead+len(body))
	plain = append(plain, kind)
	plain = binary.BigEndian.AppendUint64(plain, seq)
	plain = append(plain, body...)
	at := len(b)
	b = binary.BigEndian.AppendUint32(b, uint32(len(plain)+chacha20poly1305.Overhead))
	return h.aead.Seal(b, h.nonce(index), plain, b[at:at+lengthBytes])
}
