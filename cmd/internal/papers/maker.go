package papers

import (
	"context"
	"encoding/hex"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/profile"
	"etabli/printing/spool"
	"etabli/storage/journal"
)

// TestPage shows that a printer is set up rightly; it is about no file.
const TestPage Form = "test-page"

// Maker makes the documents of the print queue. It implements spool.Maker.
type Maker struct{ Source }

// Make makes a form for a printer.
func (m Maker) Make(ctx context.Context, o spool.Order, p spool.Printer) (spool.Document, error) {
	format := p.Format
	if document.Paper(format) == document.A4 && document.Paper(o.Paper) == document.A5 {
		format = o.Paper // a printer of A4 takes A5 too
	}
	order := Order{Form: Form(o.Form), Format: format, As: Output(p.As), Tag: o.Lang, Start: o.Start, Copy: o.Copy}
	out := spool.Document{Type: spool.TypeOf(p.As), Paper: format}
	if order.Form == TestPage {
		made, err := testPage(order, p)
		out.Content, out.Title = made, string(TestPage)
		return out, err
	}
	raw, err := hex.DecodeString(o.Entity)
	if err != nil || len(raw) != len(journal.EntityID{}) {
		return out, fault.New(fault.NotFound, "number", "what", "repair")
	}
	id := journal.EntityID(raw)
	file, err := m.App.Repair(ctx, id)
	if err != nil {
		return out, err
	}
	made, err := m.Source.Make(ctx, id, order)
	out.Content, out.Title = made.Bytes, file.Number+"-"+o.Form
	if o.Copy > 0 {
		out.Title += "-" + strconv.Itoa(o.Copy)
	}
	return out, err
}

// testPage names the printer and its settings, with letters that go wrong where
// a code page is wrong.
func testPage(o Order, p spool.Printer) ([]byte, error) {
	words := lang.For(o.Tag)
	set, err := profile.Shipped()
	if err != nil {
		return nil, err
	}
	doc := document.Document{
		Paper: document.Paper(o.Format), Lang: words.Tag(), Title: p.Name,
		Body: []document.Block{
			document.Heading{Text: p.Name},
			document.Text(p.Way + " · " + p.Format + " · " + p.As),
			document.Text("éèêàçùïôœŒ € 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
		},
	}
	on, err := target(set, o.Format)
	if err != nil {
		return nil, err
	}
	doc.Paper = on.paper
	return write(doc, o, on, 0)
}
