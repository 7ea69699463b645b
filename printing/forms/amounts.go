package forms

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"etabli/app/domain/vat"
	"etabli/printing/document"
)

// How a paper states its prices.
const (
	pricesNet   = "net"   // before tax, the tax of each rate below
	pricesGross = "gross" // with tax, the tax of each rate below
	pricesOnly  = "only"  // with tax, and no more is known
)

// Line is one service or product. A line with a layer is given at no price: the
// paper says in which capacity.
type Line struct {
	Text          string `json:"text" form:"need"`
	Detail        string `json:"detail,omitempty"`
	QuantityMilli int64  `json:"quantity_milli"` // thousandths: 750 is 0.75
	Unit          string `json:"unit,omitempty"`
	UnitCents     int64  `json:"unit_cents"`
	DiscountCents int64  `json:"discount_cents,omitempty"`
	RatePermille  int    `json:"rate_permille,omitempty"`
	Nature        string `json:"nature,omitempty" form:"goods,services,travel"`
	Layer         string `json:"layer,omitempty" form:"lgc,commercial,contract,goodwill,hidden,insurance"`
	Necessary     bool   `json:"necessary,omitempty"` // strictly, for an urgent repair at home
	EcoCents      int64  `json:"eco_cents,omitempty"` // eco-contribution inside the price, which is shown apart
}

// Amounts is what is priced on a paper.
type Amounts struct {
	Currency string `json:"currency"`
	Prices   string `json:"prices,omitempty" form:"net,gross,only"` // net when empty
	Exempt   bool   `json:"vat_exempt,omitempty"`                   // the shop owes no VAT
	NetUnits bool   `json:"net_units,omitempty"`                    // below prices with tax, what one costs without, as invoices must say
	Lines    []Line `json:"lines"`
}

// priced is a line with its amount.
type priced struct {
	Line
	cents int64
}

// sums prices the lines and adds them up; see package vat for the rounding.
func (a Amounts) sums() ([]priced, vat.Sums, error) {
	basis := vat.Net
	if a.Prices == pricesGross || a.Prices == pricesOnly {
		basis = vat.Gross
	}
	lines, list := make([]priced, len(a.Lines)), make([]vat.Line, len(a.Lines))
	for i, l := range a.Lines {
		lines[i].Line = l
		if l.Layer == "" {
			cents, err := vat.Amount(l.UnitCents, l.QuantityMilli, l.DiscountCents)
			if err != nil {
				return nil, vat.Sums{}, within("lines."+strconv.Itoa(i), err)
			}
			lines[i].cents = cents
		}
		rate := l.RatePermille
		if a.Exempt || a.Prices == pricesOnly {
			rate = 0
		}
		list[i] = vat.Line{Cents: lines[i].cents, Permille: rate}
	}
	sums, err := vat.Sum(basis, list)
	return lines, sums, err
}

// priceTable lists what is priced, and below it the sums. Amounts that no sale
// has are said so and never printed as if they were right.
func (w writer) priceTable(a Amounts) ([]document.Block, vat.Sums) {
	lines, sums, err := a.sums()
	if err != nil {
		return []document.Block{document.Box{Tone: document.Late, Body: []document.Block{document.Text(w.T("paper.sums.broken"))}}}, vat.Sums{}
	}
	return []document.Block{w.lineTable(a, lines)}, sums
}

func (w writer) lineTable(a Amounts, lines []priced) document.Table {
	unit, total := w.T("paper.quote.unit.net"), w.T("paper.quote.total.net")
	switch {
	case a.Exempt:
		unit, total = w.T("paper.unit.plain"), w.T("paper.total.plain")
	case a.Prices == pricesGross || a.Prices == pricesOnly:
		unit, total = w.T("paper.quote.unit.gross"), w.T("paper.quote.total.gross")
	}
	rates := !a.Exempt && a.Prices != pricesOnly
	table := document.Table{Columns: []document.Column{
		{Title: w.T("paper.quote.text"), Share: 0.46},
		{Title: w.T("paper.quote.quantity"), Share: 0.14, Align: document.End},
		{Title: unit, Share: 0.16, Align: document.End},
	}}
	if rates {
		table.Columns = append(table.Columns, document.Column{Title: w.T("paper.vat"), Share: 0.1, Align: document.End})
	}
	table.Columns = append(table.Columns, document.Column{Title: total, Share: 0.17, Align: document.End})
	for _, l := range lines {
		cells := []string{w.lineText(l, a), w.quantity(l.QuantityMilli, l.Unit), w.Money(l.UnitCents, a.Currency)}
		if rates {
			cells = append(cells, w.T("paper.percent", "rate", w.rate(l.RatePermille)))
		}
		table.Rows = append(table.Rows, document.Row{Cells: append(cells, w.Money(l.cents, a.Currency))})
	}
	if w.paper.Narrow() {
		return w.folded(table, rates)
	}
	return table
}

