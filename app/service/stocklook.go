package service

import (
	"context"

	"etabli/app/domain/rules"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// OfAccount asks about a part at a place.
type OfAccount struct {
	Part  string      `json:"part" doc:"reference or id"`
	Place stock.Place `json:"place,omitempty" doc:"this shop when empty"`
}

// ForExplanation asks how a figure came about.
type ForExplanation struct {
	Part  string            `json:"part,omitempty" doc:"reference or id"`
	Place stock.Place       `json:"place,omitempty" doc:"this shop when empty"`
	Unit  *journal.EntityID `json:"unit,omitempty" doc:"a loaner, instead of part and place"`
}

// Account is how much of a part lies at a place.
func (a *App) Account(ctx context.Context, in *OfAccount) (views.Account, error) {
	return read(ctx, a, func(r storage.Reader) (views.Account, error) {
		part, err := a.part(r, "part", in.Part)
		if err != nil {
			return views.Account{}, err
		}
		at, err := a.views.Account(r, part.ID, a.at(in.Place), a.own())
		return a.asSeen(at), err
	})
}

// ExplainStock answers why a quantity is what it is.
func (a *App) ExplainStock(ctx context.Context, in *ForExplanation) ([]views.Change, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Change, error) {
		if in.Unit != nil {
			return a.views.Explained(r, *in.Unit)
		}
		part, err := a.part(r, "part", in.Part)
		if err != nil {
			return nil, err
		}
		return a.views.Explained(r, accountOf(stock.Line{Part: stock.ID(part.ID), Place: a.at(in.Place)}))
	})
}

// Published is what may be said in public about a part at a place.
type Published struct {
	Ref        string             `json:"ref"`
	Label      string             `json:"label"`
	Site       string             `json:"site"`
	Says       stock.Availability `json:"says"` // available, to_confirm, none
	HeardMS    int64              `json:"heard_ms,omitempty"`
	AgeMinutes int64              `json:"age_minutes"` // -1: never heard
}

// publishedMinutes is how old a figure may be before the feed stops trusting it.
const publishedMinutes = 60

// PublishedStock is what the web page, a feed or a shelf tag may say of a shop:
// available only while this place could promise a piece at once, and a figure
// that is too old says nothing but "à confirmer".
func (a *App) PublishedStock(ctx context.Context, site string) ([]Published, error) {
	heard, err := a.heardOf(ctx, a.here(site))
	if err != nil {
		return nil, err
	}
	age := int64(-1)
	if heard > 0 {
		age = max(0, (a.now().UnixMilli()-heard)/60_000)
	}
	return read(ctx, a, func(r storage.Reader) ([]Published, error) {
		accounts, err := a.views.Accounts(r, a.here(site), a.own())
		out := make([]Published, 0, len(accounts))
		for _, at := range accounts {
			at = a.asSeen(at)
			if at.Place.Spot() != stock.Shop {
				continue
			}
			heard, age := heard, age
			if at.ToldMS > 0 { // what HQ told is as old as its telling
				heard, age = at.ToldMS, max(0, (a.now().UnixMilli()-at.ToldMS)/60_000)
			}
			rights := at.Rights
			if a.isHQ() {
				rights += at.Free
			}
			out = append(out, Published{
				Ref: at.Ref, Label: at.Label, Site: at.Place.Site(), HeardMS: heard, AgeMinutes: age,
				Says: stock.Say(rights, at.OnHand, age, publishedMinutes),
			})
		}
		return out, err
	})
}

// heardOf is when this place last knew all of a shop's stock: now for the own
// shop alone, else when the device that was silent longest was heard.
func (a *App) heardOf(ctx context.Context, site string) (int64, error) {
	if a.heard == nil {
		return a.now().UnixMilli(), nil
	}
	return a.heard(ctx, site)
}

// OpenReceipt is a delivery of which a line is for nobody, and whether that is a
// risk by now.
type OpenReceipt struct {
	views.Order
	Days  int   `json:"days"`
	Risk  bool  `json:"risk"`
	Cents int64 `json:"cents"` // what lies there
}

// UnclaimedReceipts are the deliveries that somebody has to say something about.
func (a *App) UnclaimedReceipts(ctx context.Context) ([]OpenReceipt, error) {
	return read(ctx, a, func(r storage.Reader) ([]OpenReceipt, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		set, err := at.rules(rules.Dates{})
		if err != nil {
			return nil, err
		}
		limit, err := set.Span("receipt_claim_days")
		if err != nil {
			return nil, err
		}
		orders, err := a.views.UnclaimedReceipts(r)
		out := make([]OpenReceipt, 0, len(orders))
		for _, o := range orders {
			receipt := OpenReceipt{Order: o, Days: int((a.now().UnixMilli() - o.BegunMS) / (24 * 3600 * 1000))}
			receipt.Risk = receipt.Days >= limit.N
			for _, l := range o.Lines {
				if l.For == stock.Unknown {
					receipt.Cents += l.N * l.CostCents
				}
			}
			out = append(out, receipt)
		}
		return out, err
	})
}

