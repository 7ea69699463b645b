package views

import (
	"cmp"
	"encoding/hex"
	"errors"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// TillSearch says which records of a shop's tills are looked for.
type TillSearch struct {
	Site     string
	From, To string // business days, both included; empty is open
	What     string // what people remember of it; see till.Record.Is
	Training bool
	Kinds    []till.Kind // every kind that has a number when empty
	Limit    int
}

// TillRecords are the records that are looked for, the latest first. Days are read
// only until there are enough.
func (v *Views) TillRecords(r storage.Reader, s TillSearch) ([]TillRecord, error) {
	var above []byte
	if s.To != "" {
		above = append(keyText(s.To), 0xff)
	}
	return eachTillDay(r, s, listTillDay+s.Site, keyText(s.From), above, func(rec *TillRecord) bool {
		return rec.Is(s.What, search.Fold)
	})
}

// TillUndone are the sales of a shop that are still owed for and the cautions that
// are still kept, the latest first.
func (v *Views) TillUndone(r storage.Reader, s TillSearch) ([]TillRecord, error) {
	return eachTillDay(r, s, listUndone+s.Site, nil, nil, func(rec *TillRecord) bool {
		return rec.Owed(rec.Since) > 0 || rec.Kept(rec.Since) > 0
	})
}

func eachTillDay(r storage.Reader, s TillSearch, list string, from, above []byte, want func(*TillRecord) bool) ([]TillRecord, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	days, err := l.placedBetween(kind.Till, list, from, above, 0)
	if err != nil {
		return nil, err
	}
	var out []TillRecord
	begun, business := 0, "" // the records of one day, of whatever till, follow each other in time
	for i := len(days) - 1; i >= 0; i-- {
		if now := string(days[i].Sort); now != business {
			if lastFirst(out[begun:]); len(out) >= s.Limit {
				break
			}
			begun, business = len(out), now
		}
		day, err := l.whole(kind.Till, days[i].ID)
		if err != nil {
			return nil, err
		}
		if day.state.TillTraining != s.Training {
			continue
		}
		records := recordsOf(day)
		for n := len(records) - 1; n >= 0; n-- {
			rec := &records[n]
			if !s.kind(rec.Kind) {
				continue
			}
			rec.Since, rec.Copied = day.state.Since(rec.Number), day.state.Copied(rec.Number)
			if want(rec) {
				out = append(out, *rec)
			}
		}
	}
	lastFirst(out[begun:])
	return out[:min(len(out), s.Limit)], nil
}

// lastFirst puts records into the order of time, the latest first; those of one
// moment stay in the order of their series.
func lastFirst(records []TillRecord) {
	slices.SortStableFunc(records, func(x, y TillRecord) int { return cmp.Compare(y.AtMS, x.AtMS) })
}

func (s TillSearch) kind(k till.Kind) bool {
	if len(s.Kinds) == 0 {
		return k.Numbered()
	}
	for _, want := range s.Kinds {
		if k == want {
			return true
		}
	}
	return false
}

// TillAfter are the records that name another one, the oldest first: what came back
// of it, what was paid of it, its copies.
func (v *Views) TillAfter(r storage.Reader, number string) ([]TillRecord, error) {
	named, err := v.TillRecord(r, number)
	if err != nil {
		return nil, err
	}
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	day, err := l.whole(kind.Till, named.DayID)
	if err != nil {
		return nil, err
	}
	var out []TillRecord
	for i := range day.history {
		rec, ok := recordIn(&day.history[i])
		if ok && !has(day.state.Repeats, rec.Ref) && rec.Record.Ref == named.Number {
			out = append(out, rec)
		}
	}
	return out, nil
}

// recordIn reads the record that an entry carries; it is false for any other entry.
func recordIn(e *journal.Positioned) (TillRecord, bool) {
	if kind.Kind(e.Header.Kind) != kind.TillRecorded {
		return TillRecord{}, false
	}
	sealed := read[till.Sealed](e)
	rec := TillRecord{Code: sealed.Code, Sealed: sealed, Ref: e.Ref(), Position: e.Position, File: repairOf(e), Buyer: aboutOf(e, kind.Customer)}
	if journal.UnmarshalFacts(sealed.Record, &rec.Record) != nil {
		return TillRecord{}, false
	}
	rec.DayID = fold.TillID(rec.Series, rec.Session)
	return rec, true
}

// TillOf are the records that are about a file, the oldest first; practice is not
// among them.
func (v *Views) TillOf(r storage.Reader, file journal.EntityID) ([]TillRecord, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return ofFile(r, file, func(id journal.EntityID) ([]TillRecord, error) { return l.tillOf(kind.Repair, id) })
}

// TillBy are the records of a customer who is known at the till, the oldest first.
func (v *Views) TillBy(r storage.Reader, customer journal.EntityID) ([]TillRecord, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return l.tillOf(kind.Customer, customer)
}

func (l *look) tillOf(t uint8, id journal.EntityID) ([]TillRecord, error) {
	s, err := l.whole(t, id)
	if err != nil {
		return nil, err
	}
	var out []TillRecord
	for i := range s.history {
		rec, ok := recordIn(&s.history[i])
		if !ok || rec.Training || has(s.state.Repeats, rec.Ref) {
			continue
		}
		day, err := l.state(kind.Till, rec.DayID)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		if err == nil {
			rec.Since, rec.Copied = day.Since(rec.Number), day.Copied(rec.Number)
		}
		out = append(out, rec)
	}
	return out, nil
}

// TillClosing is the record that closed a period of a series; a not_found fault
// when it is not closed.
func (v *Views) TillClosing(r storage.Reader, series []byte, level till.Level, period string) (TillRecord, error) {
	none := fault.New(fault.NotFound, "period", "what", "closing")
	l, err := newLook(r)
	if err != nil {
		return TillRecord{}, err
	}
	days, err := l.placed(kind.Till, listSeries+hex.EncodeToString(series), 0)
	if err != nil {
		return TillRecord{}, err
	}
	for _, d := range days { // the latest first: the last day of a period holds its closing
		state, err := l.state(kind.Till, d.ID)
		if err != nil {
			return TillRecord{}, err
		}
		if state.Till == nil || len(state.Till.Day) < len(period) || state.Till.Day[:len(period)] > period {
			continue
		}
		if state.Till.Day[:len(period)] < period {
			break
		}
		day, err := l.whole(kind.Till, d.ID)
		if err != nil {
			return TillRecord{}, err
		}
		records := recordsOf(day)
		for i := len(records) - 1; i >= 0; i-- {
			if c := records[i].Closing; c != nil && c.Level == level && c.Period == period {
				return records[i], nil
			}
		}
	}
	return TillRecord{}, none
}
