package service

import (
	"context"
	"encoding/hex"

	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// TillArchived writes into the technical log that an archive was made, by the hash of its
// list of sums. Nobody without the key of the series can log another one, so that an archive
// of which something was changed or cut off is one that the log does not know.
func (a *App) TillArchived(ctx context.Context, call Call, sum []byte) (Result, error) {
	return a.record(ctx, tillAct{call: call, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Record{Form: till.Form, Kind: till.Event, Reason: till.ArchiveMade, Ref: hex.EncodeToString(sum)}, nil
	}})
}

// TillArchivedAt is when an archive was logged, as the clock of its shop showed; empty when
// no log that is held here knows it.
func (a *App) TillArchivedAt(ctx context.Context, sum []byte) (string, error) {
	return read(ctx, a, func(r storage.Reader) (at string, err error) {
		want := hex.EncodeToString(sum)
		list, err := a.views.TillSeries(r)
		for _, day := range list {
			series, bad := hex.DecodeString(day.Series)
			if bad != nil {
				return "", bad
			}
			if err := a.views.EachTillRecord(r, series, func(rec views.TillRecord) error {
				if rec.Kind == till.Event && rec.Reason == till.ArchiveMade && rec.Record.Ref == want {
					at = rec.Local
				}
				return nil
			}); err != nil {
				return "", err
			}
		}
		return at, err
	})
}

// logVersion writes into the technical log that another version of the program goes on with
// a series. Its id follows from what it says, so that it is said once.
func (a *App) logVersion(ctx context.Context, call Call, training bool) error {
	series := a.series(training)
	name := hex.EncodeToString(series)
	if _, known := a.versions.Load(name); known {
		return nil
	}
	before, err := read(ctx, a, func(r storage.Reader) (string, error) { return a.views.TillSoftware(r, series) })
	if err != nil {
		return err
	}
	if before != "" && before != a.till.Software {
		err = a.sayVersion(ctx, call, training, name, before)
	}
	if err == nil {
		a.versions.Store(name, true)
	}
	return err
}

func (a *App) sayVersion(ctx context.Context, call Call, training bool, series, before string) error {
	id := journal.CommandIDFrom("till version", series, before, a.till.Software, call.ID.String())
	_, err := a.commitTill(ctx, tillAct{call: Call{ID: id, Staff: call.Staff}, training: training, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Record{Form: till.Form, Kind: till.Event, Reason: till.VersionChanged, Ref: before}, nil
	}})
	return err
}
