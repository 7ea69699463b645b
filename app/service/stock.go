package service

import (
	"cmp"
	"context"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func stockCommands() []Command {
	return []Command{
		command("part.save", "Add or change a part or an article.", (*App).SavePart),
		command("part.price", "Say what a part costs and is sold for from a day on; quotes that are open keep theirs.", (*App).PricePart),
		command("stock.receive", "Take goods in; each line ends in a file, on a shelf or goes back.", (*App).ReceiveStock),
		command("stock.assign", "Say where a line of a delivery ends.", (*App).AssignReceipt),
		command("stock.move", "Bring pieces from one place to another, both in sight.", (*App).MoveStock),
		command("stock.use", "Use pieces on a repair, and keep the old ones.", (*App).UseStock),
		command("stock.adjust", "Correct the books of a place, with a reason.", (*App).AdjustStock),
		command("stock.count", "Record a count by scan; differences have a reason.", (*App).CountStock),
		command("stock.reorder", "Say when a part is bought again for a place.", (*App).SayReorder),
	}
}

// PartInput is a part or an article.
type PartInput struct {
	Ref       string         `json:"ref" doc:"the shop's reference; the same one is the same part everywhere"`
	Label     string         `json:"label"`
	GTIN      string         `json:"gtin,omitempty"`
	Brand     string         `json:"brand,omitempty"`
	Category  string         `json:"category,omitempty"`
	Tracking  stock.Tracking `json:"tracking,omitempty" doc:"serial or lot; by number alone when empty"`
	Supplier  string         `json:"supplier,omitempty" doc:"code of who it is usually bought from"`
	CostCents int64          `json:"cost_cents,omitempty"`
	Price     int64          `json:"price_cents,omitempty"`
	Currency  string         `json:"currency,omitempty" doc:"EUR when empty"`
	Fits      []string       `json:"fits,omitempty" doc:"models"`
	Retired   bool           `json:"retired,omitempty"`
}

// SavePart adds or changes a part.
func (a *App) SavePart(ctx context.Context, call Call, in *PartInput) (Result, error) {
	facts := stock.PartFacts{
		Ref: in.Ref, Label: in.Label, GTIN: in.GTIN, Brand: in.Brand, Category: in.Category, Tracking: in.Tracking,
		Supplier: in.Supplier, CostCents: in.CostCents, Price: in.Price, Currency: in.Currency, Fits: in.Fits, Retired: in.Retired,
	}
	if facts.Currency == "" && facts.CostCents+facts.Price > 0 {
		facts.Currency = defaultCurrency
	}
	if err := stock.CheckPart(facts); err != nil {
		return Result{}, err
	}
	id := journal.EntityID(stock.PartID(in.Ref))
	before, err := a.priceNow(ctx, id)
	if err != nil {
		return Result{}, err
	}
	done, err := a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.PartSaved, entity(kind.Part, id)).with(facts)
	}, func(r storage.Reader) (any, error) { return a.partToday(r, id) })
	part, made := done.Data.(views.Part)
	if err != nil || done.Repeated || !made {
		return done, err
	}
	return done, a.logSaid(ctx, till.Repriced{Before: before, After: part.Price, Article: part.Ref})
}

// LineInput is some pieces of one part.
type LineInput struct {
	Part    string      `json:"part" doc:"reference or id"`
	Place   stock.Place `json:"place,omitempty" doc:"where they are, such as LIL.shop; this shop when empty"`
	N       int64       `json:"n,omitempty" doc:"1 when empty"`
	Serials []string    `json:"serials,omitempty" doc:"one for each piece, when the part is told apart by them"`
	Lot     string      `json:"lot,omitempty"`
}

