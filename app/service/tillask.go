package service

import (
	"context"
	"encoding/hex"
	"errors"

	"etabli/app/domain/bank"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func tillQuestions() []Question {
	return append(tillLooks(), []Question{
		question("till.now", "Where the till of this device stands.", (*App).TillNow),
		question("till.days", "The days of all tills of a shop.", (*App).TillDays),
		question("till.record", "One record, by its number.", (*App).TillRecord),
		question("till.verify", "Replay every series from its first record.", (*App).TillVerify),
	}...)
}

// TillNow is where the till of this device stands; before its first record it is
// an empty day.
func (a *App) TillNow(ctx context.Context, in *Practice) (views.TillDay, error) {
	if a.till == nil {
		return views.TillDay{}, fault.New(till.NoTill, "")
	}
	series := a.series(in.Training)
	day, err := read(ctx, a, func(r storage.Reader) (views.TillDay, error) {
		day, err := a.views.TillNow(r, series)
		if errors.Is(err, storage.ErrNotFound) {
			return views.TillDay{Site: a.place.Site, Device: a.place.Device, Series: hex.EncodeToString(series)}, nil
		}
		return day, err
	})
	return day, err
}

// DaysInput asks for days.
type DaysInput struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// TillDays are the days of all tills of a shop.
func (a *App) TillDays(ctx context.Context, in *DaysInput) ([]views.TillDay, error) {
	if in.Site == "" {
		in.Site = a.place.Site
	}
	return read(ctx, a, func(r storage.Reader) ([]views.TillDay, error) { return a.views.TillDays(r, in.Site, in.From, in.To) })
}

// NumberInput names a record.
type NumberInput struct {
	Number string `json:"number"`
}

// ReceiptSheet is a record as it was written, with what became of it.
type ReceiptSheet struct {
	Receipt
	AtMS     int64       `json:"at_ms"`
	Local    string      `json:"local"`
	Site     string      `json:"site"`
	Device   string      `json:"device"`
	Ref      string      `json:"ref,omitempty"`
	Debt     string      `json:"debt,omitempty"`
	Reason   string      `json:"reason,omitempty"`
	Who      string      `json:"who,omitempty"` // of a sign-in or a sign-out in the technical log, and who allowed a discount
	Payments []till.Paid `json:"payments,omitempty"`
	Software string      `json:"software"`
	Code     string      `json:"code"` // hex
	Refunded int64       `json:"refunded_cents,omitempty"`
	Copies   int64       `json:"copies,omitempty"`
	Training bool        `json:"training,omitempty"`
	AtHQ     bool        `json:"at_hq"`

	File *journal.EntityID `json:"repair,omitempty"`     // that it is about
	Owed int64             `json:"owed_cents,omitempty"` // of a sale: still to pay
	Kept int64             `json:"kept_cents,omitempty"` // of a caution: still to give back

	Lowered *discount.Facts `json:"lowered,omitempty"` // what was let go of by hand
	Account *bank.Account   `json:"account,omitempty"` // that money goes back to by transfer; of one record that is asked for

	Perpetual    int64        `json:"perpetual_cents"`
	PerpetualAbs int64        `json:"perpetual_absolute_cents"`
	Drawer       *till.Drawer `json:"-"`
}

// TillRecord is one record.
func (a *App) TillRecord(ctx context.Context, in *NumberInput) (ReceiptSheet, error) {
	rec, err := read(ctx, a, func(r storage.Reader) (views.TillRecord, error) { return a.views.TillRecord(r, in.Number) })
	if err != nil {
		return ReceiptSheet{}, err
	}
	list := []ReceiptSheet{sheetOf(&rec)}
	list[0].Account, err = read(ctx, a, func(r storage.Reader) (*bank.Account, error) {
		if err := a.nameThose(r, list); err != nil {
			return nil, err
		}
		return a.views.TillAccount(r, rec)
	})
	return list[0], err
}

// TillProof is what a replay of one series found.
type TillProof struct {
	Series    string         `json:"series"`
	Site      string         `json:"site"`
	Device    string         `json:"device"`
	Records   int            `json:"records"`
	Perpetual int64          `json:"perpetual_cents"`
	LastDay   string         `json:"last_day"`
	Training  bool           `json:"training,omitempty"`
	Problems  []till.Problem `json:"problems"`
}

// TillVerify replays every series that has records here: codes, numbers without a
// gap, sums, running totals and closings.
func (a *App) TillVerify(ctx context.Context, _ *Anything) ([]TillProof, error) {
	return read(ctx, a, func(r storage.Reader) ([]TillProof, error) {
		list, err := a.views.TillSeries(r)
		if err != nil {
			return nil, err
		}
		out := make([]TillProof, 0, len(list))
		for _, day := range list {
			proof, err := a.prove(r, day)
			if errors.Is(err, views.ErrNoKey) && a.place.Site != "" && day.Site != a.place.Site {
				continue // of another shop come, without its key, the records about files and vouchers of this one
			}
			if err != nil {
				return nil, err
			}
			out = append(out, proof)
		}
		return out, nil
	})
}

func (a *App) prove(r storage.Reader, day views.TillDay) (TillProof, error) {
	p := TillProof{
		Series: day.Series, Site: day.Site, Device: day.Device, Perpetual: day.Perpetual, LastDay: day.Day,
		Training: day.Training, Problems: []till.Problem{},
	}
	series, err := hex.DecodeString(day.Series)
	if err != nil {
		return p, err
	}
	key, err := a.views.TillKey(r, series)
	if errors.Is(err, views.ErrNoKey) {
		return p, fault.New(till.KeyGone, "", "series", day.Series).Because(err)
	}
	if err != nil {
		return p, err
	}
	v := till.Verifier{Key: key}
	err = a.views.EachTillRecord(r, series, func(rec views.TillRecord) error {
		p.Records++
		v.Take(rec.Sealed, &rec.Record)
		return nil
	})
	p.Problems = append(p.Problems, v.Problems...)
	return p, err
}
