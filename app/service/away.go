package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/quote"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Away is a contract that a consumer made away from the shop or at a distance: its
// papers say until when they may withdraw, and from when they may be asked to pay.
type Away struct {
	Place         quote.Place
	WithdrawUntil civil.Date
	PayFrom       civil.Date // none where law forbids no payment
	Urgent        bool       // at home, asked for, and it could not wait
	StartNow      bool
}

// AwayContract is the contract of that kind that a file rests on, by its accepted
// quote or by the report of a visit; nil when there is none.
func (a *App) AwayContract(ctx context.Context, id journal.EntityID) (*Away, error) {
	return read(ctx, a, func(r storage.Reader) (*Away, error) {
		file, err := a.views.Repair(r, id)
		if err != nil {
			return nil, err
		}
		if q := file.Binding(); q != nil {
			return AwayBy(q), nil
		}
		visits, err := a.views.VisitsOfFile(r, id)
		if err != nil {
			return nil, err
		}
		var away *Away
		for _, v := range visits {
			if v.Report == nil || v.Report.Made != string(quote.AtHome) {
				continue
			}
			p, _, _, err := a.payable(r, v, visit.ReportedFacts{Made: v.Report.Made, Questions: v.Report.Questions, Lines: v.Report.Lines, On: v.Report.On})
			if err != nil {
				return nil, err
			}
			if p.WithdrawBy.Known() {
				away = &Away{Place: quote.AtHome, WithdrawUntil: p.WithdrawBy, PayFrom: p.LaterOn, Urgent: v.Report.Questions.Asked && v.Report.Questions.Urgent}
			}
		}
		return away, nil
	})
}

// AwayBy is the contract of that kind that a quote made.
func AwayBy(q *views.Quote) *Away {
	if !q.InLines() || q.Contract == nil || q.Contract.WithdrawUntil == "" {
		return nil
	}
	c := q.Contract
	out := &Away{Place: c.Place, WithdrawUntil: dateOr(c.WithdrawUntil, civil.None), Urgent: c.Urgent && c.AskedFor, StartNow: c.StartNow}
	if c.Place == quote.AtHome {
		out.PayFrom = dateOr(c.PayFrom, civil.None)
	}
	return out
}
