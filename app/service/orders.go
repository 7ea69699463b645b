package service

import (
	"cmp"
	"context"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func orderCommands() []Command {
	return []Command{
		command("supplier.save", "Add or change a supplier.", (*App).SaveSupplier),
		command("order.place", "Order parts; each line knows its file.", (*App).PlaceOrder),
		command("order.answer", "Record what the supplier said about a line.", (*App).AnswerOrder),
		command("order.cancel", "Cancel an order, or one line of it.", (*App).CancelOrder),
		command("stock.send_back", "Send pieces back to their supplier.", (*App).SendBack),
		command("stock.credit", "Record the supplier's credit, or that it was refused.", (*App).Credit),
		command("transfer.send", "Send pieces to another shop or van.", (*App).SendTransfer),
		command("transfer.arrive", "Record what arrived, even where nobody heard of the sending.", (*App).ArriveTransfer),
		command("transfer.close", "End a transfer of which something never came.", (*App).CloseTransfer),
	}
}

// SupplierInput is who sells to us.
type SupplierInput struct {
	Code string `json:"code" doc:"short and unique"`
	Name string `json:"name"`
	Days int    `json:"days,omitempty" doc:"until a delivery, as promised"`
	Gone bool   `json:"gone,omitempty"`
}

// SaveSupplier adds or changes a supplier.
func (a *App) SaveSupplier(ctx context.Context, call Call, in *SupplierInput) (Result, error) {
	facts := stock.SupplierFacts(*in)
	if err := stock.CheckSupplier(facts); err != nil {
		return Result{}, err
	}
	id := journal.EntityID(stock.SupplierID(in.Code))
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.SupplierSaved, entity(kind.Supplier, id)).with(facts)
	}, func(r storage.Reader) (any, error) { return a.views.Supplier(r, id) })
}

// PlaceOrderInput is a purchase order.
type PlaceOrderInput struct {
	Supplier string           `json:"supplier" doc:"its code"`
	Number   string           `json:"number,omitempty" doc:"the supplier's"`
	Currency string           `json:"currency,omitempty" doc:"EUR when empty"`
	Lines    []OrderLineInput `json:"lines"`
}

// OrderLineInput is one line of an order.
type OrderLineInput struct {
	Part      string            `json:"part" doc:"reference or id"`
	Place     stock.Place       `json:"place,omitempty" doc:"where it is wanted; this shop when empty"`
	N         int64             `json:"n,omitempty" doc:"1 when empty"`
	CostCents int64             `json:"cost_cents,omitempty" doc:"of one piece; the part's when empty"`
	File      *journal.EntityID `json:"file,omitempty" doc:"the repair it is for"`
	DueOn     string            `json:"due_on,omitempty" doc:"date, 2006-01-02"`
}

// PlaceOrder orders parts.
func (a *App) PlaceOrder(ctx context.Context, call Call, in *PlaceOrderInput) (Result, error) {
	return begin(ctx, a, call, kind.OrderPlaced, kind.Order, a.views.Order, func(r storage.Reader, d *draft) (any, error) {
		facts := stock.OrderedFacts{Supplier: in.Supplier, Number: in.Number, Currency: cmp.Or(in.Currency, defaultCurrency)}
		for i, l := range in.Lines {
			at := "lines." + strconv.Itoa(i) + "."
			part, err := a.part(r, at+"part", l.Part)
			if err != nil {
				return nil, err
			}
			line := stock.OrderedLine{
				Part: stock.ID(part.ID), Place: a.at(l.Place), N: max(l.N, 1), CostCents: cmp.Or(l.CostCents, part.CostCents), DueOn: l.DueOn,
			}
			if l.File != nil {
				if err := a.views.Known(r, entity(kind.Repair, *l.File)); err != nil {
					return nil, fault.New(fault.NotFound, at+"file", "what", "repair").Because(err)
				}
				line.File = stock.ID(*l.File)
				d.alsoOnce(kind.Repair, *l.File)
			}
			facts.Lines = append(facts.Lines, line)
		}
		return facts, stock.CheckOrdered(facts)
	})
}

// AnswerOrderInput is what a supplier said about a line.
type AnswerOrderInput struct {
	ID        journal.EntityID `json:"id"`
	Line      int              `json:"line" doc:"from 1"`
	State     stock.LineState  `json:"state" doc:"acknowledged, partial, substituted, price_changed, late or cancelled"`
	N         int64            `json:"n,omitempty" doc:"pieces that will come"`
	CostCents int64            `json:"cost_cents,omitempty"`
	Part      string           `json:"part,omitempty" doc:"what comes instead"`
	DueOn     string           `json:"due_on,omitempty"`
	Source    string           `json:"source,omitempty" doc:"mail, phone or portal"`
}

