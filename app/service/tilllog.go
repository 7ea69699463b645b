package service

import (
	"context"
	"encoding/hex"
	"time"

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

// backMS is how much earlier than the record before a clock may show without having been
// set back.
const backMS = int64(time.Minute / time.Millisecond)

// aloneMS is how long HQ may not be heard before a till says that it works alone: a
// connection that says nothing is tried more often than that.
const aloneMS = int64(15 * time.Minute / time.Millisecond)

// logChanges writes into the technical log what it has to know before an act: that another
// version of the program goes on with a series, that the clock of its device was set back,
// that HQ is not heard any more or is again, and that somebody else works there.
func (a *App) logChanges(ctx context.Context, act tillAct) error {
	call, training := act.call, act.training
	last, err := read(ctx, a, func(r storage.Reader) (till.Carry, error) { return a.views.TillCarry(r, a.series(training)) })
	if err != nil || act.closes && !last.Open {
		return err
	}
	if last.Seq > 0 {
		err = a.logSince(ctx, call, training, last)
	}
	if err == nil && !call.Staff.IsZero() && (!last.Open || last.Staff != call.Staff.String()) {
		err = a.logChange(ctx, call, training, last, till.SignedIn, call.Staff.String())
	}
	return err
}

// logSince writes what has changed around a till since its last record.
func (a *App) logSince(ctx context.Context, call Call, training bool, last till.Carry) (err error) {
	if last.Software != a.till.Software {
		err = a.logChange(ctx, call, training, last, till.VersionChanged, last.Software)
	}
	if err == nil && last.AtMS-a.now().UnixMilli() > backMS {
		err = a.logChange(ctx, call, training, last, till.ClockSetBack, last.Local)
	}
	if err == nil && !training && a.heard != nil {
		err = a.logSync(ctx, call, last)
	}
	return err
}

// logSync writes that HQ is not heard any more, since when, or that it is again.
func (a *App) logSync(ctx context.Context, call Call, last till.Carry) error {
	heard, err := a.heard(ctx, a.place.Site)
	if err != nil {
		return err
	}
	alone := a.now().UnixMilli()-heard > aloneMS
	if alone == last.Alone {
		return nil
	}
	since, err := read(ctx, a, func(r storage.Reader) (string, error) {
		_, zone, err := a.tillTerms(r)
		if err != nil || heard == 0 {
			return "", err
		}
		return time.UnixMilli(heard).In(zone).Format(time.DateTime), nil
	})
	if err != nil {
		return err
	}
	what := till.SyncBack
	if alone {
		what = till.SyncLost
	}
	return a.logChange(ctx, call, false, last, what, since)
}

// TillNoPaper writes into the technical log that a printer has no paper of the till out:
// which receipt it was. That it is told again is no second failure.
func (a *App) TillNoPaper(ctx context.Context, job, number, why string, training bool) error {
	id := journal.CommandIDFrom("no paper", hex.EncodeToString(a.series(training)), job, why)
	_, err := a.record(ctx, tillAct{call: Call{ID: id}, training: training, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Record{Form: till.Form, Kind: till.Event, Reason: till.PrinterFailed, Ref: number}, nil
	}})
	return err
}

// logChange writes one line after the last record. Its id follows from what it says, so that
// it is said once.
func (a *App) logChange(ctx context.Context, call Call, training bool, last till.Carry, what, before string) error {
	id := journal.CommandIDFrom("till log", what, hex.EncodeToString(last.Code), call.ID.String())
	_, err := a.commitTill(ctx, tillAct{call: Call{ID: id}, training: training, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Record{Form: till.Form, Kind: till.Event, Reason: what, Ref: before}, nil
	}})
	return err
}
