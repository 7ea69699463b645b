package service

import (
	"context"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func promiseCommands() []Command {
	return []Command{
		command("promise.make", "Keep pieces for somebody; without a right to promise them they are to be confirmed.", (*App).MakePromise),
		command("promise.confirm", "Turn a promise that waited into one that holds.", (*App).ConfirmPromise),
		command("promise.end", "Give a promise up.", (*App).EndPromise),
		command("rights.ask", "Ask HQ for rights to promise pieces while it is away.", (*App).AskRights),
		command("rights.grant", "HQ gives a device rights, from what nobody else may promise.", (*App).GrantRights),
		command("rights.return", "Give rights back to HQ.", (*App).ReturnRights),
		command("rights.reclaim", "HQ takes back rights of a device that cannot return them.", (*App).ReclaimRights),
	}
}

// PromiseInput keeps pieces for somebody.
type PromiseInput struct {
	Part     string            `json:"part" doc:"reference or id"`
	Place    stock.Place       `json:"place,omitempty" doc:"this shop when empty"`
	N        int64             `json:"n,omitempty" doc:"1 when empty"`
	File     *journal.EntityID `json:"file,omitempty" doc:"the repair"`
	Customer *journal.EntityID `json:"customer,omitempty"`
	NeededOn string            `json:"needed_on,omitempty" doc:"date, 2006-01-02"`
	Channel  string            `json:"channel,omitempty" doc:"counter, phone, page or visit"`
}

// MakePromise keeps pieces for somebody: reserved when this place has the right, or
// HQ gives it within two seconds; else asked for, and nobody is told otherwise.
func (a *App) MakePromise(ctx context.Context, call Call, in *PromiseInput) (Result, error) {
	out, err := begin(ctx, a, call, kind.PromiseMade, kind.Promise, a.views.Promise, func(r storage.Reader, d *draft) (any, error) {
		part, err := a.part(r, "part", in.Part)
		if err != nil {
			return nil, err
		}
		facts := stock.PromisedFacts{
			Part: stock.ID(part.ID), Place: a.at(in.Place), N: max(in.N, 1), NeededOn: in.NeededOn, Channel: in.Channel, HQ: a.isHQ(),
		}
		if err := stock.CheckPromised(facts); err != nil {
			return nil, err
		}
		line := stock.Line{Part: facts.Part, Place: facts.Place}
		d.alsoAccount(line)
		if in.File != nil {
			if err := a.views.Known(r, entity(kind.Repair, *in.File)); err != nil {
				return nil, fault.New(fault.NotFound, "file", "what", "repair").Because(err)
			}
			d.also(kind.Repair, *in.File)
		}
		if in.Customer != nil {
			d.also(kind.Customer, *in.Customer)
		}
		facts.Confirmed, err = a.promise(r, d, accountOf(line), facts.N)
		return facts, err
	})
	if err != nil {
		return out, err
	}
	return confirmedSoon(ctx, a, out, a.views.Promise, promiseWaits)
}

func (a *App) aboutPromise(id journal.EntityID) about[views.Promise] {
	return about[views.Promise]{"promise", kind.Promise, id, a.views.Promise}
}

// ConfirmPromise confirms a promise that waited, when this place has the right.
func (a *App) ConfirmPromise(ctx context.Context, call Call, in *ByID) (Result, error) {
	return on(ctx, a, call, kind.PromiseConfirmed, a.aboutPromise(in.ID), func(r storage.Reader, now views.Promise, d *draft) (any, error) {
		if now.Status != stock.Asked {
			return nil, stock.MovePromise(now.Status, "")
		}
		return stock.PromiseConfirmedFacts{HQ: a.isHQ()}, a.confirm(r, d, kind.Account, now.Account, now.N)
	})
}

// confirm uses rights for a promise that waited, or refuses.
func (a *App) confirm(r storage.Reader, d *draft, t uint8, account journal.EntityID, n int64) error {
	d.also(t, account)
	promised, err := a.promise(r, d, account, n)
	if err != nil || promised {
		return err
	}
	books, err := journal.BooksOf(r, account)
	if err != nil {
		return err
	}
	return fault.New(stock.NoRights, "id", "free", strconv.FormatInt(max(0, books.Left(a.own())), 10))
}

// EndPromiseInput gives a promise up.
type EndPromiseInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason,omitempty" doc:"a code"`
}

// EndPromise gives a promise up. Only who used the right frees it, so that it is
// freed once; others leave that to its device.
func (a *App) EndPromise(ctx context.Context, call Call, in *EndPromiseInput) (Result, error) {
	return on(ctx, a, call, kind.PromiseEnded, a.aboutPromise(in.ID), func(_ storage.Reader, now views.Promise, d *draft) (any, error) {
		facts := stock.PromiseEndedFacts{Reason: in.Reason, Freed: now.Status == stock.Reserved && a.mayFree(now.Holder, now.ByHQ)}
		d.also(kind.Account, now.Account)
		if facts.Freed {
			a.free(d, now.Account, now.N, now.Holder)
		}
		return facts, stock.MovePromise(now.Status, stock.Ended)
	})
}

// LedgerInput is about the rights to promise pieces of a part at a place, or a
// unit that can be lent.
type LedgerInput struct {
	Part  string            `json:"part,omitempty" doc:"reference or id"`
	Place stock.Place       `json:"place,omitempty" doc:"this shop when empty"`
	Unit  *journal.EntityID `json:"unit,omitempty" doc:"a loaner, instead of part and place"`
	// Voucher is its code; its pieces are cents.
	Voucher string `json:"voucher,omitempty" doc:"code of a voucher, instead of part and place; its pieces are cents"`
	N       int64  `json:"n,omitempty" doc:"1 when empty"`
}

