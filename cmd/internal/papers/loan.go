package papers

import (
	"context"
	"errors"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// The forms of a loan. They are asked for by the loan, or by the file that has
// one.
const (
	LoanAgreement Form = "loan-agreement"
	LoanReturn    Form = "loan-return"
)

// OfLoan tells whether a form is of a loan.
func OfLoan(form Form) bool { return form == LoanAgreement || form == LoanReturn }

// lent is what the forms of a loan are made of beside its file.
type lent struct {
	loan service.LoanStanding
	unit views.Loaner
}

// subject reads what a form is about.
func (s Source) subject(ctx context.Context, form Form, id journal.EntityID, tag string) (material, error) {
	if !OfLoan(form) {
		m, err := s.material(ctx, id, tag)
		if err != nil {
			return m, err
		}
		return m, s.show(ctx, form, &m)
	}
	at, err := s.loanOf(ctx, id)
	if err != nil {
		return material{}, err
	}
	m, err := s.material(ctx, at.FileID, tag)
	if err != nil {
		return m, err
	}
	m.lent.loan = at
	if m.lent.unit, err = s.App.Loaner(ctx, at.UnitID); err != nil {
		return m, err
	}
	pictures, when := at.PhotosOut, at.IssuedMS
	if form == LoanReturn {
		pictures, when = at.PhotosIn, at.ReturnedMS
	}
	if when == 0 {
		return m, fault.New(NoPaperYet, "form", "form", string(form))
	}
	m.sheet.AtMS, m.sheet.By = when, ""
	if m.photos, err = s.photos(ctx, pictures); err != nil {
		return m, err
	}
	m.sign, err = s.signature(ctx, pictures)
	return m, err
}

// loanOf is the loan with an id, or the one of the file with it.
func (s Source) loanOf(ctx context.Context, id journal.EntityID) (service.LoanStanding, error) {
	at, err := s.App.Loan(ctx, id)
	if !errors.Is(err, fault.New(fault.NotFound, "")) {
		return at, err
	}
	open, listErr := s.App.LoansOfFile(ctx, id)
	i := slices.IndexFunc(open, func(l service.LoanStanding) bool { return l.Status == loan.Out })
	if listErr != nil || i < 0 {
		return at, errors.Join(listErr, fault.New(NoPaperYet, "form", "form", string(LoanAgreement)).Because(err))
	}
	return open[i], nil
}

func (m material) lentProduct() forms.Product {
	u := m.lent.unit
	return forms.Product{Label: u.Label, Category: u.Category, Serial: u.Serial}
}

func (m material) loanAgreement(paper document.Paper) document.Document {
	at := m.lent.loan
	in := forms.Loan{
		Sheet: m.sheet, FileNumber: m.file.Number, Customer: m.person(), Unit: m.lentProduct(), UnitName: at.Unit,
		Accessories: at.Accessories, Condition: at.Out, Photos: m.photos,
		Currency: at.Agreement.Currency, ValueCents: at.Agreement.ValueCents, DepositCents: at.Agreement.DepositCents,
		DepositMeans: at.Agreement.DepositBy, LegalClaim: at.Agreement.Layer == warranty.LGC, PageURL: m.link, Signature: m.sign,
	}
	if due, err := civil.Parse("due_on", at.DueOn); err == nil {
		in.DueOn = due
	}
	if !in.DueOn.Known() {
		in.DueNote = m.words.T("paper.loan.after", "days", m.words.Number(at.Agreement.ReturnDays))
	}
	return forms.LoanAgreement(in, m.words, paper)
}

func (m material) loanReturn(paper document.Paper) document.Document {
	at := m.lent.loan
	in := forms.LoanBack{
		Sheet: m.sheet, FileNumber: m.file.Number, Customer: m.person(), Unit: m.lentProduct(), UnitName: at.Unit,
		OutOn: civil.At(at.IssuedMS, m.sheet.Zone), Condition: at.In, Photos: m.photos, Currency: at.Agreement.Currency,
		DepositCents: at.Deposit, Signature: m.sign, // what is held still
		// The unit is checked after the customer has gone: only then is it wiped.
		Wiped: m.lent.unit.Status == loan.Available && m.lent.unit.Loan != nil && *m.lent.unit.Loan == at.ID,
	}
	for _, a := range at.CameBack {
		in.Accessories = append(in.Accessories, forms.ReturnedItem{Name: a.Name, State: a.State})
	}
	for _, d := range at.Damage {
		in.Damages = append(in.Damages, forms.Damage{Text: d.What, Cents: d.Cents})
	}
	return forms.LoanReturn(in, m.words, paper)
}
