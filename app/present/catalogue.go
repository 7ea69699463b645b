package present

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of the catalogue: what is sold, what gets another price by a day that is
// named, what was repriced lately and wants another tag, and what is sold no more.
const (
	SoldScope     Scope = "sold"
	ComingScope   Scope = "coming"
	RepricedScope Scope = "repriced"
	RetiredScope  Scope = "retired"
	catalogueVerb       = "cataloguing"
)

// Cataloguing is what the catalogue is read from and changed by.
type Cataloguing interface {
	Changes
	Calls
	Parts(ctx context.Context, in *service.ForParts) ([]views.Part, error)
	Repriced(ctx context.Context, in *service.RepricedAsked) ([]service.Repriced, error)
	Stock(ctx context.Context, part string) (service.PartStock, error)
	SavePart(ctx context.Context, call service.Call, in *service.PartInput) (service.Result, error)
	PricePart(ctx context.Context, call service.Call, in *service.PriceInput) (service.Result, error)
}

// Catalogue presents what the shop sells, with the days from which prices hold.
type Catalogue struct {
	roll[service.PartStock]
	port Cataloguing
	head func(ManagerPages)
}

// NewCatalogue makes the presenter of the catalogue.
func NewCatalogue(env Env, port Cataloguing, head func(ManagerPages), list func(ListState), show func(Detail)) *Catalogue {
	c := &Catalogue{port: port, head: head}
	c.begins(env, port, CatalogueScreen, catalogueVerb, []Scope{SoldScope, ComingScope, RepricedScope, RetiredScope}, kind.Part)
	c.list, c.show, c.look, c.fresh = list, show, c.showPart, partNew
	c.readAll, c.readOne = c.readParts, c.readPart
	return c
}

// Enter begins to show the catalogue.
func (c *Catalogue) Enter(ctx context.Context) {
	c.head(c.StockPages(CatalogueScreen))
	c.roll.Enter(ctx)
}

// PagePressed goes to another page about what lies in the shop.
func (c *Catalogue) PagePressed(id string) { c.Go(Route{Screen: Screen(id)}) }

// Show opens an article.
func (c *Catalogue) Show(at Route) { c.choose(at) }

func (c *Catalogue) readParts(ctx context.Context, scope Scope) (out lines, err error) {
	all, err := c.port.Parts(ctx, &service.ForParts{})
	if err != nil {
		return out, err
	}
	repriced, err := c.port.Repriced(ctx, &service.RepricedAsked{})
	if err != nil {
		return out, err
	}
	parts := map[Scope][]Row{}
	for _, one := range all {
		switch row := c.partRow(one); {
		case one.Retired:
			parts[RetiredScope] = append(parts[RetiredScope], row)
		default:
			parts[SoldScope] = append(parts[SoldScope], row)
			if len(one.Coming) > 0 {
				parts[ComingScope] = append(parts[ComingScope], row)
			}
		}
	}
	parts[RepricedScope] = rowsOf(repriced, c.repricedRow)
	out.rows = parts[scope]
	out.counts = map[Scope]int{SoldScope: len(parts[SoldScope]), ComingScope: len(parts[ComingScope]), RepricedScope: len(repriced)}
	return out, nil
}

func (c *Catalogue) readPart(ctx context.Context, id ID) (service.PartStock, error) {
	return c.port.Stock(ctx, id.String())
}

func (c *Catalogue) partRow(one views.Part) Row {
	row := Row{ID: one.ID, Number: one.Ref, When: c.sum(one.Price), Product: one.Label, Customer: joined(one.Brand, one.Supplier), Chip: c.partChip(one)}
	if one.Price == 0 {
		row.When = "–"
	}
	return row
}

func (c *Catalogue) repricedRow(one service.Repriced) Row {
	row := c.partRow(one.Part)
	row.Customer = c.Words.T("catalogue.was", "amount", c.sum(one.Before))
	row.Chip = Chip{Watch, "printer", c.Words.T("catalogue.tag")}
	return row
}

func (c *Catalogue) partChip(one views.Part) Chip {
	w := c.Words
	switch {
	case one.Retired:
		return Chip{Neutral, "ban", w.T("catalogue.retired")}
	case len(one.Coming) > 0:
		return Chip{Work, "calendar-clock", w.T("catalogue.from", "amount", c.sum(one.Coming[0].Price), "date", c.dayOr(one.Coming[0].From))}
	case one.Price == 0:
		return Chip{Watch, "circle-question-mark", w.T("catalogue.no_price")}
	}
	return Chip{Good, "check", w.T("catalogue.sold")}
}

func (c *Catalogue) showPart(s *Detail, one service.PartStock) {
	w := c.Words
	s.Code, s.Title, s.Sub, s.Chips = one.Ref, one.Label, joined(one.Brand, c.category(one.Category)), []Chip{c.partChip(one.Part)}
	price := ClockCard{Label: w.T("catalogue.price"), Value: c.sum(one.Price), Share: -1, Sub: w.T("catalogue.price.sub")}
	if one.PricedFrom != "" {
		price.Sub = w.T("catalogue.since", "date", c.dayOr(one.PricedFrom))
	}
	cost := ClockCard{Label: w.T("catalogue.cost"), Value: c.sum(one.CostCents), Share: -1, Sub: w.T("catalogue.cost.sub")}
	if one.CostCents == 0 { // nobody has told it: no purchase is for nothing
		cost.Value, cost.Sub = "–", w.T("catalogue.cost.unknown")
	}
	var here int64
	for _, at := range one.Places {
		here += at.OnHand
	}
	s.Clocks = []ClockCard{price, cost, {Label: w.T("catalogue.here"), Value: w.Number(int(here)), Share: -1, Sub: w.T("catalogue.here.sub")}}
	s.Cards = cardsOf(c.pricesCard(one.Part), c.articleCard(one.Part))
	c.deeds(s, catalogueIcons, partPrice, partEdit, partNew)
	s.Actions = append(s.Actions, c.deed(catalogueIcons, partShelf))
}

// pricesCard are its prices by the day from which each holds, the latest first.
func (c *Catalogue) pricesCard(one views.Part) DetailCard {
	card := DetailCard{Title: c.Words.T("catalogue.prices"), Text: c.Words.T("catalogue.prices.text")}
	said := slices.Clone(one.Said)
	if len(said) == 0 {
		said = slices.Clone(one.Coming)
	}
	slices.SortFunc(said, func(a, b stock.Dated) int { return cmp.Compare(b.From, a.From) })
	for _, p := range said {
		line := DetailLine{Label: c.Words.T("norms.from") + " " + c.dayOr(p.From), Value: c.sum(p.Price)}
		if p.From > c.today() {
			line.Tone = Work
		}
		card.Lines = append(card.Lines, line)
	}
	if len(card.Lines) == 0 {
		card.Lines = []DetailLine{{Label: c.Words.T("catalogue.always"), Value: c.sum(one.Price)}}
	}
	return card
}

func (c *Catalogue) articleCard(one views.Part) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("catalogue.article")}
	for _, l := range []struct{ label, value string }{
		{"catalogue.gtin", one.GTIN}, {"catalogue.supplier", one.Supplier}, {"catalogue.fits", joined(one.Fits...)},
	} {
		if l.value != "" {
			card.Lines = append(card.Lines, DetailLine{Label: w.T(l.label), Value: l.value})
		}
	}
	return card
}
