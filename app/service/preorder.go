package service

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/preorder"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func preorderCommands() []Command {
	return []Command{
		command("preorder.place", "Order goods or a part for a customer, without a repair; what is paid ahead is arrhes or an acompte, by name.", (*App).PlacePreorder),
		command("preorder.pay", "Count a receipt that took money ahead for an order, or gave it back.", (*App).PayPreorder),
		command("preorder.arrive", "Say that what was ordered is there, and how the customer heard of it.", (*App).ArrivePreorder),
		command("preorder.hand", "Hand over what was ordered, by a bill that deducts what was paid ahead.", (*App).HandPreorder),
		command("preorder.cancel", "End an order: what goes back follows from who withdraws and what was paid ahead.", (*App).CancelPreorder),
	}
}

// PreorderInput is an order to be.
type PreorderInput struct {
	Customer journal.EntityID `json:"customer"`
	Lines    []till.Line      `json:"lines" doc:"as the till sells them"`
	DueOn    string           `json:"due_on,omitempty" doc:"by when it has to be there; by the rule when empty"`
	Ahead    preorder.Ahead   `json:"ahead,omitempty" doc:"arrhes or acompte; needed when something is paid ahead"`
	Asked    int64            `json:"ahead_cents,omitempty"`
	Away     bool             `json:"away,omitempty" doc:"made by telephone, at home or on the page: it can be withdrawn"`
	DiscountInput
	ApprovedBy *journal.EntityID `json:"approved_by,omitempty" doc:"who allows more to be let go of than whoever orders may"`
}

// PlacePreorder orders something for a customer.
func (a *App) PlacePreorder(ctx context.Context, call Call, in *PreorderInput) (Result, error) {
	return begin(ctx, a, call, kind.PreorderPlaced, kind.Preorder, a.views.Preorder, func(r storage.Reader, d *draft) (any, error) {
		who, err := a.views.Customer(r, in.Customer)
		if err != nil {
			return nil, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
		}
		if who.Erased {
			return nil, fault.New(erasure.PersonGone, "customer")
		}
		d.also(kind.Customer, in.Customer)
		t, at, err := a.preorderTerms(r)
		if err != nil {
			return nil, err
		}
		secret := journal.CommandIDFrom("number of an order", call.ID.String()).String()
		made, err := preorder.Place(preorder.PlacedFacts{
			Site: a.place.Site, Number: "CC-" + a.place.Site + "-" + strings.ToUpper(secret[:7]), Lines: in.Lines, DueOn: in.DueOn,
			Ahead: in.Ahead, Asked: in.Asked, Away: in.Away,
		}, at.today, t)
		if err != nil {
			return nil, err
		}
		prices, err := a.loweredLines(r, made.Lines, nil)
		if err != nil {
			return nil, err
		}
		made.Lowered, err = a.letGo(r, call, a.place.Site, prices, in.DiscountInput, in.ApprovedBy)
		return made, err
	})
}

func (a *App) preorderTerms(r storage.Reader) (preorder.Terms, law, error) {
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return preorder.Terms{}, at, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return preorder.Terms{}, at, err
	}
	t, err := preorder.TermsOf(set, at.region)
	return t, at, err
}

// preorderTermsOf are the terms that an order was made under: those of its day.
func (a *App) preorderTermsOf(r storage.Reader, p views.Preorder) (preorder.Terms, law, error) {
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return preorder.Terms{}, at, err
	}
	on, err := civil.Parse("ordered_on", p.OrderOn)
	if err != nil {
		return preorder.Terms{}, at, err
	}
	set, err := at.since(on.AddDays(1).Clock(0, at.zone).UnixMilli() - 1).rules(rules.Dates{Contract: on, Request: on})
	if err != nil {
		return preorder.Terms{}, at, err
	}
	t, err := preorder.TermsOf(set, at.region)
	return t, at, err
}

// ofPreorder is an order as a command decides about it.
func (a *App) ofPreorder(id journal.EntityID) about[views.Preorder] {
	return about[views.Preorder]{what: "preorder", kind: kind.Preorder, id: id, read: a.views.Preorder}
}

// PayPreorderInput is money paid ahead, or back.
type PayPreorderInput struct {
	ID      journal.EntityID `json:"id"`
	Receipt string           `json:"receipt,omitempty" doc:"of a sale whose line says arrhes or acompte, or of its refund"`
	Cents   int64            `json:"cents,omitempty" doc:"without a receipt: negative, what went back by transfer"`
	Ref     string           `json:"ref,omitempty" doc:"of the transfer"`
	BankInput
}

