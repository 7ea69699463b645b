package desk

import (
	"context"
	"encoding/hex"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/cmd/internal/papers"
	"etabli/printing/document"
	"etabli/printing/spool"
	"etabli/storage/journal"
)

// PrinterFailed says that a document could not be written where it belongs.
const PrinterFailed fault.Code = "printer_failed"

// labelStock is the label that stands for any, where no printer of labels says
// which it has.
const labelStock = "dymo-99012"

// printable says what each form of the screens is made of, and which printer it
// is for.
type printable struct {
	form  papers.Form
	paper document.Paper
	role  spool.Role
}

var forms = map[present.Form]printable{
	present.DepositA5:       {papers.DepositReceipt, document.A5, spool.PageRole},
	present.Deposit80mm:     {papers.DepositReceipt, document.Roll80, spool.ReceiptRole},
	present.QuoteA4:         {papers.Quote, document.A4, spool.PageRole},
	present.OrderA5:         {papers.RepairOrder, document.A5, spool.PageRole},
	present.ConditionA4:     {papers.Condition, document.A4, spool.PageRole},
	present.ReturnA5:        {papers.HandBack, document.A5, spool.PageRole},
	present.LoanA4:          {papers.LoanAgreement, document.A4, spool.PageRole},
	present.LoanBackA4:      {papers.LoanReturn, document.A4, spool.PageRole},
	present.DeviceLabel:     {papers.DeviceLabel, labelStock, spool.LabelRole},
	present.AccessoryLabels: {papers.AccessoryLabels, labelStock, spool.LabelRole},
	present.IrreparableA4:   {papers.Irreparability, document.A4, spool.PageRole},
	present.AmendmentA4:     {papers.Amendment, document.A4, spool.PageRole},
	present.ExchangeA4:      {papers.Exchange, document.A4, spool.PageRole},
	present.SubcontractA4:   {papers.Subcontract, document.A4, spool.PageRole},
	present.HandOverA4:      {papers.HandOver, document.A4, spool.PageRole},
	present.TransferA5:      {papers.TransferSlip, document.A5, spool.PageRole},
	present.ClaimA4:         {papers.ClaimConfirmation, document.A4, spool.PageRole},
	present.RefusalA4:       {papers.RefusalSlip, document.A4, spool.PageRole},
	present.ParcelA5:        {papers.ParcelSlip, document.A5, spool.PageRole},
	present.SupplierA4:      {papers.SupplierSlip, document.A4, spool.PageRole},
	present.ShelfTag:        {papers.ShelfLabel, labelStock, spool.LabelRole},
	present.RenewalA4:       {papers.RenewalLetter, document.A4, spool.PageRole},
	present.InvoiceA4:       {papers.MonthlyInvoice, document.A4, spool.PageRole},
}

// AtIntake are the forms that an intake prints here: the receipt where there is a
// printer for it, and the label where there is one. In a shop without printers
// both papers of the receipt go to the folder.
func (d *Desk) AtIntake() []present.Form {
	s := d.prints.Setup()
	var out []present.Form
	switch {
	case len(s.Roles[spool.ReceiptRole]) > 0:
		out = append(out, present.Deposit80mm)
	case len(s.Roles[spool.PageRole]) > 0:
		out = append(out, present.DepositA5)
	default:
		out = append(out, present.Deposit80mm, present.DepositA5)
	}
	if len(s.Roles[spool.LabelRole]) > 0 {
		out = append(out, present.DeviceLabel)
	}
	return out
}

// Print puts a form into the print queue, and answers where it goes.
func (d *Desk) Print(ctx context.Context, id journal.EntityID, form present.Form) (string, error) {
	o, role, err := d.order(ctx, id, form)
	if err == nil {
		err = d.source.Renew(ctx, journal.EntityID{}, forms[form].form, id)
	}
	if err != nil {
		return "", err
	}
	return d.print(ctx, o, role)
}

// Preview is a picture of what Print would print.
func (d *Desk) Preview(ctx context.Context, id journal.EntityID, form present.Form) ([]byte, error) {
	o, role, err := d.order(ctx, id, form)
	if err != nil {
		return nil, err
	}
	p, _ := d.prints.Setup().For(role) // the folder stands where there is none
	return d.picture(ctx, o, p)
}

// order is what the print queue is asked for.
func (d *Desk) order(ctx context.Context, id journal.EntityID, form present.Form) (spool.Order, spool.Role, error) {
	f, ok := forms[form]
	if !ok {
		return spool.Order{}, "", fault.New(fault.UnknownName, "form", "name", string(form))
	}
	o := spool.Order{Form: string(f.form), Paper: string(f.paper)}
	switch {
	case f.form == papers.MonthlyInvoice: // its number is its name on paper
		i, err := d.InvoiceByID(ctx, &service.ByID{ID: id})
		if err != nil {
			return o, f.role, err
		}
		o.Ref = i.Number
	case papers.OfShop(f.form):
		o.Ref = id.String()
	default:
		o.Entity = hex.EncodeToString(id[:])
	}
	return o, f.role, nil
}

// KeepTable writes a table into the folder of documents, and answers the folder.
func (d *Desk) KeepTable(_ context.Context, name string, content []byte) (string, error) {
	return d.keepPaper(name, content)
}

func (d *Desk) paperFolder() string {
	if folder := d.Preferences().PaperFolder; folder != "" {
		return folder
	}
	return filepath.Join(d.device.Dir(), "papers")
}
