package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// ReturnedItem is what became of one accessory: returned, left, missing.
type ReturnedItem struct {
	Name  string `json:"name" form:"need"`
	State string `json:"state,omitempty" form:"returned,left,missing"`
}

// HandBack is the end of custody.
type HandBack struct {
	Sheet                         // AtMS: when the device was given back
	Customer       Person         `json:"customer"`
	Product        Product        `json:"product"`
	ReceivedOn     string         `json:"received_on,omitempty" form:"date"` // date of the deposit
	Outcome        string         `json:"outcome,omitempty"`                 // code of the outcome, such as repaired
	Work           string         `json:"work,omitempty"`                    // what was done, as the customer may read it
	Layer          string         `json:"layer,omitempty" form:"lgc,commercial,contract,goodwill,paid"`
	Accessories    []ReturnedItem `json:"accessories,omitempty"`
	GuaranteeUntil string         `json:"guarantee_until,omitempty" form:"date"`   // last day of the commercial guarantee on the repair
	Proof          string         `json:"proof,omitempty" form:"receipt,id,known"` // how the person was recognised
	PageURL        string         `json:"page_url,omitempty"`
	Signature      Signature      `json:"signature,omitzero"`
}

// HandBackSlip writes the slip that ends custody.
func HandBackSlip(in HandBack, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	said := []document.Block{w.number(in.Number), w.small(w.T("paper.handback.says"), document.Quiet)}
	body := w.withCode(said, in.PageURL)
	body = append(body, document.Rule{}, w.parties(in.Customer, in.Product))
	body = append(body, document.Heading{Text: w.T("paper.handback.done")}, w.done(in))
	if items := w.returned(in.Accessories); len(items.Rows) > 0 {
		body = append(body, document.Heading{Text: w.T("paper.handback.accessories")}, items)
	}
	body = append(body, w.signatures(w.signature("paper.signature.taken", in.Customer.Name, in.Signature), in.By))
	rights := []string{"customer_rights"}
	if in.Layer == "lgc" {
		rights = append(rights, "repair_extension", "claim_suspension")
	}
	body = append(body, w.smallPrint(append(w.laws(rights...), w.common()...))...)
	return w.document(w.T("paper.handback.title"), body)
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
