package service

import (
	"context"
	"errors"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/views"
	"etabli/storage"
)

// ClaimFiguresAsked asks for the figures of claims.
type ClaimFiguresAsked struct {
	Site   string `json:"site,omitempty" doc:"all shops when empty"`
	From   string `json:"from,omitempty" doc:"first day on which a claim came; open when empty"`
	To     string `json:"to,omitempty" doc:"last day; open when empty"`
	Months int    `json:"months,omitempty" doc:"in which a customer may come back; 6 when empty"`
}

// The months in which a customer may come back after a claim.
const (
	usualBackMonths = 6
	mostBackMonths  = 60
)

// ClaimFigures are how claims went: how soon they were answered, what was offered
// and what it cost, and who came back.
func (a *App) ClaimFigures(ctx context.Context, in *ClaimFiguresAsked) (claim.Figures, error) {
	from, err := civil.Parse("from", in.From)
	if err != nil {
		return claim.Figures{}, err
	}
	to, err := civil.Parse("to", in.To)
	if err != nil {
		return claim.Figures{}, err
	}
	months := in.Months
	if months == 0 {
		months = usualBackMonths
	}
	if months < 1 || months > mostBackMonths {
		return claim.Figures{}, fault.New(fault.OutOfRange, "months", "min", "1", "max", itoa(mostBackMonths))
	}
	samples, err := read(ctx, a, func(r storage.Reader) ([]claim.Sample, error) {
		var out []claim.Sample
		for _, list := range []string{views.ClaimsOpen, views.ClaimsEnded} {
			all, err := a.views.ClaimsIn(r, list, in.Site, 0)
			if err != nil {
				return nil, err
			}
			for _, c := range all {
				zone, err := a.views.Zone(r, c.Site)
				if err != nil {
					return nil, err
				}
				on := civil.At(c.ReceivedMS, zone)
				if c.Outcome == claim.Double || from.Known() && on < from || to.Known() && on > to {
					continue
				}
				s, err := a.claimSample(r, c, civil.At(a.now().UnixMilli(), zone) > on.AddMonths(months), on.AddMonths(months))
				if err != nil {
					return nil, err
				}
				out = append(out, s)
			}
		}
		return out, nil
	})
	return claim.FiguresOf(samples), err
}

// claimSample is one claim as figures are made of it.
func (a *App) claimSample(r storage.Reader, c views.Claim, over bool, until civil.Date) (claim.Sample, error) {
	timed, err := a.timedClaim(r, c)
	if err != nil {
		return claim.Sample{}, err
	}
	s := claim.Sample{
		About: c.About, Ended: c.Status == claim.Ended, Cost: c.Granted(), Over: over, Customer: idText(c.Customer),
		Clock: message.Clock{Channel: c.Channel, AnsweredMS: c.AnsweredMS, SpentMS: timed.SpentMS, Late: timed.Late},
	}
	for _, o := range c.Offers {
		if o.Reply != nil {
			s.Replies = append(s.Replies, o.Reply.Answer)
		}
		if o.Owes() && o.Refund.State.Left() {
			s.Refunded += o.Refund.Cents
			s.RefundMS = max(s.RefundMS, o.Refund.AtMS-o.AtMS)
		}
	}
	s.Back, err = a.cameBack(r, c, until)
	return s, err
}

// cameBack tells whether the customer of a claim brought something after it, until
// a day.
func (a *App) cameBack(r storage.Reader, c views.Claim, until civil.Date) (bool, error) {
	if c.Customer.IsZero() {
		return false, nil
	}
	who, err := a.views.Customer(r, c.Customer)
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil // erased, or of another shop
	}
	if err != nil {
		return false, err
	}
	zone, err := a.views.Zone(r, c.Site)
	if err != nil {
		return false, err
	}
	for _, id := range who.Repairs {
		if id == c.Repair {
			continue
		}
		row, err := a.views.Row(r, id)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return false, err
		}
		if row.ReceivedMS > c.ReceivedMS && civil.At(row.ReceivedMS, zone) <= until {
			return true, nil
		}
	}
	return false, nil
}

// cameBy are the means by which what a claim is about was paid, as far as this place knows
// it: its receipt, or else what was paid of its file.
func (a *App) cameBy(r storage.Reader, now views.Claim) (out []claim.Means, err error) {
	var paid []views.TillRecord
	switch {
	case now.Receipt != "":
		paid = make([]views.TillRecord, 1)
		paid[0], err = a.views.TillRecord(r, now.Receipt)
	case !now.Repair.IsZero():
		paid, err = a.views.TillOf(r, now.Repair)
	}
	if errors.Is(err, storage.ErrNotFound) || errors.Is(err, fault.New(fault.NotFound, "")) {
		return nil, nil
	}
	for _, rec := range paid {
		for _, p := range rec.Payments {
			by := claim.Means(p.Tender)
			if p.Cents > 0 && slices.Contains(claim.AllMeans(), by) && !slices.Contains(out, by) {
				out = append(out, by)
			}
		}
	}
	return out, err
}
