package forms

import (
	"etabli/app/domain/civil"
	"etabli/printing/document"
)

// withdrawal is what a contract made away from the shop must say, with
// the form to withdraw that can be cut off.
func (w writer) withdrawal(in *OffPremises) []document.Block {
	if in == nil {
		return nil
	}
	var items []string
	if in.Urgent {
		items = append(items, w.law("withdrawal_urgent"))
	}
	if in.PayableFrom.Known() {
		items = append(items, w.law("payment_hold", "date", w.on(in.PayableFrom)))
	}
	statement := "withdrawal"
	if in.Distance {
		statement = "withdrawal_distance"
	}
	out := []document.Block{
		document.Heading{Text: w.T("paper.withdrawal")},
		document.Text(w.law(statement, "date", w.on(in.WithdrawUntil), "contact", w.contact())),
	}
	if len(items) > 0 {
		out = append(out, document.List{Items: items})
	}
	if in.StartNow {
		out = append(out, document.List{Mark: document.Check, Items: []string{w.law("work_during_withdrawal")}})
	}
	return append(out, document.Keep{Body: []document.Block{document.Box{Body: []document.Block{
		document.Paragraph{Runs: strong(w.T("paper.withdrawal.form"))},
		document.Paragraph{Runs: document.Plain(w.T("paper.withdrawal.to", "shop", joined(", ", w.sheet.Shop.Name, w.contact()))), Size: document.Small},
		document.Paragraph{Runs: document.Plain(w.law("withdrawal_form")), Size: document.Small},
		document.Blanks{Labels: []string{
			w.T("paper.withdrawal.service", "number", w.sheet.Number), w.T("paper.withdrawal.ordered"),
			w.T("paper.withdrawal.name"), w.T("paper.address"), w.T("paper.withdrawal.signed"),
		}},
	}}}})
}

// on writes a civil day; a day that is not known is empty.
func (w writer) on(d civil.Date) string {
	if !d.Known() {
		return ""
	}
	return w.Date(d.String())
}

// owedBy says of a part of a bill that it is paid later, and by when.
func (w writer) owedBy(d civil.Date) string {
	if !d.Known() {
		return w.T("paper.owed")
	}
	return w.T("paper.owed.by", "day", w.on(d))
}
