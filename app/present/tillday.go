package present

import (
	"context"
	"time"

	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// spans are how far back receipts are looked for, in days.
var spans = []struct {
	id, name string
	days     int
}{{"today", "day.span.today", 0}, {"week", "day.span.week", 7}, {"month", "day.span.month", 31}, {"year", "day.span.year", 366}}

// TillDay presents the day of the till: the drawer, the receipts, and the one that
// is open.
type TillDay struct {
	stay
	in   tillRoom
	show func(TillDayState)

	day      views.TillDay
	others   []views.TillDay
	receipts []service.ReceiptSheet
	known    bool
	what     string
	span     string
	open     string // number of the receipt that is shown
	opened   *service.ReceiptSheet
	after    []service.ReceiptSheet // what became of it
	busy     bool
	notice   Notice
	revision int
	readMS   int64
	lane     lane
	one      lane
	pulse    *pulse
	sheets   sheets
}

func newTillDay(env Env, in tillRoom, show func(TillDayState)) *TillDay {
	d := &TillDay{stay: stay{Env: env}, in: in, show: show, span: spans[0].id}
	d.pulse = newPulse(env, frame, d.load)
	d.sheets = sheets{stay: &d.stay, calls: in.ports.Tills, publish: d.publish, after: d.acted}
	return d
}

// Enter shows the day and follows changes.
func (d *TillDay) Enter(ctx context.Context) {
	d.enter(ctx)
	d.watch(d.in.ports.Tills, func([]journal.Entity) { d.pulse.kick() })
	d.until(d.pulse.rest)
	d.known = false
	d.pulse.kick()
	d.publish()
}

// Leave ends it.
func (d *TillDay) Leave() { d.leave() }

// RetryPressed reads the day again.
func (d *TillDay) RetryPressed() {
	d.notice = Notice{}
	d.pulse.kick()
	d.publish()
}

// dayRead is one reading of the day.
type dayRead struct {
	day      views.TillDay
	others   []views.TillDay
	receipts []service.ReceiptSheet
	opened   openedReceipt
}

// openedReceipt is a receipt with what became of it.
type openedReceipt struct {
	sheet service.ReceiptSheet
	after []service.ReceiptSheet
}

func (d *TillDay) read(ctx context.Context, number string) (out openedReceipt, err error) {
	in := &service.NumberInput{Number: number}
	if out.sheet, err = d.in.ports.Tills.TillRecord(ctx, in); err != nil {
		return out, err
	}
	out.after, err = d.in.ports.Tills.TillHistory(ctx, in)
	return out, err
}

func (d *TillDay) load() {
	practice, open := d.in.practice(), d.open
	in := &service.ReceiptsInput{What: d.what, From: d.from(), Practice: practice}
	ask(&d.stay, &d.lane, func(ctx context.Context) (out dayRead, err error) {
		if out.day, err = d.in.ports.Tills.TillNow(ctx, &practice); err != nil {
			return out, err
		}
		if day := out.day.Day; day != "" {
			if out.others, err = d.in.ports.Tills.TillDays(ctx, &service.DaysInput{From: day, To: day}); err != nil {
				return out, err
			}
		}
		if out.receipts, err = d.in.ports.Tills.TillReceipts(ctx, in); err != nil || open == "" {
			return out, err
		}
		out.opened, err = d.read(ctx, open)
		return out, err
	}, func(out dayRead, err error) {
		d.pulse.done()
		if err != nil {
			d.notice = d.retriable(err)
			d.publish()
			return
		}
		d.day, d.others, d.receipts, d.known = out.day, out.others, out.receipts, true
		if open == d.open && open != "" {
			d.opened, d.after = &out.opened.sheet, out.opened.after
		}
		d.revision++
		d.readMS = d.nowMS()
		if d.notice.Retry != "" {
			d.notice = Notice{}
		}
		d.publish()
	})
}

// from is the first day that is looked at; empty for today alone.
func (d *TillDay) from() string {
	for _, s := range spans {
		if s.id == d.span && s.days > 0 {
			return d.Clock.Now().In(d.Zone).AddDate(0, 0, -s.days).Format(isoDate)
		}
	}
	return ""
}

// Typed looks for receipts by what people remember.
func (d *TillDay) Typed(what string) {
	if what != d.what {
		d.what = what
		d.pulse.kick()
		d.publish()
	}
}

// SpanChosen looks further back.
func (d *TillDay) SpanChosen(id string) {
	if id != d.span {
		d.span = id
		d.pulse.kick()
		d.publish()
	}
}

// RowChosen shows a receipt of the list.
func (d *TillDay) RowChosen(i int) {
	if i >= 0 && i < len(d.receipts) {
		d.Open(d.receipts[i].Number)
	}
}

// Open shows a receipt by its number.
func (d *TillDay) Open(number string) {
	d.open, d.opened, d.after, d.notice = number, nil, nil, Notice{}
	for i := range d.receipts {
		if d.receipts[i].Number == number {
			d.opened = &d.receipts[i]
		}
	}
	d.publish()
	ask(&d.stay, &d.one, func(ctx context.Context) (openedReceipt, error) { return d.read(ctx, number) }, func(out openedReceipt, err error) {
		if d.open != number {
			return
		}
		if err != nil {
			d.open, d.opened, d.notice = "", nil, d.Failure(err)
		} else {
			d.opened, d.after = &out.sheet, out.after
		}
		d.publish()
	})
}

// Closed puts the receipt away; it is false when none was open.
func (d *TillDay) Closed() bool {
	if d.open == "" {
		return false
	}
	d.open, d.opened = "", nil
	d.publish()
	return true
}

func (d *TillDay) acted() {
	d.busy = false
	d.pulse.kick()
	d.publish()
}

// PrimaryPressed does the right next thing with the receipt that is open.
func (d *TillDay) PrimaryPressed() {
	if d.opened != nil {
		if p, _ := d.receiptActions(d.opened); p.ID != "" {
			d.ActionPressed(p.ID)
		}
	}
}

// hourOf is the time of day of a record, with the day when it is another one, or the whole
// date when it is one of another year.
func (e Env) hourOf(rec service.ReceiptSheet) string {
	at := time.UnixMilli(rec.AtMS).In(e.Zone)
	if at.Format(isoDate) == e.today() {
		return at.Format("15:04")
	}
	if day := at.Format(isoDate); day[:4] != e.today()[:4] {
		return e.Words.Date(day) // of a year ago nobody asks the hour first
	}
	return e.Words.DateShort(at.Format(isoDate)) + " " + at.Format("15:04")
}

// kindName is what a record is, in a word.
func (e Env) kindName(k till.Kind) string {
	names := map[till.Kind]string{
		till.Sale: "record.sale", till.Refund: "record.refund", till.Payment: "record.payment", till.Caution: "record.caution",
	}
	if key, ok := names[k]; ok {
		return e.Words.T(key)
	}
	return string(k)
}
