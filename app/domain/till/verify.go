package till

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"reflect"
)

// Code is the keyed code over the bytes of a record: HMAC-SHA-256. Every field is
// among the bytes, the code of the record before too.
func Code(key, record []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(record)
	return h.Sum(nil)
}

// Problem is something that a verifier found.
type Problem struct {
	Seq    int    `json:"seq"`
	Line   int    `json:"line,omitempty"` // of the file that was read, if it was one
	Number string `json:"number,omitempty"`
	What   string `json:"what"` // code, gap, chain, number, sum, perpetual, closing, begin, form
}

func (p Problem) String() string { return fmt.Sprintf("%d %s: %s", p.Seq, p.Number, p.What) }

// Verifier replays a series from its first record and says what does not add up.
// It trusts nothing but the key.
type Verifier struct {
	Key      []byte
	Problems []Problem
	carry    Carry
}

// Carry is where the series stands.
func (v *Verifier) Carry() Carry { return v.carry }

// Take looks at the next record. Read is the record that its bytes hold.
func (v *Verifier) Take(sealed Sealed, read *Record) {
	c := v.carry
	bad := func(what string) {
		v.Problems = append(v.Problems, Problem{Seq: read.Seq, Number: read.Number, What: what})
	}
	if read.Form != Form {
		bad("form")
	}
	if !hmac.Equal(Code(v.Key, sealed.Record), sealed.Code) {
		bad("code")
	}
	if read.Seq != c.Seq+1 {
		bad("gap")
	}
	if before := c.Code; len(before) > 0 && !bytes.Equal(before, read.Prev) {
		bad("chain")
	}
	want := c.Place(*read, Place{
		Series: read.Series, Site: read.Site, Device: read.Device, AtMS: read.AtMS, Local: read.Local, Day: read.Day,
		Software: read.Software, Training: read.Training, After: read.After,
	})
	if want.Number != read.Number || want.Session != read.Session || want.Day != read.Day {
		bad("number")
	}
	if want.Perpetual != read.Perpetual || want.PerpetualAbs != read.PerpetualAbs {
		bad("perpetual")
	}
	if c.Seq > 0 && !same(want.Begin, read.Begin) {
		bad("begin")
	}
	if read.Closing != nil && !same(c.Close(read.Closing.Level, read.Closing.Period).Closing, read.Closing) {
		bad("closing")
	}
	if !sums(read) {
		bad("sum")
	}
	v.carry = c.Take(read, sealed.Code)
}

// sums tells whether the amounts of a record agree with each other.
func sums(r *Record) bool {
	again := Record{Kind: r.Kind, Held: r.Held}
	return again.sum(r.Lines) == nil && again.Total == r.Total && same(again.Rates, r.Rates) && again.pay(r.Payments) == nil
}

// same compares, with an empty list being as good as none.
func same(a, b any) bool { return reflect.DeepEqual(plain(a), plain(b)) }

func plain(v any) any {
	if t, ok := v.(*Closed); ok && t != nil {
		c := *t
		c.Totals, c.Month, c.Year = c.Totals.plain(), c.Month.plain(), c.Year.plain()
		return c
	}
	if t, ok := v.(*Begin); ok && t != nil {
		b := *t
		b.Month, b.Year = b.Month.plain(), b.Year.plain()
		return b
	}
	if t, ok := v.([]Rate); ok && len(t) == 0 {
		return []Rate(nil)
	}
	return v
}

func (t Totals) plain() Totals {
	t.copy()
	if len(t.Rates) == 0 {
		t.Rates = nil
	}
	if len(t.Tenders) == 0 {
		t.Tenders = nil
	}
	if len(t.Natures) == 0 {
		t.Natures = nil
	}
	return t
}