// line reads a line and answers how its pieces are told apart.
func (a *App) line(r storage.Reader, field string, in LineInput) (stock.Line, stock.Tracking, error) {
	part, err := a.part(r, field+"part", in.Part)
	n := in.N
	if n == 0 {
		n = max(1, int64(len(in.Serials)))
	}
	return stock.Line{
		Part: stock.ID(part.ID), Place: a.at(in.Place), N: n, Serials: in.Serials, Lot: in.Lot,
	}, part.Tracking, err
}

// at is a place that was named, or the shop here.
func (a *App) at(p stock.Place) stock.Place { return cmp.Or(p, stock.At(a.place.Site, stock.Shop)) }

// part finds a part by its reference or its id.
func (a *App) part(r storage.Reader, field, text string) (views.Part, error) {
	if text == "" {
		return views.Part{}, fault.New(fault.Missing, field)
	}
	var id journal.EntityID
	if id.UnmarshalText([]byte(text)) != nil {
		id = journal.EntityID(stock.PartID(text))
	}
	part, err := a.partToday(r, id)
	if err != nil {
		return part, fault.New(fault.NotFound, field, "what", "part").Because(err)
	}
	return part, nil
}

// linesOf reads lines and checks them.
func (a *App) linesOf(r storage.Reader, field string, in []LineInput) ([]stock.Line, error) {
	lines, trackings := make([]stock.Line, len(in)), make([]stock.Tracking, len(in))
	for i := range in {
		var err error
		if lines[i], trackings[i], err = a.line(r, field+"."+strconv.Itoa(i)+".", in[i]); err != nil {
			return nil, err
		}
	}
	return lines, stock.CheckLines(field, lines, trackings)
}

// alsoAccount makes the entry about the account of a line too, once.
func (d *draft) alsoAccount(l stock.Line) {
	d.alsoOnce(kind.Account, accountOf(l))
}

func (d *draft) alsoOnce(t uint8, id journal.EntityID) {
	for _, e := range d.Entities {
		if e == entity(t, id) {
			return
		}
	}
	d.also(t, id)
}

// ReceiveStockInput is goods that came in.
type ReceiveStockInput struct {
	Order    *journal.EntityID   `json:"order,omitempty" doc:"the order they belong to"`
	Slip     string              `json:"slip,omitempty" doc:"number of the delivery note"`
	Supplier string              `json:"supplier,omitempty"`
	Lines    []ReceivedLineInput `json:"lines"`
}

// ReceivedLineInput is one line of a delivery.
type ReceivedLineInput struct {
	LineInput
	For       stock.Destination `json:"for,omitempty" doc:"file, shelf or return; without it the line is a risk until somebody says"`
	File      *journal.EntityID `json:"file,omitempty" doc:"the repair, for file; that of the order's line when empty"`
	OrderLine int               `json:"order_line,omitempty" doc:"from 1"`
	CostCents int64             `json:"cost_cents,omitempty" doc:"of one piece"`
}

// ReceiveStock takes goods in. They may be promised here at once, with or
// without HQ.
func (a *App) ReceiveStock(ctx context.Context, call Call, in *ReceiveStockInput) (Result, error) {
	return begin(ctx, a, call, kind.StockReceived, kind.Order, a.views.Order, func(r storage.Reader, d *draft) (any, error) {
		order, err := a.orderOf(r, in.Order)
		if err != nil {
			return nil, err
		}
		plain := make([]LineInput, len(in.Lines))
		for i := range in.Lines {
			plain[i] = in.Lines[i].LineInput
		}
		lines, err := a.linesOf(r, "lines", plain)
		if err != nil {
			return nil, err
		}
		facts := stock.ReceivedFacts{Slip: in.Slip, Supplier: cmp.Or(in.Supplier, order.Supplier), ArrivedMS: a.now().UnixMilli()}
		if in.Order != nil {
			d.also(kind.Order, *in.Order)
		}
		for i, l := range lines {
			line, err := a.receivedLine(r, "lines."+strconv.Itoa(i)+".", in.Lines[i], l, order)
			if err != nil {
				return nil, err
			}
			if err := cmp.Or(a.inSight("lines."+strconv.Itoa(i)+".place", l.Place), a.serialsNew(r, "lines."+strconv.Itoa(i)+".serials", l)); err != nil {
				return nil, err
			}
			d.alsoAccount(l)
			a.goodsIn(d, accountOf(l), l.N, l.Place.Promisable())
			if line.File != (stock.ID{}) {
				d.alsoOnce(kind.Repair, journal.EntityID(line.File))
			}
			facts.Lines = append(facts.Lines, line)
		}
		return facts, nil
	})
}

