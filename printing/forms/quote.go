package forms

import (
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// OffPremises is what a contract adds that a consumer made away from the shop, or at
// a distance.
type OffPremises struct {
	Distance      bool       `json:"distance,omitempty"`      // by telephone or on the customer's page
	WithdrawUntil civil.Date `json:"withdraw_until,omitzero"` // last day to withdraw
	PayableFrom   civil.Date `json:"payable_from,omitzero"`   // first day that money may be taken
	Urgent        bool       `json:"urgent,omitempty"`        // an urgent repair that the customer asked for
	StartNow      bool       `json:"start_now,omitempty"`     // the customer asks for work before the period ends
}

// Quote is one version of an offer. With Form set it is laid out as the European
// Repair Information Form, whose fields it holds all.
type Quote struct {
	Sheet                       // AtMS: the date of the quote
	Version        int          `json:"version,omitempty"`
	Form           bool         `json:"repair_form,omitempty"`
	Customer       Person       `json:"customer"`
	Product        Product      `json:"product"`
	PlaceLine      string       `json:"place,omitempty"` // where the work is done
	Finding        string       `json:"finding,omitempty"`
	Work           string       `json:"work,omitempty"` // the kind of repair that is suggested
	Amounts                     // TTC or HT, by its Prices
	NoTravel       bool         `json:"no_travel,omitempty"`    // said when no line is for travel
	PriceMethod    string       `json:"price_method,omitempty"` // how the price is found when it is not fixed
	MaxCents       int64        `json:"max_cents,omitempty"`    // and what it cannot exceed
	FeeCents       int64        `json:"fee_cents,omitempty"`    // price of this quote; 0: free
	ValidUntil     string       `json:"valid_until,omitempty" form:"date"`
	ReadyOn        string       `json:"ready_on,omitempty" form:"date"` // when the repair would be ready after a yes
	Duration       string       `json:"duration,omitempty"`             // time needed for the repair
	Loan           string       `json:"loan,omitempty"`                 // replacement meanwhile, and its cost
	HandOver       string       `json:"hand_over,omitempty"`            // where the customer hands the device over
	Services       string       `json:"services,omitempty"`             // removal, installation, transport, and their cost
	More           string       `json:"more,omitempty"`
	Guarantee      string       `json:"guarantee,omitempty"` // commercial, on the repair
	UsedPart       string       `json:"used_part,omitempty" form:"offered,accepted,refused,unavailable,not_applicable"`
	UsedPartReason string       `json:"used_part_reason,omitempty"`
	UsedPartCents  int64        `json:"used_part_cents,omitempty"` // the same repair with it
	AheadCents     int64        `json:"ahead_cents,omitempty"`     // paid at the signature
	AheadKind      string       `json:"ahead_kind,omitempty" form:"arrhes,acompte"`
	OffPremises    *OffPremises `json:"off_premises,omitempty"`
	PageURL        string       `json:"page_url,omitempty"`
	Signature      Signature    `json:"signature,omitzero"`
}

// QuoteForm writes the devis.
func QuoteForm(in Quote, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	said := []document.Block{w.number(in.Number), w.small(w.T("paper.quote.says"), document.Quiet)}
	if in.PageURL != "" {
		said = append(said, w.small(w.T("paper.follow.how"), document.Quiet))
	}
	body := w.withCode(said, in.PageURL)
	body = append(body, document.Rule{}, w.parties(in.Customer, in.Product))
	if in.Finding != "" {
		body = append(body, document.Heading{Text: w.T("paper.order.finding")}, document.Text(in.Finding))
	}
	if in.Work != "" {
		body = append(body, document.Heading{Text: w.T("paper.quote.work")}, document.Text(in.Work))
	}
	body = append(body, document.Heading{Text: w.T("paper.quote.lines")})
	table, sums := w.priceTable(in.Amounts)
	body = append(append(body, table...), w.totals(in.Amounts, sums, w.ahead(in, sums.GrossCents)...))
	body = append(body, document.Heading{Text: w.T("paper.quote.terms")}, w.halved(w.quoteTerms(in)), w.answer(in))
	body = append(body, w.smallPrint(w.quoteMentions(in))...)
	body = append(body, w.withdrawal(in.OffPremises)...)
	return w.document(w.quoteTitle(in), body)
}

func (w writer) quoteTitle(in Quote) string {
	switch {
	case in.Form:
		return w.T("paper.quote.form")
	case in.Version > 1:
		return w.T("paper.quote.version", "version", strconv.Itoa(in.Version))
	}
	return w.T("paper.quote.title")
}

// ahead is what is paid at the signature and what then stays.
func (w writer) ahead(in Quote, total int64) []sumRow {
	words := w.chosen(aheadKinds, in.AheadKind)
	if in.AheadCents <= 0 || words == "" {
		return nil
	}
	return []sumRow{{words, in.AheadCents, false}, {w.T("paper.remaining"), total - in.AheadCents, true}}
}

func (w writer) quoteMentions(in Quote) []string {
	out := w.taxNotes(in.Amounts)
	out = append(out, w.laws("quote_rule", "amendment_needed")...)
	if in.Form {
		out = append(out, w.law("repair_form_frozen"))
	}
	if in.UsedPart != "" && in.UsedPart != "not_applicable" {
		out = append(out, w.law("used_parts"))
	}
	if in.AheadCents > 0 {
		out = append(out, w.law("paid_ahead"))
	}
	return append(append(out, w.law("customer_rights")), w.common()...)
}

func (w writer) quoteTerms(in Quote) document.Pairs {
	price := w.T("paper.quote.free")
	if in.FeeCents > 0 {
		price = w.T("paper.quote.paid", "amount", w.Money(in.FeeCents, in.Currency))
	}
	travel := ""
	if in.NoTravel {
		travel = w.T("paper.travel.none")
	}
	method := in.PriceMethod
	if in.MaxCents > 0 {
		method = joined(" · ", method, w.T("paper.quote.max", "amount", w.Money(in.MaxCents, in.Currency)))
	}
	return pairs(
		row(w.T("paper.quote.place"), document.Plain(in.PlaceLine)),
		row(w.T("paper.quote.valid"), strong(w.dateOr(in.ValidUntil))),
		row(w.T("paper.quote.ready"), document.Plain(w.dateOr(in.ReadyOn))),
		row(w.T("paper.quote.duration"), document.Plain(in.Duration)),
		row(w.T("paper.quote.price"), document.Plain(price)),
		row(w.T("paper.quote.method"), document.Plain(method)),
		row(w.T("paper.travel"), document.Plain(travel)),
		row(w.T("paper.quote.loan"), document.Plain(in.Loan)),
		row(w.T("paper.quote.hand_over"), document.Plain(in.HandOver)),
		row(w.T("paper.quote.services"), document.Plain(in.Services)),
		row(w.T("paper.used_part"), document.Plain(w.usedPart(in))),
		row(w.T("paper.guarantee"), document.Plain(in.Guarantee)),
		row(w.T("paper.quote.more"), document.Plain(in.More)),
	)
}

// usedPart says how a used part was offered, at which price, and why there is none.
func (w writer) usedPart(in Quote) string {
	text := w.chosen(usedParts, in.UsedPart)
	if text != "" && in.UsedPartCents > 0 {
		text = w.T("paper.used_part.at", "text", text, "amount", w.Money(in.UsedPartCents, in.Currency))
	}
	return w.because(text, in.UsedPartReason)
}

// halved sets a long list of pairs in two columns where the page is wide.
func (w writer) halved(p document.Pairs) document.Block {
	const long = 6
	if w.paper != document.A4 || len(p.Rows) < long {
		return p
	}
	half := (len(p.Rows) + 1) / 2
	return w.beside(document.Pairs{Rows: p.Rows[:half]}, document.Pairs{Rows: p.Rows[half:]})
}

// answer is where the customer decides.
func (w writer) answer(in Quote) document.Block {
	return w.choice(
		[]document.Block{
			document.Text(w.T("paper.quote.answer")),
			document.List{Mark: document.Check, Items: []string{w.T("paper.quote.yes"), w.T("paper.quote.no")}},
		},
		w.signature("paper.quote.signature", in.Customer.Name, in.Signature))
}

// choice is a box with what there is to decide beside where it is signed.
func (w writer) choice(said []document.Block, sign document.Signature) document.Block {
	return document.Box{Tone: document.Work, Body: []document.Block{document.Columns{Parts: []document.Part{
		{Share: 0.5, Body: said}, {Share: 0.5, Body: []document.Block{sign}},
	}}}}
}
