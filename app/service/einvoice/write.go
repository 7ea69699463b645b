package einvoice

import (
	"bytes"
	"encoding/xml"
	"strings"

	"etabli/app/domain/invoice"
)

// Invoice is what is written.
type Invoice struct {
	invoice.IssuedFacts
	Buyer invoice.BuyerBox
	Notes map[string]string        // mentions that law asks for, by their code: PMT, PMD, AAB
	Owed  int64                    // still to be paid when it is written
	Eco   func(cents int64) string // says the eco-contribution inside a price; may be nil
}

// Write writes an invoice, or a credit note, whose sums are then positive.
func Write(in Invoice) ([]byte, error) {
	w := &writer{}
	w.out.WriteString(xml.Header)
	w.in("rsm:CrossIndustryInvoice", func() {
		w.in("rsm:ExchangedDocumentContext", func() {
			w.in("ram:BusinessProcessSpecifiedDocumentContextParameter", func() { w.text("ram:ID", in.process()) })
			w.in("ram:GuidelineSpecifiedDocumentContextParameter", func() { w.text("ram:ID", "urn:cen.eu:en16931:2017") })
		})
		w.document(in)
		w.in("rsm:SupplyChainTradeTransaction", func() {
			for i, l := range netLines(in.IssuedFacts) {
				w.line(i+1, l, in.Buyer.Regime(l.Line), in.turn(), in.Eco)
			}
			w.agreement(in)
			w.delivery(in)
			w.settlement(in)
		})
	}, "xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
		"xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
		"xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100")
	return w.out.Bytes(), w.err
}

// frames say by which frame an invoice is handed over: goods, services or both.
var frames = map[string]string{"goods": "B", "services": "S", "mixed": "M"}

// process is the frame: 2 says that all was paid before.
func (in Invoice) process() string {
	if in.Refers == "" && in.Paid >= in.Total {
		return frames[in.Nature()] + "2"
	}
	return frames[in.Nature()] + "1"
}

// turn is -1 for a credit note, whose sums are written without their sign.
func (in Invoice) turn() int64 {
	if in.Refers != "" {
		return -1
	}
	return 1
}

// writer writes elements; the first error sticks.
type writer struct {
	out bytes.Buffer
	err error
}

func (w *writer) in(name string, body func(), attributes ...string) {
	w.open(name, attributes)
	body()
	w.out.WriteString("</" + name + ">\n")
}

func (w *writer) open(name string, attributes []string) {
	w.out.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		w.out.WriteString(" " + attributes[i] + `="`)
		w.escape(attributes[i+1])
		w.out.WriteString(`"`)
	}
	w.out.WriteString(">")
}

// text writes an element with a text, and nothing without one.
func (w *writer) text(name, text string, attributes ...string) {
	if text == "" {
		return
	}
	w.open(name, attributes)
	w.escape(text)
	w.out.WriteString("</" + name + ">\n")
}

func (w *writer) escape(text string) {
	if err := xml.EscapeText(&w.out, []byte(text)); err != nil && w.err == nil {
		w.err = err
	}
}

// day writes a day as the norm does, 20261130.
func (w *writer) day(name, day string) {
	if day == "" {
		return
	}
	w.in(name, func() { w.text("udt:DateTimeString", strings.ReplaceAll(day, "-", ""), "format", "102") })
}
