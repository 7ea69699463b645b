package papers

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/printing/document"
	"etabli/printing/escpos"
	"etabli/printing/label"
	"etabli/printing/layout"
	"etabli/printing/pdf"
	"etabli/printing/preview"
	"etabli/printing/profile"
	"etabli/printing/zpl"
	"etabli/storage/journal"
)

// Output is the language that a form is written in.
type Output string

// The outputs.
const (
	PDF        Output = "pdf"
	PNG        Output = "png"
	ESCPOS     Output = "escpos"      // dots for a receipt printer
	ESCPOSText Output = "escpos-text" // its own letters
	ZPL        Output = "zpl"         // a label printer
)

// Order is what is asked for.
type Order struct {
	Form   Form
	Format string // a paper, or the name of a profile
	As     Output
	Tag    string       // language; the customer's when empty
	Start  int          // first free label of the sheet, from 1; 0 is 1
	Copy   int          // which duplicate it is, from 1; 0 is the original
	Drawer bool         // a receipt printer opens its drawer before
	Own    *profile.Own // of a receipt printer that is otherwise than its profile
}

// Made is a form, ready for a printer or a file.
type Made struct {
	Bytes   []byte
	Omitted []label.Part // what had no room on the labels
}

// previewDPI is the resolution of pictures for people.
const previewDPI = 150

// Make makes one form of a file as an order says. Faults name the field of the
// command line: form, format, as, start.
func (s Source) Make(ctx context.Context, id journal.EntityID, o Order) (Made, error) {
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return Made{}, err
	}
	if o.Form == DeviceLabel || o.Form == AccessoryLabels {
		stock, ok := set.Stock(o.Format)
		if !ok {
			return Made{}, fault.New(fault.UnknownName, "format", "name", o.Format)
		}
		return s.labels(ctx, id, o, stock)
	}
	on, err := target(set, o)
	if err != nil {
		return Made{}, err
	}
	m, err := s.subject(ctx, o.Form, id, o.Tag)
	if err != nil {
		return Made{}, err
	}
	m.sheet.Duplicate, m.sheet.Copy = o.Copy > 0, o.Copy
	doc, err := m.document(o.Form, on.paper)
	if err != nil {
		return Made{}, err
	}
	out, err := write(doc, o, on, m.sheet.AtMS)
	return Made{Bytes: out}, err
}

// medium is the paper that a format means, with its receipt printer if there is
// one for it.
type medium struct {
	paper   document.Paper
	receipt profile.Receipt
	narrow  bool
}

func target(set profile.Set, o Order) (on medium, err error) {
	format := o.Format
	on.paper = document.Paper(format)
	if on.receipt, on.narrow = set.Receipt(format); on.narrow {
		on.paper = on.receipt.Paper
	} else if on.receipt, on.narrow = set.ReceiptFor(on.paper); !on.narrow && !on.paper.Known() {
		return on, fault.New(fault.UnknownName, "format", "name", format)
	}
	if on.narrow {
		on.receipt, err = on.receipt.With(o.Own)
	}
	return on, err
}

// write writes a document.
func write(doc document.Document, o Order, on medium, atMS int64) ([]byte, error) {
	can := []Output{PDF, PNG}
	if on.narrow {
		can = append(can, ESCPOS, ESCPOSText)
	}
	if !slices.Contains(can, o.As) {
		return nil, cannot(can)
	}
	if o.As == ESCPOSText {
		return escpos.Text(doc, on.receipt, escpos.Options{OpenDrawer: o.Drawer})
	}
	pages, err := layout.Lay(doc)
	if err != nil {
		return nil, fmt.Errorf("lay out %s: %w", doc.Title, err)
	}
	switch o.As {
	case PNG:
		return picture(preview.Stacked(pages, previewDPI))
	case ESCPOS:
		return escpos.Raster(pages, on.receipt, escpos.Options{OpenDrawer: o.Drawer})
	}
	return pdf.Pages(doc, pages, pdf.Options{Created: time.UnixMilli(atMS), Monochrome: on.narrow})
}

// cannot says what a format can be written as.
func cannot(can []Output) error {
	var names []string
	for _, o := range can {
		names = append(names, string(o))
	}
	return fault.New(fault.Malformed, "as", "expected", strings.Join(names, ", "))
}

func picture(img image.Image, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = preview.WritePNG(&out, img)
	return out.Bytes(), err
}

func (m material) labelDocument(o Order) document.Document {
	return document.Document{Lang: m.words.Tag(), Title: m.file.Number + " " + o.Format, Author: m.sheet.Shop.Name}
}

// writeLabels writes labels as one job of their printer.
func (m material) writeLabels(labels []label.Label, o Order, stock profile.Stock) ([]byte, error) {
	can := []Output{PDF, PNG}
	if stock.ZPL {
		can = append(can, ZPL)
	}
	if !slices.Contains(can, o.As) {
		return nil, cannot(can)
	}
	pages, err := label.Pages(labels, stock, max(o.Start, 1))
	if err != nil {
		return nil, err
	}
	switch {
	case o.As == ZPL:
		return zpl.Encode(pages, stock)
	case o.As == PNG && stock.Sheet == nil && len(pages) == 1:
		dots, err := preview.Bits(pages[0], stock.PerMM())
		if err != nil {
			return nil, err
		}
		return picture(dots.Image(), nil)
	case o.As == PNG:
		return picture(preview.Stacked(pages, previewDPI))
	}
	return pdf.Pages(m.labelDocument(o), pages, pdf.Options{Created: time.UnixMilli(m.sheet.AtMS), Monochrome: true})
}
