package forms

import (
	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Amendment changes a quote that was accepted.
type Amendment struct {
	Sheet
	QuoteVersion int        `json:"quote_version,omitempty"`
	QuotedOn     civil.Date `json:"quoted_on,omitzero"`
	Rank         int        `json:"rank,omitempty"` // of this amendment, from 1
	Customer     Person     `json:"customer"`
	Product      Product    `json:"product"`
	Reason       string     `json:"reason" form:"need"` // why the quote does not hold
	BeforeCents  int64      `json:"before_cents"`       // total with tax that was accepted
	Amounts                 // what is added, or with negative quantities dropped
	ReadyOn      civil.Date `json:"ready_on,omitzero"`
	AnswerBy     civil.Date `json:"answer_by,omitzero"`
	PageURL      string     `json:"page_url,omitempty"`
	Signature    Signature  `json:"signature,omitzero"`
}

// AmendmentForm writes the avenant: before, change, after, and the answer.
func AmendmentForm(in Amendment, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.followed(w.T("paper.amendment.says"), in.PageURL)
	body = append(body, w.parties(in.Customer, in.Product))
	body = append(body, w.section(w.T("paper.amendment.why"), document.Text(in.Reason), pairs(
		row(w.T("paper.amendment.quote"), document.Plain(joined(" · ", w.countOr(in.QuoteVersion), w.on(in.QuotedOn)))),
	))...)
	table, sums := w.priceTable(in.Amounts)
	body = append(body, document.Heading{Text: w.T("paper.amendment.change")})
	body = append(append(body, table...), w.totals(in.Amounts, sums),
		w.sumTable(in.Currency, []sumRow{
			{w.T("paper.amendment.before"), in.BeforeCents, false},
			{w.T("paper.amendment.difference"), sums.GrossCents, false},
			{w.T("paper.amendment.after"), in.BeforeCents + sums.GrossCents, true},
		}),
		pairs(
			row(w.T("paper.quote.ready"), strong(w.on(in.ReadyOn))),
			row(w.T("paper.answer_by"), strong(w.on(in.AnswerBy))),
		),
		w.choice([]document.Block{
			document.Text(w.T("paper.quote.answer")),
			document.List{Mark: document.Check, Items: []string{w.T("paper.amendment.yes"), w.T("paper.amendment.no")}},
		}, w.signature("paper.quote.signature", in.Customer.Name, in.Signature)))
	mentions := append(w.taxNotes(in.Amounts), w.laws("amendment_needed", "customer_rights")...)
	body = append(body, w.smallPrint(append(mentions, w.common()...))...)
	title := w.T("paper.amendment.title")
	if in.Rank > 0 {
		title = w.T("paper.amendment.numbered", "number", w.Number(in.Rank))
	}
	return w.document(title, body)
}
