package sim

import (
	"context"
	"time"

	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/replica"
)

// rightsKind is the kind of the acts about rights: what they mean stands in their
// headers, whatever the kind.
const rightsKind journal.Kind = 910

// accountAt is the one account of a shop in the simulated world.
func accountAt(site string) journal.Entity {
	id := journal.EntityID{0xac}
	copy(id[1:], site)
	return journal.Entity{Type: journal.EntityType(kind.Account), ID: id}
}

func rightsDraft(account journal.Entity, acts ...journal.Move) *journal.Draft {
	for i := range acts {
		acts[i].Account = account.ID
	}
	return &journal.Draft{
		Kind: rightsKind, Version: 1, OldestReader: 1, Entities: []journal.Entity{account}, Facts: []byte{0xa0}, Moves: acts,
	}
}

// useRights lets the person at a device take goods in, promise some, give a
// promise up or give rights back, as far as the books here allow it.
func (d *device) useRights() {
	w := d.w
	account, own, n, what := accountAt(d.enrolled.Site), d.log.Chain(), 1+w.random.Int64N(3), w.random.IntN(6)
	id := w.commandID()
	r, err := d.log.Commit(context.Background(), id, func(r storage.Reader) (*journal.Draft, error) {
		books, err := journal.BooksOf(r, account.ID)
		if err != nil {
			return nil, err
		}
		used := int64(0)
		for _, h := range books.Holdings {
			if h.Chain == own {
				used = h.Used
			}
		}
		switch left := books.Left(own); {
		case what == 0:
			return rightsDraft(account, journal.Move{Act: journal.In, N: n}, journal.Move{Act: journal.Mint, N: n}), nil
		case what == 1 && left >= n:
			return rightsDraft(account, journal.Move{Act: journal.Return, N: n}), nil
		case what == 2 && used >= n:
			return rightsDraft(account, journal.Move{Act: journal.Free, N: n}), nil
		case what > 2 && (left >= n || w.mutant(BlindPromise)):
			return rightsDraft(account, journal.Move{Act: journal.Use, N: n}), nil
		}
		return nil, nil
	})
	if err == nil && r.Ref != (journal.Ref{}) {
		w.happened("acts about rights")
		w.note(d.name, "rights %d of %d: %s", what, n, r.Ref)
		d.promised(id, r.Ref)
		d.step(replica.Local{})
	}
	d.failed("commit", err)
}

// grant lets HQ's own person give rights, again and again.
func (h *hq) grant() {
	w := h.w
	if w.calm {
		return
	}
	if d := pick(w.random, w.devices); h.on && d.on {
		h.grantRights(d)
	}
	w.after(w.random.spread(time.Second, time.Minute), h.grant)
}

// grantRights lets HQ give a device rights from what nobody else may promise.
func (h *hq) grantRights(d *device) {
	account, to, n := accountAt(d.enrolled.Site), d.log.Chain(), 1+h.w.random.Int64N(3)
	id := h.w.commandID()
	r, err := ownJournal{h}.Commit(context.Background(), id, func(r storage.Reader) (*journal.Draft, error) {
		books, err := journal.BooksOf(r, account.ID)
		if err != nil || books.Free() < n && !(h.w.mutant(DoubleGrant) && books.OnHand() >= n) {
			return nil, err
		}
		draft := rightsDraft(account, journal.Move{Act: journal.Grant, N: n})
		draft.Give(to)
		return draft, nil
	})
	if err == nil && r.Ref != (journal.Ref{}) {
		h.w.happened("grants")
		h.w.note("HQ", "grants %d to %s: %s", n, to, r.Ref)
		h.w.model.promiseOfHQ(id, r.Ref)
	}
	h.failed(onlyStore(err))
}

// rightsOf is the checker's own reading of one account.
type rightsOf struct {
	onHand      int64
	given, used map[journal.ChainID]int64
}

// rights checks I7 along HQ's order: no chain uses more than it was given, and
// nothing is granted beyond the goods that nobody may promise. A copy that nobody
// can detect, a disk that went back and a loss of HQ may break it, and are shown
// to people; then nothing is said here.
func (l *ledger) rights(w *World, position uint64, h *journal.Header) {
	for i, m := range h.Moves {
		r := l.books[m.Account]
		if r == nil {
			r = &rightsOf{given: map[journal.ChainID]int64{}, used: map[journal.ChainID]int64{}}
			l.books[m.Account] = r
		}
		holder := h.Holder(i)
		switch m.Act {
		case journal.In:
			r.onHand += m.N
		case journal.Out:
			r.onHand -= m.N
		case journal.Mint, journal.Grant:
			r.given[holder] += m.N
		case journal.Return, journal.Reclaim:
			r.given[holder] -= m.N
		case journal.Use:
			r.used[holder] += m.N
		case journal.Free:
			r.used[holder] -= m.N
		}
		if w.model.mayOverdraw() {
			continue
		}
		if r.used[holder] > r.given[holder] {
			w.fail("I7 rights", "position %d: %s has promised %d and may promise %d", position, holder, r.used[holder], r.given[holder])
		}
		if out := r.outstanding(); m.Act == journal.Grant && out > r.onHand {
			w.fail("I7 rights", "position %d: %d are or may be promised after a grant, %d are there", position, out, r.onHand)
		}
	}
}

// outstanding is what is promised or may be.
func (r *rightsOf) outstanding() (sum int64) {
	for chain, given := range r.given {
		sum += max(given, r.used[chain])
	}
	return sum
}

// mayOverdraw tells whether rights may have been used twice: by a copy, by a disk
// that went back, or because HQ lost what it had granted.
func (m *model) mayOverdraw() bool { return m.burnt || m.split || m.rotted || m.destroyed }
