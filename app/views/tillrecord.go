package views

import (
	"encoding/hex"
	"errors"
	"strings"

	"etabli/app/domain/bank"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// TillRecord is a record with where it stands.
type TillRecord struct {
	till.Record
	Code     []byte
	Sealed   till.Sealed
	Ref      journal.Ref
	Position uint64
	Since    till.Since
	Copied   int64 // how often it was printed again
	DayID    journal.EntityID
	File     *journal.EntityID // the repair that it is about
	Buyer    *journal.EntityID // the customer who owes, when they are known
}

// TillAccount is the account that the transfers of a record went to; nil when it names none.
func (v *Views) TillAccount(r storage.Reader, rec TillRecord) (*bank.Account, error) {
	e, err := journal.Get(r, rec.Ref)
	if err != nil {
		return nil, err
	}
	for n := range e.Boxes {
		var to bank.Account
		if openBox(r, &e, n, &to) && to.IBAN != "" {
			return &to, nil
		}
	}
	return nil, nil
}

// ErrNoKey says that the key of a series is not among what can be read here.
var ErrNoKey = errors.New("views: the key of a till cannot be read")

// TillRecord finds a record by its number; a not_found fault when there is none.
func (v *Views) TillRecord(r storage.Reader, number string) (TillRecord, error) {
	none := fault.New(fault.NotFound, "number", "what", "receipt")
	device, n, ok := cutTillNumber(strings.ToUpper(strings.TrimSpace(number)))
	if !ok {
		return TillRecord{}, none
	}
	l, err := newLook(r)
	if err != nil {
		return TillRecord{}, err
	}
	days, err := l.placedBetween(kind.Till, listNumbers+device, latest(n), nil, 1)
	if err != nil {
		return TillRecord{}, err
	}
	for _, d := range days {
		s, err := l.whole(kind.Till, d.ID)
		if err != nil {
			return TillRecord{}, err
		}
		for _, rec := range recordsOf(s) {
			if rec.Number == strings.ToUpper(strings.TrimSpace(number)) && rec.Kind.Numbered() {
				rec.Since, rec.Copied = s.state.Since(rec.Number), s.state.Copied(rec.Number)
				return rec, nil
			}
		}
	}
	return TillRecord{}, none
}

// TillRecordsOf reads the records of a day of a till.
func (v *Views) TillRecordsOf(r storage.Reader, day journal.EntityID) ([]TillRecord, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.whole(kind.Till, day)
	if err != nil {
		return nil, err
	}
	return recordsOf(s), nil
}

// recordsOf reads the records of a day, in the order of the series.
func recordsOf(s *subject) (out []TillRecord) {
	for i := range s.history {
		rec, ok := recordIn(&s.history[i])
		if ok && rec.DayID == s.entity.ID && !has(s.state.Repeats, rec.Ref) {
			out = append(out, rec)
		}
	}
	return out
}

func repairOf(e *journal.Positioned) *journal.EntityID { return aboutOf(e, kind.Repair) }

// aboutOf is the entity of a type that an entry is about.
func aboutOf(e *journal.Positioned, t uint8) *journal.EntityID {
	for _, about := range e.Header.Entities {
		if uint8(about.Type) == t {
			return &about.ID
		}
	}
	return nil
}

// EachTillRecord calls fn for every record of a series from its first on.
func (v *Views) EachTillRecord(r storage.Reader, series []byte, fn func(TillRecord) error) error {
	l, err := newLook(r)
	if err != nil {
		return err
	}
	days, err := l.placed(kind.Till, listSeries+hex.EncodeToString(series), 0)
	if err != nil {
		return err
	}
	for i := len(days) - 1; i >= 0; i-- {
		s, err := l.whole(kind.Till, days[i].ID)
		if err != nil {
			return err
		}
		for _, rec := range recordsOf(s) {
			if err := fn(rec); err != nil {
				return err
			}
		}
	}
	return nil
}

// TillSeries lists the series that have records here, each with its latest day.
func (v *Views) TillSeries(r storage.Reader) ([]TillDay, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	latest := map[string]TillDay{}
	var order []string
	err = l.eachState(kind.Till, func(id journal.EntityID, s *fold.State) {
		if s.Till == nil {
			return
		}
		day := tillDayOf(id, s)
		if before, known := latest[day.Series]; !known {
			order = append(order, day.Series)
		} else if before.Session > day.Session {
			return
		}
		latest[day.Series] = day
	})
	out := make([]TillDay, 0, len(order))
	for _, name := range order {
		out = append(out, latest[name])
	}
	return out, err
}

// TillKey is the key of a series, from the box that its first record carries.
func (v *Views) TillKey(r storage.Reader, series []byte) ([]byte, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.whole(kind.Till, fold.TillID(series, 1))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, ErrNoKey
	}
	if err != nil {
		return nil, err
	}
	for i := range s.history {
		e := &s.history[i]
		for n, b := range e.Boxes {
			var box till.KeyBox
			if b.Purpose == journal.Fiscal && openBox(r, e, n, &box) && len(box.Key) > 0 {
				return box.Key, nil
			}
		}
	}
	return nil, ErrNoKey
}
