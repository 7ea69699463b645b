package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/rules"
	"etabli/app/domain/sendout"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func sendoutQuestions() []Question {
	return []Question{
		question("subcontractor.list", "The subcontractors.", (*App).Subcontractors),
		question("sendout.get", "One batch for a subcontractor, device by device.", (*App).SendoutNow),
		question("sendout.list", "The batches: open, away or over, those that need somebody first.", (*App).Sendouts),
		question("sendout.quote_lines", "The lines of our quote that follow from theirs: their price, our share, tax.", (*App).SendoutQuoteLines),
	}
}

// Sendout is one batch.
func (a *App) Sendout(ctx context.Context, id journal.EntityID) (views.Sendout, error) {
	return read(ctx, a, func(r storage.Reader) (views.Sendout, error) { return a.views.Sendout(r, id) })
}

// SendoutRisk is why somebody has to look after a batch.
type SendoutRisk string

// The risks.
const (
	BatchLate    SendoutRisk = "late"    // it should be back
	BatchAsks    SendoutRisk = "asks"    // they wait for our answer
	BatchMissing SendoutRisk = "missing" // a device did not come back
	BatchCharges SendoutRisk = "charges" // everything is back and nothing was charged
)

// RiskySendout is a batch with why somebody has to look after it.
type RiskySendout struct {
	views.Sendout
	Risks []SendoutRisk `json:"risks,omitempty"`
}

// SendoutsAsked asks for batches.
type SendoutsAsked struct {
	List string `json:"list,omitempty" doc:"open, away or over; away when empty"`
	Site string `json:"site,omitempty" doc:"all sites when empty"`
}

// Subcontractors are whom batches go to.
func (a *App) Subcontractors(ctx context.Context, _ *Anything) ([]sendout.SavedFacts, error) {
	return read(ctx, a, a.views.Subcontractors)
}

// SendoutNow is one batch with its risks.
func (a *App) SendoutNow(ctx context.Context, in *ByID) (RiskySendout, error) {
	return read(ctx, a, func(r storage.Reader) (RiskySendout, error) {
		b, err := a.views.Sendout(r, in.ID)
		if err != nil {
			return RiskySendout{}, a.ofSendout(in.ID).missing(err)
		}
		at, err := a.lawAt(r, b.Site)
		return RiskySendout{b, batchRisks(b, at.today.String())}, err
	})
}

// Sendouts are batches with their risks, those with one first.
func (a *App) Sendouts(ctx context.Context, in *SendoutsAsked) ([]RiskySendout, error) {
	list := cmp.Or(in.List, views.SendoutsAway)
	if err := text.OneOf("list", list, views.SendoutsOpen, views.SendoutsAway, views.SendoutsOver); err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]RiskySendout, error) {
		all, err := a.views.Sendouts(r, list, in.Site)
		if err != nil {
			return nil, err
		}
		out := make([]RiskySendout, 0, len(all))
		for _, b := range all {
			at, err := a.lawAt(r, b.Site)
			if err != nil {
				return nil, err
			}
			out = append(out, RiskySendout{b, batchRisks(b, at.today.String())})
		}
		slices.SortStableFunc(out, func(x, y RiskySendout) int { return cmp.Compare(len(y.Risks), len(x.Risks)) })
		return out, nil
	})
}

func batchRisks(b views.Sendout, today string) (out []SendoutRisk) {
	add := func(is bool, r SendoutRisk) {
		if is {
			out = append(out, r)
		}
	}
	is := func(s sendout.Stage) bool {
		return slices.ContainsFunc(b.Devices, func(d views.SentDevice) bool { return d.Stage == s })
	}
	add(b.Status == sendout.OnTheGo && b.DueOn != "" && b.DueOn < today, BatchLate)
	add(is(sendout.Asked), BatchAsks)
	add(is(sendout.Gone), BatchMissing)
	add(b.Status == sendout.Closed && len(b.Invoices) == 0 && slices.ContainsFunc(b.Devices, func(d views.SentDevice) bool { return d.Came == sendout.Repaired }), BatchCharges)
	return out
}

// TheirQuoteAsked asks what our quote says when theirs is taken.
type TheirQuoteAsked struct {
	ID   journal.EntityID `json:"id" doc:"the batch"`
	File journal.EntityID `json:"file" doc:"the repair"`
}

// QuotedLine is a line for repair.quote.
type QuotedLine struct {
	Kind      quote.LineKind `json:"kind"`
	Label     string         `json:"label"`
	UnitCents int64          `json:"unit_cents"`
	CostCents int64          `json:"cost_cents"`
}

// SendoutQuoteLines are the lines of our quote that follow from theirs.
func (a *App) SendoutQuoteLines(ctx context.Context, in *TheirQuoteAsked) ([]QuotedLine, error) {
	return read(ctx, a, func(r storage.Reader) ([]QuotedLine, error) {
		now, err := a.views.Sendout(r, in.ID)
		if err != nil {
			return nil, err
		}
		one, err := inSendout(now, in.File)
		if err != nil {
			return nil, err
		}
		if one.Quoted == nil || one.Quoted.Cannot {
			return nil, fault.New(sendout.NotQuoted, "file", "number", one.Number)
		}
		at, err := a.lawAt(r, now.Site)
		if err != nil {
			return nil, err
		}
		set, err := at.rules(rules.Dates{})
		if err != nil {
			return nil, err
		}
		share, err := set.Number("sendout_share_permille")
		if err != nil {
			return nil, err
		}
		terms, err := at.quoteTerms()
		if err != nil {
			return nil, err
		}
		return []QuotedLine{{
			Kind: quote.Labour, Label: cut(one.Quoted.Work), UnitCents: sendout.Price(one.Quoted.Cents, share, terms.StandardRate()), CostCents: one.Quoted.Cents,
		}}, nil
	})
}
