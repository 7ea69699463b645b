package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Receipt is what a record of the till answers.
type Receipt struct {
	Number string       `json:"number,omitempty"`
	Record till.Record  `json:"-"`
	Kind   till.Kind    `json:"kind"`
	Day    string       `json:"day"`
	Seq    int          `json:"seq"`
	Lines  []till.Line  `json:"lines,omitempty"`
	Rates  []till.Rate  `json:"rates,omitempty"`
	Total  int64        `json:"total_cents"`
	Held   int64        `json:"held_cents,omitempty"`
	Change int64        `json:"change_cents,omitempty"`
	Closed *till.Closed `json:"closed,omitempty"`
	// Prints says when its papers come out; of what was just recorded.
	Prints *till.Papers `json:"prints,omitempty"`
}

func receiptOf(r till.Record) Receipt {
	out := Receipt{
		Number: r.Number, Record: r, Kind: r.Kind, Day: r.Day, Seq: r.Seq, Lines: r.Lines, Rates: r.Rates,
		Total: r.Total, Held: r.Held, Closed: r.Closing,
	}
	for _, p := range r.Payments {
		out.Change += p.Change()
	}
	return out
}

// tillAct is an act of the till in the making.
type tillAct struct {
	call     Call
	training bool
	file     *journal.EntityID                             // the repair it is about
	named    *journal.EntityID                             // the day of the record that it names
	claim    *journal.EntityID                             // the claim whose refund it is
	buyer    *journal.EntityID                             // who buys, when it is known
	anyway   bool                                          // vouchers are taken without their rights
	abroad   bool                                          // a consumer who lives abroad pays
	to       BankInput                                     // where money goes that is given back by transfer
	goods    *soldGoods                                    // what a sale does to the stock
	back     *goodsBack                                    // what a refund does to it
	lines    []till.Line                                   // what a sale sells
	lowered  func(storage.Reader) (*discount.Facts, error) // what it lets go of; nil for other acts
	ceiling  func(storage.Reader) (string, error)          // who lets an account pass its ceiling; empty where none is passed
	closes   bool                                          // it ends the day: while none is open, there is nothing to log
	// make decides the record on the state it finds.
	make func(r storage.Reader, t till.Terms, cashBefore int64) (till.Record, error)
}

// series is the series that an act goes to. Practice has its own, whose totals
// are nobody's.
func (a *App) series(training bool) []byte {
	own := a.till.Series()
	if !training {
		return own
	}
	sum := sha256.Sum256(append([]byte("training"), own...))
	return sum[:len(own)]
}

// record commits one record of the till, after the closings that are owed.
func (a *App) record(ctx context.Context, act tillAct) (Result, error) {
	if a.till == nil {
		return Result{}, fault.New(till.NoTill, "")
	}
	if err := a.closeDue(ctx, act.call, act.training); err != nil {
		return Result{}, err
	}
	if err := a.logChanges(ctx, act); err != nil {
		return Result{}, err
	}
	if !act.training {
		if err := a.logPrices(ctx, act.lines); err != nil {
			return Result{}, err
		}
	}
	if err := a.logAllowed(ctx, act); err != nil {
		return Result{}, err
	}
	return a.commitTill(ctx, act)
}

// recordAbout records what names an earlier record: on its day, and on its file.
func (a *App) recordAbout(ctx context.Context, act tillAct, number string) (Result, error) {
	if a.till == nil {
		return Result{}, fault.New(till.NoTill, "")
	}
	if number == "" {
		return Result{}, fault.New(fault.Missing, "number")
	}
	named, err := read(ctx, a, func(r storage.Reader) (views.TillRecord, error) { return a.named(r, number, act.training) })
	if err != nil {
		return Result{}, err
	}
	if act.file != nil && named.File != nil && *act.file != *named.File {
		return Result{}, fault.New(fault.NotFound, "repair", "what", "repair")
	}
	if act.named = &named.DayID; act.file == nil {
		act.file = named.File
	}
	act.buyer = named.Buyer
	return a.record(ctx, act)
}

