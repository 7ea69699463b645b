package papers

import (
	"cmp"
	"context"
	"strconv"

	"etabli/printing/document"
	"etabli/printing/spool"
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
	if order.Form == TestPage {
		made.Bytes, err = m.testPage(order, p)
		return made, string(TestPage), err
	}
	return m.Of(ctx, o, order)
}

// lastOf is enough of a code to tell two papers apart.
func lastOf(code string) string {
	const shown = 4
	return code[max(0, len(code)-shown):]
}
