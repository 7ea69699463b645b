package service

import (
	"context"
	"errors"

	"etabli/app/domain/fault"
	"etabli/storage"
	"etabli/storage/journal"
)

// How a rehearsal of a command that would be taken ends.
var (
	errTaken = errors.New("service: rehearsed, and taken")
	errDone  = errors.New("service: rehearsed, and recorded before")
)

// stage is a journal on which commands are rehearsed: what they would record is
// decided on what is there, and nothing is written.
type stage struct{ Journal }

func (s stage) Commit(ctx context.Context, id journal.CommandID, plan Plan) (journal.Receipt, error) {
	err := s.View(ctx, func(r storage.Reader) error {
		_, known, err := journal.OfCommand(r, id)
		if err != nil || known {
			return errors.Join(err, errDone)
		}
		_, err = plan(r)
		return err
	})
	if err == nil {
		err = errTaken
	}
	return journal.Receipt{}, err
}

// Rehearse tells whether the named command would be taken on what is there now,
// and whether it was recorded before.
func (a *App) Rehearse(ctx context.Context, name string, raw []byte) (known bool, err error) {
	rehearsing := New(Options{
		Journal: stage{a.journal}, Views: a.views, Blobs: a.blobs, Place: a.place, Rules: a.rules, Till: a.till,
		Words: a.words, Heard: a.heard, Erases: a.erases, Now: a.now, Random: a.random,
	})
	_, err = rehearsing.Do(ctx, name, raw)
	switch {
	case errors.Is(err, errDone):
		return true, nil
	case errors.Is(err, errTaken):
		return false, nil
	case err == nil:
		err = fault.New(fault.Internal, "") // it records nothing that could be rehearsed
	}
	return false, err
}
