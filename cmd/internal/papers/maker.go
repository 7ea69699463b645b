package papers

import (
	"cmp"
	"context"
	"encoding/hex"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/printing/document"
	"etabli/printing/spool"
	"etabli/storage/journal"
)

// The forms of the till. The queue knows their subject by its number.
const (
	TillReceipt Form = "payment-receipt"
	TillClosing Form = "closing" // its number is level/period
)

// Maker makes the documents of the print queue. It implements spool.Maker.
type Maker struct{ Source }

// Make makes a form for a printer. A printer without a format takes everything as
// it was asked for.
func (m Maker) Make(ctx context.Context, o spool.Order, p spool.Printer) (spool.Document, error) {
	format := cmp.Or(p.Format, o.Paper)
	if document.Paper(format) == document.A4 && document.Paper(o.Paper) == document.A5 {
		format = o.Paper // a printer of A4 takes A5 too
	}
	order := Order{
		Form: Form(o.Form), Format: format, As: Output(p.As), Tag: o.Lang, Start: o.Start, Copy: o.Copy, Drawer: o.Drawer, Own: p.Own,
	}
	made, title, err := m.made(ctx, o, order, p)
	if err != nil {
		return spool.Document{}, err
	}
	if p.Format == "" && format != string(document.A4) {
		title += "-" + format // two papers of one form lie side by side
	}
	if o.Copy > 0 {
		title += "-" + strconv.Itoa(o.Copy)
	}
	return spool.Document{Content: made.Bytes, Title: title, Type: spool.TypeOf(p.As), Paper: format}, nil
}

// made makes what an order is about and names it, with nothing private.
func (m Maker) made(ctx context.Context, o spool.Order, order Order, p spool.Printer) (made Made, title string, err error) {
	switch order.Form {
	case TestPage:
		made.Bytes, err = testPage(order, p)
		return made, string(TestPage), err
	case TillReceipt:
		made, err = m.Receipt(ctx, o.Ref, order)
		return made, o.Ref, err
	case TillClosing:
		level, period, _ := strings.Cut(o.Ref, "/")
		made, err = m.Closing(ctx, service.PeriodInput{Level: till.Level(level), Period: period, Practice: service.Practice{Training: o.Practice}}, order)
		at := m.App.Place()
		title = "Z-" + at.Site + at.Device + "-" + period
		if o.Practice {
			title += "-T"
		}
		return made, title, err
	case VoucherForm:
		made, err = m.Voucher(ctx, o.Ref, order)
		return made, string(VoucherForm) + "-" + lastOf(o.Ref), err // the code is as good as money
	}
	if OfShop(order.Form) {
		return m.Shop(ctx, o.Ref, order)
	}
	raw, err := hex.DecodeString(o.Entity)
	if err != nil || len(raw) != len(journal.EntityID{}) {
		return made, "", fault.New(fault.NotFound, "number", "what", "repair")
	}
	return m.about(ctx, journal.EntityID(raw), order)
}

// about makes what is about an entity.
func (m Maker) about(ctx context.Context, id journal.EntityID, o Order) (made Made, title string, err error) {
	if OfTrade(o.Form) {
		return m.Trade(ctx, id, o)
	}
	switch o.Form {
	case Intervention:
		return m.VisitPaper(ctx, id, o)
	case LoanAgreement, LoanReturn:
		at, err := m.loanOf(ctx, id)
		if err != nil {
			return made, "", err
		}
		made, err = m.Source.Make(ctx, id, o)
		return made, at.Number + "-" + string(o.Form), err
	}
	file, err := m.App.Repair(ctx, id)
	if err != nil {
		return made, "", err
	}
	made, err = m.Source.Make(ctx, id, o)
	return made, file.Number + "-" + string(o.Form), err
}

// lastOf is enough of a code to tell two papers apart.
func lastOf(code string) string {
	const shown = 4
	return code[max(0, len(code)-shown):]
}