// AnswerOrder records what a supplier said.
func (a *App) AnswerOrder(ctx context.Context, call Call, in *AnswerOrderInput) (Result, error) {
	return on(ctx, a, call, kind.OrderAnswered, a.aboutOrder(in.ID), func(r storage.Reader, now views.Order, d *draft) (any, error) {
		facts := stock.AnsweredFacts{
			Line: in.Line, State: in.State, N: in.N, CostCents: in.CostCents, DueOn: in.DueOn, Source: in.Source,
		}
		if in.Part != "" {
			part, err := a.part(r, "part", in.Part)
			if err != nil {
				return nil, err
			}
			facts.Part = stock.ID(part.ID)
		}
		if err := stock.CheckAnswered(facts, len(now.Lines)); err != nil {
			return nil, err
		}
		if file := now.Lines[in.Line-1].FileID; !file.IsZero() {
			d.also(kind.Repair, file)
		}
		return facts, nil
	})
}

// CancelOrderInput cancels an order or one line of it.
type CancelOrderInput struct {
	ID     journal.EntityID `json:"id"`
	Line   int              `json:"line,omitempty" doc:"from 1; the whole order when empty"`
	Reason string           `json:"reason" doc:"a code"`
}

// CancelOrder cancels an order or one line of it.
func (a *App) CancelOrder(ctx context.Context, call Call, in *CancelOrderInput) (Result, error) {
	facts := stock.OrderCancelledFacts{Line: in.Line, Reason: in.Reason}
	if err := stock.CheckReason(in.Reason); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.OrderCancelled, a.aboutOrder(in.ID), func(_ storage.Reader, now views.Order, _ *draft) (any, error) {
		if in.Line == 0 {
			return facts, nil
		}
		return facts, stock.CheckOrderLine(in.Line, len(now.Lines))
	})
}

// SendBackInput sends pieces back to their supplier.
type SendBackInput struct {
	Supplier    string      `json:"supplier"`
	Lines       []LineInput `json:"lines"`
	Reason      string      `json:"reason" doc:"wrong, dead_on_arrival, surplus or core"`
	Number      string      `json:"number,omitempty" doc:"the supplier's return number"`
	ByOn        string      `json:"by_on,omitempty" doc:"the supplier's last day"`
	CreditCents int64       `json:"credit_cents,omitempty" doc:"awaited"`
	Anyway      bool        `json:"anyway,omitempty"`
}

// SendBack sends pieces back to their supplier.
func (a *App) SendBack(ctx context.Context, call Call, in *SendBackInput) (Result, error) {
	return begin(ctx, a, call, kind.SentBack, kind.Order, a.views.Order, func(r storage.Reader, d *draft) (any, error) {
		lines, err := a.linesOf(r, "lines", in.Lines)
		if err != nil {
			return nil, err
		}
		for i, l := range lines {
			if err := a.takeOut(r, d, "lines."+strconv.Itoa(i)+".n", l, in.Anyway); err != nil {
				return nil, err
			}
		}
		facts := stock.BackFacts{
			Supplier: in.Supplier, Lines: lines, Reason: in.Reason, Number: in.Number, ByOn: in.ByOn,
			CreditCents: in.CreditCents, Currency: defaultCurrency,
		}
		return facts, stock.CheckBack(facts)
	})
}

// CreditInput is a supplier's answer to what went back.
type CreditInput struct {
	ID     journal.EntityID `json:"id"`
	State  string           `json:"state" doc:"received or refused"`
	Cents  int64            `json:"cents,omitempty"`
	Number string           `json:"number,omitempty" doc:"of the credit note"`
	Reason string           `json:"reason,omitempty" doc:"a code, when refused"`
}

// Credit records a supplier's credit.
func (a *App) Credit(ctx context.Context, call Call, in *CreditInput) (Result, error) {
	facts := stock.CreditedFacts{State: in.State, Cents: in.Cents, Number: in.Number, Reason: in.Reason}
	if err := stock.CheckCredited(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.BackCredited, a.aboutOrder(in.ID), func(_ storage.Reader, now views.Order, _ *draft) (any, error) {
		if now.Status != stock.GoingBack {
			return nil, fault.New(stock.WrongOrder, "id", "line", string(now.Status))
		}
		return facts, nil
	})
}
