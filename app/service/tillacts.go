package service

import (
	"cmp"
	"context"

	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/storage"
	"etabli/storage/journal"
)

func tillCommands() []Command {
	return []Command{
		command("till.sell", "Record a sale with its payments.", (*App).TillSell),
		command("till.refund", "Give back what was sold, all of it or a part.", (*App).TillRefund),
		command("till.settle", "Record that something owed was paid.", (*App).TillSettle),
		command("till.caution", "Keep money for somebody, or give it back.", (*App).TillCaution),
		command("till.cash", "Put cash into the drawer or take it out.", (*App).TillCash),
		command("till.count", "Count the drawer.", (*App).TillCount),
		command("till.close", "Close the day of the till.", (*App).TillClose),
		command("till.copy", "Record that a receipt is printed again.", (*App).TillCopy),
		command("till.event", "Write into the till's technical log.", (*App).TillEvent),
		command("till.sign_in", "Note in the till's technical log that somebody works there from now on; in the morning that begins its day.", (*App).TillSignIn),
		command("till.sign_out", "Note there that nobody does any more.", (*App).TillSignOut),
		command("till.drawers", "Say which tills of this shop put their cash into one drawer.", (*App).SayDrawers),
		command("till.policy", "Say what the shop displays beside its till.", (*App).TillPolicy),
	}
}

// Practice says that an act is practice.
type Practice struct {
	Training bool `json:"training,omitempty" doc:"practice: a series of its own, whose totals are nobody's"`
}

// SellInput is a sale.
type SellInput struct {
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"the file that is paid"`
	Customer *journal.EntityID `json:"customer,omitempty" doc:"who buys; that of the file when it has an account"`
	Lines    []till.Line       `json:"lines"`
	Payments []till.Paid       `json:"payments"`
	From     stock.Place       `json:"from,omitempty" doc:"where the goods come from, such as ROU.van4; this shop when empty"`
	Pieces   []SoldPieces      `json:"pieces,omitempty" doc:"which pieces, for goods told apart by number or lot"`
	Promise  *journal.EntityID `json:"promise,omitempty" doc:"that kept the pieces of the only article"`
	Anyway   string            `json:"voucher_anyway,omitempty" doc:"a code: why a voucher is taken that this device cannot be sure of; by somebody who may go past rules, within the cap"`
	Abroad   bool              `json:"lives_abroad,omitempty" doc:"a consumer who does not live in France for tax: law lets them pay more in cash"`
	DiscountInput
	// ApprovedBy is who lets an account owe more than its ceiling, and more be let go of.
	ApprovedBy *journal.EntityID `json:"approved_by,omitempty" doc:"who lets an account owe more than its ceiling, or more be let go of than whoever sells may"`
	Practice
}

// TillSell records a sale.
func (a *App) TillSell(ctx context.Context, call Call, in *SellInput) (Result, error) {
	if len(in.Lines) == 0 {
		return Result{}, fault.New(fault.Missing, "lines")
	}
	if err := text.Code("voucher_anyway", in.Anyway, repair.MaxReason); err != nil {
		return Result{}, err
	}
	goods := &soldGoods{from: a.at(in.From), pieces: in.Pieces, promise: in.Promise}
	if err := cmp.Or(stock.CheckPlace("from", goods.from), a.inSight("from", goods.from)); err != nil {
		return Result{}, err
	}
	buyer, trade, untaxed, err := a.buyer(ctx, in)
	if err == nil && trade && in.Abroad {
		err = fault.New(till.NotAbroad, "lives_abroad")
	}
	if err != nil {
		return Result{}, err
	}
	act := tillAct{call: call, training: in.Training, file: in.Repair, buyer: buyer, anyway: in.Anyway != "", abroad: in.Abroad, goods: goods, lines: in.Lines}
	act.lowered = func(r storage.Reader) (*discount.Facts, error) {
		prices, err := a.loweredLines(r, in.Lines, in.Repair)
		if err != nil {
			return nil, err
		}
		return a.letGo(r, call, a.place.Site, prices, in.DiscountInput, in.ApprovedBy)
	}
	if trade {
		act.ceiling = func(r storage.Reader) (string, error) { return a.onAccount(r, *buyer, in) }
	}
	act.make = func(r storage.Reader, t till.Terms, cash int64) (till.Record, error) {
		d := till.Draft{Kind: till.Sale, Lines: in.Lines, Payments: in.Payments, Reason: in.Anyway, Trade: trade, Untaxed: untaxed}
		if trade {
			if _, err := act.ceiling(r); err != nil {
				return till.Record{}, err
			}
		}
		if in.Repair != nil {
			file, err := a.views.Repair(r, *in.Repair)
			if err != nil {
				return till.Record{}, err
			}
			d.Debt = file.Number
			if err := a.mayTakeMoney(r, file, in.Payments, in.Training); err != nil {
				return till.Record{}, err
			}
		}
		made, err := d.Make(t, cash)
		if err != nil {
			return made, err
		}
		made.Lowered, err = act.lowered(r)
		return made, err
	}
	return a.record(ctx, act)
}

// RefundInput gives back what was sold. Without lines all of it goes back.
type RefundInput struct {
	Number   string            `json:"number" doc:"of the receipt"`
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"the file that was paid; that of the receipt when empty"`
	Lines    []till.Line       `json:"lines,omitempty" doc:"what goes back, with negative prices; all of it when empty"`
	Payments []till.Paid       `json:"payments,omitempty" doc:"negative; by the means of the sale when empty and all goes back"`
	Reason   string            `json:"reason" doc:"a code, such as wrong_item"`
	Goods    string            `json:"goods,omitempty" doc:"where goods that come back go: quarantine, shop, or none when the customer keeps them; quarantine when empty"`
	Claim    *journal.EntityID `json:"claim,omitempty" doc:"the claim whose refund this is: it is executed by it"`
	BankInput
	Practice
}

