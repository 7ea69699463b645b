package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
)

// about says which known entity a command is about, and how it is read.
type about[T any] struct {
	what string // for people who name one that does not exist: "repair", "loan"
	kind uint8
	id   journal.EntityID
	read func(storage.Reader, journal.EntityID) (T, error)
}

// on commits an entry about a known entity. Decide sees the entity as it is
// inside the transaction, may add boxes, moves and entities to the draft, and
// answers the facts. The result holds the entity as it stands afterwards.
func on[T any](ctx context.Context, a *App, call Call, k kind.Kind, it about[T], decide func(storage.Reader, T, *draft) (any, error)) (Result, error) {
	return it.commit(ctx, a, call, k, func(r storage.Reader, d *draft) (any, error) {
		now, err := it.read(r, it.id)
		if err != nil {
			return nil, it.missing(err)
		}
		return decide(r, now, d)
	})
}

func (it about[T]) missing(err error) error {
	return fault.New(fault.NotFound, "id", "what", it.what).Because(err)
}

// commit commits what decide makes of a draft about the entity.
func (it about[T]) commit(ctx context.Context, a *App, call Call, k kind.Kind, decide func(storage.Reader, *draft) (any, error)) (Result, error) {
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, k, entity(it.kind, it.id))
		if err := wholeHere(r, &d.Draft); err != nil {
			return nil, err
		}
		facts, err := decide(r, d)
		if err != nil {
			return nil, err
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return it.read(r, it.id) })
}

// begin commits the entry that a new entity begins with; its id follows from
// the call's.
func begin[T any](ctx context.Context, a *App, call Call, k kind.Kind, t uint8, read func(storage.Reader, journal.EntityID) (T, error), decide func(storage.Reader, *draft) (any, error)) (Result, error) {
	id := journal.NewEntityID(call.ID, 0)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, k, entity(t, id))
		facts, err := decide(r, d)
		if err != nil {
			return nil, err
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return read(r, id) })
}

// also makes the entry about another entity too.
func (d *draft) also(t uint8, id journal.EntityID) { d.Entities = append(d.Entities, entity(t, id)) }
