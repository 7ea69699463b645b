package forms

import (
	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// addressed is the head of a letter: who writes what about, and the receiver's
// address where the window of an envelope is.
func (w writer) addressed(to Person, about document.Pairs) []document.Block {
	address := joined("\n", to.Name, to.Address)
	if w.paper.Narrow() {
		return []document.Block{document.Text(address), about}
	}
	return []document.Block{
		document.Spacer{HeightMM: 6},
		document.Columns{Parts: []document.Part{
			{Share: 0.5, Body: []document.Block{about}},
			{Share: 0.5, Body: []document.Block{document.Paragraph{Runs: document.Plain(address), Size: document.Large}}},
		}},
		document.Spacer{HeightMM: 8},
	}
}

// Renewal tells a customer that a contract would renew itself.
type Renewal struct {
	Sheet                  // Number: of the contract
	Customer    Person     `json:"customer"`
	Contract    string     `json:"contract,omitempty"` // what it is called
	Covered     []string   `json:"covered,omitempty"`
	EndsOn      civil.Date `json:"ends_on,omitzero"`
	RefuseUntil civil.Date `json:"refuse_until"` // last day to refuse
	RenewsUntil civil.Date `json:"renews_until,omitzero"`
	Currency    string     `json:"currency,omitempty"`
	PriceCents  int64      `json:"price_cents,omitempty"` // of the new term, with tax
	HowTo       string     `json:"how_to,omitempty"`      // how to refuse
	PageURL     string     `json:"page_url,omitempty"`
}

// RenewalLetter writes the notice, with the deadline in a box.
func RenewalLetter(in Renewal, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.addressed(in.Customer, pairs(
		row(w.T("paper.renewal.contract"), strong(in.Contract)),
		row(w.T("paper.number"), document.MonoRun(in.Number)),
		row(w.T("paper.renewal.ends"), document.Plain(w.on(in.EndsOn))),
	))
	how := in.HowTo
	if how == "" {
		how = w.T("paper.renewal.how", "contact", w.contact())
	}
	body = append(body,
		document.Text(w.T("paper.renewal.hello")),
		document.Text(w.T("paper.renewal.says", "ends", w.on(in.EndsOn), "until", w.on(in.RenewsUntil))),
		document.Box{Tone: document.Work, Body: []document.Block{document.Paragraph{
			Runs: strong(w.law("renewal_notice", "date", w.on(in.RefuseUntil))), Size: document.Large,
		}}},
		document.Text(how),
	)
	if in.PageURL != "" {
		body = append(body, document.QR{Content: in.PageURL, WidthMM: 26, Worn: true, Align: document.Start})
	}
	body = append(body, w.section(w.T("paper.renewal.new"), pairs(
		row(w.T("paper.renewal.price"), strong(w.amountOr(in.PriceCents, in.Currency))),
		row(w.T("paper.renewal.until"), document.Plain(w.on(in.RenewsUntil))),
	), w.lines(in.Covered))...)
	body = append(body, document.Text(w.T("paper.letter.bye")), document.Text(joined("\n", in.By, in.Shop.Name)))
	body = append(body, w.smallPrint(append(w.laws("renewal_free_exit"), w.common()...))...)
	return w.document(w.T("paper.renewal.title"), body)
}

// Claim confirms that a claim was made.
type Claim struct {
	Sheet
	FileNumber  string     `json:"file_number,omitempty"`
	Customer    Person     `json:"customer"`
	Product     Product    `json:"product"`
	Layer       string     `json:"layer,omitempty" form:"lgc,commercial,contract,goodwill,paid"`
	Wish        string     `json:"wish,omitempty" form:"repair,replacement,reduction,rescission,refund,other"`
	Facts       string     `json:"facts,omitempty"` // in the customer's words
	RequestedOn civil.Date `json:"requested_on,omitzero"`
	AnswerBy    civil.Date `json:"answer_by,omitzero"` // of a written complaint
	RemedyBy    civil.Date `json:"remedy_by,omitzero"` // of the legal guarantee
	Channel     string     `json:"channel,omitempty"`
	PageURL     string     `json:"page_url,omitempty"`
}

// ClaimConfirmation writes what was asked and until when an answer is due.
func ClaimConfirmation(in Claim, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.followed(w.T("paper.claimed.says"), in.PageURL)
	body = append(body, w.parties(in.Customer, in.Product))
	body = append(body, w.section(w.T("paper.claimed.asked"), pairs(
		row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber)),
		row(w.T("paper.claimed.on"), document.Plain(joined(" · ", w.on(in.RequestedOn), in.Channel))),
		row(w.T("paper.claimed.layer"), document.Plain(w.chosen(layers, in.Layer))),
		row(w.T("paper.claimed.wish"), strong(w.chosen(wishes, in.Wish))),
	))...)
	body = append(body, w.fault(in.Facts)...)
	if in.AnswerBy.Known() || in.RemedyBy.Known() {
		body = append(body, document.Box{Tone: document.Work, Body: []document.Block{pairs(
			row(w.T("paper.claimed.answer"), strong(w.on(in.AnswerBy))),
			row(w.T("paper.claimed.remedy"), strong(w.on(in.RemedyBy))),
		)}})
	}
	var mentions []string
	if in.Layer == "lgc" {
		mentions = w.laws("claim_remedy", "claim_after", "claim_suspension")
	}
	mentions = append(mentions, w.law("customer_rights"))
	body = append(body, w.smallPrint(append(mentions, w.common()...))...)
	return w.document(w.T("paper.claimed.title"), body)
}

