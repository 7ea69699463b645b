package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// Test is one check that was made, with what came of it.
type Test struct {
	Text   string `json:"text" form:"need"`
	Result string `json:"result,omitempty"`
	Failed bool   `json:"failed,omitempty"`
}

// Intervention is what was done at the customer's place.
type Intervention struct {
	Sheet
	Customer    Person       `json:"customer"`
	PlaceLine   string       `json:"place,omitempty"`
	Product     Product      `json:"product"`
	ArrivedMS   int64        `json:"arrived_ms,omitempty"`
	LeftMS      int64        `json:"left_ms,omitempty"`
	Outcome     string       `json:"outcome,omitempty" form:"done,partial,no_access,absent,to_workshop"`
	Fault       string       `json:"fault,omitempty"`
	Finding     string       `json:"finding,omitempty"`
	Work        string       `json:"work,omitempty"`
	Tests       []Test       `json:"tests,omitempty"`
	Safety      string       `json:"safety,omitempty"` // a danger that stays, in words to be heeded
	Advice      string       `json:"advice,omitempty"`
	Next        string       `json:"next,omitempty"`
	Amounts                  // no lines: no prices on the report
	Payments    []Payment    `json:"payments,omitempty"`
	Photos      []Photo      `json:"photos,omitempty"`
	OffPremises *OffPremises `json:"off_premises,omitempty"`
	PageURL     string       `json:"page_url,omitempty"`
	Signature   Signature    `json:"signature,omitzero"`
}

// InterventionReport writes the bon d'intervention.
func InterventionReport(in Intervention, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.followed(w.chosen(visitOutcomes, in.Outcome), in.PageURL)
	body = append(body, w.parties(in.Customer, in.Product), pairs(
		row(w.T("paper.visit.place"), document.Plain(in.PlaceLine)),
		row(w.T("paper.visit.technician"), document.Plain(in.By)),
		row(w.T("paper.visit.time"), document.Plain(joined(" – ", w.momentOr(in.ArrivedMS), w.momentOr(in.LeftMS)))),
	))
	if in.Safety != "" {
		body = append(body, document.Box{Tone: document.Late, Body: []document.Block{
			document.Paragraph{Runs: strong(w.T("paper.visit.safety"))}, document.Text(in.Safety),
		}})
	}
	body = append(body, w.fault(in.Fault)...)
	body = append(body, w.section(w.T("paper.order.finding"), document.Text(in.Finding))...)
	body = append(body, w.section(w.T("paper.handback.done"), document.Text(in.Work))...)
	body = append(body, w.section(w.T("paper.tests"), w.tests(in.Tests))...)
	body = append(body, w.section(w.T("paper.visit.advice"), document.Text(in.Advice))...)
	body = append(body, w.section(w.T("paper.visit.next"), document.Text(in.Next))...)
	if len(in.Lines) > 0 {
		table, sums := w.priceTable(in.Amounts)
		body = append(body, document.Heading{Text: w.T("paper.visit.prices")})
		body = append(append(body, table...), w.totals(in.Amounts, sums, w.paid(sums.GrossCents, 0, in.Payments)...))
	}
	body = append(body, w.section(w.T("paper.photos.title"), w.photos(in.Photos)...)...)
	title := w.T("paper.visit.title")
	if in.Outcome == "absent" || in.Outcome == "no_access" { // nobody was there to sign
		title = w.T("paper.visit.slip")
	} else {
		body = append(body, w.signatures(w.signature("paper.signature.customer", in.Customer.Name, in.Signature), in.By))
	}
	body = append(body, w.smallPrint(append(w.reportMentions(in), w.common()...))...)
	body = append(body, w.withdrawal(in.OffPremises)...)
	return w.document(title, body)
}

func (w writer) reportMentions(in Intervention) []string {
	out := w.taxNotes(in.Amounts)
	for _, l := range in.Lines {
		if l.Necessary {
			out = append(out, w.law("report_payable"))
			break
		}
	}
	return append(out, w.law("customer_rights"))
}

// tests lists checks; one that failed stands out.
func (w writer) tests(list []Test) document.Pairs {
	var rows []document.Pair
	for _, t := range list {
		result := t.Result
		if result == "" && !t.Failed {
			result = w.T("paper.test.good")
		}
		value := document.Plain(result)
		if t.Failed {
			value = strong(joined(" · ", w.T("paper.test.failed"), result))
		}
		rows = append(rows, row(t.Text, value))
	}
	return pairs(rows...)
}
