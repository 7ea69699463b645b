package forms

import (
	"cmp"

	"etabli/app/lang"
	"etabli/printing/document"
)

// Deposit is what a deposit receipt proves.
type Deposit struct {
	Sheet                     // AtMS: when the shop took custody
	Place        string       `json:"place,omitempty" form:"shop,home,phone,page"` // where it was agreed
	Customer     Person       `json:"customer"`
	Product      Product      `json:"product"`
	Fault        string       `json:"fault,omitempty"` // the customer's words
	Accessories  []string     `json:"accessories,omitempty"`
	Condition    []string     `json:"condition,omitempty"`
	Photos       int          `json:"photos,omitempty"`
	PromisedOn   string       `json:"promised_on,omitempty" form:"date"`
	CeilingCents int64        `json:"ceiling_cents,omitempty"` // may be spent without asking
	Currency     string       `json:"currency,omitempty"`
	Diagnosis    DiagnosisFee `json:"diagnosis,omitzero"`
	Claim        string       `json:"claim,omitempty" form:"lgc,commercial,contract,paid"` // the layer that is claimed
	Backup       string       `json:"backup,omitempty" form:"done,none,no_data"`           // empty: not asked
	Loaner       string       `json:"loaner,omitempty"`                                    // what was lent meanwhile
	PageURL      string       `json:"page_url,omitempty"`                                  // of the customer's page
	PageTyped    string       `json:"page_typed,omitempty"`                                // the same as people type it; page_url when empty
	PageCode     string       `json:"page_code,omitempty"`                                 // asked there before amounts are shown
	Proof        string       `json:"proof,omitempty"`                                     // that any device of the shop verifies, see package receipt
	Signature    Signature    `json:"signature,omitzero"`
}

// DepositReceipt writes the bon de dépôt: proof of custody, what was said and
// seen, what was agreed. It promises nothing that only a diagnosis can tell.
func DepositReceipt(in Deposit, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.depositHead(in)
	body = append(body, document.Rule{})
	body = append(body, w.parties(in.Customer, in.Product))
	body = append(body, w.fault(in.Fault)...)
	body = append(body, document.Heading{Text: w.T("paper.deposit.agreed")}, w.agreed(in))
	body = append(body, document.Box{Body: []document.Block{document.Paragraph{
		Runs: []document.Run{
			{Text: w.T("paper.diagnosis.reserve") + " ", Weight: document.Strong},
			{Text: w.T("paper.diagnosis.reserve.why")},
		},
	}}})
	body = append(body, w.signed(in)...)
	body = append(body, w.mentions(in)...)
	return w.document(w.T("paper.deposit.title"), body)
}

// depositHead is the number with the way to follow the repair.
func (w writer) depositHead(in Deposit) []document.Block {
	proof := w.T("paper.deposit.proof")
	proof = joined(" ", w.chosen(places, in.Place), proof)
	said := []document.Block{w.number(in.Number), w.small(proof, document.Quiet)}
	if in.PageURL == "" {
		return said
	}
	follow := []document.Run{{Text: w.T("paper.follow.how")}}
	if in.PageCode != "" {
		follow = append(follow,
			document.Run{Text: " " + w.T("paper.follow.code") + " "},
			document.Run{Text: in.PageCode, Mono: true, Weight: document.Strong})
	}
	said = append(said,
		document.Heading{Text: w.T("paper.follow")},
		document.Paragraph{Runs: follow, Size: document.Small})
	code := document.QR{Content: in.PageURL, WidthMM: 28, Worn: true, Align: document.End}
	if w.paper.Narrow() {
		code.WidthMM, code.Align = 31, document.Centre
		return append(said, code)
	}
	url := document.Paragraph{Runs: document.MonoRun(cmp.Or(in.PageTyped, in.PageURL)), Size: document.Small, Tone: document.Quiet}
	return []document.Block{document.Columns{Parts: []document.Part{
		{Share: 0.76, Body: append(said, url)},
		{Share: 0.24, Body: []document.Block{code}},
	}}}
}

// proof is the code by which the shop knows its own receipt with no network.
func (w writer) proof(code string) document.QR {
	square := document.QR{Content: code, WidthMM: 20, Worn: true, Align: document.End}
	if w.paper.Narrow() {
		square.WidthMM, square.Align = 24, document.Centre
	}
	return square
}

// signed is where the customer signs, beside the proof of the receipt.
func (w writer) signed(in Deposit) []document.Block {
	customer := w.signature("paper.signature.customer", in.Customer.Name, in.Signature)
	both := w.signatures(customer, in.By)
	if in.Proof == "" {
		return []document.Block{both}
	}
	if w.paper.Narrow() {
		return []document.Block{both, w.proof(in.Proof)}
	}
	return []document.Block{document.Keep{Body: []document.Block{document.Columns{Parts: []document.Part{
		{Share: 0.42, Body: []document.Block{customer}},
		{Share: 0.38, Body: []document.Block{w.signature("paper.signature.shop", in.By, Signature{})}},
		{Share: 0.2, Body: []document.Block{w.proof(in.Proof)}},
	}}}}}
}

// agreed lists what was left, seen and settled.
func (w writer) agreed(in Deposit) document.Pairs {
	condition := w.listed(in.Condition, "paper.condition.none")
	if in.Photos > 0 {
		condition = joined(" · ", condition, w.N("paper.photos", in.Photos))
	}
	promised := ""
	if in.PromisedOn != "" {
		promised = w.T("paper.promised.reserve", "date", w.Date(in.PromisedOn))
	}
	return pairs(
		row(w.T("paper.accessories"), document.Plain(w.listed(in.Accessories, "paper.accessories.none"))),
		row(w.T("paper.condition"), document.Plain(condition)),
		row(w.T("paper.backup"), document.Plain(w.chosen(backups, in.Backup))),
		row(w.T("paper.claim"), document.Plain(w.chosen(claims, in.Claim))),
		row(w.T("paper.promised"), document.Plain(promised)),
		row(w.T("paper.ceiling"), document.Plain(w.ceiling(in.CeilingCents, in.Currency))),
		row(w.T("paper.diagnosis"), document.Plain(w.fee(in.Diagnosis, in.Currency))),
		row(w.T("paper.loaner"), document.Plain(in.Loaner)),
	)
}

func (w writer) ceiling(cents int64, currency string) string {
	if cents <= 0 {
		return w.T("paper.ceiling.zero")
	}
	return w.T("paper.ceiling.amount", "amount", w.Money(cents, currency))
}

func (w writer) fee(f DiagnosisFee, currency string) string {
	switch {
	case !f.Announced:
		return ""
	case f.Cents <= 0:
		return w.T("paper.diagnosis.free")
	case f.Deducted:
		return w.T("paper.diagnosis.deducted", "amount", w.Money(f.Cents, currency))
	}
	return w.T("paper.diagnosis.fee", "amount", w.Money(f.Cents, currency))
}

// mentions are the lines of law and custom, short enough to be read.
func (w writer) mentions(in Deposit) []document.Block {
	items := append(w.laws("custody_return", "customer_rights", "data_copy", "unclaimed"), w.common()...)
	if in.Proof != "" {
		items = append(items, w.T("paper.proof.code", "code", in.Proof))
	}
	return w.smallPrint(items)
}
