package hub

import (
	"etabli/storage"
	"etabli/storage/journal"
)

// decode decodes what was handed in before the turn is taken, since others wait
// during it. What is no entry stays nil.
func (in *HandIn) decode() {
	if len(in.decoded) == len(in.Entries) {
		return
	}
	in.decoded = make([]*journal.Entry, len(in.Entries))
	for i, raw := range in.Entries {
		if e, err := journal.Decode(raw); err == nil {
			in.decoded[i] = e
		}
	}
}

func decode(works []*Work) {
	for _, w := range works {
		if w.HandIn != nil {
			w.HandIn.decode()
		}
	}
}

// readAhead reads, in one step where the store is on the other side of a
// network, the rows that ordering works will ask for.
func readAhead(tx storage.Tx, works []*Work) error {
	return storage.Prefetch(tx, func() [][]byte {
		w := wanted{seen: map[string]bool{}}
		w.add(headKey)
		for _, work := range works {
			if work.HandIn != nil {
				w.handIn(work.HandIn)
			}
		}
		return w.keys
	})
}

// wanted gathers keys, each once.
type wanted struct {
	keys [][]byte
	seen map[string]bool
}

func (w *wanted) add(keys ...[]byte) {
	for _, key := range keys {
		if !w.seen[string(key)] {
			w.seen[string(key)] = true
			w.keys = append(w.keys, key)
		}
	}
}

func (w *wanted) handIn(in *HandIn) {
	w.add(chainKey(in.Chain), deviceKey(in.Device))
	for _, k := range in.Keys {
		w.add(journal.KeyRowOf(k.Subject, k.Purpose))
	}
	for _, e := range in.decoded {
		if e == nil {
			continue // it is set aside later, with a reason
		}
		w.add(journal.RowsOf(e)...)
		for _, entity := range e.Header.Entities {
			w.add(routeKey(entity.ID))
		}
		for _, seen := range e.Header.Seen {
			for _, ref := range seen {
				w.add(chainKey(ref.Chain))
			}
		}
	}
}

// chunkPositions is how many positions of a page are read ahead at once.
const chunkPositions = 128

// readAhead reads what the items of the next positions are made of.
func (p *pageBuilder) readAhead(positions []uint64) error {
	positions = positions[:min(chunkPositions, len(positions))]
	w := wanted{seen: map[string]bool{}}
	err := storage.Prefetch(p.r, func() [][]byte {
		for _, position := range positions {
			w.add(positionKey(position))
		}
		return w.keys
	})
	if err != nil || len(w.keys) == 0 { // the store has no need of it
		return err
	}
	refs, err := p.foreign(positions)
	if err != nil {
		return err
	}
	err = storage.Prefetch(p.r, func() [][]byte {
		w.keys = nil
		for _, ref := range refs {
			w.add(journal.RowOf(ref), chainKey(ref.Chain))
		}
		return w.keys
	})
	if err != nil {
		return err
	}
	return storage.Prefetch(p.r, func() [][]byte {
		w.keys = nil
		for _, ref := range refs {
			w.boxes(p.r, ref)
		}
		return w.keys
	})
}

// foreign returns the entries at positions that the reader does not hold.
func (p *pageBuilder) foreign(positions []uint64) (refs []journal.Ref, err error) {
	for _, position := range positions {
		record, _, err := RecordAt(p.r, position)
		if err != nil {
			return nil, err
		}
		if record.Ref.Seq > p.in.Holds[record.Ref.Chain] {
			refs = append(refs, record.Ref)
		}
	}
	return refs, nil
}

// boxes adds what decides who may read the boxes of an entry, and their keys.
func (w *wanted) boxes(r storage.Reader, ref journal.Ref) {
	e, err := journal.Get(r, ref)
	if err != nil {
		return // whoever needs the entry finds out
	}
	for _, b := range e.Boxes {
		w.add(routeKey(b.Subject), leftKey(b.Subject), journal.KeyRowOf(b.Subject, b.Purpose))
	}
	for _, about := range e.Header.Entities {
		w.add(routeKey(about.ID))
	}
}
