package forms

import (
	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Group is what was done on one file in the month.
type Group struct {
	FileNumber string     `json:"file_number" form:"need"`
	Product    string     `json:"product,omitempty"`
	OrderRef   string     `json:"order_ref,omitempty"`
	DoneOn     civil.Date `json:"done_on,omitzero"`
	Lines      []Line     `json:"lines"`
}

// Monthly is one invoice over the files of an account.
type Monthly struct {
	Bill
	From   civil.Date `json:"from,omitzero"`
	To     civil.Date `json:"to,omitzero"`
	Groups []Group    `json:"groups"`
}

// MonthlyInvoice writes the facture mensuelle: each file with its lines, and
// the sums of all of them.
func MonthlyInvoice(in Monthly, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	all := in.Amounts
	for _, g := range in.Groups {
		all.Lines = append(all.Lines[:len(all.Lines):len(all.Lines)], g.Lines...)
	}
	in.Lines = all.Lines // what the nature and the mentions are read from
	body := w.opening(w.T("paper.monthly.says", "from", w.on(in.From), "to", w.on(in.To)), in.PageURL)
	body = append(body, w.buyer(in.Bill))
	for _, g := range in.Groups {
		part := in.Amounts
		part.Lines = g.Lines
		table, sums := w.priceTable(part)
		total := sums.NetCents
		if in.Exempt || in.Prices == pricesOnly || in.Prices == pricesGross {
			total = sums.GrossCents
		}
		title := joined(" · ", g.FileNumber, g.Product, g.OrderRef, w.on(g.DoneOn))
		body = append(append(body, document.Heading{Text: title}), table...)
		body = append(body, w.sumTable(in.Currency, []sumRow{{w.T("paper.monthly.file"), total, false}}))
	}
	_, sums := w.priceTable(all)
	body = append(body, document.Heading{Text: w.T("paper.monthly.total")}, w.totals(all, sums, w.paid(sums.GrossCents, 0, in.Payments)...))
	body = append(body, w.section(w.T("paper.bill.terms"), pairs(
		row(w.T("paper.bill.due"), strong(w.on(in.DueOn))),
		row(w.T("paper.bill.bank"), document.MonoRun(in.BankLine)),
	))...)
	body = append(body, w.smallPrint(w.billMentions(in.Bill, nil))...)
	return w.document(w.T("paper.monthly.title"), body)
}
