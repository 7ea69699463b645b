package forms

import (
	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Payment is money that came, or with a negative sum went back.
type Payment struct {
	Means string     `json:"means" form:"cash,card,cheque,transfer,voucher,preauth,account,before,deducted,other"`
	Cents int64      `json:"cents"`
	Ref   string     `json:"ref,omitempty"`
	On    civil.Date `json:"on,omitzero"`
}

// Bonus is what a third party pays of a repair.
type Bonus struct {
	Cents int64  `json:"cents"`
	Body  string `json:"body,omitempty"` // who pays it
}

// Bill is what notes, invoices and credit notes are made of.
type Bill struct {
	Sheet                    // Number: of the bill in its series; AtMS: when it was issued
	FileNumber    string     `json:"file_number,omitempty"`
	Buyer         Person     `json:"buyer"`
	NoName        bool       `json:"no_name,omitempty"` // the customer did not wish to be named on a note
	DeliverTo     string     `json:"deliver_to,omitempty"`
	OrderRef      string     `json:"order_ref,omitempty"` // the buyer's own reference
	Product       Product    `json:"product,omitzero"`
	DoneOn        civil.Date `json:"done_on,omitzero"`
	DoneAt        string     `json:"done_at,omitempty"`
	DueOn         civil.Date `json:"due_on,omitzero"`
	Business      bool       `json:"business,omitempty"`       // between professionals
	OnDebits      bool       `json:"vat_on_debits,omitempty"`  // tax is due on invoicing
	ReverseCharge bool       `json:"reverse_charge,omitempty"` // tax is due by the buyer
	UnionDelivery bool       `json:"union_delivery,omitempty"` // goods that go to a business of another state of the Union
	Durable       bool       `json:"durable_goods,omitempty"`  // sold in the shop: the legal guarantee is mentioned
	// OffPremises is of a contract that the buyer may still withdraw from.
	OffPremises *OffPremises `json:"off_premises,omitempty"`
	Amounts
	Bonus     *Bonus     `json:"bonus,omitempty"`
	Payments  []Payment  `json:"payments,omitempty"`
	Refers    string     `json:"refers,omitempty"` // the invoice that a credit note corrects
	RefersOn  civil.Date `json:"refers_on,omitzero"`
	Reason    string     `json:"reason,omitempty"`
	Guarantee string     `json:"guarantee,omitempty"` // commercial, on the repair
	BankLine  string     `json:"bank,omitempty"`      // where to pay
	Late      *Late      `json:"late,omitempty"`      // as agreed with the buyer; by law when empty
	Software  string     `json:"software,omitempty"`  // name and version of the till
	Seal      string     `json:"seal,omitempty"`      // of the record in the till's chain
	PageURL   string     `json:"page_url,omitempty"`
}

// Late is what was agreed for late payment.
type Late struct {
	RatePermille int   `json:"rate_permille"` // a year
	FeeCents     int64 `json:"fee_cents"`     // fixed, for recovery
}

// late says what late payment costs a business.
func (w writer) late(in Bill) string {
	if in.Late == nil {
		return w.law("late_payment")
	}
	return w.T("paper.bill.late", "rate", w.rate(in.Late.RatePermille), "fee", w.Money(in.Late.FeeCents, in.Currency))
}

// billKind is what differs between the papers of a bill.
type billKind struct {
	title, says, lines string
}

// ServiceNote writes the note that a service of a certain price must have.
func ServiceNote(in Bill, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	return w.bill(in, billKind{w.T("paper.note.title"), w.T("paper.note.says"), w.T("paper.bill.lines")}, "note_rule")
}

// Invoice writes a facture.
func Invoice(in Bill, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	return w.bill(in, billKind{w.T("paper.invoice.title"), "", w.T("paper.bill.lines")})
}

// CreditNote writes an avoir. Its sums are below zero, as in the record of the refund.
func CreditNote(in Bill, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	mentions := []string{"credit_note"}
	if !in.Business {
		mentions = []string{"refund_delay"}
	}
	return w.bill(in, billKind{w.T("paper.credit.title"), w.T("paper.credit.says"), w.T("paper.credit.lines")}, mentions...)
}

func (w writer) bill(in Bill, kind billKind, mentions ...string) document.Document {
	body := w.opening(kind.says, in.PageURL)
	body = append(body, w.buyer(in))
	table, sums := w.priceTable(in.Amounts)
	body = append(body, document.Heading{Text: kind.lines})
	bonus := int64(0)
	if in.Bonus != nil {
		bonus = in.Bonus.Cents
	}
	body = append(append(body, table...), w.totals(in.Amounts, sums, w.paid(sums.GrossCents, bonus, in.Payments)...))
	body = append(body, w.section(w.T("paper.bill.terms"), pairs(
		row(w.T("paper.bill.due"), strong(w.on(in.DueOn))),
		row(w.T("paper.bill.bank"), document.MonoRun(in.BankLine)),
		row(w.T("paper.guarantee"), document.Plain(in.Guarantee)),
		row(w.T("paper.software"), document.Plain(in.Software)),
		row(w.T("paper.seal"), document.MonoRun(in.Seal)),
	))...)
	body = append(body, w.smallPrint(w.billMentions(in, mentions))...)
	body = append(body, w.withdrawal(in.OffPremises)...)
	return w.document(kind.title, body)
}

// buyer lists who pays beside what the bill is about.
func (w writer) buyer(in Bill) document.Block {
	name := in.Buyer
	if in.NoName {
		name = Person{Name: w.T("paper.customer.unnamed")}
	}
	left := w.person(name)
	left.Rows = append(left.Rows, pairs(row(w.T("paper.bill.deliver"), document.Plain(in.DeliverTo))).Rows...)
	right := pairs(
		row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber)),
		row(w.T("paper.bill.refers"), strong(joined(" · ", in.Refers, w.on(in.RefersOn)))),
		row(w.T("paper.reason"), document.Plain(in.Reason)),
		row(w.T("paper.product"), document.Plain(in.Product.Label)),
		row(w.T("paper.serial"), document.MonoRun(in.Product.Serial)),
		row(w.T("paper.bill.done_on"), document.Plain(w.on(in.DoneOn))),
		row(w.T("paper.bill.done_at"), document.Plain(in.DoneAt)),
		row(w.T("paper.bill.order"), document.Plain(in.OrderRef)),
		row(w.T("paper.bill.nature"), document.Plain(w.nature(in.Lines))),
	)
	return w.beside(left, right)
}

