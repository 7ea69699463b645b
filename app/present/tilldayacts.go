package present

import (
	"context"

	"etabli/app/domain/till"
	"etabli/app/service"
)

// The acts on the drawer and on a receipt.
const (
	actFloat   = "float"
	actIn      = "in"
	actOut     = "out"
	actDrop    = "drop"
	actCount   = "count"
	actClose   = "close"
	actRefund  = "refund"
	actPart    = "refund_part"
	actAgain   = "again"
	actBill    = "bill"
	actSettle  = "settle"
	actGive    = "give_back"
	actMoney   = "money_back"
	actToFile  = "file"
	actSchool  = "school"
	tillReason = "reason"
)

// ActionPressed begins an act on the drawer, or on the receipt that is open.
func (d *TillDay) ActionPressed(id string) {
	if d.busy {
		return
	}
	switch id {
	case actFloat, actIn, actOut, actDrop:
		d.sheets.open(d.cashSheet(id))
		return
	case actCount:
		d.sheets.open(d.countSheet())
		return
	case actClose:
		d.sheets.open(d.closeSheet())
		return
	case actSchool:
		d.in.practise()
		return
	}
	if d.opened == nil {
		return
	}
	switch rec := *d.opened; id {
	case actRefund, actPart:
		d.sheets.open(d.refundSheet(rec, id == actPart))
	case actAgain:
		d.again(rec.Number)
	case actBill:
		d.bill(rec)
	case actSettle:
		d.in.settle(rec.Number)
	case actGive:
		d.sheets.open(giveBackSheet(d.Env, d.in, rec))
	case actMoney:
		d.sheets.open(d.moneyBackSheet(rec))
	case actToFile:
		if rec.File != nil {
			d.Go(Route{Screen: CounterScreen, Repair: *rec.File})
		}
	}
}

// again prints a duplicate.
func (d *TillDay) again(number string) {
	call, err := d.in.ports.Tills.NewCall(d.Desk.Staff)
	if err != nil {
		d.notice = d.Failure(err)
		d.publish()
		return
	}
	d.busy, d.notice = true, Notice{}
	d.publish()
	act(&d.stay, func(ctx context.Context) (string, error) {
		return d.in.ports.Papers.PrintAgain(ctx, call, &service.CopyInput{Number: number, Practice: d.in.practice()})
	}, func(where string, err error) {
		d.busy = false
		if d.notice = d.printed(where); err != nil {
			d.notice = d.Failure(err)
			d.in.noPaper(&d.stay)
		}
		d.pulse.kick()
		d.publish()
	})
}

// bill prints the note of a sale, or the credit note of a refund.
func (d *TillDay) bill(rec service.ReceiptSheet) {
	d.busy, d.notice = true, Notice{}
	d.publish()
	act(&d.stay, func(ctx context.Context) (string, error) {
		return d.in.ports.Papers.PrintBill(ctx, rec.Number)
	}, func(where string, err error) {
		d.busy = false
		d.notice = Notice{Tone: Good, Text: d.Words.T("print.done", "form", d.billName(rec), "where", where)}
		if err != nil {
			d.notice = d.Failure(err)
		}
		d.publish()
	})
}

// billName is what the bill of a record is called.
func (d *TillDay) billName(rec service.ReceiptSheet) string {
	if rec.Kind == till.Refund {
		return d.Words.T("printed.credit-note")
	}
	return d.Words.T("printed.service-note")
}

// SheetTyped takes a value of the open sheet.
func (d *TillDay) SheetTyped(key, value string) { d.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (d *TillDay) SheetSubmitted() { d.sheets.submit() }

// SheetClosed puts the sheet away; nothing was done.
func (d *TillDay) SheetClosed() { d.sheets.close() }
