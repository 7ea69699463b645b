package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"etabli/storage"
)

// EpochReason says why a device began a chain. The numbers are append-only.
type EpochReason uint8

// The reasons.
const (
	FirstRun EpochReason = iota + 1
	Forked               // store and outbox disagree about an entry
	Outrun               // HQ holds entries of the chain that this device has lost
	Asked                // the caller named another chain when it opened the log
	Adopted              // the store was new and the outbox was not: its chain goes on
)

// Epoch is a chain that this device has written, and why it began.
type Epoch struct {
	Chain  ChainID
	Reason EpochReason
}

const epochBytes = 8 + 1

// Epochs returns the chains this device has written, oldest first; the last is
// the one in work. A new store has none.
func Epochs(r storage.Reader) ([]Epoch, error) {
	key := metaKey(metaOwn)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("journal: own chains: %w", err)
	}
	if len(value)%epochBytes != 0 {
		return nil, damagedRow(key, "it is not a list of chains")
	}
	epochs := make([]Epoch, 0, len(value)/epochBytes)
	for ; len(value) > 0; value = value[epochBytes:] {
		epochs = append(epochs, Epoch{Chain: ChainID(value[:8]), Reason: EpochReason(value[8])})
	}
	return epochs, nil
}

func putEpochs(tx storage.Tx, epochs []Epoch) error {
	value := make([]byte, 0, len(epochs)*epochBytes+sumBytes)
	for _, e := range epochs {
		value = append(append(value, e.Chain[:]...), byte(e.Reason))
	}
	return putRow(tx, metaKey(metaOwn), value)
}

// beginEpoch notes a new chain as the one in work. A zero chain is drawn.
func beginEpoch(tx storage.Tx, rand io.Reader, chain ChainID, reason EpochReason) (ChainID, error) {
	if chain == (ChainID{}) {
		if _, err := io.ReadFull(rand, chain[:]); err != nil {
			return chain, fmt.Errorf("journal: draw a chain: %w", err)
		}
	}
	epochs, err := Epochs(tx)
	if err != nil {
		return chain, err
	}
	return chain, putEpochs(tx, append(epochs, Epoch{Chain: chain, Reason: reason}))
}

func owns(epochs []Epoch, c ChainID) bool {
	for _, e := range epochs {
		if e.Chain == c {
			return true
		}
	}
	return false
}

// ackState is how much of an own chain HQ has: acknowledged means on HQ's disk,
// stable means that HQ cannot lose it any more.
type ackState struct{ acknowledged, stable uint64 }

func ackOf(r storage.Reader, c ChainID) (ackState, error) {
	key := ackKey(c)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return ackState{}, nil
	}
	if err != nil {
		return ackState{}, fmt.Errorf("journal: acknowledged of %s: %w", c, err)
	}
	return parseAck(key, value)
}

func parseAck(key, value []byte) (ackState, error) {
	if len(value) != 16 {
		return ackState{}, damagedRow(key, "it is not an acknowledgement")
	}
	return ackState{binary.BigEndian.Uint64(value), binary.BigEndian.Uint64(value[8:])}, nil
}

// raiseAck lifts what is acknowledged; it never lowers it.
func raiseAck(tx storage.Tx, c ChainID, to ackState) error {
	was, err := ackOf(tx, c)
	if err != nil {
		return err
	}
	to = ackState{max(was.acknowledged, to.acknowledged), max(was.stable, to.stable)}
	if to == was {
		return nil
	}
	return putAck(tx, c, to)
}

func putAck(tx storage.Tx, c ChainID, a ackState) error {
	value := binary.BigEndian.AppendUint64(make([]byte, 0, 16+sumBytes), a.acknowledged)
	return putRow(tx, ackKey(c), binary.BigEndian.AppendUint64(value, a.stable))
}
