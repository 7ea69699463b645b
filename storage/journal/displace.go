package journal

import (
	"errors"

	"etabli/storage"
)

// displace takes an entry that HQ has lost off its place. It stays to be given
// back.
func (in *intake) displace(held *Positioned) error {
	ref := held.Ref()
	value, err := getRow(in.tx, voidKey(ref))
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	if err == nil {
		key := append(voidKey(ref), held.Digest().bytes()...)
		if err := putRow(in.tx, key, append(value, Encode(&held.Entry)...)); err != nil {
			return err
		}
	}
	if err := quarantine(in.tx, &held.Entry, ForkedByHQ); err != nil {
		return err
	}
	return in.takeOff(held)
}

// replace takes an entry off its place that HQ has lost and recorded anew, on its own
// chain, because another one has its place there: no page says more of it, and all it
// said is in the new one.
func (in *intake) replace(item *PageItem) error {
	old, anew := item.Entry.Header.Reissues()
	if !anew || item.Position == 0 {
		return nil
	}
	lost, err := exists(in.tx, voidKey(old))
	if err != nil || !lost || owns(in.epochs, old.Chain) {
		return err
	}
	held, err := Get(in.tx, old)
	if err != nil || held.Header.Command != item.Entry.Header.Command {
		return err
	}
	return in.takeOff(&held)
}

// takeOff removes an entry from its place.
func (in *intake) takeOff(held *Positioned) error {
	ref := held.Ref()
	if err := keepBooks(in.tx, &held.Header, -1); err != nil {
		return err
	}
	var others []Ref // about the deciding entity, where a repeat of the command is
	for i, about := range held.Header.Entities {
		rest, err := unlist(in.tx, about, ref)
		if err != nil {
			return err
		}
		if i == 0 {
			others = rest
		}
		in.batch.change(about)
	}
	if err := in.passCommandOn(held.Header.Command, ref, others); err != nil {
		return err
	}
	return errors.Join(in.tx.Delete(voidKey(ref)), in.tx.Delete(entryKey(ref)))
}

// passCommandOn lets the row of a command name another entry of the same
// command, if there is one, before the one that it names goes.
func (in *intake) passCommandOn(command CommandID, gone Ref, others []Ref) error {
	of, known, err := OfCommand(in.tx, command)
	if err != nil || !known || of != gone {
		return err
	}
	if err := in.tx.Delete(commandKey(command)); err != nil {
		return err
	}
	for _, ref := range others {
		e, err := Get(in.tx, ref)
		if err != nil {
			return err
		}
		if e.Header.Command == command {
			return putCommand(in.tx, command, ref)
		}
	}
	return nil
}