// lineText is what a line is for, with what is to be known about it below.
func (w writer) lineText(l priced, a Amounts) string {
	parts, currency := []string{l.Text, l.Detail}, a.Currency
	if a.NetUnits && a.Prices == pricesGross && !a.Exempt && l.Layer == "" && l.RatePermille >= 0 {
		parts = append(parts, w.T("paper.unit.net", "amount", w.netUnit(l.UnitCents, int64(l.RatePermille), currency)))
	}
	if l.DiscountCents != 0 && l.Layer == "" {
		parts = append(parts, w.T("paper.discount", "amount", w.Money(l.DiscountCents, currency)))
	}
	if l.EcoCents != 0 {
		parts = append(parts, w.T("paper.eco", "amount", w.Money(l.EcoCents, currency)))
	}
	if words := w.chosen(layers, l.Layer); words != "" {
		parts = append(parts, w.T("paper.free_because", "layer", words))
	}
	if l.Necessary {
		parts = append(parts, w.T("paper.necessary"))
	}
	return joined("\n", parts...)
}

// netUnit is what one costs without tax, to the hundredth of a cent where it is not
// whole cents.
func (w writer) netUnit(gross, permille int64, currency string) string {
	const fine = 100
	const most = math.MaxInt64 / 1000 / fine / 2
	if gross > most || gross < -most {
		return w.Money(gross, currency) // no sale has it
	}
	sign := int64(1)
	if gross < 0 {
		sign, gross = -1, -gross
	}
	net := (gross*1000*fine + (1000+permille)/2) / (1000 + permille)
	text := w.Money(sign*(net/fine), currency)
	last := strings.LastIndexFunc(text, unicode.IsDigit) + 1
	if rest := net % fine; rest != 0 && last > 0 {
		text = text[:last] + strings.TrimRight(strconv.FormatInt(fine+rest, 10)[1:], "0") + text[last:]
	}
	return text
}

// folded brings a table of prices down to two columns: quantity, unit price and
// rate stand below the text.
func (w writer) folded(t document.Table, rates bool) document.Table {
	last := len(t.Columns) - 1
	out := document.Table{Columns: []document.Column{
		{Title: t.Columns[0].Title, Share: 0.66},
		{Title: t.Columns[last].Title, Share: 0.34, Align: document.End},
	}}
	for _, r := range t.Rows {
		detail := joined(" × ", r.Cells[1], r.Cells[2])
		if rates {
			detail = joined(" · ", detail, w.T("paper.vat_at", "rate", r.Cells[3]))
		}
		out.Rows = append(out.Rows, document.Row{Cells: []string{joined("\n", r.Cells[0], detail), r.Cells[last]}, Strong: r.Strong})
	}
	return out
}

// quantity writes thousandths without needless zeros, and the unit.
func (w writer) quantity(milli int64, unit string) string {
	sign := ""
	whole, rest := milli/1000, milli%1000
	if milli < 0 {
		sign, whole, rest = "−", -whole, -rest
	}
	text := sign + w.Number(int(whole))
	if rest != 0 {
		digits := strings.TrimRight(strconv.FormatInt(1000+rest, 10)[1:], "0")
		text = w.T("paper.decimal", "whole", text, "tenth", digits)
	}
	return joined("\u00a0", text, unit)
}

// sumRow is one row below the prices.
type sumRow struct {
	label  string
	cents  int64
	strong bool
}

// totals stand below the prices: net, the tax of each rate, and what is paid;
// then whatever more a paper has to say, such as what was paid already.
func (w writer) totals(a Amounts, sums vat.Sums, more ...sumRow) document.Block {
	var rows []sumRow
	switch {
	case a.Exempt, a.Prices == pricesOnly:
	default:
		rows = append(rows, sumRow{w.T("paper.quote.net"), sums.NetCents, false})
		for _, r := range sums.Rates {
			label := w.T("paper.quote.tax", "rate", w.rate(r.Permille))
			if len(sums.Rates) > 1 {
				label = w.T("paper.tax_on", "rate", w.rate(r.Permille), "amount", w.Money(r.NetCents, a.Currency))
			}
			rows = append(rows, sumRow{label, r.TaxCents, false})
		}
	}
	total := w.T("paper.quote.gross")
	if a.Exempt {
		total = w.T("paper.total.plain")
	}
	return w.sumTable(a.Currency, append(append(rows, sumRow{total, sums.GrossCents, true}), more...))
}

// sumTable sets rows of sums at the right half of the page.
func (w writer) sumTable(currency string, rows []sumRow) document.Block {
	table := document.Table{Columns: []document.Column{{Share: 0.62}, {Share: 0.38, Align: document.End}}}
	for _, r := range rows {
		table.Rows = append(table.Rows, document.Row{Cells: []string{r.label, w.Money(r.cents, currency)}, Strong: r.strong})
	}
	return document.Keep{Body: []document.Block{document.Columns{Parts: []document.Part{
		{Share: 0.46}, {Share: 0.54, Body: []document.Block{table}},
	}}}}
}

// rate writes a rate in per cent with the decimal mark of the language.
func (w writer) rate(permille int) string {
	if permille%10 == 0 {
		return strconv.Itoa(permille / 10)
	}
	return w.T("paper.decimal", "whole", strconv.Itoa(permille/10), "tenth", strconv.Itoa(permille%10))
}

// taxNotes are the wordings that the prices ask for.
func (w writer) taxNotes(a Amounts) []string {
	if a.Exempt {
		return w.laws("vat_exempt")
	}
	return nil
}
