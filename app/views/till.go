package views

import (
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// The lists of tills.
const (
	listSeries  = "series/"  // days of a series, the latest first
	listNumbers = "numbers/" // days that gave numbers of a device and year, the latest first
	listTillDay = "day/"     // tills of a shop by day
	listUndone  = "undone/"  // of those, the days that leave a debt or a caution open
)

var tillShape = shape{
	places: func(s *fold.State) []place {
		if s.Till == nil || s.TillSeries == nil {
			return nil
		}
		out := []place{
			{List: listSeries + hex.EncodeToString(s.TillSeries), Sort: latest(int64(s.Till.Session))},
			{List: listTillDay + s.Value(fold.FieldSite), Sort: keyText(s.Till.Day)},
		}
		if s.TillOpen() {
			out = append(out, place{List: listUndone + s.Value(fold.FieldSite), Sort: keyText(s.Till.Day)})
		}
		if device, n, ok := cutTillNumber(s.Till.First); ok {
			out = append(out, place{List: listNumbers + device, Sort: latest(n)})
		}
		return out
	},
}

// cutTillNumber takes LIL1-2026-000123 apart into LIL1-2026 and 123.
func cutTillNumber(number string) (device string, counter int64, ok bool) {
	at := strings.LastIndexByte(number, '-')
	if at < 0 {
		return "", 0, false
	}
	n, err := strconv.ParseInt(number[at+1:], 10, 64)
	return number[:at], n, err == nil && n > 0
}

// TillDay is one business day of one till.
type TillDay struct {
	ID        journal.EntityID `json:"id"`
	Site      string           `json:"site"`
	Device    string           `json:"device"`
	Series    string           `json:"series"`
	Day       string           `json:"day"`
	Session   int              `json:"session"`
	Open      bool             `json:"open"`
	Training  bool             `json:"training,omitempty"`
	Today     till.Totals      `json:"today"`
	Month     till.Totals      `json:"month"` // closed days
	Year      till.Totals      `json:"year"`
	Drawer    int64            `json:"drawer_cents"`
	Perpetual int64            `json:"perpetual_cents"`
	First     string           `json:"first,omitempty"`
	Last      string           `json:"last,omitempty"`
	Tentative bool             `json:"tentative,omitempty"`
	// MonthClosed and YearClosed say that this day ended its month or year.
	MonthClosed bool `json:"month_closed,omitempty"`
	YearClosed  bool `json:"year_closed,omitempty"`
}

func tillDayOf(id journal.EntityID, s *fold.State) TillDay {
	c := s.Till
	return TillDay{
		ID: id, Site: s.Value(fold.FieldSite), Device: s.Value(fold.FieldCode), Series: hex.EncodeToString(s.TillSeries),
		Day: c.Day, Session: c.Session, Open: c.Open, Training: s.TillTraining, Today: c.Today, Month: c.Month, Year: c.Year,
		Drawer: c.Drawer, Perpetual: c.Perpetual, First: c.First, Last: c.Last, Tentative: s.Waiting > 0,
		MonthClosed: c.MonthClosed, YearClosed: c.YearClosed,
	}
}

// TillCarry is where a series stands; the zero carry before its first record.
func (v *Views) TillCarry(r storage.Reader, series []byte) (till.Carry, error) {
	l, err := newLook(r)
	if err != nil {
		return till.Carry{}, err
	}
	_, s, err := l.lastTill(series)
	if err != nil || s == nil {
		return till.Carry{}, err
	}
	return *s.Till, nil
}

// TillName is what a series is called in its numbers: the code of its device, while
// no other series goes by it. A device that went on from an earlier state of its disk
// begins a series of its own, and no number of it may be one that was given before;
// after is the series that it follows.
func (v *Views) TillName(r storage.Reader, series []byte, site, device string) (name string, after *till.Successor, err error) {
	l, err := newLook(r)
	if err != nil {
		return "", nil, err
	}
	if _, s, err := l.lastTill(series); err != nil || s != nil {
		if s != nil {
			name = s.Value(fold.FieldCode)
		}
		return name, nil, err
	}
	before := map[string]*fold.State{}
	err = l.eachState(kind.Till, func(_ journal.EntityID, s *fold.State) {
		of := s.Value(fold.FieldCode)
		if s.Till == nil || s.Value(fold.FieldSite) != site || of != device && !strings.HasPrefix(of, device+till.NameMark) {
			return
		}
		key := hex.EncodeToString(s.TillSeries)
		if known := before[key]; known == nil || known.Till.Session < s.Till.Session {
			before[key] = s
		}
	})
	if err != nil || len(before) == 0 {
		return device, nil, err
	}
	var last *fold.State
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if s := before[key]; last == nil || s.Till.Day > last.Till.Day {
			last = s
		}
	}
	after = &till.Successor{Series: last.TillSeries, Seq: last.Till.Seq, Perpetual: last.Till.Perpetual, Code: last.Till.Code}
	return till.NameAfter(device, series), after, nil
}

// lastTill is the latest day of a series, nil before the first.
func (l *look) lastTill(series []byte) (id journal.EntityID, s *fold.State, err error) {
	days, err := l.placed(kind.Till, listSeries+hex.EncodeToString(series), 1)
	if err != nil || len(days) == 0 {
		return id, nil, err
	}
	s, err = l.state(kind.Till, days[0].ID)
	return days[0].ID, s, err
}

// TillNow is the latest day of a series; storage.ErrNotFound before the first.
func (v *Views) TillNow(r storage.Reader, series []byte) (TillDay, error) {
	l, err := newLook(r)
	if err != nil {
		return TillDay{}, err
	}
	id, s, err := l.lastTill(series)
	if err == nil && s == nil {
		err = fmt.Errorf("views: no day of a till: %w", storage.ErrNotFound)
	}
	if err != nil {
		return TillDay{}, err
	}
	return tillDayOf(id, s), nil
}

// TillDays are the days of all tills of a shop from one day to another, inclusive;
// empty bounds are open.
func (v *Views) TillDays(r storage.Reader, site, from, to string) ([]TillDay, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var above []byte
	if to != "" {
		above = append(keyText(to), 0xff)
	}
	days, err := l.placedBetween(kind.Till, listTillDay+site, keyText(from), above, 0)
	if err != nil {
		return nil, err
	}
	out := make([]TillDay, 0, len(days))
	for _, d := range days {
		s, err := l.state(kind.Till, d.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, tillDayOf(d.ID, s))
	}
	return out, nil
}
