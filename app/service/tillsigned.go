package service

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Signed is what became of a sign-in or a sign-out.
type Signed struct {
	Logged bool `json:"logged"` // the log did not know
}

// TillSignIn notes in the technical log who works at this till from now on; in the morning
// that begins its day. One whose day was closed has nobody until it goes on, so that a look
// in the evening makes no second day of it.
func (a *App) TillSignIn(ctx context.Context, call Call, in *Practice) (Result, error) {
	if call.Staff.IsZero() {
		return Result{}, fault.New(fault.Missing, "staff")
	}
	if begun, err := a.beginDay(ctx, call, in.Training); begun || err != nil {
		return Result{Command: call.ID, Data: Signed{Logged: begun}}, err
	}
	return a.signed(ctx, call, in.Training, till.SignedIn, func(last till.Carry) string {
		if id := call.Staff.String(); id != last.Staff {
			return id
		}
		return ""
	})
}

// beginDay has the first who comes begin the day of a device that is a till: what is owed of
// the days before is closed, and the log says who it is.
func (a *App) beginDay(ctx context.Context, call Call, training bool) (begun bool, err error) {
	last, _, err := a.openTill(ctx, training)
	if err != nil || last.Seq == 0 {
		return false, err
	}
	at, err := read(ctx, a, func(r storage.Reader) (law, error) { return a.lawAt(r, a.place.Site) })
	if err != nil || last.Day >= at.today.String() {
		return false, err
	}
	if err := a.closeDue(ctx, call, training); err != nil {
		return false, err
	}
	if last, _, err = a.openTill(ctx, training); err != nil {
		return false, err
	}
	err = a.logChange(ctx, call, training, last, till.SignedIn, call.Staff.String())
	return err == nil, err
}

// TillSignOut notes that nobody works at this till any more.
func (a *App) TillSignOut(ctx context.Context, call Call, in *Practice) (Result, error) {
	return a.signed(ctx, call, in.Training, till.SignedOut, func(last till.Carry) string { return last.Staff })
}

func (a *App) signed(ctx context.Context, call Call, training bool, what string, who func(till.Carry) string) (Result, error) {
	last, open, err := a.openTill(ctx, training)
	if err != nil || !open || who(last) == "" {
		return Result{Command: call.ID, Data: Signed{}}, err
	}
	err = a.logChange(ctx, call, training, last, what, who(last))
	return Result{Command: call.ID, Data: Signed{Logged: err == nil}}, err
}

// openTill is where the till of this device stands, if it is open.
func (a *App) openTill(ctx context.Context, training bool) (last till.Carry, open bool, err error) {
	if a.till == nil {
		return last, false, nil
	}
	last, err = read(ctx, a, func(r storage.Reader) (till.Carry, error) { return a.views.TillCarry(r, a.series(training)) })
	return last, last.Open, err
}

// logSaid writes into the technical log of an open till that a price was changed here, from
// now on unless it names a later day. A till that is closed, and every other one, learns it
// with the first piece that it sells.
func (a *App) logSaid(ctx context.Context, p till.Repriced) error {
	_, open, err := a.openTill(ctx, false)
	if err != nil || !open || p.Before == 0 || p.After == 0 || p.Before == p.After {
		return err
	}
	at, err := read(ctx, a, func(r storage.Reader) (law, error) { return a.lawAt(r, a.place.Site) })
	if err != nil {
		return err
	}
	p.From = max(p.From, at.today.String())
	return a.logOnce(ctx, priced(p))
}

// said is a line of the technical log that a series says once.
type said struct{ what, ref string }

// logPrices writes what a sale is made by that has changed: the prices of its articles, and
// rates of tax that were said here.
func (a *App) logPrices(ctx context.Context, lines []till.Line) error {
	if len(lines) == 0 {
		return nil
	}
	news, err := read(ctx, a, func(r storage.Reader) (out []said, err error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		for _, s := range at.said {
			if strings.HasPrefix(s.Row.ID, "vat_") && !s.Gone && s.Row.ValidFrom <= at.today {
				out = append(out, said{till.TaxChanged, till.Taxed(s.Row.ID, s.Row.Value, s.Row.ValidFrom)})
			}
		}
		for _, l := range lines {
			part, err := a.articleOf(r, l)
			if err != nil {
				return nil, err
			}
			if from, before, after, ok := stock.Repriced(part.Said, at.today); ok {
				out = append(out, priced(till.Repriced{From: from, Before: before, After: after, Article: part.Ref}))
			}
		}
		return out, nil
	})
	for _, s := range news {
		if err == nil {
			err = a.logOnce(ctx, s)
		}
	}
	return err
}

func priced(p till.Repriced) said { return said{till.PriceChanged, p.String()} }

// logOnce writes a line that a series says once.
func (a *App) logOnce(ctx context.Context, s said) error {
	id := journal.CommandIDFrom("till log once", hex.EncodeToString(a.series(false)), s.what, s.ref)
	_, err := a.commitTill(ctx, tillAct{call: Call{ID: id}, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Record{Form: till.Form, Kind: till.Event, Reason: s.what, Ref: s.ref}, nil
	}})
	return err
}

// priceNow is what a part is sold for; zero while nobody knows it.
func (a *App) priceNow(ctx context.Context, id journal.EntityID) (int64, error) {
	return read(ctx, a, func(r storage.Reader) (int64, error) {
		part, err := a.partToday(r, id)
		if errors.Is(err, storage.ErrNotFound) {
			return 0, nil
		}
		return part.Price, err
	})
}

// articleOf is the part of ours that a line sells; a zero one for anything else.
func (a *App) articleOf(r storage.Reader, l till.Line) (views.Part, error) {
	if l.Article == "" {
		return views.Part{}, nil
	}
	part, err := a.part(r, "lines", l.Article)
	if errors.Is(err, fault.New(fault.NotFound, "")) {
		return views.Part{}, nil
	}
	return part, err
}
