package journal

import (
	"encoding/binary"
	"errors"
	"fmt"

	"etabli/storage"
)

// Head is the end of a chain that was appended entry by entry: the last
// sequence number, the link that proves everything up to it, and the last hybrid
// time. The head of an unknown chain is zero.
type Head struct {
	Seq  uint64
	Link Digest
	HLC  uint64
}

const headBytes = 8 + 32 + 8

// HeadOf returns the head of a chain.
func HeadOf(r storage.Reader, c ChainID) (Head, error) {
	key := headKey(c)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return Head{}, nil
	}
	if err != nil {
		return Head{}, fmt.Errorf("journal: head of %s: %w", c, err)
	}
	return parseHead(key, value)
}

func parseHead(key, value []byte) (Head, error) {
	if len(value) != headBytes {
		return Head{}, damagedRow(key, "it is not a head")
	}
	return Head{
		Seq:  binary.BigEndian.Uint64(value),
		Link: Digest(value[8:40]),
		HLC:  binary.BigEndian.Uint64(value[40:]),
	}, nil
}

func putHead(tx storage.Tx, c ChainID, h Head) error {
	value := make([]byte, 0, headBytes+sumBytes)
	value = binary.BigEndian.AppendUint64(value, h.Seq)
	value = append(value, h.Link[:]...)
	value = binary.BigEndian.AppendUint64(value, h.HLC)
	return putRow(tx, headKey(c), value)
}

// OfCommand returns the entry of a command, and whether the store holds one.
// When several chains carry the same command, it is the one that came first.
func OfCommand(r storage.Reader, c CommandID) (Ref, bool, error) {
	key := commandKey(c)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return Ref{}, false, nil
	}
	if err != nil {
		return Ref{}, false, fmt.Errorf("journal: command %s: %w", c, err)
	}
	ref, err := parseRef(key, value)
	return ref, err == nil, err
}

func parseRef(key, value []byte) (Ref, error) {
	if len(value) != 16 {
		return Ref{}, damagedRow(key, "it is not a reference")
	}
	return Ref{Chain: ChainID(value[:8]), Seq: binary.BigEndian.Uint64(value[8:])}, nil
}

func putCommand(tx storage.Tx, c CommandID, ref Ref) error {
	if c.IsZero() {
		return nil
	}
	key := commandKey(c)
	if held, err := exists(tx, key); err != nil || held {
		return err
	}
	value := append(make([]byte, 0, 16+sumBytes), ref.Chain[:]...)
	return putRow(tx, key, binary.BigEndian.AppendUint64(value, ref.Seq))
}

// compareHeld returns ErrDuplicate and the held entry when the store holds this
// very entry, ErrFork when it holds another one in its place, and nil when it
// holds none.
func compareHeld(r storage.Reader, e *Entry) (*Positioned, error) {
	key := entryKey(e.Ref())
	value, err := r.Get(key)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("journal: compare %s: %w", e.Ref(), err)
	}
	held, err := parseEntry(key, value)
	switch {
	case err != nil:
		return nil, err
	case held.Digest() == e.Digest():
		return &held, fmt.Errorf("%w: %s", ErrDuplicate, e.Ref())
	}
	return &held, fmt.Errorf("%w: %s", ErrFork, e.Ref())
}

// nextHead checks that e continues its chain and returns the head after it.
func nextHead(r storage.Reader, e *Entry) (Head, error) {
	head, err := HeadOf(r, e.Header.Chain)
	if err != nil {
		return Head{}, err
	}
	if _, err := compareHeld(r, e); err != nil {
		return Head{}, err
	}
	switch seq := e.Header.Seq; {
	case seq > head.Seq+1:
		return Head{}, fmt.Errorf("%w: %s follows %d", ErrGap, e.Ref(), head.Seq)
	case seq <= head.Seq:
		// The chain once had an entry here that the store no longer holds.
		return Head{}, fmt.Errorf("%w: %s was dropped", ErrFork, e.Ref())
	}
	return Head{Seq: e.Header.Seq, Link: Link(head.Link, e.Digest()), HLC: max(head.HLC, e.Header.HLC)}, nil
}