// Refusal tells a customer in writing what is refused and why.
type Refusal struct {
	Sheet
	Customer     Person    `json:"customer"`
	Product      Product   `json:"product"`
	Layer        string    `json:"layer,omitempty" form:"lgc,commercial,contract,goodwill,paid"`
	Wish         string    `json:"wish,omitempty" form:"repair,replacement,reduction,rescission,refund,other"`
	Reason       string    `json:"reason" form:"need"`
	Tests        []Test    `json:"tests,omitempty"`
	Alternatives []string  `json:"alternatives,omitempty"` // what the shop offers instead
	Photos       []Photo   `json:"photos,omitempty"`
	DecidedBy    string    `json:"decided_by,omitempty"`
	PageURL      string    `json:"page_url,omitempty"`
	Signature    Signature `json:"signature,omitzero"`
}

// RefusalSlip writes the reasoned refusal.
func RefusalSlip(in Refusal, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.followed(w.T("paper.refusal.says"), in.PageURL)
	body = append(body, w.parties(in.Customer, in.Product))
	body = append(body, w.section(w.T("paper.refusal.asked"), pairs(
		row(w.T("paper.claimed.wish"), strong(w.chosen(wishes, in.Wish))),
		row(w.T("paper.claimed.layer"), document.Plain(w.chosen(layers, in.Layer))),
	))...)
	body = append(body, document.Heading{Text: w.T("paper.refusal.why")},
		document.Box{Body: []document.Block{document.Text(in.Reason)}})
	body = append(body, w.section(w.T("paper.tests"), w.tests(in.Tests))...)
	body = append(body, w.section(w.T("paper.refusal.instead"), w.lines(in.Alternatives))...)
	body = append(body, w.section(w.T("paper.photos.title"), w.photos(in.Photos)...)...)
	body = append(body, pairs(row(w.T("paper.refusal.by"), document.Plain(in.DecidedBy))))
	body = append(body, w.signatures(w.signature("paper.refusal.signature", in.Customer.Name, in.Signature), in.By))
	mentions := w.laws("refusal_open", "customer_rights")
	if in.Layer == "lgc" {
		mentions = append(w.laws("refusal_reasoned"), mentions...)
	}
	body = append(body, w.smallPrint(append(mentions, w.common()...))...)
	return w.document(w.T("paper.refusal.title"), body)
}
