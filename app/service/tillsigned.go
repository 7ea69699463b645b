package service

import (
	"context"
	"encoding/hex"
	"errors"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Signed is what became of a sign-in or a sign-out.
type Signed struct {
	Logged bool `json:"logged"` // the till was open, and its log did not know
}

// TillSignIn notes in the technical log who works at this till from now on. A till that is
// closed has nobody: its log learns who it is with the first record of the day.
func (a *App) TillSignIn(ctx context.Context, call Call, in *Practice) (Result, error) {
	if call.Staff.IsZero() {
		return Result{}, fault.New(fault.Missing, "staff")
	}
	return a.signed(ctx, call, in.Training, till.SignedIn, func(last till.Carry) string {
		if id := call.Staff.String(); id != last.Staff {
			return id
		}
		return ""
	})
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
	return a.logPrice(ctx, p)
}

// logPrices writes which articles of a sale have another price than before.
func (a *App) logPrices(ctx context.Context, lines []till.Line) error {
	news, err := read(ctx, a, func(r storage.Reader) (out []till.Repriced, err error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			part, err := a.articleOf(r, l)
			if err != nil {
				return nil, err
			}
			if from, before, after, ok := stock.Repriced(part.Said, at.today); ok {
				out = append(out, till.Repriced{From: from, Before: before, After: after, Article: part.Ref})
			}
		}
		return out, nil
	})
	for _, p := range news {
		if err == nil {
			err = a.logPrice(ctx, p)
		}
	}
	return err
}

// logPrice writes a change of price. A series says each once.
func (a *App) logPrice(ctx context.Context, p till.Repriced) error {
	series := a.series(false)
	id := journal.CommandIDFrom("till price", hex.EncodeToString(series), p.From, strconv.FormatInt(p.After, 10), p.Article)
	_, err := a.commitTill(ctx, tillAct{call: Call{ID: id}, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Record{Form: till.Form, Kind: till.Event, Reason: till.PriceChanged, Ref: p.String()}, nil
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
