package service

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// PriceInput is a price from a day on.
type PriceInput struct {
	Part     string `json:"part" doc:"reference or id"`
	From     string `json:"from_on" doc:"first day on which it holds"`
	Cost     int64  `json:"cost_cents,omitempty" doc:"as before when empty"`
	Price    int64  `json:"price_cents,omitempty" doc:"that it is sold for"`
	Currency string `json:"currency,omitempty" doc:"EUR when empty"`
}

// PricePart says what a part costs and is sold for from a day on. The day comes by
// itself on every device, with or without a network.
func (a *App) PricePart(ctx context.Context, call Call, in *PriceInput) (Result, error) {
	f := stock.PricedFacts{From: in.From, Cost: in.Cost, Price: in.Price, Currency: in.Currency}
	if f.Currency == "" {
		f.Currency = defaultCurrency
	}
	var id journal.EntityID
	var news till.Repriced
	done, err := a.commit(ctx, call, func(r storage.Reader) (*journal.Draft, error) {
		part, err := a.part(r, "part", in.Part)
		if err != nil {
			return nil, err
		}
		if err := stock.CheckPriced(f); err != nil {
			return nil, err
		}
		id, news = part.ID, till.Repriced{From: f.From, Before: part.Price, After: f.Price, Article: part.Ref}
		return newDraft(call, kind.PartPriced, entity(kind.Part, id)).with(f)
	}, func(r storage.Reader) (any, error) {
		if id.IsZero() { // it was said before
			part, err := a.part(r, "part", in.Part)
			return part, err
		}
		return a.partToday(r, id)
	})
	if err != nil || done.Repeated {
		return done, err
	}
	return done, a.logSaid(ctx, news)
}

// partToday is a part with the price of today.
func (a *App) partToday(r storage.Reader, id journal.EntityID) (views.Part, error) {
	part, err := a.views.Part(r, id, a.own())
	if err != nil || len(part.Said) == 0 {
		return part, err
	}
	at, err := a.lawAt(r, a.place.Site)
	return part.On(at.today), err
}

// partsToday are the parts that words name, with the prices of today.
func (a *App) partsToday(r storage.Reader, words string) ([]views.Part, error) {
	parts, err := a.views.Parts(r, words)
	if err != nil {
		return nil, err
	}
	at, err := a.lawAt(r, a.place.Site)
	for i := range parts {
		parts[i] = parts[i].On(at.today)
	}
	return parts, err
}

// RepricedAsked asks for parts whose price changed.
type RepricedAsked struct {
	Days int `json:"days,omitempty" doc:"how many days back; 7 when empty"`
}

// Repriced is a part whose price changed by a day that came.
type Repriced struct {
	views.Part
	Before int64 `json:"before_cents"`
}

const usualRepriced = 7

// Repriced are the parts whose price changed in the last days by a day that came: what
// stands on their shelf is printed again.
func (a *App) Repriced(ctx context.Context, in *RepricedAsked) ([]Repriced, error) {
	days := in.Days
	if days < 1 {
		days = usualRepriced
	}
	return read(ctx, a, func(r storage.Reader) ([]Repriced, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		parts, err := a.views.Parts(r, "")
		out := []Repriced{}
		for _, p := range parts {
			before, now := p.On(at.today.AddDays(-days)), p.On(at.today)
			if !p.Retired && now.PricedFrom != "" && now.PricedFrom > at.today.AddDays(-days).String() && now.Price != before.Price {
				out = append(out, Repriced{now, before.Price})
			}
		}
		return out, err
	})
}
