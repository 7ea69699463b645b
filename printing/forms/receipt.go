package forms

import (
	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Receipt proves a payment.
type Receipt struct {
	Sheet                // Number: of the payment in the till's series
	Refund     bool      `json:"refund,omitempty"` // money goes back
	Reason     string    `json:"reason,omitempty"`
	Till       string    `json:"till,omitempty"`
	FileNumber string    `json:"file_number,omitempty"`
	BillNumber string    `json:"bill_number,omitempty"`
	Customer   Person    `json:"customer,omitzero"`
	Amounts              // what is paid for; no lines: for the file as a whole
	DueCents   int64     `json:"due_cents,omitempty"` // when there are no lines
	Bonus      *Bonus    `json:"bonus,omitempty"`
	Payments   []Payment `json:"payments"`
	GivenCents int64     `json:"given_cents,omitempty"` // cash handed over; the change is worked out
	Durable    bool      `json:"durable_goods,omitempty"`
	Software   string    `json:"software,omitempty"`
	Seal       string    `json:"seal,omitempty"`
}

// PaymentReceipt writes the reçu of the till.
func PaymentReceipt(in Receipt, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening("", "")
	who := pairs(row(w.T("paper.customer"), strong(in.Customer.Name)))
	body = append(body, w.beside(who, pairs(
		row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber)),
		row(w.T("paper.receipt.bill"), document.MonoRun(in.BillNumber)),
		row(w.T("paper.reason"), document.Plain(in.Reason)),
		row(w.T("paper.till"), document.MonoRun(in.Till)),
	)))
	total, bonus := in.DueCents, int64(0)
	if in.Bonus != nil {
		bonus = in.Bonus.Cents
	}
	if len(in.Lines) > 0 {
		table, sums := w.priceTable(in.Amounts)
		total = sums.GrossCents
		body = append(append(body, table...), w.totals(in.Amounts, sums, w.paid(total, bonus, in.Payments)...))
	} else {
		due := sumRow{w.T("paper.receipt.due"), total, true}
		body = append(body, w.sumTable(in.Currency, append([]sumRow{due}, w.paid(total, bonus, in.Payments)...)))
	}
	if cash := cashOf(in.Payments); in.GivenCents > cash {
		body = append(body, w.sumTable(in.Currency, []sumRow{
			{w.T("paper.receipt.given"), in.GivenCents, false},
			{w.T("paper.receipt.change"), in.GivenCents - cash, false},
		}))
	}
	body = append(body, pairs(
		row(w.T("paper.software"), document.Plain(in.Software)),
		row(w.T("paper.seal"), document.MonoRun(in.Seal)),
	))
	mentions := w.taxNotes(in.Amounts)
	if in.Durable {
		mentions = append(mentions, w.law("lgc_receipt"))
	}
	if in.Bonus != nil {
		mentions = append(mentions, w.law("repair_bonus"))
	}
	body = append(body, w.smallPrint(mentions)...)
	title := w.T("paper.receipt.title")
	if in.Refund {
		title = w.T("paper.receipt.refund")
	}
	return w.document(title, body)
}

func cashOf(list []Payment) int64 {
	sum := int64(0)
	for _, p := range list {
		if p.Means == "cash" {
			sum += p.Cents
		}
	}
	return sum
}

// Voucher is a bon that can be used at the shop.
type Voucher struct {
	Sheet                 // Number: of the voucher
	Kind       string     `json:"kind,omitempty" form:"goodwill,gift,credit"`
	Holder     Person     `json:"holder,omitzero"`
	FileNumber string     `json:"file_number,omitempty"`
	Cents      int64      `json:"cents"`
	Currency   string     `json:"currency"`
	ValidUntil civil.Date `json:"valid_until,omitzero"`
	Code       string     `json:"code,omitempty"` // what the till scans; the number when empty
	Reason     string     `json:"reason,omitempty"`
}

// VoucherForm writes a bon d'achat.
func VoucherForm(in Voucher, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	code := in.Code
	if code == "" {
		code = in.Number
	}
	amount := document.Paragraph{
		Runs: strong(w.Money(in.Cents, in.Currency)), Size: document.Huge, Tone: document.Work, Fit: true, Align: document.Centre,
	}
	body := w.opening(w.chosen(voucherKinds, in.Kind), code)
	body = append(body, amount, pairs(
		row(w.T("paper.voucher.holder"), strong(in.Holder.Name)),
		row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber)),
		row(w.T("paper.quote.valid"), strong(w.on(in.ValidUntil))),
		row(w.T("paper.reason"), document.Plain(in.Reason)),
	))
	mentions := w.laws("voucher_terms")
	if in.Kind == "goodwill" {
		mentions = append(mentions, w.law("goodwill"))
	}
	body = append(body, w.smallPrint(append(mentions, w.common()...))...)
	return w.document(w.T("paper.voucher.title"), body)
}
