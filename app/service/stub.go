package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
)

// The faults of files whose history is not here.
const (
	FileElsewhere fault.Code = "file_elsewhere" // another shop has it
	FileNotHere   fault.Code = "file_not_here"  // its history must come from HQ first
)

// additive are the kinds that may be about a stub: they only add, whatever
// happened before.
func additive(k kind.Kind) bool { return k == kind.RepairNoted || k == kind.PersonErased }

// wholeHere refuses an act on what is not whole here: what it must have seen is
// not known.
func wholeHere(r storage.Reader, d *journal.Draft) error {
	for _, e := range d.Entities {
		stub, err := journal.StubOf(r, e)
		if err != nil {
			return err
		}
		switch {
		case stub == nil || stub.Foreign || stub.Pruned && additive(kind.Kind(d.Kind)):
		case stub.Left:
			return fault.New(FileElsewhere, "id")
		default:
			return fault.New(FileNotHere, "id")
		}
	}
	return nil
}

// Histories asks HQ for what was let go of files.
type Histories interface {
	// Want tells whether there is something to ask for; it comes with the next
	// exchange.
	Want(ctx context.Context, entities ...journal.Entity) (asked bool, err error)
}

// Fetch asks HQ for the history of a file of which only the line is here. It tells
// whether it has to come first.
func (a *App) Fetch(ctx context.Context, id journal.EntityID) (coming bool, err error) {
	histories, ok := a.journal.(Histories)
	if !ok {
		return false, nil
	}
	coming, err = histories.Want(ctx, entity(kind.Repair, id))
	return coming, Explain(err)
}
