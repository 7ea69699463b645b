package forms

import (
	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Exchange is a device given for another.
type Exchange struct {
	Sheet
	FileNumber     string         `json:"file_number,omitempty"`
	Customer       Person         `json:"customer"`
	Taken          Product        `json:"taken"` // the customer's device
	Given          Product        `json:"given"`
	GivenState     string         `json:"given_state,omitempty"` // new, or the grade of a refurbished one
	Layer          string         `json:"layer,omitempty" form:"lgc,commercial,contract,goodwill,paid"`
	Wish           string         `json:"wish,omitempty" form:"repair,replacement,reduction,rescission,refund,other"`
	AskedUsed      bool           `json:"asked_refurbished,omitempty"` // the customer asked for a refurbished one
	Reason         string         `json:"reason,omitempty"`
	GuaranteeUntil civil.Date     `json:"legal_guarantee_until,omitzero"` // of the device given
	Currency       string         `json:"currency,omitempty"`
	CoreCents      int64          `json:"core_cents,omitempty"` // kept until the old device is back
	CoreBy         civil.Date     `json:"core_by,omitzero"`
	Accessories    []ReturnedItem `json:"accessories,omitempty"`
	Wiped          bool           `json:"wiped,omitempty"`
	PageURL        string         `json:"page_url,omitempty"`
	Signature      Signature      `json:"signature,omitzero"`
}

// ExchangeSlip writes the bon d'échange.
func ExchangeSlip(in Exchange, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.followed(w.T("paper.exchange.says"), in.PageURL)
	body = append(body, w.person(in.Customer))
	given := w.product(in.Given)
	given.Rows = append(given.Rows, pairs(row(w.T("paper.exchange.state"), document.Plain(in.GivenState))).Rows...)
	taken := []document.Block{document.Heading{Text: w.T("paper.exchange.taken")}, w.product(in.Taken)}
	new := []document.Block{document.Heading{Text: w.T("paper.exchange.given")}, given}
	body = append(body, document.Columns{Parts: []document.Part{{Share: 0.5, Body: taken}, {Share: 0.5, Body: new}}})
	asked, core, data := "", "", w.T("paper.wiped.not")
	if in.AskedUsed {
		asked = w.T("paper.exchange.refurbished")
	}
	if in.CoreCents > 0 {
		core = joined(" · ", w.Money(in.CoreCents, in.Currency), w.on(in.CoreBy))
	}
	if in.Wiped {
		data = w.T("paper.wiped")
	}
	body = append(body, w.section(w.T("paper.exchange.why"), pairs(
		row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber)),
		row(w.T("paper.reason"), document.Plain(in.Reason)),
		row(w.T("paper.claimed.layer"), document.Plain(w.chosen(layers, in.Layer))),
		row(w.T("paper.claimed.wish"), document.Plain(joined(" · ", w.chosen(wishes, in.Wish), asked))),
		row(w.T("paper.exchange.until"), strong(w.on(in.GuaranteeUntil))),
		row(w.T("paper.exchange.core"), document.Plain(core)),
		row(w.T("paper.exchange.data"), document.Plain(data)),
	))...)
	body = append(body, w.section(w.T("paper.handback.accessories"), w.returned(in.Accessories))...)
	body = append(body, w.signatures(w.signature("paper.exchange.signature", in.Customer.Name, in.Signature), in.By))
	mentions := w.laws("exchange_property")
	if in.Layer == "lgc" && in.Wish == "repair" {
		mentions = append(mentions, w.law("exchange_new_period"))
	}
	mentions = append(mentions, w.law("customer_rights"))
	body = append(body, w.smallPrint(append(mentions, w.common()...))...)
	return w.document(w.T("paper.exchange.title"), body)
}

// Irreparable attests that a device cannot be repaired, or not for what it is
// worth.
type Irreparable struct {
	Sheet
	Customer      Person    `json:"customer"`
	Product       Product   `json:"product"`
	Why           string    `json:"why" form:"cost,part,damage,safety"`
	Fault         string    `json:"fault,omitempty"`
	Finding       string    `json:"finding" form:"need"`
	Tests         []Test    `json:"tests,omitempty"`
	Currency      string    `json:"currency,omitempty"`
	EstimateCents int64     `json:"estimate_cents,omitempty"` // of the repair, with tax
	ValueCents    int64     `json:"value_cents,omitempty"`    // of the device before the fault
	For           string    `json:"for,omitempty"`            // who it is meant for, such as an insurer
	Technician    string    `json:"technician,omitempty"`
	Photos        []Photo   `json:"photos,omitempty"`
	Signature     Signature `json:"signature,omitzero"` // of the workshop
}

// IrreparableAttestation writes the attestation d'irréparabilité.
func IrreparableAttestation(in Irreparable, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.T("paper.irreparable.says", "shop", in.Shop.Name), "")
	body = append(body, w.parties(in.Customer, in.Product))
	if why := w.chosen(irreparables, in.Why); why != "" {
		body = append(body, document.Box{Body: []document.Block{document.Paragraph{Runs: strong(why), Size: document.Large}}})
	}
	body = append(body, w.fault(in.Fault)...)
	body = append(body, w.section(w.T("paper.order.finding"), document.Text(in.Finding))...)
	body = append(body, w.section(w.T("paper.tests"), w.tests(in.Tests))...)
	body = append(body, w.section(w.T("paper.irreparable.worth"), pairs(
		row(w.T("paper.irreparable.estimate"), document.Plain(w.amountOr(in.EstimateCents, in.Currency))),
		row(w.T("paper.irreparable.value"), document.Plain(w.amountOr(in.ValueCents, in.Currency))),
		row(w.T("paper.irreparable.for"), document.Plain(in.For)),
		row(w.T("paper.visit.technician"), document.Plain(in.Technician)),
	))...)
	body = append(body, w.section(w.T("paper.photos.title"), w.photos(in.Photos)...)...)
	body = append(body, document.Keep{Body: []document.Block{w.signature("paper.signature.shop", in.By, in.Signature)}})
	body = append(body, w.smallPrint(w.laws("attestation"))...)
	return w.document(w.T("paper.irreparable.title"), body)
}
