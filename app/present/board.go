package present

import (
	"context"
	"slices"

	"etabli/storage/journal"
)

// board is a list with what is open beside it: one reading of the list, L, and one
// of what is open, D. It belongs to a screen that says what they are and how they
// look.
type board[L, D any] struct {
	stay
	sheeted
	watched Changes
	kinds   []uint8 // of the entities whose change is read again
	readAll func(ctx context.Context, scope Scope) (L, error)
	readOne func(ctx context.Context, id ID) (D, error)
	publish func()

	scope    Scope
	now      L
	known    bool
	notice   Notice
	revision int
	lane     lane
	pulse    *pulse

	one  D
	read bool
}

// begin makes the parts of a board that begins with a part of its list.
func (b *board[L, D]) begin(calls Calls, scope Scope) {
	b.scope = scope
	b.pulse = newPulse(b.Env, frame, b.load)
	b.open = newPane(&b.stay, calls, func() { b.publish() }, b.loadOne, b.again)
}

// Enter begins to show the list and follows changes.
func (b *board[L, D]) Enter(ctx context.Context) {
	b.enter(ctx)
	b.watch(b.watched, func(touched []journal.Entity) {
		if slices.ContainsFunc(touched, func(e journal.Entity) bool { return slices.Contains(b.kinds, uint8(e.Type)) }) {
			b.again()
		}
	})
	b.until(b.pulse.rest)
	b.until(b.open.pulse.rest)
	b.again()
	b.publish()
}

// Leave ends it.
func (b *board[L, D]) Leave() { b.leave() }

// choose opens what a route names.
func (b *board[L, D]) choose(at Route) {
	if at.Open.IsZero() || !b.open.choose(at.Open) {
		return
	}
	var none D
	b.one, b.read = none, false
	if b.here() {
		b.open.pulse.kick()
	}
	b.publish()
}

// again reads the list and what is open.
func (b *board[L, D]) again() {
	b.pulse.kick()
	if !b.open.id.IsZero() {
		b.open.pulse.kick()
	}
}

func (b *board[L, D]) load() {
	scope := b.scope
	ask(&b.stay, &b.lane, func(ctx context.Context) (L, error) { return b.readAll(ctx, scope) }, func(now L, err error) {
		b.pulse.done()
		if err != nil {
			b.notice = b.retriable(err)
		} else {
			b.now, b.known, b.notice = now, true, Notice{}
			b.revision++
		}
		b.publish()
	})
}

func (b *board[L, D]) loadOne() {
	id := b.open.id
	ask(&b.stay, &b.open.lane, func(ctx context.Context) (D, error) { return b.readOne(ctx, id) }, func(found D, err error) {
		b.open.pulse.done()
		if err != nil {
			b.open.notice = b.retriable(err)
		} else {
			b.one, b.read = found, true
			if b.open.notice.Retry != "" {
				b.open.notice = Notice{}
			}
		}
		b.publish()
	})
}

// ScopeChosen shows another part of the list.
func (b *board[L, D]) ScopeChosen(s Scope) {
	if b.scope == s || !b.here() {
		return
	}
	var none L
	b.scope, b.now, b.known = s, none, false
	b.lane.drop()
	b.pulse.rest()
	b.pulse.kick()
	b.publish()
}

// RetryPressed reads again after a failure.
func (b *board[L, D]) RetryPressed() {
	b.notice, b.open.notice = Notice{}, Notice{}
	b.again()
	b.publish()
}

// detail is what is open, before a screen fills it in.
func (b *board[L, D]) detail() Detail {
	s := Detail{ID: b.open.id, Open: !b.open.id.IsZero()}
	s.Loading = s.Open && !b.read && b.open.notice.IsZero()
	s.Busy, s.Notice, s.Sheet = b.open.busy, b.open.notice, b.open.sheets.state
	return s
}
