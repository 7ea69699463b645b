package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// Order is what the bench needs. It has no customer on purpose: of a person
// the workshop's paper shows the initials and nothing more.
type Order struct {
	Sheet
	Initials     string   `json:"initials,omitempty"` // see Initials
	Product      Product  `json:"product"`
	Fault        string   `json:"fault,omitempty"`
	Accessories  []string `json:"accessories,omitempty"`
	Condition    []string `json:"condition,omitempty"`
	PromisedOn   string   `json:"promised_on,omitempty" form:"date"`
	CeilingCents int64    `json:"ceiling_cents,omitempty"`
	Currency     string   `json:"currency,omitempty"`
	Claim        string   `json:"claim,omitempty" form:"lgc,commercial,contract,paid"`
	Battery      string   `json:"battery,omitempty" form:"ok,damaged,critical"`
	ScanCode     string   `json:"scan_code,omitempty"` // read by the shop's scanner; the number when empty
	Finding      string   `json:"finding,omitempty"`   // when the diagnosis is already known
	Parts        []Item   `json:"parts,omitempty"`     // reserved for this work
}

// RepairOrder writes the ordre de réparation that lies beside the device.
func RepairOrder(in Order, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	scan := in.ScanCode
	if scan == "" {
		scan = in.Number
	}
	said := []document.Block{
		w.number(in.Number),
		pairs(
			row(w.T("paper.initials"), strong(in.Initials)),
			row(w.T("paper.promised"), strong(w.dateOr(in.PromisedOn))),
			row(w.T("paper.claim"), document.Plain(w.chosen(claims, in.Claim))),
			row(w.T("paper.ceiling"), document.Plain(w.limit(in))),
		),
	}
	body := w.withCode(said, scan)
	body = append(body, document.Rule{}, w.product(in.Product))
	body = append(body, w.fault(in.Fault)...)
	body = append(body,
		document.Heading{Text: w.T("paper.order.with")},
		pairs(
			row(w.T("paper.accessories"), document.Plain(w.listed(in.Accessories, "paper.accessories.none"))),
			row(w.T("paper.condition"), document.Plain(w.listed(in.Condition, "paper.condition.none"))),
		))
	body = append(body, w.bench(in)...)
	return w.document(w.T("paper.order.title"), body)
}

// limit tells the bench what may be spent without asking.
func (w writer) limit(in Order) string {
	if in.CeilingCents <= 0 {
		return w.T("paper.order.ceiling.zero")
	}
	return w.T("paper.order.ceiling", "amount", w.Money(in.CeilingCents, in.Currency))
}

// withCode sets a code beside what is said, or below it on a roll.
func (w writer) withCode(said []document.Block, content string) []document.Block {
	if content == "" {
		return said
	}
	code := document.QR{Content: content, WidthMM: 24, Worn: true, Align: document.End}
	if w.paper.Narrow() {
		code.Align = document.Centre
		return append(said, code)
	}
	return []document.Block{document.Columns{Parts: []document.Part{
		{Share: 0.74, Body: said}, {Share: 0.26, Body: []document.Block{code}},
	}}}
}

// bench is the part that is filled in by hand when the screen is far away.
func (w writer) bench(in Order) []document.Block {
	finding := []document.Block{document.Spacer{HeightMM: 12}, document.Rule{}}
	if in.Finding != "" {
		finding = []document.Block{document.Text(in.Finding)}
	}
	out := append([]document.Block{document.Heading{Text: w.T("paper.order.finding")}}, finding...)
	out = append(out,
		document.Heading{Text: w.T("paper.order.work")},
		document.Spacer{HeightMM: 12}, document.Rule{},
		document.Heading{Text: w.T("paper.order.checks")},
		document.List{Mark: document.Check, Items: []string{
			w.T("paper.order.check.fault"), w.T("paper.order.check.function"),
			w.T("paper.order.check.passcode"), w.T("paper.order.check.accessories"),
		}})
	return []document.Block{document.Keep{Body: out}}
}

func (w writer) dateOr(iso string) string {
	if iso == "" {
		return ""
	}
	return w.Date(iso)
}
