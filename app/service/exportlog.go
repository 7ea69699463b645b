package service

import (
	"context"
	"encoding/hex"
	"fmt"

	"etabli/app/domain/accounting"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/voucher"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// LogLine is one entry of the journal as it is handed out: who did what about what,
// with its facts by their keys. Private boxes are named, never opened.
type LogLine struct {
	Position uint64           `json:"position,omitempty"` // in HQ's order; none while it waits
	Ref      journal.Ref      `json:"ref"`
	AtMS     int64            `json:"at_ms"`
	Kind     uint16           `json:"kind"`
	Version  uint16           `json:"version"`
	Author   journal.EntityID `json:"author,omitzero"`
	About    []LogEntity      `json:"about"`
	Facts    any              `json:"facts,omitempty"`
	Boxes    int              `json:"private_boxes,omitempty"`
}

// LogEntity is what an entry is about.
type LogEntity struct {
	Type uint8            `json:"type"`
	ID   journal.EntityID `json:"id"`
}

// EachLogLine calls fn for every entry that this store holds: those that HQ has
// ordered in its order, then what waits.
func (a *App) EachLogLine(ctx context.Context, fn func(LogLine) error) error {
	return Explain(a.journal.View(ctx, func(r storage.Reader) error {
		placed, loose, err := journal.Placed(r, 0)
		if err != nil {
			return err
		}
		for _, p := range placed {
			loose = append(loose, p.Ref)
		}
		n := len(loose) - len(placed)
		for _, ref := range append(loose[n:len(loose):len(loose)], loose[:n]...) {
			e, err := journal.Get(r, ref)
			if err != nil {
				return err
			}
			if err := fn(logLine(&e)); err != nil {
				return err
			}
		}
		return ctx.Err()
	}))
}

func logLine(e *journal.Positioned) LogLine {
	h := &e.Header
	l := LogLine{
		Position: e.Position, Ref: e.Ref(), AtMS: fold.AtMS(e), Kind: uint16(h.Kind), Version: uint16(h.Version), Author: h.Author, Boxes: len(e.Boxes),
	}
	for _, about := range h.Entities {
		l.About = append(l.About, LogEntity{uint8(about.Type), about.ID})
	}
	if len(e.Facts) > 0 {
		var facts any
		if journal.UnmarshalFacts(e.Facts, &facts) == nil {
			l.Facts = plain(facts)
		} else {
			l.Facts = hex.EncodeToString(e.Facts) // it is handed out all the same
		}
	}
	return l
}

// plain is a value as JSON can say it: keys become text, bytes hexadecimal.
func plain(v any) any {
	switch v := v.(type) {
	case map[any]any:
		out := make(map[string]any, len(v))
		for key, value := range v {
			out[fmt.Sprint(key)] = plain(value)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, value := range v {
			out[i] = plain(value)
		}
		return out
	case []byte:
		return hex.EncodeToString(v)
	}
	return v
}

// EachAccountingEntry calls fn for every line of the books of a period, series by
// series in the order of their records, and then for what bodies paid of bonuses.
func (a *App) EachAccountingEntry(ctx context.Context, from, to string, fn func(accounting.Entry) error) error {
	for field, day := range map[string]string{"from": from, "to": to} {
		if _, err := civil.Parse(field, day); err != nil {
			return err
		}
	}
	if from != "" && to != "" && to < from {
		return fault.New(fault.OutOfRange, "to", "min", from, "max", "2199-12-31")
	}
	plan := accounting.Usual()
	return Explain(a.journal.View(ctx, func(r storage.Reader) error {
		backing := a.backing(r)
		all, err := a.views.TillSeries(r)
		if err != nil {
			return err
		}
		for _, s := range all {
			series, err := hex.DecodeString(s.Series)
			if err != nil {
				return err
			}
			err = a.views.EachTillRecord(r, series, func(rec views.TillRecord) error {
				if from != "" && rec.Day < from || to != "" && rec.Day > to {
					return nil
				}
				for _, e := range accounting.Of(&rec.Record, plan, backing) {
					if err := fn(e); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		settled, err := a.views.BonusMoney(r)
		if err != nil {
			return err
		}
		for _, m := range settled {
			if from != "" && m.On < from || to != "" && m.On > to {
				continue
			}
			for _, e := range accounting.OfBonus(accounting.Settled(m), plan) {
				if err := fn(e); err != nil {
					return err
				}
			}
		}
		return ctx.Err()
	}))
}

// backing tells what stands behind vouchers, each looked up once. One of another
// shop is known here by what HQ told of it.
func (a *App) backing(r storage.Reader) accounting.Vouchers {
	known := map[string]accounting.Backing{}
	return func(typed string) accounting.Backing {
		code, ours := voucher.ParseCode(typed)
		if !ours {
			return accounting.Foreign
		}
		out, seen := known[code]
		if !seen {
			v, err := a.views.VoucherByCode(r, code, a.own())
			if err == nil && (v.Known && v.Receipt == "" || !v.Known && v.From == voucher.Goodwill) {
				out = accounting.Given
			}
			known[code] = out
		}
		return out
	}
}