// TillRefund records a refund: never more than was sold and not yet given back.
func (a *App) TillRefund(ctx context.Context, call Call, in *RefundInput) (Result, error) {
	if err := text.Code("reason", in.Reason, repair.MaxReason); err != nil || in.Reason == "" {
		return Result{}, fault.New(till.ReasonNeeded, "reason").Because(err)
	}
	back := cmp.Or(in.Goods, stock.Quarantine)
	if err := text.OneOf("goods", back, stock.Quarantine, stock.Shop, "none"); err != nil {
		return Result{}, err
	}
	act := tillAct{call: call, training: in.Training, file: in.Repair, claim: in.Claim, to: in.BankInput, back: &goodsBack{number: in.Number, to: back, all: len(in.Lines) == 0}}
	act.make = func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		sold, err := a.named(r, in.Number, in.Training)
		if err != nil {
			return till.Record{}, err
		}
		rec, err := till.Back(sold.Record, sold.Since, till.Draft{Lines: in.Lines, Payments: in.Payments, Reason: in.Reason})
		if err == nil {
			err = a.nameGifts(r, sold, &rec)
		}
		if err == nil && in.Claim != nil {
			err = a.owedFor(r, *in.Claim, -rec.Total)
		}
		return rec, err
	}
	return a.recordAbout(ctx, act, in.Number)
}