// PayPreorder counts what was paid ahead for an order. The receipt says by the same
// name what it is.
func (a *App) PayPreorder(ctx context.Context, call Call, in *PayPreorderInput) (Result, error) {
	return on(ctx, a, call, kind.PreorderPaid, a.ofPreorder(in.ID), func(r storage.Reader, now views.Preorder, d *draft) (any, error) {
		_, at, err := a.preorderTerms(r)
		if err != nil {
			return nil, err
		}
		f := preorder.PaidFacts{Receipt: in.Receipt, Cents: in.Cents, On: at.today.String(), Ref: in.Ref}
		if in.Receipt == "" {
			return f, fault.First(a.backByTransfer(f, now), sentTo(d, in.BankInput))
		}
		rec, err := a.named(r, in.Receipt, false)
		if err != nil {
			return nil, within("receipt", without("number", err))
		}
		if slices.ContainsFunc(now.Payments, func(p preorder.PaidFacts) bool { return p.Receipt == rec.Number }) {
			return nil, fault.New(preorder.Counted, "receipt", "number", rec.Number)
		}
		cents, other := preorder.AheadIn(&rec.Record, now.Ahead)
		if cents == 0 || other {
			return nil, fault.New(preorder.OtherAhead, "receipt", "ahead", string(now.Ahead))
		}
		f.Receipt, f.Cents, f.On = rec.Number, cents, rec.Day
		return f, nil
	})
}

func (a *App) backByTransfer(f preorder.PaidFacts, now views.Preorder) error {
	switch {
	case text.Blank(f.Ref):
		return fault.New(fault.Missing, "ref")
	case now.LetGo == nil || f.Cents >= 0 || -f.Cents > stillBack(now):
		return fault.New(fault.OutOfRange, "cents", "min", itoa(-int(max(0, stillBack(now)))), "max", "-1")
	}
	return text.Line("ref", f.Ref, till.MaxLabel)
}

// stillBack is what still has to go back to the customer of an order that ended.
func stillBack(p views.Preorder) (cents int64) {
	if p.LetGo == nil {
		return 0
	}
	cents = p.LetGo.Back
	for _, paid := range p.Payments {
		cents += min(0, paid.Cents)
	}
	return cents
}

// ArrivePreorderInput says that it is there.
type ArrivePreorderInput struct {
	ID   journal.EntityID `json:"id"`
	Told string           `json:"told" doc:"sms, email, phone, letter or counter"`
	Spot string           `json:"spot,omitempty" doc:"where it lies"`
}

// ArrivePreorder says that what was ordered is there.
func (a *App) ArrivePreorder(ctx context.Context, call Call, in *ArrivePreorderInput) (Result, error) {
	return a.stepPreorder(ctx, call, kind.PreorderArrived, in.ID, preorder.Arrived, func(_ storage.Reader, _ views.Preorder, at law, _ preorder.Terms) (any, error) {
		f := preorder.ArrivedFacts{On: at.today.String(), Told: in.Told, Spot: in.Spot}
		return f, preorder.CheckArrived(f)
	})
}

// HandPreorderInput names the bill.
type HandPreorderInput struct {
	ID      journal.EntityID `json:"id"`
	Receipt string           `json:"receipt" doc:"of the bill, which deducts what was paid ahead: preorder.bill has its lines"`
}

// HandPreorder hands over what was ordered.
func (a *App) HandPreorder(ctx context.Context, call Call, in *HandPreorderInput) (Result, error) {
	return a.stepPreorder(ctx, call, kind.PreorderHanded, in.ID, preorder.Handed, func(r storage.Reader, now views.Preorder, at law, _ preorder.Terms) (any, error) {
		rec, err := a.named(r, in.Receipt, false)
		if err != nil {
			return nil, within("receipt", without("number", err))
		}
		if off, _ := preorder.AheadIn(&rec.Record, now.Ahead); rec.Record.Kind != till.Sale || -off != now.Paid || rec.Total != now.Total-now.Paid {
			return nil, fault.New(preorder.NotBilled, "receipt", "sum", itoa64(now.Total-now.Paid))
		}
		return preorder.HandedFacts{Receipt: rec.Number, On: at.today.String()}, nil
	})
}

// CancelPreorderInput ends an order.
type CancelPreorderInput struct {
	ID   journal.EntityID `json:"id"`
	Why  preorder.Why     `json:"why" doc:"by_customer, by_us, late, withdrawn or agreed"`
	Told string           `json:"told,omitempty" doc:"how the customer heard of it; needed when it is not their wish"`
}

// CancelPreorder ends an order.
func (a *App) CancelPreorder(ctx context.Context, call Call, in *CancelPreorderInput) (Result, error) {
	return a.stepPreorder(ctx, call, kind.PreorderCancelled, in.ID, preorder.Cancelled, func(_ storage.Reader, now views.Preorder, at law, t preorder.Terms) (any, error) {
		f, err := preorder.Cancel(now.PlacedFacts, now.Paid, in.Why, at.today, t)
		if err != nil {
			return nil, err
		}
		if f.Told = in.Told; in.Why == preorder.ByUs {
			err = text.Chosen("told", in.Told, "sms", "email", "phone", "letter", "counter")
		}
		return f, err
	})
}

