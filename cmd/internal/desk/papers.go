package desk

import (
	"context"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/cmd/internal/papers"
	"etabli/printing/document"
	"etabli/storage/journal"
)

// PrinterFailed says that a document could not be written where it belongs.
const PrinterFailed fault.Code = "printer_failed"

// forms says what each form of the screens is made of.
var forms = map[present.Form]struct {
	form  papers.Form
	paper document.Paper
}{
	present.DepositA5:   {papers.DepositReceipt, document.A5},
	present.Deposit80mm: {papers.DepositReceipt, document.Roll80},
	present.QuoteA4:     {papers.Quote, document.A4},
	present.ReturnA5:    {papers.HandBack, document.A5},
	present.LoanA4:      {papers.LoanAgreement, document.A4},
	present.LoanBackA4:  {papers.LoanReturn, document.A4},
}

// AtIntake are the forms that an intake prints here.
func (d *Desk) AtIntake() []present.Form {
	return []present.Form{present.Deposit80mm, present.DepositA5}
}

// Print writes a form of a repair into the folder of documents, and answers
// the folder.
func (d *Desk) Print(ctx context.Context, id journal.EntityID, form present.Form) (string, error) {
	f, ok := forms[form]
	if !ok {
		return "", fault.New(fault.UnknownName, "form", "name", string(form))
	}
	out, err := d.source.PDF(ctx, f.form, f.paper, id, "")
	if err != nil {
		return "", err
	}
	number, err := d.numberOf(ctx, id, form)
	if err != nil {
		return "", err
	}
	return d.keepPaper(number+"-"+string(form)+".pdf", out)
}

// numberOf is the number of the file that a form is about.
func (d *Desk) numberOf(ctx context.Context, id journal.EntityID, form present.Form) (string, error) {
	if form == present.LoanA4 || form == present.LoanBackA4 {
		at, err := d.Loan(ctx, id)
		return at.Number, err
	}
	file, err := d.Repair(ctx, id)
	return file.Number, err
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
