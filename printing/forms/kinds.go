package forms

import (
	"reflect"
	"slices"

	"etabli/app/domain/mention"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Kind is a form with the type of its input.
type Kind struct {
	Name  string // on the command line and in settings
	input reflect.Type
	write func(in any, c *lang.Catalogue, paper document.Paper) document.Document
}

func kind[In any](name string, write func(In, *lang.Catalogue, document.Paper) document.Document) Kind {
	return Kind{Name: name, input: reflect.TypeFor[In](), write: func(in any, c *lang.Catalogue, paper document.Paper) document.Document {
		return write(*in.(*In), c, paper)
	}}
}

// Kinds lists every form, in the order of a repair and then of the trade.
func Kinds() []Kind {
	return []Kind{
		kind("waiting-number", WaitingNumber),
		kind("deposit-receipt", DepositReceipt),
		kind("emergency-slips", EmergencySlips),
		kind("repair-order", RepairOrder),
		kind("condition-report", ConditionReport),
		kind("quote", QuoteForm),
		kind("amendment", AmendmentForm),
		kind("intervention-report", InterventionReport),
		kind("loan-agreement", LoanAgreement),
		kind("loan-return", LoanReturn),
		kind("hand-back", HandBackSlip),
		kind("exchange-slip", ExchangeSlip),
		kind("irreparability", IrreparableAttestation),
		kind("refusal-slip", RefusalSlip),
		kind("claim-confirmation", ClaimConfirmation),
		kind("service-note", ServiceNote),
		kind("invoice", Invoice),
		kind("credit-note", CreditNote),
		kind("monthly-invoice", MonthlyInvoice),
		kind("payment-receipt", PaymentReceipt),
		kind("voucher", VoucherForm),
		kind("closing", ClosingSheet),
		kind("till-notice", TillNoticeSheet),
		kind("parcel-slip", ParcelSlip),
		kind("subcontractor-slip", SubcontractorSlip),
		kind("supplier-slip", SupplierForm),
		kind("hand-over-list", HandOverList),
		kind("transfer-slip", TransferSlip),
		kind("stock-count", StockCountSheet),
		kind("shift-list", ShiftList),
		kind("renewal-letter", RenewalLetter),
	}
}

// KindOf finds a form by its name.
func KindOf(name string) (Kind, bool) {
	all := Kinds()
	i := slices.IndexFunc(all, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return all[i], true
}

// Input is the type of the form's input.
func (k Kind) Input() reflect.Type { return k.input }

// New is an empty input, to be filled from JSON.
func (k Kind) New() any { return reflect.New(k.input).Interface() }

// Read checks an input that New gave and sets the wordings that its paper will
// carry. Faults name the field.
func (k Kind) Read(in any, texts mention.Table) (*Sheet, error) {
	if err := check(reflect.ValueOf(in).Elem().Interface()); err != nil {
		return nil, err
	}
	sheet := in.(interface{ base() *Sheet }).base()
	sheet.Texts = texts
	return sheet, nil
}

// Write makes the form from an input that was read.
func (k Kind) Write(in any, c *lang.Catalogue, paper document.Paper) document.Document {
	return k.write(in, c, paper)
}

// base is the sheet of any input.
func (s *Sheet) base() *Sheet { return s }
