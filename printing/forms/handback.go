package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// ReturnedItem is what became of one accessory: returned, left, missing.
type ReturnedItem struct {
	Name  string
	State string
}

// HandBack is the end of custody.
type HandBack struct {
	Sheet          // AtMS: when the device was given back
	Customer       Person
	Product        Product
	ReceivedOn     string // date of the deposit
	Outcome        string // code of the outcome, such as repaired
	Work           string // what was done, as the customer may read it
	Accessories    []ReturnedItem
	GuaranteeUntil string // last day of the commercial guarantee on the repair
	Proof          string // receipt, id, known: how the person was recognised
	PageURL        string
	Signature      Signature
}

// HandBackSlip writes the slip that ends custody.
func HandBackSlip(in HandBack, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{Catalogue: c, paper: paper}
	said := []document.Block{w.number(in.Number), w.small(w.T("paper.handback.says"), document.Quiet)}
	body := w.withCode(said, in.PageURL)
	body = append(body, document.Rule{}, w.parties(in.Customer, in.Product))
	body = append(body, document.Heading{Text: w.T("paper.handback.done")}, w.done(in))
	if items := w.returned(in.Accessories); len(items.Rows) > 0 {
		body = append(body, document.Heading{Text: w.T("paper.handback.accessories")}, items)
	}
	body = append(body, w.signatures(w.signature("paper.signature.taken", in.Customer.Name, in.Signature), in.By))
	mentions := append([]string{w.T("paper.mention.rights")}, w.commonMentions(in.Shop)...)
	body = append(body, w.smallPrint(mentions)...)
	return w.document(in.Sheet, w.T("paper.handback.title"), body)
}

func (w writer) done(in HandBack) document.Pairs {
	outcome := ""
	if in.Outcome != "" && w.Has("outcome."+in.Outcome) {
		outcome = w.T("outcome." + in.Outcome)
	}
	guarantee := ""
	if in.GuaranteeUntil != "" {
		guarantee = w.T("paper.guarantee.until", "date", w.Date(in.GuaranteeUntil))
	}
	return pairs(
		row(w.T("paper.outcome"), strong(outcome)),
		row(w.T("paper.work"), document.Plain(in.Work)),
		row(w.T("paper.received"), document.Plain(w.dateOr(in.ReceivedOn))),
		row(w.T("paper.guarantee"), document.Plain(guarantee)),
		row(w.T("paper.proof"), document.Plain(w.chosen(proofs, in.Proof))),
	)
}

func (w writer) returned(items []ReturnedItem) document.Pairs {
	var rows []document.Pair
	for _, item := range items {
		state := document.Plain(w.chosen(returns, item.State))
		if item.State == "missing" {
			state[0].Weight = document.Strong
		}
		rows = append(rows, row(item.Name, state))
	}
	return pairs(rows...)
}