// stepPreorder commits what ends an order, or brings it on.
func (a *App) stepPreorder(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, to preorder.Status, decide func(storage.Reader, views.Preorder, law, preorder.Terms) (any, error)) (Result, error) {
	return on(ctx, a, call, k, a.ofPreorder(id), func(r storage.Reader, now views.Preorder, _ *draft) (any, error) {
		if !preorder.CanMove(now.Status, to) {
			return nil, fault.New(preorder.NotAllowed, "id", "from", string(now.Status), "to", string(to))
		}
		t, at, err := a.preorderTermsOf(r, now)
		if err != nil {
			return nil, err
		}
		return decide(r, now, at, t)
	})
}

func preorderQuestions() []Question {
	return []Question{
		question("preorder.get", "One order of a customer.", (*App).PreorderByID),
		question("preorder.list", "The orders of customers: open, the one that is due first first, or over.", (*App).Preorders),
		question("preorder.find", "The orders that a number, an article or a name of one finds.", func(a *App, ctx context.Context, in *ByWords) ([]views.Preorder, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Preorder, error) { return a.views.FindPreorders(r, in.Words) })
		}),
		question("preorder.bill", "The lines that the till sells when an order is fetched, less what was paid ahead.", func(a *App, ctx context.Context, in *ByID) ([]till.Line, error) {
			return read(ctx, a, func(r storage.Reader) ([]till.Line, error) {
				p, err := a.views.Preorder(r, in.ID)
				return preorder.Bill(p.PlacedFacts, p.Paid, p.Payments), err
			})
		}),
		question("preorder.risks", "Orders that are late, that nobody fetches, or of which money has to go back, the oldest first.", (*App).PreorderRisks),
	}
}

// PreorderByID is one order of a customer.
func (a *App) PreorderByID(ctx context.Context, in *ByID) (views.Preorder, error) {
	return read(ctx, a, func(r storage.Reader) (views.Preorder, error) { return a.views.Preorder(r, in.ID) })
}

// PreordersAsked asks for orders.
type PreordersAsked struct {
	List string `json:"list,omitempty" doc:"open or over; open when empty"`
	Site string `json:"site,omitempty" doc:"this shop when empty"`
}

// Preorders are the orders of a list.
func (a *App) Preorders(ctx context.Context, in *PreordersAsked) ([]views.Preorder, error) {
	list := cmp.Or(in.List, views.PreordersOpen)
	if err := text.OneOf("list", list, views.PreordersOpen, views.PreordersOver); err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Preorder, error) { return a.views.Preorders(r, list, a.here(in.Site)) })
}

// PreorderRisk is an order that somebody looks after.
type PreorderRisk struct {
	views.Preorder
	Why  string `json:"why"` // late, waits, money_back
	Days int    `json:"days"`
	Back int64  `json:"back_cents,omitempty"` // that still has to go back
}

// PreorderRisks are the orders that somebody looks after, with how long it has been so:
// money that customers left with us grows old here.
func (a *App) PreorderRisks(ctx context.Context, in *SiteAsked) ([]PreorderRisk, error) {
	return read(ctx, a, func(r storage.Reader) ([]PreorderRisk, error) {
		_, at, err := a.preorderTerms(r)
		if err != nil {
			return nil, err
		}
		out := []PreorderRisk{}
		for _, list := range []string{views.PreordersOpen, views.PreordersOver} {
			all, err := a.views.Preorders(r, list, a.here(in.Site))
			if err != nil {
				return nil, err
			}
			for _, p := range all {
				if risk, is := preorderRisk(p, at); is {
					out = append(out, risk)
				}
			}
		}
		slices.SortStableFunc(out, func(x, y PreorderRisk) int { return cmp.Compare(y.Days, x.Days) })
		return out, nil
	})
}

func preorderRisk(p views.Preorder, at law) (PreorderRisk, bool) {
	out := PreorderRisk{Preorder: p}
	since := ""
	switch {
	case p.Status == preorder.Placed && at.today > dateOr(p.DueOn, at.today):
		out.Why, since = "late", p.DueOn
	case p.Status == preorder.Arrived && p.There != nil:
		out.Why, since = "waits", p.There.On
	case stillBack(p) > 0:
		out.Why, out.Back, since = "money_back", stillBack(p), p.LetGo.On
	default:
		return out, false
	}
	out.Days = dateOr(since, at.today).DaysUntil(at.today)
	return out, true
}
