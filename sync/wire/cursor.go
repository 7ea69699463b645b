package wire

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Lineage names one history of HQ. A restore raises the counter; the random
// part tells two restores of one counter apart.
type Lineage struct {
	Counter uint64   `cbor:"1,keyasint"`
	Random  [16]byte `cbor:"2,keyasint"`
}

// IsZero tells whether no lineage is known.
func (l Lineage) IsZero() bool { return l == Lineage{} }

func (l Lineage) String() string { return fmt.Sprintf("%d-%x", l.Counter, l.Random[:4]) }

// Follows tells whether a device that knows one lineage may go on with
// another: the same, or one with a higher counter.
func (l Lineage) Follows(known Lineage) bool {
	return known.IsZero() || l == known || l.Counter > known.Counter
}

// Bytes returns the form in which a lineage is kept.
func (l Lineage) Bytes() []byte {
	return append(binary.BigEndian.AppendUint64(nil, l.Counter), l.Random[:]...)
}

// ParseLineage reads what Bytes wrote.
func ParseLineage(raw []byte) (l Lineage, err error) {
	if len(raw) != 8+len(l.Random) {
		return l, fmt.Errorf("%w: a lineage of %d bytes", ErrMalformed, len(raw))
	}
	return Lineage{Counter: binary.BigEndian.Uint64(raw), Random: [16]byte(raw[8:])}, nil
}

// Hash is the hash of HQ's log up to a position.
type Hash [32]byte

// Cursor says up to where somebody holds HQ's log, and proves which log it was.
// The zero Cursor holds nothing.
type Cursor struct {
	Lineage  Lineage `cbor:"1,keyasint"`
	Position uint64  `cbor:"2,keyasint"`
	Hash     Hash    `cbor:"3,keyasint"`
}

// maxRungs bounds a ladder; the gaps between rungs double, so that it covers
// any log.
const maxRungs = 40

// Ladder is a thinning list of old cursors, the newest first. With it HQ finds
// the highest position that it and a device have in common.
type Ladder []Cursor

// With returns the ladder with a newer cursor on top. Below it one rung stays
// in each doubling of the distance, and the lowest stays for good.
func (l Ladder) With(c Cursor) Ladder {
	out := Ladder{c}
	lastGap := -1
	for i, rung := range l {
		if rung.Lineage == c.Lineage && rung.Position >= c.Position {
			continue
		}
		gap := 0
		if rung.Lineage == c.Lineage {
			gap = bitLength(c.Position - rung.Position)
		}
		if gap != lastGap || i == len(l)-1 {
			out, lastGap = append(out, rung), gap
		}
	}
	if len(out) > maxRungs {
		out = append(out[:maxRungs-1], out[len(out)-1])
	}
	return out
}

func bitLength(n uint64) int {
	length := 0
	for ; n > 0; n >>= 1 {
		length++
	}
	return length
}

// Progress is what a device keeps of its place in HQ's log, in the transaction
// that applies a page.
type Progress struct {
	Cursor Cursor `cbor:"1,keyasint"`
	Ladder Ladder `cbor:"2,keyasint"` // below Cursor, newest first
	AtMS   int64  `cbor:"3,keyasint"` // when Cursor was reached, Unix milliseconds
}

// To returns the progress after a page.
func (p Progress) To(c Cursor, atMS int64) Progress {
	if p.Cursor.Position == 0 || p.Cursor == c {
		return Progress{Cursor: c, Ladder: p.Ladder, AtMS: atMS}
	}
	return Progress{Cursor: c, Ladder: p.Ladder.With(p.Cursor).below(c), AtMS: atMS}
}

// Back returns the progress of a device whose HQ has lost what came after a
// cursor.
func (p Progress) Back(c Cursor, atMS int64) Progress {
	out := Progress{Cursor: c, AtMS: atMS}
	for _, rung := range p.Ladder {
		if rung.Position < c.Position {
			out.Ladder = append(out.Ladder, rung)
		}
	}
	return out
}

// below leaves out what is not older than c.
func (l Ladder) below(c Cursor) Ladder {
	out := l[:0:0]
	for _, rung := range l {
		if rung.Lineage != c.Lineage || rung.Position < c.Position {
			out = append(out, rung)
		}
	}
	return out
}

// Bytes returns the form in which a progress is kept.
func (p Progress) Bytes() []byte { return marshal(p) }

// ParseProgress reads what Bytes wrote; nothing is the zero Progress.
func ParseProgress(raw []byte) (Progress, error) {
	var p Progress
	if len(raw) == 0 {
		return p, nil
	}
	if err := strict.Unmarshal(raw, &p); err != nil {
		return Progress{}, fmt.Errorf("%w: progress: %w", ErrMalformed, err)
	}
	if !bytes.Equal(marshal(p), raw) {
		return Progress{}, fmt.Errorf("%w: progress is not canonical", ErrMalformed)
	}
	return p, nil
}
