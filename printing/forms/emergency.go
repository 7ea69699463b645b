package forms

import (
	"fmt"

	"etabli/app/lang"
	"etabli/printing/document"
)

// MaxSlips bounds one print of emergency slips.
const MaxSlips = 50

// Emergency is a pad of numbered slips to take devices in by hand when nothing
// works. Its Number is the series.
type Emergency struct {
	Sheet
	From  int `json:"from" form:"need"` // first number
	Count int `json:"count" form:"need"`
}

// number is the number of a slip of the series.
func (in Emergency) number(i int) string { return fmt.Sprintf("%s-%03d", in.Number, in.From+i) }

func (in Emergency) check() error {
	return between("count", in.Count, 1, MaxSlips)
}

// EmergencySlips writes numbered sheets: the shop's part above, the customer's
// receipt below, to be cut apart.
func EmergencySlips(in Emergency, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	title := w.T("paper.emergency.title")
	var body []document.Block
	for i := range min(max(in.Count, 0), MaxSlips) {
		if i > 0 {
			body = append(body, document.Break{})
			body = append(body, w.head(in.Sheet, title)...)
		}
		body = append(body, w.slip(in.number(i))...)
	}
	return w.document(title, body)
}

func (w writer) slip(number string) []document.Block {
	large := w.number(number)
	shop := w.withCode([]document.Block{large, w.small(w.law("emergency"), document.Quiet)}, number)
	shop = append(shop, document.Blanks{Labels: []string{
		w.T("paper.emergency.when"), w.T("paper.customer"), w.T("paper.phone"), w.T("paper.email"),
		w.T("paper.product"), w.T("paper.serial"), w.T("paper.emergency.fault"), "\u00a0",
		w.T("paper.accessories"), w.T("paper.condition"), w.T("paper.promised"), w.T("paper.ceiling"),
	}})
	shop = append(shop, w.signatures(w.signature("paper.signature.customer", "", Signature{}), ""))
	if w.paper.Narrow() {
		shop = append(shop, document.Break{})
	} else {
		shop = append(shop, document.Spacer{HeightMM: 2}, document.Paragraph{
			Runs: document.Plain(w.T("paper.emergency.cut")), Size: document.Small, Tone: document.Quiet, Align: document.Centre,
		}, document.Rule{})
	}
	stub := w.withCode([]document.Block{
		document.Paragraph{Runs: strong(w.T("paper.emergency.stub", "shop", w.sheet.Shop.Name))},
		document.Paragraph{Runs: []document.Run{{Text: number, Weight: document.Strong, Mono: true}}, Size: document.Title},
		w.small(joined(" ", w.law("emergency_customer"), w.contact()), document.Quiet),
	}, number)
	stub = append(stub, document.Blanks{Labels: []string{w.T("paper.emergency.when"), w.T("paper.product")}})
	return append(shop, document.Keep{Body: stub})
}
