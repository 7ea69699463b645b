package till

import (
	"crypto/sha256"
	"fmt"
)

// Carry is what a series takes from one record to the next: where it is, what it
// has added up, and the code it goes on from.
type Carry struct {
	Session      int    `cbor:"1,keyasint"`
	Seq          int    `cbor:"2,keyasint"`
	Counter      int    `cbor:"3,keyasint,omitempty"` // of numbers, in the year of Day
	Day          string `cbor:"4,keyasint"`
	Open         bool   `cbor:"5,keyasint,omitempty"` // the session takes records
	Code         []byte `cbor:"6,keyasint"`
	Perpetual    int64  `cbor:"7,keyasint,omitempty"`
	PerpetualAbs int64  `cbor:"8,keyasint,omitempty"`
	Today        Totals `cbor:"9,keyasint"`
	Month        Totals `cbor:"10,keyasint"` // closed days of the month
	Year         Totals `cbor:"11,keyasint"` // closed days of the year
	First        string `cbor:"12,keyasint,omitempty"`
	Last         string `cbor:"13,keyasint,omitempty"` // numbers of the session
	MonthClosed  bool   `cbor:"14,keyasint,omitempty"`
	YearClosed   bool   `cbor:"15,keyasint,omitempty"`
	Drawer       int64  `cbor:"16,keyasint,omitempty"` // cash that should be in the drawer
	Records      int    `cbor:"17,keyasint,omitempty"` // of the session
	AtMS         int64  `cbor:"18,keyasint,omitempty"`
	Local        string `cbor:"19,keyasint,omitempty"` // when the last record was written, and by
	Software     string `cbor:"20,keyasint,omitempty"` // which version
	Alone        bool   `cbor:"21,keyasint,omitempty"` // the log of the session says that HQ is not heard
	Staff        string `cbor:"22,keyasint,omitempty"` // id of who the log of the session says works here
}

// codeBytes is the length of a code.
const codeBytes = 32

// Place says where and when a record is written.
type Place struct {
	Series   []byte
	Site     string
	Device   string
	AtMS     int64
	Local    string
	Day      string // business day, for a session that begins
	Software string
	Training bool
	After    *Successor // for the first record of a series
}

// NameMark stands between the code of a device and what tells a later series of it
// from the first: LIL1.K7Q-2026-000001.
const NameMark = "."

const (
	nameLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	nameLength  = 3
)

// NameAfter is what a series is called that follows another one of its device.
func NameAfter(device string, series []byte) string {
	sum := sha256.Sum256(series)
	name := device + NameMark
	for _, b := range sum[:nameLength] {
		name += string(nameLetters[int(b)%len(nameLetters)])
	}
	return name
}

// Place gives a record its place in the series: number, running totals, and the
// code before it.
func (c Carry) Place(r Record, at Place) Record {
	r.Series, r.Site, r.Device = at.Series, at.Site, at.Device
	r.AtMS, r.Local, r.Software, r.Training = at.AtMS, at.Local, at.Software, at.Training
	r.Seq, r.Session, r.Day = c.Seq+1, c.Session, c.Day
	counter := c.Counter
	if c.begins(&r) {
		r.Session, r.Day = c.Session+1, max(at.Day, c.Day) // a clock that was set back takes no number twice
		if r.Closing != nil {
			r.Day = r.Closing.Period
		}
		if c.Day == "" || r.Day[:4] != c.Day[:4] {
			counter = 0
		}
		r.Begin = &Begin{Month: c.Month, Year: c.Year, Counter: counter, Drawer: c.Drawer}
	}
	if c.Seq == 0 {
		r.After = at.After
	}
	if r.Kind.Numbered() {
		r.Number = fmt.Sprintf("%s%s-%s-%06d", r.Site, r.Device, r.Day[:4], counter+1)
		if r.Debt == "" {
			r.Debt = r.Number
		}
	}
	r.Perpetual, r.PerpetualAbs = c.Perpetual, c.PerpetualAbs
	if r.Kind.Turns() {
		r.Perpetual += r.Total
		r.PerpetualAbs += max(r.Total, -r.Total)
	}
	r.Prev = c.Code
	if len(r.Prev) == 0 {
		r.Prev = make([]byte, codeBytes)
	}
	return r
}

// begins tells whether a record is the first of a session: nothing is open, and
// it is not the closing of a month or a year, which belong to their last day.
func (c Carry) begins(r *Record) bool {
	return !c.Open && (r.Closing == nil || r.Closing.Level == OfDay)
}

// Take goes on to the state after a record. It believes what the record says;
// Verify does not.
func (c Carry) Take(r *Record, code []byte) Carry {
	if r.Begin != nil {
		c = Carry{
			Session: r.Session, Day: r.Day, Open: true, Counter: r.Begin.Counter,
			Month: r.Begin.Month, Year: r.Begin.Year, Drawer: r.Begin.Drawer,
		}
	}
	c.Seq, c.Code, c.Perpetual, c.PerpetualAbs = r.Seq, code, r.Perpetual, r.PerpetualAbs
	c.AtMS, c.Local, c.Software = r.AtMS, r.Local, r.Software
	c.Records++
	if r.Kind.Numbered() {
		c.Counter++
		c.Last = r.Number
		if c.First == "" {
			c.First = r.Number
		}
	}
	before := c.Today.Drawer
	c.Today.take(r)
	c.Drawer += c.Today.Drawer - before
	if r.Closing != nil {
		c.close(r.Closing)
	}
	c.log(r)
	if r.Kind == Count && r.Drawer != nil {
		c.Drawer = r.Drawer.Counted
	}
	return c
}

// log takes what a line of the technical log changes for those that follow.
func (c *Carry) log(r *Record) {
	if r.Kind != Event {
		return
	}
	switch r.Reason {
	case SyncLost, SyncBack:
		c.Alone = r.Reason == SyncLost
	case SignedIn:
		c.Staff = r.Ref
	case SignedOut:
		c.Staff = ""
	}
}

func (c *Carry) close(closed *Closed) {
	switch closed.Level {
	case OfDay:
		c.Open, c.Month, c.Year = false, closed.Month, closed.Year
	case OfMonth:
		c.MonthClosed, c.Month = true, Totals{}
	case OfYear:
		c.YearClosed, c.Year = true, Totals{}
	}
}
