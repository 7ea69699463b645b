package views

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"

	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// repair writes a repair and everything it is found by.
func (w *writer) repair(s *subject) error {
	old, err := w.oldRow(s)
	if err != nil {
		return err
	}
	r := rowOf(s.state)
	r.Stub = wayOf(s.stub)
	r.place(s.history)
	if old == nil {
		r.Document = w.counts.Documents
		w.counts.Documents++
		if err := w.document(s.entity, r.Document); err != nil {
			return err
		}
		old = &row{}
	} else {
		old.known = true
		r.Document = old.Document
		*w.counts.of(old.Status.Scope())--
	}
	*w.counts.of(r.Status.Scope())++
	words := repairWords(w.tx, s)
	r.Words = joinWords(words)
	w.added.Add(r.Document, newWords(old.Words, words), !old.known)
	for _, step := range []func(*subject, *row, *row) error{w.lists, w.numbers, w.token, w.owner, w.chain} {
		if err := step(s, old, &r); err != nil {
			return err
		}
	}
	if r.Places, err = w.places(s, old.Places); err != nil {
		return err
	}
	if s.state.ForgetsPasscode() {
		if err := journal.DeleteKeys(w.tx, s.entity.ID, journal.Passcode); err != nil {
			return err
		}
	}
	return w.put(s, &r, old.Items)
}

// oldRow is the row as it was, nil when the repair is new to the generation.
func (w *writer) oldRow(s *subject) (*row, error) {
	if s.fresh {
		return nil, nil
	}
	var old row
	err := getLocal(w.tx, w.g, s.entity, &old)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return &old, err
}

func (w *writer) lists(s *subject, old, r *row) error {
	keys := w.g.listKeys(s.entity.ID, r)
	var before [][]byte
	if old.known {
		before = w.g.listKeys(s.entity.ID, old)
	}
	return w.replaceKeys(before, keys)
}

func holdsKey(keys [][]byte, key []byte) bool {
	return slices.ContainsFunc(keys, func(k []byte) bool { return bytes.Equal(k, key) })
}

// numbers enters the numbers that are new. Every number a file ever had keeps
// finding it; one that two files have is marked for "À vérifier".
func (w *writer) numbers(s *subject, old, _ *row) error {
	if old.Numbers == len(s.state.Numbers) {
		return nil
	}
	for _, number := range s.state.Numbers {
		if err := w.number(s.entity.ID, number); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) number(id journal.EntityID, number string) error {
	key := w.g.number(number)
	ids, err := w.tx.Get(key)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	for chunk := range slices.Chunk(ids, idBytes) {
		if bytes.Equal(chunk, id[:]) {
			return nil
		}
	}
	if len(ids) > 0 {
		if err := w.tx.Put(w.g.clash(number), nil); err != nil {
			return err
		}
	}
	if err := w.tx.Put(key, append(ids, id[:]...)); err != nil {
		return err
	}
	return w.counted(number)
}

// counted raises the highest counter of a number's device.
func (w *writer) counted(number string) error {
	parts, ok := repair.SplitNumber(number)
	if !ok {
		return nil
	}
	key := string(w.g.counter(parts.Site, parts.Device))
	highest, known := w.counters[key]
	if !known {
		var err error
		if highest, err = getCounter(w.tx, []byte(key)); err != nil {
			return err
		}
	}
	w.counters[key] = max(highest, parts.Counter)
	return nil
}

func getCounter(r storage.Reader, key []byte) (int, error) {
	raw, err := r.Get(key)
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n, size := binary.Uvarint(raw)
	if size <= 0 {
		return 0, ErrDamaged
	}
	return int(n), nil
}

func putCounter(tx storage.Tx, key []byte, n int) error {
	return tx.Put(key, binary.AppendUvarint(nil, uint64(n)))
}

// token enters the address of the page. Those before still find the file, for
// whoever scans an old paper at the counter; the page is told by the state.
func (w *writer) token(s *subject, old, _ *row) error {
	if len(s.state.TokenHash) != sha256.Size || old.ReceivedMS != 0 && s.state.TokenRef == (journal.Ref{}) {
		return nil
	}
	return w.tx.Put(w.g.token(s.state.TokenHash), s.entity.ID[:])
}

// owner links the repair to its customer and lets their name find it.
func (w *writer) owner(s *subject, old, r *row) error {
	if r.Customer.IsZero() || r.Customer == old.Customer {
		return nil
	}
	if !old.Customer.IsZero() {
		if err := w.tx.Delete(with(w.g.owned(old.Customer), s.entity.ID)); err != nil {
			return err
		}
	}
	key := with(w.g.owned(r.Customer), s.entity.ID)
	if err := w.tx.Put(key, binary.AppendUvarint(nil, uint64(r.Document))); err != nil {
		return err
	}
	var c contact
	err := getLocal(w.tx, w.g, customerEntity(r.Customer), &c)
	if errors.Is(err, storage.ErrNotFound) {
		return nil // known later, if ever: then it adds its words itself
	}
	if err == nil {
		w.added.Add(r.Document, splitWords(c.Words), !old.known)
	}
	return err
}

// chain remembers which device writes the chain of an intake, so that items can
// say where something was written.
func (w *writer) chain(s *subject, _, _ *row) error {
	chain := s.state.Origin.Chain
	if len(s.state.Numbers) == 0 || w.devices[chain] {
		return nil
	}
	w.devices[chain] = true
	parts, ok := repair.SplitNumber(s.state.Numbers[0])
	if !ok {
		return nil
	}
	_, err := w.tx.Get(w.g.device(chain))
	if errors.Is(err, storage.ErrNotFound) {
		return w.tx.Put(w.g.device(chain), []byte(parts.Device))
	}
	return err
}
