package fold

import (
	"encoding/hex"
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/storage/journal"
)

// The sums that records of a till leave on a file.
const (
	SumSold = "sold" // what the customer was charged
	SumPaid = "paid" // by whatever means, what is still owed not counted
	SumCash = "cash" // of that, in cash
)

// FieldCardMinimum is what a shop displays: below it no card is taken.
const FieldCardMinimum = "card_minimum"

func copied(number string) string { return "copies/" + number }

// refunded names the sum of what went back of a sale, on the day of the sale.
func refunded(number string) string { return "refunded/" + number }

var tillKinds = kinds{
	kind.TillRecorded:   {tillRecorded},
	kind.TillPolicySaid: {tillPolicySaid},
}

// TillID names a business day of a series.
func TillID(series []byte, session int) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("till", hex.EncodeToString(series), strconv.Itoa(session)))
}

// tillRecord is a record on the day it belongs to.
type tillRecord struct {
	record till.Record
	code   []byte
}

func tillRecorded(a *act, e journal.Entity, x *effects) error {
	sealed, err := facts[till.Sealed](a)
	if err != nil {
		return err
	}
	var r till.Record
	if err := journal.UnmarshalFacts(sealed.Record, &r); err != nil {
		return err
	}
	if r.Kind == till.Refund && is(e, kind.Till) {
		x.add(refunded(r.Ref), -r.Total) // asked for on the day of the sale
	}
	if r.Kind == till.Copy && is(e, kind.Till) {
		x.add(copied(r.Ref), 1)
	}
	switch {
	case is(e, kind.Repair) && !r.Training:
		x.add(SumSold, r.Total)
		x.add(SumPaid, r.PaidNow())
		x.add(SumCash, till.CashOf(r.Payments))
	case is(e, kind.Till) && e.ID == TillID(r.Series, r.Session):
		x.till = &tillRecord{r, sealed.Code}
		x.setKnown(FieldSite, r.Site)
		x.setKnown(FieldCode, r.Device)
	}
	return nil
}

func tillPolicySaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[till.PolicyFacts](a)
	if err == nil && is(e, kind.Site) {
		x.set(FieldCardMinimum, strconv.FormatInt(f.CardMinimum, 10))
	}
	return err
}

// takeTill goes on to the state after a record. The records of a day come from
// one chain, so the order of the fold is theirs.
func (s *State) takeTill(t *tillRecord) {
	var carry till.Carry
	if s.Till != nil {
		carry = *s.Till
	}
	carry = carry.Take(&t.record, t.code)
	s.Till = &carry
	s.TillSeries, s.TillTraining = t.record.Series, t.record.Training
}

// Copied is how often a receipt that this day holds was printed again.
func (s *State) Copied(number string) int64 { return s.Sum(copied(number)).N }

// Refunded is what went back of a sale that this day holds.
func (s *State) Refunded(number string) int64 { return s.Sum(refunded(number)).N }