// OwedInput is a payment of what was owed.
type OwedInput struct {
	Number   string            `json:"number" doc:"of the receipt with the debt"`
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"the file that is paid; that of the receipt when empty"`
	Payments []till.Paid       `json:"payments"`
	Abroad   bool              `json:"lives_abroad,omitempty" doc:"a consumer who does not live in France for tax: law lets them pay more in cash"`
	Practice
}

// TillSettle records a payment of what was owed. Nothing is sold by it.
func (a *App) TillSettle(ctx context.Context, call Call, in *OwedInput) (Result, error) {
	act := tillAct{call: call, training: in.Training, file: in.Repair, abroad: in.Abroad}
	act.make = func(r storage.Reader, t till.Terms, cash int64) (till.Record, error) {
		sold, err := a.named(r, in.Number, in.Training)
		if err != nil {
			return till.Record{}, err
		}
		if sold.Trade && in.Abroad {
			return till.Record{}, fault.New(till.NotAbroad, "lives_abroad")
		}
		if of := cmp.Or(in.Repair, sold.File); of != nil {
			file, err := a.views.Repair(r, *of)
			if err == nil {
				err = a.mayTakeMoney(r, file, in.Payments, in.Training)
			}
			if err != nil {
				return till.Record{}, err
			}
		}
		return till.Settle(sold.Record, sold.Since, in.Payments, t, cash)
	}
	return a.recordAbout(ctx, act, in.Number)
}

// CautionInput is money that is kept for somebody, such as a loan's deposit.
type CautionInput struct {
	Cents   int64     `json:"cents" doc:"negative when it is given back"`
	Payment till.Paid `json:"payment" doc:"its amount may be left out"`
	Number  string    `json:"number,omitempty" doc:"of the receipt that it came with, when it is given back"`
	BankInput
	Practice
}

// TillCaution keeps money for somebody; it is no turnover.
func (a *App) TillCaution(ctx context.Context, call Call, in *CautionInput) (Result, error) {
	if in.Cents == 0 {
		return Result{}, fault.New(fault.Missing, "cents")
	}
	paid := in.Payment
	if paid.Cents == 0 {
		paid.Cents = in.Cents
	}
	act := tillAct{call: call, training: in.Training, to: in.BankInput}
	if in.Cents > 0 {
		d := till.Draft{Kind: till.Caution, Held: in.Cents, Payments: []till.Paid{paid}}
		if paid.Auth == till.Preauth {
			d.Held = 0 // an amount is held by the card's bank, none by us
		}
		act.make = func(_ storage.Reader, t till.Terms, _ int64) (till.Record, error) { return d.Make(t, 0) }
		return a.record(ctx, act)
	}
	act.make = func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		kept, err := a.named(r, in.Number, in.Training)
		if err != nil {
			return till.Record{}, err
		}
		return till.Return(kept.Record, kept.Since, -in.Cents, paid)
	}
	return a.recordAbout(ctx, act, in.Number)
}

// CashInput moves cash.
type CashInput struct {
	Why   string `json:"why" doc:"float, drop, in or out"`
	Cents int64  `json:"cents" doc:"negative when it is taken out"`
	With  string `json:"with,omitempty" doc:"the other till, such as ROU4: what it gives is on its way until it arrives"`
	Practice
}

// TillCash moves cash into the drawer or out of it.
func (a *App) TillCash(ctx context.Context, call Call, in *CashInput) (Result, error) {
	if err := text.OneOf("why", in.Why, "float", "drop", "in", "out"); err != nil {
		return Result{}, err
	}
	least, most := int64(1), int64(till.MaxCents)
	if in.Why == "drop" || in.Why == "out" { // what is taken out is below zero
		least, most = -most, -least
	}
	if err := fault.Within("cents", in.Cents, least, most); err != nil {
		return Result{}, err
	}
	if err := text.Line("with", in.With, till.MaxLabel); err != nil {
		return Result{}, err
	}
	return a.record(ctx, tillAct{call: call, training: in.Training, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Draft{Kind: till.Cash, Drawer: &till.Drawer{Why: in.Why, Cents: in.Cents, With: in.With}}.Make(till.Terms{}, 0)
	}})
}

// CountInput is what was counted.
type CountInput struct {
	Counted int64  `json:"counted_cents" doc:"of the whole drawer, other tills that share it too"`
	Reason  string `json:"reason,omitempty" doc:"a code; needed when the drawer does not agree"`
	Practice
}

// TillCount records what is in the drawer; a difference has its reason.
func (a *App) TillCount(ctx context.Context, call Call, in *CountInput) (Result, error) {
	if in.Counted < 0 {
		return Result{}, fault.New(fault.OutOfRange, "counted_cents", "min", "0", "max", itoa(till.MaxCents))
	}
	if err := text.Code("reason", in.Reason, repair.MaxReason); err != nil {
		return Result{}, err
	}
	return a.record(ctx, tillAct{call: call, training: in.Training, make: func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		carry, err := a.views.TillCarry(r, a.series(in.Training))
		if err != nil {
			return till.Record{}, err
		}
		drawer, beside, err := a.beside(r, a.series(in.Training), in.Training)
		if err != nil {
			return till.Record{}, err
		}
		if in.Counted != carry.Drawer+beside && in.Reason == "" {
			return till.Record{}, fault.New(till.ReasonNeeded, "reason")
		}
		d := till.Draft{Kind: till.Count, Reason: in.Reason, Drawer: &till.Drawer{
			Why: "count", Counted: in.Counted - beside, Expected: carry.Drawer, With: drawer, Beside: beside,
		}}
		return d.Make(till.Terms{}, 0)
	}})
}

// CloseInput closes the day.
type CloseInput struct{ Practice }

// TillClose closes the day that is open.
func (a *App) TillClose(ctx context.Context, call Call, in *CloseInput) (Result, error) {
	return a.record(ctx, tillAct{call: call, training: in.Training, closes: true, make: func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		carry, err := a.views.TillCarry(r, a.series(in.Training))
		if err == nil && !carry.Open {
			err = fault.New(till.NothingOpen, "")
		}
		return carry.Close(till.OfDay, carry.Day), err
	}})
}

// CopyInput says that a receipt is printed again.
type CopyInput struct {
	Number string `json:"number"`
	Practice
}

// TillCopy counts a copy of a receipt; its paper says which one it is.
func (a *App) TillCopy(ctx context.Context, call Call, in *CopyInput) (Result, error) {
	return a.recordAbout(ctx, tillAct{call: call, training: in.Training, make: func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		sold, err := a.named(r, in.Number, in.Training)
		return till.Record{Form: till.Form, Kind: till.Copy, Ref: sold.Number, Copies: int(sold.Copied) + 1}, err
	}}, in.Number)
}

// EventInput is a line of the technical log.
type EventInput struct {
	What string `json:"what" doc:"a code, such as printer_failed or clock_changed"`
	Practice
}

// TillEvent writes into the technical log.
func (a *App) TillEvent(ctx context.Context, call Call, in *EventInput) (Result, error) {
	if err := text.Code("what", in.What, repair.MaxReason); err != nil || in.What == "" {
		return Result{}, fault.New(fault.Malformed, "what", "expected", "code").Because(err)
	}
	return a.record(ctx, tillAct{call: call, training: in.Training, make: func(storage.Reader, till.Terms, int64) (till.Record, error) {
		return till.Record{Form: till.Form, Kind: till.Event, Reason: in.What}, nil
	}})
}

// PolicyInput is what a shop displays beside its till.
type PolicyInput struct {
	CardMinimum int64 `json:"card_minimum_cents" doc:"0: cards are taken for any amount"`
	Displayed   bool  `json:"displayed" doc:"the notice hangs where people pay"`
	// Receipts are those that law does not want unasked.
	Receipts till.Printing `json:"receipts,omitempty" doc:"on_request or never: receipts that law does not want; on request when empty. What it wants comes out always"`
}

// TillPolicy says what the shop displays: a minimum holds only once it hangs there.
func (a *App) TillPolicy(ctx context.Context, call Call, in *PolicyInput) (Result, error) {
	if in.CardMinimum < 0 || in.CardMinimum > till.MaxCents {
		return Result{}, fault.New(fault.OutOfRange, "card_minimum_cents", "min", "0", "max", itoa(till.MaxCents))
	}
	if in.CardMinimum > 0 && !in.Displayed {
		return Result{}, fault.New(fault.Missing, "displayed")
	}
	if err := text.OneOf("receipts", in.Receipts, "", till.OnRequest, till.NoPaper); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.TillPolicySaid, entity(kind.Site, SiteID(a.place.Site))).with(till.PolicyFacts{CardMinimum: in.CardMinimum, Receipts: in.Receipts})
	}, func(storage.Reader) (any, error) { return in, nil })
}
