package journal

import (
	"errors"
	"fmt"

	"etabli/storage"
)

// rows checks every row of the journal for itself.
func (v *verifier) rows() error {
	for prefix, check := range map[byte]func(key, value []byte) error{
		prefixEntry:      v.entryRow,
		prefixEntity:     v.entityRow,
		prefixCommand:    v.commandRow,
		prefixHead:       v.headRow,
		prefixKey:        v.keyRow,
		prefixMeta:       v.metaRow,
		prefixQuarantine: v.quarantineRow,
		prefixAck:        v.ackRow,
		prefixBooks:      v.booksRow,
		prefixVoid:       v.voidRow,
		prefixVouch:      v.vouchRow,
		prefixStub:       v.stubRow,
	} {
		err := v.r.Scan(storage.Prefix([]byte{prefix}), func(key, value []byte) error {
			if err := v.ctx.Err(); err != nil {
				return err
			}
			key, value = append([]byte(nil), key...), append([]byte(nil), value...)
			if _, err := checkRow(key, value); err != nil {
				v.fault(placeOfRow(key), "its sum is wrong")
				return nil
			}
			return v.damage(key, check(key, value[:len(value)-sumBytes]))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// damage turns an error about what a row holds into a fault.
func (v *verifier) damage(key []byte, err error) error {
	if errors.Is(err, ErrDamaged) {
		v.fault(placeOfRow(key), "%v", err)
		return nil
	}
	return err
}

func (v *verifier) entryRow(key, value []byte) error {
	row, err := splitEntry(key, value)
	if err != nil {
		return err
	}
	e, err := Decode(row.encoded)
	if err != nil {
		return damagedRow(key, err.Error())
	}
	if string(entryKey(e.Ref())) != string(key) {
		return damagedRow(key, "it holds "+e.Ref().String())
	}
	v.report.Entries++
	for _, entity := range e.Header.Entities {
		v.entries[entity]++
	}
	v.count(&e.Header)
	return v.hasCommand(e)
}

// hasCommand checks that the command of an entry leads to an entry.
func (v *verifier) hasCommand(e *Entry) error {
	if e.Header.Command.IsZero() {
		return nil
	}
	held, err := exists(v.r, commandKey(e.Header.Command))
	if err == nil && !held {
		v.fault(placeOfEntry(e.Ref()), "its command %s has no row", e.Header.Command)
	}
	return err
}

func (v *verifier) commandRow(key, value []byte) error {
	ref, err := parseRef(key, value)
	if err != nil {
		return err
	}
	p, err := Get(v.r, ref)
	if errors.Is(err, storage.ErrNotFound) {
		return damagedRow(key, "it names "+ref.String()+", which is missing")
	}
	if errors.Is(err, ErrDamaged) {
		return nil // reported with its own row
	}
	if err == nil && string(commandKey(p.Header.Command)) != string(key) {
		return damagedRow(key, "it names "+ref.String()+", which has another command")
	}
	return err
}

func (v *verifier) entityRow(key, value []byte) error {
	if len(key) == 1+1+16+4 {
		return nil // a full page, read through its entity
	}
	if len(key) != 1+1+16 {
		return damagedRow(key, "its key is not one of an entity")
	}
	_, err := parseEntityRow(key, value)
	return err
}

func (v *verifier) headRow(key, value []byte) error {
	_, err := parseHead(key, value)
	return err
}

func (v *verifier) keyRow(key, value []byte) error {
	if len(key) != 1+16+1 || len(value)%len(Key{}) != 0 || len(value) > MaxKeys*len(Key{}) {
		return damagedRow(key, "it is not a list of keys")
	}
	return nil
}

func (v *verifier) metaRow(key, _ []byte) error {
	if string(key[1:]) != metaOwn {
		return nil
	}
	epochs, err := Epochs(v.r)
	for _, e := range epochs {
		if e.Reason == 0 {
			return damagedRow(key, fmt.Sprintf("chain %s began without a reason", e.Chain))
		}
	}
	return err
}

func (v *verifier) quarantineRow(key, value []byte) error {
	if len(value) == 0 {
		return damagedRow(key, "it is empty")
	}
	return nil // what it holds may be malformed: that can be why it is here
}

func (v *verifier) ackRow(key, value []byte) error {
	ack, err := parseAck(key, value)
	if err != nil || len(key) != 9 {
		return damagedRow(key, "it is not an acknowledgement")
	}
	chain := ChainID(key[1:])
	if epochs, err := Epochs(v.r); err == nil && !owns(epochs, chain) {
		return damagedRow(key, "this device has no chain "+chain.String())
	}
	head, err := HeadOf(v.r, chain)
	if err == nil && ack.acknowledged > head.Seq {
		return damagedRow(key, fmt.Sprintf("%d entries are acknowledged and %d exist", ack.acknowledged, head.Seq))
	}
	return err
}

func (v *verifier) voidRow(key, value []byte) error {
	void, err := parseVoid(key, value)
	if err != nil || void.displaced {
		return err
	}
	held, err := exists(v.r, entryKey(void.Ref()))
	if err == nil && !held {
		return damagedRow(key, "its entry is missing")
	}
	return err
}

func (v *verifier) stubRow(key, value []byte) error {
	_, err := parseStub(key, value)
	return err
}

func (v *verifier) vouchRow(key, _ []byte) error {
	if len(key) != 1+8+8 {
		return damagedRow(key, "its key is not one of an entry")
	}
	at := append([]byte{prefixEntry}, key[1:]...)
	held, err := exists(v.r, at)
	if err == nil && !held {
		return damagedRow(key, "its entry is missing")
	}
	return err
}
