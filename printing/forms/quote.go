package forms

import (
	"strconv"

	"etabli/app/lang"
	"etabli/printing/document"
)

// QuoteLine is one service or part. Prices are before tax when the quote
// states its net total, else with tax.
type QuoteLine struct {
	Text       string
	Quantity   string // with its unit, such as "1 h"
	UnitCents  int64
	TotalCents int64
}

// Tax is the tax at one rate, in per mille: 200 is 20 %.
type Tax struct {
	RatePermille int
	Cents        int64
}

// Quote is one version of an offer.
type Quote struct {
	Sheet      // AtMS: the date of the quote
	Version    int
	Customer   Person
	Product    Product
	PlaceLine  string // where the work is done
	Finding    string
	Lines      []QuoteLine
	NetCents   int64 // 0: the quote states totals with tax only
	Taxes      []Tax
	TaxNote    string // such as an exemption and its article
	TotalCents int64
	Currency   string
	FeeCents   int64 // price of this quote; 0: free
	ValidUntil string
	ReadyOn    string // when the repair would be ready after a yes
	UsedPart   string // offer of a used part: accepted, refused, unavailable, not_applicable
	PageURL    string
	Signature  Signature
}

// QuoteForm writes the devis.
func QuoteForm(in Quote, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{Catalogue: c, paper: paper}
	said := []document.Block{w.number(in.Number), w.small(w.T("paper.quote.says"), document.Quiet)}
	if in.PageURL != "" {
		said = append(said, w.small(w.T("paper.follow.how"), document.Quiet))
	}
	body := w.withCode(said, in.PageURL)
	body = append(body, document.Rule{}, w.parties(in.Customer, in.Product))
	if in.Finding != "" {
		body = append(body, document.Heading{Text: w.T("paper.order.finding")}, document.Text(in.Finding))
	}
	body = append(body, document.Heading{Text: w.T("paper.quote.lines")}, w.quoteTable(in), w.totals(in))
	if in.TaxNote != "" {
		body = append(body, w.small(in.TaxNote, document.Quiet))
	}
	body = append(body, document.Heading{Text: w.T("paper.quote.terms")}, w.quoteTerms(in), w.answer(in))
	mentions := append([]string{w.T("paper.mention.overrun"), w.T("paper.mention.rights")}, w.commonMentions(in.Shop)...)
	body = append(body, w.smallPrint(mentions)...)
	title := w.T("paper.quote.title")
	if in.Version > 1 {
		title = w.T("paper.quote.version", "version", strconv.Itoa(in.Version))
	}
	return w.document(in.Sheet, title, body)
}

// quoteTable lists what is offered. On a roll quantity and unit price stand
// below the text, because four columns do not fit.
func (w writer) quoteTable(in Quote) document.Table {
	unit, total := w.T("paper.quote.unit.gross"), w.T("paper.quote.total.gross")
	if in.NetCents != 0 {
		unit, total = w.T("paper.quote.unit.net"), w.T("paper.quote.total.net")
	}
	table := document.Table{Columns: []document.Column{
		{Title: w.T("paper.quote.text"), Share: 0.5},
		{Title: w.T("paper.quote.quantity"), Share: 0.12, Align: document.End},
		{Title: unit, Share: 0.19, Align: document.End},
		{Title: total, Share: 0.19, Align: document.End},
	}}
	for _, line := range in.Lines {
		table.Rows = append(table.Rows, document.Row{Cells: []string{
			line.Text, line.Quantity, w.Money(line.UnitCents, in.Currency), w.Money(line.TotalCents, in.Currency),
		}})
	}
	if w.paper.Narrow() {
		return folded(table)
	}
	return table
}

// totals stand below the prices: net, each tax, and what is paid.
func (w writer) totals(in Quote) document.Block {
	table := document.Table{Columns: []document.Column{
		{Share: 0.6}, {Share: 0.4, Align: document.End},
	}}
	sum := func(label string, cents int64, strong bool) {
		table.Rows = append(table.Rows, document.Row{Cells: []string{label, w.Money(cents, in.Currency)}, Strong: strong})
	}
	if in.NetCents != 0 {
		sum(w.T("paper.quote.net"), in.NetCents, false)
	}
	for _, tax := range in.Taxes {
		sum(w.T("paper.quote.tax", "rate", w.rate(tax.RatePermille)), tax.Cents, false)
	}
	sum(w.T("paper.quote.gross"), in.TotalCents, true)
	return document.Keep{Body: []document.Block{document.Columns{Parts: []document.Part{
		{Share: 0.5}, {Share: 0.5, Body: []document.Block{table}},
	}}}}
}

// folded brings a quote's four columns down to two.
func folded(t document.Table) document.Table {
	out := document.Table{Columns: []document.Column{
		{Title: t.Columns[0].Title, Share: 0.66},
		{Title: t.Columns[3].Title, Share: 0.34, Align: document.End},
	}}
	for _, r := range t.Rows {
		detail := joined(" × ", r.Cells[1], r.Cells[2])
		out.Rows = append(out.Rows, document.Row{Cells: []string{joined("\n", r.Cells[0], detail), r.Cells[3]}, Strong: r.Strong})
	}
	return out
}

// rate writes a rate in per cent with the decimal mark of the language.
func (w writer) rate(permille int) string {
	if permille%10 == 0 {
		return strconv.Itoa(permille / 10)
	}
	return w.T("paper.decimal", "whole", strconv.Itoa(permille/10), "tenth", strconv.Itoa(permille%10))
}

func (w writer) quoteTerms(in Quote) document.Pairs {
	price := w.T("paper.quote.free")
	if in.FeeCents > 0 {
		price = w.T("paper.quote.paid", "amount", w.Money(in.FeeCents, in.Currency))
	}
	return pairs(
		row(w.T("paper.quote.place"), document.Plain(in.PlaceLine)),
		row(w.T("paper.quote.valid"), strong(w.dateOr(in.ValidUntil))),
		row(w.T("paper.quote.ready"), document.Plain(w.dateOr(in.ReadyOn))),
		row(w.T("paper.quote.price"), document.Plain(price)),
		row(w.T("paper.used_part"), document.Plain(w.chosen(usedParts, in.UsedPart))),
	)
}

// answer is where the customer decides.
func (w writer) answer(in Quote) document.Block {
	choice := []document.Block{
		document.Text(w.T("paper.quote.answer")),
		document.List{Mark: document.Check, Items: []string{w.T("paper.quote.yes"), w.T("paper.quote.no")}},
	}
	sign := []document.Block{w.signature("paper.quote.signature", in.Customer.Name, in.Signature)}
	return document.Box{Tone: document.Work, Body: []document.Block{document.Columns{Parts: []document.Part{
		{Share: 0.5, Body: choice}, {Share: 0.5, Body: sign},
	}}}}
}