// receivedLine adds to the pieces of a line what they are for.
func (a *App) receivedLine(r storage.Reader, at string, in ReceivedLineInput, l stock.Line, order views.Order) (stock.ReceivedLine, error) {
	out := stock.ReceivedLine{Line: l, For: in.For, OrderLine: in.OrderLine, CostCents: in.CostCents}
	if in.OrderLine > 0 {
		if err := stock.CheckOrderLine(in.OrderLine, len(order.Lines)); err != nil {
			return out, within(at[:len(at)-1], err)
		}
		ordered := order.Lines[in.OrderLine-1]
		if part := journal.EntityID(l.Part); part != ordered.PartID && part != ordered.InsteadID {
			return out, fault.New(stock.NotOrdered, at+"part", "part", ordered.Ref)
		}
		out.CostCents = cmp.Or(out.CostCents, ordered.CostCents)
		if in.For == stock.Unknown && !ordered.FileID.IsZero() {
			out.For, out.File = stock.ForFile, stock.ID(ordered.FileID)
		} else if in.For == stock.Unknown {
			out.For = stock.ForShelf
		}
	}
	if in.File != nil {
		if err := a.views.Known(r, entity(kind.Repair, *in.File)); err != nil {
			return out, fault.New(fault.NotFound, at+"file", "what", "repair").Because(err)
		}
		out.File = stock.ID(*in.File)
	}
	return out, stock.CheckReceived(at, out)
}

// orderOf is the order that was named; an empty one when none was.
func (a *App) orderOf(r storage.Reader, id *journal.EntityID) (views.Order, error) {
	if id == nil {
		return views.Order{}, nil
	}
	order, err := a.views.Order(r, *id)
	if err != nil {
		return order, fault.New(fault.NotFound, "order", "what", "order").Because(err)
	}
	return order, nil
}

// AssignInput says where a line of a delivery ends.
type AssignInput struct {
	ID   journal.EntityID  `json:"id" doc:"of the delivery"`
	Line int               `json:"line" doc:"from 1"`
	For  stock.Destination `json:"for" doc:"file, shelf or return"`
	File *journal.EntityID `json:"file,omitempty" doc:"the repair, for file"`
}

// AssignReceipt says where a line of a delivery ends.
func (a *App) AssignReceipt(ctx context.Context, call Call, in *AssignInput) (Result, error) {
	facts := stock.AssignedFacts{Line: in.Line, For: in.For}
	if in.For == stock.Unknown {
		return Result{}, fault.New(fault.Missing, "for")
	}
	if in.File != nil {
		facts.File = stock.ID(*in.File)
	}
	if err := stock.CheckReceived("", stock.ReceivedLine{For: facts.For, File: facts.File}); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.ReceiptAssigned, a.aboutOrder(in.ID), func(r storage.Reader, now views.Order, d *draft) (any, error) {
		if in.File != nil {
			if err := a.views.Known(r, entity(kind.Repair, *in.File)); err != nil {
				return nil, fault.New(fault.NotFound, "file", "what", "repair").Because(err)
			}
			d.also(kind.Repair, *in.File)
		}
		return facts, stock.CheckOrderLine(in.Line, len(now.Lines))
	})
}

func (a *App) aboutOrder(id journal.EntityID) about[views.Order] {
	return about[views.Order]{"order", kind.Order, id, a.views.Order}
}