// nature says whether goods, services or both are sold.
func (w writer) nature(lines []Line) string {
	goods, services := false, false
	for _, l := range lines {
		switch l.Nature {
		case "goods":
			goods = true
		case "services", "travel":
			services = true
		}
	}
	switch {
	case goods && services:
		return w.T("paper.nature.mixed")
	case goods:
		return w.T("paper.nature.goods")
	case services:
		return w.T("paper.nature.services")
	}
	return ""
}

// paid says what of a total a third party bears, what was paid, and what stays.
func (w writer) paid(total, bonus int64, list []Payment) []sumRow {
	var rows []sumRow
	if bonus != 0 {
		rows = append(rows, sumRow{w.T("paper.bonus"), -bonus, false})
		total -= bonus
	}
	var later []sumRow // parts of what is left, by when they are due
	for _, p := range list {
		if p.Means == "account" {
			later = append(later, sumRow{w.owedBy(p.On), p.Cents, false})
			continue
		}
		rows = append(rows, sumRow{joined(" · ", w.paidBy(p), p.Ref, w.on(p.On)), -p.Cents, false})
		total -= p.Cents
	}
	if len(rows)+len(later) > 0 {
		rows = append(rows, sumRow{w.T("paper.remaining"), total, true})
	}
	rows = append(rows, later...)
	return rows
}

// paidBy says how money came or went.
func (w writer) paidBy(p Payment) string {
	switch back := p.Cents < 0; {
	case p.Means == "deducted":
		return w.T("paper.deducted")
	case p.Means == "before" && back:
		return w.T("paper.returned.before")
	case p.Means == "before":
		return w.T("paper.paid.before")
	case back:
		return w.T("paper.returned.by", "means", w.chosen(means, p.Means))
	}
	return w.T("paper.paid.by", "means", w.chosen(means, p.Means))
}

func (w writer) billMentions(in Bill, more []string) []string {
	out := append(w.taxNotes(in.Amounts), w.laws(more...)...)
	add := func(on bool, ids ...string) {
		if on {
			out = append(out, w.laws(ids...)...)
		}
	}
	add(in.ReverseCharge, "reverse_charge")
	add(in.UnionDelivery, "union_delivery")
	add(in.OnDebits, "vat_on_debits")
	if in.Business {
		out = append(out, w.late(in))
	}
	add(in.Business, "no_early_discount")
	add(in.Durable, "lgc_receipt")
	add(in.Bonus != nil, "repair_bonus")
	for _, l := range in.Lines {
		if l.Layer == "goodwill" {
			add(true, "goodwill")
			break
		}
	}
	if in.Business {
		return out
	}
	return append(append(out, w.law("customer_rights")), w.common()...)
}