// named finds a record. Practice knows its own records and no others.
func (a *App) named(r storage.Reader, number string, training bool) (views.TillRecord, error) {
	rec, err := a.views.TillRecord(r, number)
	if err == nil && rec.Training != training {
		return views.TillRecord{}, fault.New(fault.NotFound, "number", "what", "receipt")
	}
	return rec, err
}

func (a *App) commitTill(ctx context.Context, act tillAct) (Result, error) {
	series := a.series(act.training)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		carry, err := a.views.TillCarry(r, series)
		if err != nil {
			return nil, err
		}
		terms, zone, err := a.tillTermsOf(r, act.abroad)
		if err != nil {
			return nil, err
		}
		cash, err := a.cashBefore(r, act.file)
		if err != nil {
			return nil, err
		}
		rec, err := act.make(r, terms, cash)
		if err != nil {
			return nil, err
		}
		if act.abroad && rec.Reason == "" && till.CashOf(rec.Payments) > 0 {
			rec.Reason = till.LivesAbroad
		}
		written(rec.Payments)
		at, err := a.tillPlace(r, series, zone, act.training)
		if err != nil {
			return nil, err
		}
		return a.tillDraft(r, act, carry.Place(rec, at), carry.Seq == 0)
	}
	return a.commitMade(ctx, act.call, plan, a.receipt)
}

// marks names what the record of a day is about as well; practice leaves nothing outside
// the till.
func (act *tillAct) marks(d *draft, day journal.EntityID) {
	if act.named != nil && *act.named != day {
		d.also(kind.Till, *act.named)
	}
	if act.training {
		return
	}
	if act.file != nil {
		d.also(kind.Repair, *act.file)
	}
	if act.buyer != nil {
		d.also(kind.Customer, *act.buyer)
	}
	if act.claim != nil {
		d.also(kind.Claim, *act.claim)
	}
}

// tillDraft makes the entry of a record that has its place.
func (a *App) tillDraft(r storage.Reader, act tillAct, rec till.Record, first bool) (*journal.Draft, error) {
	raw, err := journal.MarshalFacts(rec)
	if err != nil {
		return nil, err
	}
	day := fold.TillID(rec.Series, rec.Session)
	d := newDraft(act.call, kind.TillRecorded, entity(kind.Till, day))
	act.marks(d, day)
	if err := a.redeem(r, d, act, rec); err != nil {
		return nil, err
	}
	if err := errors.Join(a.ahead(r, d, act, &rec), a.giftBack(r, d, act, &rec)); err != nil {
		return nil, err
	}
	if err := a.bonusPaid(r, d, act, rec); err != nil {
		return nil, err
	}
	if err := a.moneyTo(r, d, act, rec); err != nil {
		return nil, err
	}
	sealed := till.Sealed{Record: raw}
	if sealed.Bounds, err = a.boundsOf(r, act, rec); err != nil {
		return nil, err
	}
	if sealed.Goods, err = a.goodsSold(r, d, act, rec); err != nil {
		return nil, err
	}
	if sealed.Back, err = a.goodsReturned(r, d, act, rec); err != nil {
		return nil, err
	}
	key := a.till.Key(rec.Series)
	if first {
		d.box(day, journal.Fiscal, till.KeyBox{Series: rec.Series, Key: key})
	}
	sealed.Code = till.Code(key, raw)
	return d.with(sealed)
}

func (a *App) tillPlace(r storage.Reader, series []byte, zone *time.Location, training bool) (till.Place, error) {
	now, name := a.now(), a.place.Device
	if training {
		name += "T"
	}
	name, after, err := a.views.TillName(r, series, a.place.Site, name)
	at := till.Place{
		Series: series, Site: a.place.Site, Device: name, AtMS: now.UnixMilli(),
		Local: now.In(zone).Format(time.DateTime), Day: civil.At(now.UnixMilli(), zone).String(),
		Software: a.till.Software, Training: training, After: after,
	}
	return at, err
}