func stockQuestions() []Question {
	return []Question{
		question("part.list", "The parts; with words those that they name.", (*App).Parts),
		question("part.get", "A part, where it lies, what is promised of it, and how old that is.", func(a *App, ctx context.Context, in *ForPart) (PartStock, error) {
			return a.Stock(ctx, in.Part)
		}),
		question("part.repriced", "The parts whose price changed lately by a day that came: their shelf tags are printed again.", (*App).Repriced),
		question("stock.account", "How much of a part lies at a place, what is promised, and what may be.", func(a *App, ctx context.Context, in *OfAccount) (views.Account, error) {
			return a.Account(ctx, in)
		}),
		question("stock.list", "The stock of a shop, place by place.", func(a *App, ctx context.Context, in *AtSite) ([]views.Account, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Account, error) { return a.views.Accounts(r, a.here(in.Site), a.own()) })
		}),
		question("stock.low", "What is to be bought again for a shop.", func(a *App, ctx context.Context, in *AtSite) ([]views.Account, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Account, error) {
				return a.views.LowAccounts(r, a.here(in.Site), a.own())
			})
		}),
		question("stock.explain", "Why is this figure what it is: every entry that changed it.", (*App).ExplainStock),
		question("stock.published", "What may be said in public about a shop's stock.", func(a *App, ctx context.Context, in *AtSite) ([]Published, error) {
			return a.PublishedStock(ctx, in.Site)
		}),
		question("promise.get", "A promise.", func(a *App, ctx context.Context, in *ByID) (views.Promise, error) {
			return read(ctx, a, func(r storage.Reader) (views.Promise, error) { return a.views.Promise(r, in.ID) })
		}),
		question("promise.asked", "The promises that wait for a right.", func(a *App, ctx context.Context, _ *Anything) ([]views.Promise, error) {
			return read(ctx, a, a.views.AskedPromises)
		}),
		question("promise.of_file", "The open promises for a repair.", func(a *App, ctx context.Context, in *ByID) ([]views.Promise, error) {
			return a.PromisesOfFile(ctx, in.ID)
		}),
		question("promise.on", "The open promises on a part at a place.", func(a *App, ctx context.Context, in *OfAccount) ([]views.Promise, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Promise, error) {
				part, err := a.part(r, "part", in.Part)
				if err != nil {
					return nil, err
				}
				return a.views.PromisesOn(r, accountOf(stock.Line{Part: stock.ID(part.ID), Place: a.at(in.Place)}))
			})
		}),
		question("exchange.cores", "The old devices of advance exchanges that customers owe, the one that is due first first.", (*App).Cores),
		question("exchange.get", "How a file ended in another device.", func(a *App, ctx context.Context, in *ByID) (Exchange, error) {
			return a.ExchangeOf(ctx, in.ID)
		}),
	}
}

// Parts are the articles, at today's prices; with words those that they name.
func (a *App) Parts(ctx context.Context, in *ForParts) ([]views.Part, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Part, error) { return a.partsToday(r, in.Words) })
}

// ForParts asks for parts.
type ForParts struct {
	Words string `json:"words,omitempty" doc:"reference, name, brand, code or model"`
}

// ForPart asks for one part.
type ForPart struct {
	Part string `json:"part" doc:"reference or id"`
}

func orderQuestions() []Question {
	return []Question{
		question("order.get", "An order, a delivery, or what goes back.", func(a *App, ctx context.Context, in *ByID) (views.Order, error) {
			return a.Order(ctx, in.ID)
		}),
		question("order.open", "The orders of which something is awaited.", func(a *App, ctx context.Context, _ *Anything) ([]views.Order, error) {
			return a.OpenOrders(ctx)
		}),
		question("order.risks", "The lines of orders that go wrong unless somebody acts: late, after the promised day, dearer than the quote, for a file that is over.", (*App).OrderRisks),
		question("order.of_file", "The orders and deliveries of a repair.", func(a *App, ctx context.Context, in *ByID) ([]views.Order, error) {
			return a.OrdersOfFile(ctx, in.ID)
		}),
		question("order.back", "What is on its way to suppliers and not credited.", (*App).GoingBack),
		question("receipt.unclaimed", "Deliveries of which a line is for nobody.", func(a *App, ctx context.Context, _ *Anything) ([]OpenReceipt, error) {
			return a.UnclaimedReceipts(ctx)
		}),
		question("transfer.get", "A transfer.", func(a *App, ctx context.Context, in *ByID) (views.Transfer, error) {
			return a.Transfer(ctx, in.ID)
		}),
		question("transfer.open", "The transfers that have not ended; those to a shop when one is named.", func(a *App, ctx context.Context, in *AtSite) ([]views.Transfer, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Transfer, error) { return a.views.OpenTransfers(r, in.Site) })
		}),
		question("supplier.list", "The suppliers.", func(a *App, ctx context.Context, _ *Anything) ([]views.Supplier, error) {
			return a.Suppliers(ctx)
		}),
	}
}
