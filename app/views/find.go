package views

import (
	"bytes"
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// RepairsByNumber answers the repairs that have a number or had it. It is
// usually one; two have a clash to be settled.
func (v *Views) RepairsByNumber(r storage.Reader, number string) ([]journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return l.byNumber(number)
}

func (l *look) byNumber(number string) ([]journal.EntityID, error) {
	raw, err := l.r.Get(l.g.number(number))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return idList(raw), nil
}

func idList(raw []byte) []journal.EntityID {
	var ids []journal.EntityID
	for chunk := range slices.Chunk(raw, idBytes) {
		if len(chunk) == idBytes {
			ids = append(ids, journal.EntityID(chunk))
		}
	}
	return ids
}

// RepairByTokenHash answers the repair of a portal token; storage.ErrNotFound
// when no repair has it.
func (v *Views) RepairByTokenHash(r storage.Reader, hash []byte) (journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return journal.EntityID{}, err
	}
	return l.byToken(hash)
}

// RepairNearTokenHash answers the repair of the first portal token from a hash on,
// and whether that is its own: whoever tries tokens makes the same work of all of them.
// storage.ErrNotFound when there is none at all.
func (v *Views) RepairNearTokenHash(r storage.Reader, hash []byte) (id journal.EntityID, own bool, err error) {
	l, err := newLook(r)
	if err != nil {
		return id, false, err
	}
	all := storage.Prefix(l.g.token(nil))
	from := all
	from.Start = l.g.token(hash)
	for _, rng := range []storage.Range{from, all} {
		err = l.r.Scan(rng, func(key, value []byte) error {
			if len(value) != idBytes {
				return ErrDamaged
			}
			id, own = journal.EntityID(value), bytes.Equal(key, from.Start)
			return storage.Stop
		})
		if err != nil || !id.IsZero() {
			return id, own, err
		}
	}
	return id, false, storage.ErrNotFound
}

func (l *look) byToken(hash []byte) (journal.EntityID, error) {
	raw, err := l.r.Get(l.g.token(hash))
	if err != nil {
		return journal.EntityID{}, err
	}
	if len(raw) != idBytes {
		return journal.EntityID{}, ErrDamaged
	}
	return journal.EntityID(raw), nil
}

// maxShared bounds how many entities one serial or telephone number answers.
const maxShared = 200

// SerialHistory answers the repairs of a device, newest first, maxShared at
// most. A serial number that was corrected still finds its repair.
func (v *Views) SerialHistory(r storage.Reader, serialNorm string) ([]RepairRow, error) {
	l, err := newLook(r)
	if err != nil || serialNorm == "" {
		return nil, err
	}
	ids, err := l.bySerial(serialNorm)
	if err != nil {
		return nil, err
	}
	rows, err := l.rows(ids)
	slices.SortFunc(rows, func(a, b RepairRow) int {
		switch {
		case a.ReceivedMS > b.ReceivedMS:
			return -1
		case a.ReceivedMS < b.ReceivedMS:
			return 1
		}
		return slices.Compare(a.ID[:], b.ID[:])
	})
	return rows, err
}

// bySerial are the repairs of which one has or had a serial number, the latest of this
// store first, maxShared at most.
func (l *look) bySerial(norm string) (ids []journal.EntityID, err error) {
	c, err := getCounts(l.r, l.g)
	if err != nil {
		return nil, err
	}
	docs, err := l.g.words().Named(l.r, c.Notes[kind.Repair], search.Name(norm))
	if err != nil {
		return nil, err
	}
	for _, doc := range docs {
		id, err := l.document(repairType, doc)
		if err != nil {
			return nil, err
		}
		s, err := l.state(kind.Repair, id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(s.Serials, norm) {
			continue // it begins like another one, or differs in what is no letter
		}
		if ids = append(ids, id); len(ids) == maxShared {
			break
		}
	}
	return ids, nil
}

// ids are those at the end of the keys under a prefix, maxShared at most.
func (l *look) ids(under []byte) ([]journal.EntityID, error) {
	rng := storage.Prefix(under)
	rng.KeysOnly = true
	var ids []journal.EntityID
	err := l.r.Scan(rng, func(key, _ []byte) error {
		if len(key) != len(under)+idBytes {
			return nil
		}
		if ids = append(ids, idOf(key)); len(ids) == maxShared {
			return storage.Stop
		}
		return nil
	})
	return ids, err
}

// LastCounter answers the highest counter among the numbers of a device, 0 when
// it gave none.
func (v *Views) LastCounter(r storage.Reader, site, device string) (int, error) {
	l, err := newLook(r)
	if err != nil {
		return 0, err
	}
	return getCounter(r, l.g.counter(site, device))
}