// HolderInput is LedgerInput about a device.
type HolderInput struct {
	LedgerInput
	Chain  journal.ChainID `json:"chain" doc:"of the device, as its status says"`
	Reason string          `json:"reason,omitempty" doc:"a code; needed to reclaim"`
}

// right reads which account an act on rights is about.
func (a *App) right(r storage.Reader, in LedgerInput) (journal.Entity, stock.RightFacts, error) {
	facts := stock.RightFacts{N: max(in.N, 1)}
	if in.Unit != nil {
		if _, err := a.views.Loaner(r, *in.Unit); err != nil {
			return journal.Entity{}, facts, fault.New(fault.NotFound, "unit", "what", "loaner").Because(err)
		}
		return entity(kind.LoanerUnit, *in.Unit), facts, nil
	}
	if in.Voucher != "" {
		v, err := a.voucherOf(r, "voucher", in.Voucher)
		if !a.isHQ() {
			facts.Place = stock.At(a.place.Site, stock.Shop) // where the answer goes
		}
		return entity(kind.Voucher, v.ID), facts, err
	}
	part, err := a.part(r, "part", in.Part)
	if err != nil {
		return journal.Entity{}, facts, err
	}
	facts.Part, facts.Place = stock.ID(part.ID), a.at(in.Place)
	err = stock.CheckPromised(stock.PromisedFacts{Part: facts.Part, Place: facts.Place, N: facts.N})
	return entity(kind.Account, accountOf(stock.Line{Part: facts.Part, Place: facts.Place})), facts, err
}

// onRights commits an act on the rights of an account and answers its books.
func (a *App) onRights(ctx context.Context, call Call, k kind.Kind, in LedgerInput, decide func(journal.Books, *draft, *stock.RightFacts) error) (Result, error) {
	var account journal.Entity
	plan := func(r storage.Reader) (*journal.Draft, error) {
		about, facts, err := a.right(r, in)
		if err != nil {
			return nil, err
		}
		d := newDraft(call, k, about)
		books, err := journal.BooksOf(r, about.ID)
		if err == nil {
			err = decide(books, d, &facts)
		}
		if err != nil {
			return nil, err
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (_ any, err error) {
		if account, _, err = a.right(r, in); err != nil {
			return nil, err
		}
		switch uint8(account.Type) {
		case kind.LoanerUnit:
			return a.views.Loaner(r, account.ID)
		case kind.Voucher:
			return a.views.Voucher(r, account.ID, a.own())
		}
		return a.views.AccountByID(r, account.ID, a.own())
	})
}

// AskRights asks HQ for rights. They come with a later exchange.
func (a *App) AskRights(ctx context.Context, call Call, in *LedgerInput) (Result, error) {
	return a.onRights(ctx, call, kind.RightsAsked, *in, func(_ journal.Books, _ *draft, facts *stock.RightFacts) error {
		facts.Reason = "ask"
		return nil
	})
}

// GrantRights gives a device rights. HQ alone does it, and only from goods that
// nobody else may promise.
func (a *App) GrantRights(ctx context.Context, call Call, in *HolderInput) (Result, error) {
	if !a.isHQ() {
		return Result{}, fault.New(stock.HQDecides, "")
	}
	return a.onRights(ctx, call, kind.RightsGranted, in.LedgerInput, func(books journal.Books, d *draft, facts *stock.RightFacts) error {
		if books.Free() < facts.N {
			return fault.New(stock.NoRights, "n", "free", strconv.FormatInt(books.Free(), 10))
		}
		facts.Reason = in.Reason
		d.move(d.Entities[0].ID, journal.Grant, facts.N)
		d.Give(in.Chain)
		return nil
	})
}

// ReturnRights gives rights of this place back.
func (a *App) ReturnRights(ctx context.Context, call Call, in *LedgerInput) (Result, error) {
	return a.onRights(ctx, call, kind.RightsReturned, *in, func(books journal.Books, d *draft, facts *stock.RightFacts) error {
		if left := books.Left(a.own()); left < facts.N {
			return fault.New(stock.NoRights, "n", "free", strconv.FormatInt(max(0, left), 10))
		}
		facts.Reason = "returned"
		d.move(d.Entities[0].ID, journal.Return, facts.N)
		return nil
	})
}

// ReclaimRights takes rights from a device that cannot return them: it is lost
// or stolen. If it used them meanwhile, its promise is in danger, and shows.
func (a *App) ReclaimRights(ctx context.Context, call Call, in *HolderInput) (Result, error) {
	if !a.isHQ() {
		return Result{}, fault.New(stock.HQDecides, "")
	}
	if err := stock.CheckReason(in.Reason); err != nil {
		return Result{}, err
	}
	return a.onRights(ctx, call, kind.RightsReclaimed, in.LedgerInput, func(books journal.Books, d *draft, facts *stock.RightFacts) error {
		if left := books.Left(in.Chain); left < facts.N {
			return fault.New(stock.NoRights, "n", "free", strconv.FormatInt(max(0, left), 10))
		}
		facts.Reason = in.Reason
		d.move(d.Entities[0].ID, journal.Reclaim, facts.N)
		d.Give(in.Chain)
		return nil
	})
}
