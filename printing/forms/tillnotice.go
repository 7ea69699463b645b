package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// TillNotice is what hangs where people pay: a minimum for cards holds only where it is
// read before the sale.
type TillNotice struct {
	Sheet                   // Number: code of the shop
	Currency         string `json:"currency,omitempty"`
	CardMinimumCents int64  `json:"card_minimum_cents,omitempty"` // 0: cards are taken for any amount
	CashCapCents     int64  `json:"cash_cap_cents,omitempty"`     // that one debt may be paid in cash
}

// TillNoticeSheet writes the notice of a till.
func TillNoticeSheet(in TillNotice, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	card := w.T("paper.till_notice.any")
	if in.CardMinimumCents > 0 {
		card = w.T("paper.till_notice.minimum", "amount", w.Money(in.CardMinimumCents, in.Currency))
	}
	body := []document.Block{document.Paragraph{Runs: strong(card), Size: document.Large}}
	if in.CashCapCents > 0 {
		body = append(body, document.Paragraph{Runs: document.Plain(w.T("paper.till_notice.cash", "amount", w.Money(in.CashCapCents, in.Currency)))})
	}
	body = append(body, document.Text(w.law("receipt_on_request")), document.Text(w.law("note_displayed")))
	if s := in.Shop; s.Mediator != "" {
		body = append(body, document.Text(w.law("mediator", "mediator", s.Mediator)))
	}
	body = append(body, document.Paragraph{Runs: document.Plain(w.T("paper.till_notice.shop", "code", in.Number)), Size: document.Small, Tone: document.Quiet})
	return w.document(w.T("paper.till_notice.title"), body)
}
