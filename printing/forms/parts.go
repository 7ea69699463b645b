package forms

import (
	"strings"

	"etabli/app/lang"
	"etabli/printing/document"
)

// writer builds one paper in one language.
type writer struct {
	*lang.Catalogue
	paper document.Paper
	sheet Sheet
}

// document is the frame that all papers share.
func (w writer) document(title string, body []document.Block) document.Document {
	s := w.sheet
	switch {
	case s.Copy > 0:
		title = w.T("paper.duplicate.numbered", "title", title, "number", w.Number(s.Copy))
	case s.Duplicate:
		title = w.T("paper.duplicate", "title", title)
	}
	d := document.Document{
		Paper:   w.paper,
		Lang:    w.Tag(),
		Title:   joined(" ", title, s.Number),
		Author:  s.Shop.Name,
		Running: joined(" · ", title, s.Number),
		Footer:  document.Footer{Text: w.identity(s.Shop), Numbered: true},
		Body:    append(w.head(s, title), body...),
		Accent:  s.Shop.Colour,
	}
	switch {
	case s.Training:
		d.Banner = w.T("paper.training")
	case s.Provisional:
		d.Banner = w.T("paper.provisional")
	}
	return d.Clean()
}

// identity is the line that the law wants of who issues a paper.
func (w writer) identity(s Shop) string {
	siret, vat := s.SIRET, s.VATNumber
	if siret != "" {
		siret = w.T("paper.siret", "number", siret)
	}
	if vat != "" {
		vat = w.T("paper.vat_number", "number", vat)
	}
	return joined(" · ", s.Name, s.Legal, siret, vat)
}

// head is the shop beside the name of the paper and its moment.
func (w writer) head(s Sheet, title string) []document.Block {
	align, right := document.Start, document.End
	if w.paper.Narrow() {
		align, right = document.Centre, document.Centre
	}
	var shop []document.Block
	if len(s.Shop.Logo) > 0 {
		shop = append(shop, document.Image{Data: s.Shop.Logo, MaxWidthMM: 40, MaxHeightMM: 14, Align: align})
	}
	lines := joined("\n", oneLine(s.Shop.Address), joined(" · ", s.Shop.Phone, s.Shop.Email))
	shop = append(shop, document.Paragraph{Runs: []document.Run{{Text: s.Shop.Name, Weight: document.Strong}}, Size: document.Large, Align: align})
	if lines != "" {
		shop = append(shop, document.Paragraph{Runs: document.Plain(lines), Size: document.Small, Tone: document.Quiet, Align: align})
	}
	about := []document.Block{
		document.Paragraph{Runs: []document.Run{{Text: title, Weight: document.Strong}}, Size: document.Title, Tone: document.Work, Align: right, Fit: true},
	}
	if s.AtMS != 0 {
		about = append(about, document.Paragraph{Runs: document.Plain(w.DateTime(s.AtMS, s.zone())), Size: document.Small, Tone: document.Quiet, Align: right})
	}
	if w.paper.Narrow() {
		return append(append(shop, document.Rule{Strong: true}), about...)
	}
	return []document.Block{
		document.Columns{Parts: []document.Part{{Share: 0.58, Body: shop}, {Share: 0.42, Body: about}}},
		document.Rule{Strong: true},
	}
}

// number is the file's number, large enough to be copied by hand.
func (w writer) number(n string) document.Paragraph {
	p := document.Paragraph{
		Runs: []document.Run{{Text: n, Weight: document.Strong, Mono: true}},
		Size: document.Huge, Fit: true,
	}
	if w.paper.Narrow() {
		p.Align = document.Centre
	}
	return p
}

func (w writer) small(text string, tone document.Tone) document.Paragraph {
	return document.Paragraph{Runs: document.Plain(text), Size: document.Small, Tone: tone}
}

// parties sets the customer beside the device, and on a roll above it in one
// list.
func (w writer) parties(c Person, p Product) document.Block {
	customer, product := w.person(c), w.product(p)
	if w.paper.Narrow() {
		return document.Pairs{Rows: append(customer.Rows, product.Rows...)}
	}
	return document.Columns{Parts: []document.Part{
		{Share: 0.5, Body: []document.Block{customer}},
		{Share: 0.5, Body: []document.Block{product}},
	}}
}

