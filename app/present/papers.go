package present

import (
	"context"
	"strings"

	"etabli/app/domain/repair"
)

// Form names what can be printed.
type Form string

// The forms, with their paper.
const (
	DepositA5   Form = "deposit-a5"
	Deposit80mm Form = "deposit-80mm"
	QuoteA4     Form = "quote-a4"
	ReturnA5    Form = "return-a5"
	OrderA5     Form = "order-a5"
	ConditionA4 Form = "condition-a4"
	LoanA4      Form = "loan-a4"      // of a loan
	LoanBackA4  Form = "loan-back-a4" // of a loan

	DeviceLabel     Form = "device-label"
	AccessoryLabels Form = "accessory-labels"

	AmendmentA4   Form = "amendment-a4" // of a quote that changes an accepted one
	ExchangeA4    Form = "exchange-a4"
	SubcontractA4 Form = "subcontract-a4"
	HandOverA4    Form = "hand-over-a4" // of a batch for a subcontractor
	IrreparableA4 Form = "irreparable-a4"
	ClaimA4       Form = "claim-a4"    // of a claim
	RefusalA4     Form = "refusal-a4"  // of a claim that was refused
	ParcelA5      Form = "parcel-a5"   // of a parcel
	SupplierA4    Form = "supplier-a4" // of an order
	TransferA5    Form = "transfer-a5" // of a transfer
	ShelfTag      Form = "shelf-label" // of a part
	RenewalA4     Form = "renewal-a4"  // of a contract
	InvoiceA4     Form = "invoice-a4"  // of an invoice or a credit note
)

var formNames = map[Form]string{
	DepositA5: "form.deposit_a5", Deposit80mm: "form.deposit_80mm", QuoteA4: "form.quote_a4", ReturnA5: "form.return_a5",
	LoanA4: "form.loan_a4", LoanBackA4: "form.loan_back_a4",
	OrderA5: "form.order_a5", ConditionA4: "form.condition_a4", DeviceLabel: "form.device_label", AccessoryLabels: "form.accessory_labels",
	IrreparableA4: "form.irreparable_a4", ClaimA4: "form.claim_a4", RefusalA4: "form.refusal_a4", ParcelA5: "form.parcel_a5",
	AmendmentA4: "form.amendment_a4", ExchangeA4: "form.exchange_a4", SubcontractA4: "form.subcontract_a4", HandOverA4: "form.hand_over_a4", TransferA5: "form.transfer_a5",
	SupplierA4: "form.supplier_a4", ShelfTag: "form.shelf_label", RenewalA4: "form.renewal_a4", InvoiceA4: "form.invoice_a4",
}

// Papers prints.
type Papers interface {
	// AtIntake are the forms that an intake prints here.
	AtIntake() []Form
	// Print puts a form of a repair, or of what the form is about, into the print queue and answers where it
	// goes: a printer's name or a folder.
	Print(ctx context.Context, id ID, form Form) (where string, err error)
	// Preview is a picture of what Print would print.
	Preview(ctx context.Context, id ID, form Form) ([]byte, error)
}

func (e Env) formName(f Form) string {
	if key, ok := formNames[f]; ok {
		return e.Words.T(key)
	}
	return string(f)
}

// PrintPressed prints a form of the file.
func (r *Repair) PrintPressed(form Form) {
	if !r.known || r.busy {
		return
	}
	id := r.id
	r.busy, r.notice = true, Notice{}
	r.publish()
	act(&r.stay, func(ctx context.Context) (string, error) {
		return r.ports.Papers.Print(ctx, id, form)
	}, func(where string, err error) {
		if err != nil {
			r.refused(err)
			return
		}
		r.busy = false
		r.notice = Notice{Tone: Good, Text: r.Words.T("print.done", "form", r.formName(form), "where", where)}
		r.publish()
	})
}

// Forms are what can be printed of the file that is shown.
func (r *Repair) Forms() []Action {
	var out []Action
	for _, f := range r.papers() {
		out = append(out, r.paper(f))
	}
	return append(out, Action{ID: actPreview, Label: r.Words.T("preview.open"), Icon: "eye"})
}

// papers are the forms that make sense for the file as it stands.
func (r *Repair) papers() []Form {
	file := r.file.repair
	forms := []Form{DepositA5, Deposit80mm}
	if file.Quote != nil {
		forms = append(forms, QuoteA4)
	}
	if file.Quote != nil && file.Quote.InLines() && file.Quote.Amends > 0 {
		forms = append(forms, AmendmentA4)
	}
	if file.ReturnedMS > 0 {
		forms = append(forms, ReturnA5)
	}
	if file.Outcome == repair.Exchanged {
		forms = append(forms, ExchangeA4)
	}
	if !file.Sendout.IsZero() {
		forms = append(forms, SubcontractA4)
	}
	forms = append(forms, DeviceLabel)
	if len(file.Accessories) > 0 {
		forms = append(forms, AccessoryLabels)
	}
	forms = append(forms, OrderA5, ConditionA4)
	if file.Irreparable != nil || file.Outcome == repair.BeyondRepair && file.Finding != "" {
		forms = append(forms, IrreparableA4)
	}
	return forms
}

// prints begins to print where an action is one of its papers; false for any
// other action.
func (p *pane) prints(papers Papers, action string) bool {
	form, ok := strings.CutPrefix(action, actPrint)
	if ok && !p.busy {
		p.print(papers, p.id, Form(form))
	}
	return ok
}
