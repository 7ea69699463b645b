package journal

import (
	"fmt"

	"etabli/storage"
)

// QuarantinedEntry is an entry that was set aside, and why. It has no effect, is
// never dropped in silence, and blocks nothing else.
type QuarantinedEntry struct {
	Ref    Ref
	Digest Digest
	Reason QuarantineReason
	Entry  *Entry
}

// QuarantineReason says why an entry was set aside. The numbers are append-only.
type QuarantineReason uint8

// The reasons.
const (
	ForkedByHQ     QuarantineReason = iota + 1 // HQ sent another entry than the one held in this place
	ForkedByOutbox                             // the outbox holds another entry than the store
	BadForm                                    // the entry breaks a rule of the form
	ForkedByPeer                               // another device brought another entry than the one held
)

func quarantine(tx storage.Tx, e *Entry, reason QuarantineReason) error {
	value := append([]byte{byte(reason)}, Encode(e)...)
	return putRow(tx, quarantineKey(e.Ref(), e.Digest()), value)
}

// Quarantined lists what was set aside, by chain and sequence number.
func Quarantined(r storage.Reader) ([]QuarantinedEntry, error) {
	var list []QuarantinedEntry
	err := r.Scan(storage.Prefix([]byte{prefixQuarantine}), func(key, value []byte) error {
		q, err := parseQuarantine(key, append([]byte(nil), value...))
		if err == nil {
			list = append(list, q)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("journal: list the quarantine: %w", err)
	}
	return list, nil
}

func parseQuarantine(key, value []byte) (QuarantinedEntry, error) {
	value, err := checkRow(key, value)
	if err != nil {
		return QuarantinedEntry{}, err
	}
	if len(value) == 0 {
		return QuarantinedEntry{}, damagedRow(key, "it is not a quarantined entry")
	}
	e, err := Decode(value[1:])
	if err != nil {
		return QuarantinedEntry{}, damagedRow(key, err.Error())
	}
	return QuarantinedEntry{Ref: e.Ref(), Digest: e.Digest(), Reason: QuarantineReason(value[0]), Entry: e}, nil
}
