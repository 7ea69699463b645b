package service

import (
	"context"
	"errors"

	"etabli/app/domain/fault"
	"etabli/storage"
	"etabli/storage/journal"
)

// The faults of the store and the log, as people meet them.
const (
	StoreFull    fault.Code = "store_full"
	StoreStopped fault.Code = "store_stopped" // ask again with the same id after a restart
	StoreInUse   fault.Code = "store_in_use"
	StoreDamaged fault.Code = "store_damaged"
	WrongKey     fault.Code = "wrong_key"
	UnsafePlace  fault.Code = "unsafe_place"
	StoreAway    fault.Code = "store_away" // its server does not answer; nothing was written
	EntryTooBig  fault.Code = "entry_too_big"
	Erased       fault.Code = "erased"
	ListsUndone  fault.Code = "lists_undone" // they are made anew after an update; nothing was written
	Busy         fault.Code = "busy"
	Interrupted  fault.Code = "interrupted"
)

// Explain turns an error of the rooms below into a fault; faults and unknown
// errors stay what they are.
func Explain(err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	for _, known := range []struct {
		err  error
		code fault.Code
	}{
		{storage.ErrFull, StoreFull},
		{storage.ErrInUse, StoreInUse},
		{storage.ErrDamaged, StoreDamaged},
		{storage.ErrWrongKey, WrongKey},
		{storage.ErrUnsafePlace, UnsafePlace},
		{storage.ErrUnavailable, StoreAway},
		{storage.ErrTooBig, EntryTooBig},
		{storage.ErrClosed, StoreStopped},
		{storage.ErrNotFound, fault.NotFound},
		{journal.ErrStopped, StoreStopped},
		{journal.ErrClosed, StoreStopped},
		{journal.ErrTooLarge, EntryTooBig},
		{journal.ErrOutdated, ListsUndone},
		{journal.ErrDamaged, StoreDamaged},
		{journal.ErrSealed, StoreDamaged},
		{journal.ErrNoKey, Erased},
		{context.Canceled, Interrupted},
		{context.DeadlineExceeded, Interrupted},
	} {
		if errors.Is(err, known.err) {
			return fault.New(known.code, "").Because(err)
		}
	}
	return err
}