// person lists a customer; nobody is said so rather than left out.
func (w writer) person(p Person) document.Pairs {
	name := p.Name
	if name == "" {
		name = w.T("paper.customer.none")
	}
	return pairs(
		row(w.T("paper.customer"), strong(name)),
		row(w.T("paper.phone"), document.MonoRun(p.Phone)),
		row(w.T("paper.email"), document.Plain(p.Email)),
		row(w.T("paper.address"), document.Plain(p.Address)),
		row(w.T("paper.siren"), document.MonoRun(p.SIREN)),
		row(w.T("paper.register"), document.MonoRun(p.Number)),
		row(w.T("paper.vat_id"), document.MonoRun(p.VATNumber)),
	)
}

func (w writer) product(p Product) document.Pairs {
	kind := w.chosen(serialKinds, p.SerialKind)
	if kind == "" {
		kind = w.T("paper.serial")
	}
	label := p.Label
	if label == "" {
		label = w.T("paper.product.none")
	}
	serial := document.MonoRun(p.Serial)
	if p.Serial == "" {
		serial = document.Plain(w.T("paper.serial.none"))
	}
	return pairs(
		row(w.T("paper.product"), strong(label)),
		row(w.T("paper.category"), document.Plain(p.Category)),
		row(kind, serial),
	)
}

// fault is what the customer said, in their words and in quotation marks.
func (w writer) fault(text string) []document.Block {
	text = strings.TrimSpace(text)
	said := w.T("paper.fault.none")
	if text != "" {
		said = w.T("paper.quoted", "text", text)
	}
	return []document.Block{document.Heading{Text: w.T("paper.fault")}, document.Text(said)}
}

// listed says what is in a list, or that nothing is.
func (w writer) listed(items []string, none string) string {
	var some []string
	for _, item := range items {
		if item = strings.TrimSpace(document.CleanText(item)); item != "" {
			some = append(some, item)
		}
	}
	if len(some) == 0 {
		return w.T(none)
	}
	return strings.Join(some, "\u00a0· ") // no line begins with the dot
}

// signature is a field for one person, signed or empty.
func (w writer) signature(caption, name string, s Signature) document.Signature {
	note := name
	if s.Refused {
		note = w.T("paper.signature.refused")
	}
	return document.Signature{Caption: w.T(caption), Note: note, Strokes: s.Strokes, Aspect: s.Aspect, Data: s.Data}
}

// signatures sets the customer's field beside the shop's. A roll names who
// served instead, to be short.
func (w writer) signatures(customer document.Signature, by string) document.Block {
	if w.paper.Narrow() {
		body := []document.Block{customer}
		if by != "" {
			body = append(body, w.small(w.T("paper.served_by", "name", by), document.Quiet))
		}
		return document.Keep{Body: body}
	}
	return w.both(customer, w.signature("paper.signature.shop", by, Signature{}))
}

// both sets two fields to sign beside each other, with some air above them.
func (w writer) both(left, right document.Signature) document.Block {
	return document.Keep{Body: []document.Block{document.Spacer{HeightMM: 1.5}, document.Columns{Parts: []document.Part{
		{Share: 0.5, Body: []document.Block{left}}, {Share: 0.5, Body: []document.Block{right}},
	}}}}
}

// row makes a pair; a value without text is dropped by pairs.
func row(label string, value []document.Run) document.Pair {
	return document.Pair{Label: label, Value: value}
}

func strong(text string) []document.Run {
	return []document.Run{{Text: text, Weight: document.Strong}}
}

func pairs(rows ...document.Pair) document.Pairs {
	var kept []document.Pair
	for _, r := range rows {
		for _, run := range r.Value {
			if strings.TrimSpace(run.Text) != "" {
				kept = append(kept, r)
				break
			}
		}
	}
	return document.Pairs{Rows: kept}
}

// oneLine brings an address to one line.
func oneLine(address string) string {
	return joined(", ", strings.Split(address, "\n")...)
}

// joined joins the parts that say something.
func joined(separator string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, separator)
}
