package sim

import (
	"context"
	"slices"

	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
)

// eraseSomebody lets HQ erase a customer, and mostly the words of a file of
// theirs, in the middle of whatever goes on.
func (h *hq) eraseSomebody() {
	w := h.w
	id := w.someRepair(pick(w.random, w.devices).enrolled.Site)
	read := func(fn func(storage.Reader) error) error { return h.store.View(context.Background(), fn) }
	file, found, err := look(read, id)
	if err != nil || !found || file.CustomerID.IsZero() {
		h.failed(err)
		return
	}
	f := erasure.ErasedFacts{Subjects: []erasure.Subject{subjectOf(kind.Customer, file.CustomerID, journal.Contact)}}
	if !w.random.in(3) {
		f.Subjects = append(f.Subjects, subjectOf(kind.Repair, file.ID, journal.File))
	}
	command := w.commandID()
	err = h.app.EraseAgain(context.Background(), command, file.CustomerID, f)
	w.note("HQ", "erases %s: %s", file.CustomerID, told(err))
	if err == nil {
		w.happened("erasures")
		h.failed(read(func(r storage.Reader) error {
			ref, known, err := journal.OfCommand(r, command)
			if known {
				w.model.promiseOfHQ(command, ref)
			}
			return err
		}))
	}
	h.failed(onlyStore(err))
}

func subjectOf(t uint8, id journal.EntityID, p journal.Purpose) erasure.Subject {
	return erasure.Subject{Type: t, ID: id[:], Purposes: []uint8{uint8(p)}}
}

// erases tells whether an entry erases a purpose of a subject.
func erases(p *journal.Positioned, subject journal.EntityID, purpose journal.Purpose) bool {
	return uint16(p.Header.Kind) == kind.PersonErased && slices.ContainsFunc(factsOf[erasure.ErasedFacts](p).Subjects, func(s erasure.Subject) bool {
		return string(s.ID) == string(subject[:]) && slices.Contains(s.Purposes, uint8(purpose))
	})
}

// erasedBy tells whether HQ's log up to a position erases a box.
func (l *ledger) erasedBy(b journal.Box, position uint64) bool {
	for _, t := range []uint8{kind.Customer, kind.Repair} {
		for _, at := range l.of[journal.Entity{Type: journal.EntityType(t), ID: b.Subject}] {
			if at <= position && erases(&l.entries[at-1], b.Subject, b.Purpose) {
				return true
			}
		}
	}
	return false
}

// late are the entries with words that an erasure took away without knowing of
// them.
func (n *reading) late() (out []question) {
	for _, p := range n.every {
		for _, b := range p.Boxes {
			gone, known := false, false
			for _, q := range n.acts {
				if b.Subject == n.e.ID && erases(q, b.Subject, b.Purpose) {
					gone, known = true, known || n.knew(q, p)
				}
			}
			if gone && !known {
				out = append(out, question{rule: "after_erasure", by: []*journal.Positioned{p}})
			}
		}
	}
	return out
}

// onlyErased tells whether entries say nothing of somebody but that they were erased.
func onlyErased(entries []journal.Positioned) bool {
	for i := range entries {
		if uint16(entries[i].Header.Kind) != kind.PersonErased {
			return false
		}
	}
	return len(entries) > 0
}
