package service

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/till"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
)

// mayTakeMoney refuses money for a contract that was made away from the shop before
// the days of the law are over, but for what was urgent, asked for and necessary.
// Practice takes none.
func (a *App) mayTakeMoney(r storage.Reader, file views.Repair, payments []till.Paid, practice bool) error {
	if practice {
		return nil
	}
	atOnce, from, err := a.payableAtOnce(r, file)
	if err != nil || !from.Known() {
		return err
	}
	at, err := a.lawAt(r, a.place.Site)
	if err != nil || from <= at.today {
		return err
	}
	records, err := a.views.TillOf(r, file.ID)
	if err != nil {
		return err
	}
	var before int64
	for i := range records {
		if k := records[i].Kind; k == till.Sale || k == till.Payment || k == till.Refund {
			before += till.Money(records[i].Payments)
		}
	}
	return till.CheckBan(payments, before, atOnce, from.String())
}

// boundsOf is what law allows for a debt that may have other parts, at another till.
func (a *App) boundsOf(r storage.Reader, act tillAct, rec till.Record) (*till.Bounds, error) {
	if act.training || rec.Kind == till.Caution || till.Money(rec.Payments) <= 0 || act.file == nil && rec.Ref == "" && till.LaterOf(rec.Payments) == 0 {
		return nil, nil
	}
	b := till.Bounds{}
	if till.CashOf(rec.Payments) > 0 {
		terms, _, err := a.tillTermsOf(r, act.abroad)
		if err != nil {
			return nil, err
		}
		b.Cash = terms.CashCap
	}
	if act.file != nil {
		file, err := a.views.Repair(r, *act.file)
		if err != nil {
			return nil, err
		}
		atOnce, from, err := a.payableAtOnce(r, file)
		if err != nil {
			return nil, err
		}
		if day, _ := civil.Parse("day", rec.Day); from.Known() && day < from {
			b.From, b.AtOnce = from.String(), atOnce
		}
	}
	if b == (till.Bounds{}) {
		return nil, nil
	}
	return &b, nil
}

// payableAtOnce is what the contract of a file lets be paid at once, and from when the
// rest may be; no day when there is no such contract. It is made by an accepted quote,
// or by the report of a visit.
func (a *App) payableAtOnce(r storage.Reader, file views.Repair) (cents int64, from civil.Date, err error) {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return 0, civil.None, err
	}
	if q := file.Binding(); q != nil {
		t, err := at.quoteTerms()
		if err != nil {
			return 0, civil.None, err
		}
		if split, ok := q.Split(t); ok {
			return split.NowCents, split.LaterFrom, nil
		}
	}
	visits, err := a.views.VisitsOfFile(r, file.ID)
	for _, v := range visits {
		if err != nil || v.Report == nil {
			continue
		}
		var p visit.Payable
		p, _, _, err = a.payable(r, v, visit.ReportedFacts{Made: v.Report.Made, Questions: v.Report.Questions, Lines: v.Report.Lines, On: v.Report.On})
		cents, from = cents+p.NowCents, civil.Later(from, p.LaterOn)
	}
	return cents, from, err
}