// tillTerms are the rules of the till today.
func (a *App) tillTerms(r storage.Reader) (t till.Terms, zone *time.Location, err error) {
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return t, nil, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return t, nil, err
	}
	most, err := set.Number("cash_cap_cents")
	if err != nil {
		return t, nil, err
	}
	t.CashCap, t.Rates = int64(most), vat.RatesOf(set)
	note, err := set.Number("service_note_cents")
	if err != nil {
		return t, nil, err
	}
	policy, err := a.views.TillPolicy(r, SiteID(a.place.Site))
	t.NoteFrom, t.CardMinimum, t.Receipts = int64(note), policy.CardMinimum, policy.Receipts
	return t, at.zone, err
}

// tillTermsOf are the rules of the till today, for a consumer who lives abroad too: law
// bounds the cash of those otherwise.
func (a *App) tillTermsOf(r storage.Reader, abroad bool) (till.Terms, *time.Location, error) {
	t, zone, err := a.tillTerms(r)
	if err != nil || !abroad {
		return t, zone, err
	}
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return t, zone, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return t, zone, err
	}
	most, err := set.Number("cash_cap_abroad_cents")
	t.CashCap = int64(most)
	return t, zone, err
}

// cashBefore is what was paid in cash on a file before.
func (a *App) cashBefore(r storage.Reader, file *journal.EntityID) (int64, error) {
	if file == nil {
		return 0, nil
	}
	repair, err := a.views.Repair(r, *file)
	if err != nil {
		return 0, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
	}
	if repair.Money == nil {
		return 0, nil
	}
	return repair.Money.CashCents, nil
}

// receipt reads the record of an entry.
func (a *App) receipt(r storage.Reader, made journal.Receipt) (any, error) {
	e, err := journal.Get(r, made.Ref)
	if err != nil {
		return nil, err
	}
	var sealed till.Sealed
	var rec till.Record
	if err := journal.UnmarshalFacts(e.Facts, &sealed); err != nil {
		return nil, err
	}
	if err := journal.UnmarshalFacts(sealed.Record, &rec); err != nil {
		return nil, err
	}
	out := receiptOf(rec)
	if rec.Number != "" {
		t, _, err := a.tillTerms(r)
		if err != nil {
			return nil, err
		}
		papers := t.Papers(rec)
		out.Prints = &papers
	}
	return out, nil
}

// maxOwed bounds the closings that one act makes: more than ten years of days.
const maxOwed = 4000

// closeDue writes the closings that are owed before the till goes on: a day is
// closed also when nobody asks for it. Their ids follow from what they close, so
// that none is made twice.
func (a *App) closeDue(ctx context.Context, call Call, training bool) error {
	series := a.series(training)
	for range maxOwed {
		level, period, seq, err := a.owed(ctx, series)
		if err != nil || level == "" {
			return err
		}
		id := journal.CommandIDFrom("till closing", hex.EncodeToString(series), string(level), period, strconv.Itoa(seq))
		if _, err := a.commitTill(ctx, a.closing(Call{ID: id, Staff: call.Staff}, training, level, period)); err != nil {
			return err
		}
	}
	return nil
}

// owed is the closing that a series owes today, and after which record; no level
// is none.
func (a *App) owed(ctx context.Context, series []byte) (level till.Level, period string, seq int, err error) {
	err = a.journal.View(ctx, func(r storage.Reader) error {
		carry, err := a.views.TillCarry(r, series)
		if err != nil {
			return err
		}
		at, err := a.lawAt(r, a.place.Site)
		level, period, _ = carry.Due(at.today)
		seq = carry.Seq
		return err
	})
	return level, period, seq, Explain(err)
}

func (a *App) closing(call Call, training bool, level till.Level, period string) tillAct {
	return tillAct{call: call, training: training, make: func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		carry, err := a.views.TillCarry(r, a.series(training))
		return carry.Close(level, period), err
	}}
}
