package service

import (
	"context"
	"errors"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Rebalance does what this place owes to others about rights, before and after
// an exchange with HQ; HQ does it whenever entries come. It frees the rights of
// promises that were given up elsewhere, confirms promises that wait, grants
// what was asked, tells the shops what they have to know of each other, and gives
// back what it does not need. Doing it again does nothing more. It answers how many entries it wrote.
func (a *App) Rebalance(ctx context.Context) (int, error) {
	steps := []func(context.Context) (int, error){a.freeEnded, a.confirmAsked}
	if a.isHQ() {
		steps = append(steps, a.grantAsked, a.tellTransfers, a.tellStock, a.grantVouchers)
	} else {
		steps = append(steps, a.returnAsked, a.returnSurplus, a.returnVouchers)
	}
	total := 0
	for _, step := range steps {
		n, err := step(ctx)
		total += n
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// ConcernsRights tells whether a change may ask something of Rebalance; no
// entities at all stand for any change.
func ConcernsRights(changed []journal.Entity) bool {
	for _, e := range changed {
		switch uint8(e.Type) {
		case kind.Account, kind.LoanerUnit, kind.Promise, kind.Loan, kind.Transfer, kind.Voucher:
			return true
		}
	}
	return changed == nil
}

// waiting is a promise or a loan whose right this place has to do something
// about.
type waiting struct {
	id      journal.EntityID
	isLoan  bool
	account journal.EntityID
	n       int64
	made    journal.ChainID
	holder  journal.ChainID
}

// about is how an entry names it: the promise or the loan, then its account.
func (w waiting) about() (it, account journal.Entity) {
	if w.isLoan {
		return entity(kind.Loan, w.id), entity(kind.LoanerUnit, w.account)
	}
	return entity(kind.Promise, w.id), entity(kind.Account, w.account)
}

func together(promises []views.Promise, loans []views.Loan) []waiting {
	out := make([]waiting, 0, len(promises)+len(loans))
	for _, p := range promises {
		out = append(out, waiting{id: p.ID, account: p.Account, n: p.N, made: p.Made, holder: p.Holder})
	}
	for _, l := range loans {
		out = append(out, waiting{id: l.ID, isLoan: true, account: l.UnitID, n: 1, made: l.Made, holder: l.Holder})
	}
	return out
}

// unfreed are the promises and loans that were given up elsewhere while a right
// of this place is still used for them.
func (a *App) unfreed(ctx context.Context) ([]waiting, error) {
	return read(ctx, a, func(r storage.Reader) ([]waiting, error) {
		promises, err := a.views.UnfreedPromises(r, a.own())
		if err != nil {
			return nil, err
		}
		loans, err := a.views.UnfreedLoans(r, a.own())
		return together(promises, loans), err
	})
}

// asked are the promises and loans that wait for a right, the oldest first.
func (a *App) asked(ctx context.Context) ([]waiting, error) {
	return read(ctx, a, func(r storage.Reader) ([]waiting, error) {
		promises, err := a.views.AskedPromises(r)
		if err != nil {
			return nil, err
		}
		loans, err := a.views.AskedLoans(r)
		return together(promises, loans), err
	})
}

// act commits one entry of the program's own; what it is about names it, so
// that it happens once.
func (a *App) act(ctx context.Context, k kind.Kind, why string, about journal.Entity, plan func(storage.Reader, *draft) (any, error)) (bool, error) {
	call := Call{ID: journal.CommandIDFrom("rights", why, a.own().String(), about.ID.String())}
	receipt, err := a.journal.Commit(ctx, call.ID, func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, k, about)
		facts, err := plan(r, d)
		if err != nil || facts == nil {
			return nil, err
		}
		return d.with(facts)
	})
	return receipt.Ref.Seq > 0 && !receipt.Repeated, Explain(err)
}

func (a *App) freeEnded(ctx context.Context) (n int, err error) {
	list, err := a.unfreed(ctx)
	for _, w := range list {
		it, account := w.about()
		k := kind.PromiseFreed
		if w.isLoan {
			k = kind.LoanFreed
		}
		done, err := a.act(ctx, k, "freed", it, func(_ storage.Reader, d *draft) (any, error) {
			d.Entities = append(d.Entities, account)
			a.free(d, w.account, w.n, w.holder)
			return stock.PromiseEndedFacts{Freed: true}, nil
		})
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, err
}

// confirmAsked confirms what waits, as far as there are rights: HQ whatever
// waits, a device what it asked for itself, so that two of them hardly ever
// confirm the same.
func (a *App) confirmAsked(ctx context.Context) (n int, err error) {
	list, err := a.asked(ctx)
	for _, w := range list {
		if !a.isHQ() && w.made != a.own() {
			continue
		}
		it, account := w.about()
		k := kind.PromiseConfirmed
		if w.isLoan {
			k = kind.LoanConfirmed
		}
		done, err := a.act(ctx, k, "confirmed", it, func(r storage.Reader, d *draft) (any, error) {
			err := a.confirm(r, d, uint8(account.Type), w.account, w.n)
			if errors.Is(err, fault.New(stock.NoRights, "")) {
				return nil, nil // it goes on waiting
			}
			return stock.PromiseConfirmedFacts{HQ: a.isHQ()}, err
		})
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, err
}

// grantAsked gives devices the rights that they asked for, as far as nobody
// else may promise the goods.
func (a *App) grantAsked(ctx context.Context) (n int, err error) {
	accounts, err := read(ctx, a, func(r storage.Reader) ([]views.Account, error) { return a.views.WantingAccounts(r, a.own()) })
	for _, at := range accounts {
		asks, err := read(ctx, a, func(r storage.Reader) ([]views.Ask, error) { return a.views.Asks(r, at.ID) })
		if err != nil {
			return n, err
		}
		for _, ask := range asks {
			done, err := a.act(ctx, kind.RightsGranted, "asked "+ask.Ref.String(), entity(kind.Account, at.ID), func(r storage.Reader, d *draft) (any, error) {
				books, err := journal.BooksOf(r, at.ID)
				give := min(ask.N, books.Free())
				if err != nil || give < 1 {
					return nil, err
				}
				d.move(at.ID, journal.Grant, give)
				d.Give(ask.Chain)
				return stock.RightFacts{Part: stock.ID(at.PartID), Place: at.Place, N: give, Reason: "ask"}, nil
			})
			if err != nil {
				return n, err
			}
			if done {
				n++
			}
		}
	}
	return n, err
}

// tellTransfers tells all shops what is on its way. The sending itself stays
// where the books are that it left.
func (a *App) tellTransfers(ctx context.Context) (n int, err error) {
	list, err := read(ctx, a, a.views.UntoldTransfers)
	for _, t := range list {
		facts, why := told(t)
		done, err := a.act(ctx, kind.TransferTold, why, entity(kind.Transfer, t.ID), func(_ storage.Reader, d *draft) (any, error) {
			d.also(kind.Site, SiteID(t.To.Site())) // shops are known everywhere
			return facts, nil
		})
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, err
}

// told is what HQ tells about a transfer; why names it, so that the same is told
// once.
func told(t views.Transfer) (facts stock.ToldFacts, why string) {
	facts, why = stock.ToldFacts{Number: t.Number, From: t.From, To: t.To}, "told"
	for _, l := range t.Lines {
		part := stock.ID(l.PartID)
		if l.Sent > 0 {
			facts.Lines = append(facts.Lines, stock.Line{Part: part, Place: t.From, N: l.Sent})
		}
		if l.Arrived > 0 {
			facts.Arrived = append(facts.Arrived, stock.Line{Part: part, Place: t.To, N: l.Arrived})
			why += " " + l.PartID.String() + " " + strconv.FormatInt(l.Arrived, 10)
		}
	}
	if t.Status == stock.TransferClosed {
		facts.Closed = t.Reason
		why += " closed"
	}
	return facts, why
}

// returnAsked gives HQ the rights for what others ask and HQ has nothing free
// for.
func (a *App) returnAsked(ctx context.Context) (n int, err error) {
	list, err := a.asked(ctx)
	for _, w := range list {
		if w.made == a.own() {
			continue
		}
		_, account := w.about()
		done, err := a.giveBack(ctx, "for "+w.id.String(), account, stock.RightFacts{Reason: "asked"}, func(books journal.Books) int64 {
			return w.n - books.Free()
		})
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, err
}

// returnSurplus gives HQ the rights that this device does not need: what is
// over its share, and what other devices ask for.
func (a *App) returnSurplus(ctx context.Context) (n int, err error) {
	accounts, err := read(ctx, a, func(r storage.Reader) ([]views.Account, error) { return a.views.Accounts(r, a.place.Site, a.own()) })
	for _, at := range accounts {
		facts := stock.RightFacts{Part: stock.ID(at.PartID), Place: at.Place, Reason: "surplus"}
		why := "surplus " + strconv.FormatInt(at.TouchedMS, 10) + " " + strconv.FormatInt(at.Rights, 10)
		done, err := a.giveBack(ctx, why, entity(kind.Account, at.ID), facts, func(books journal.Books) int64 {
			return max(stock.Surplus(books.OnHand()-books.Promised(), books.Left(a.own())), at.Waited-books.Free())
		})
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, err
}

// giveBack returns as many rights as how says, and no more than there are.
func (a *App) giveBack(ctx context.Context, why string, account journal.Entity, facts stock.RightFacts, how func(journal.Books) int64) (bool, error) {
	return a.act(ctx, kind.RightsReturned, why, account, func(r storage.Reader, d *draft) (any, error) {
		books, err := journal.BooksOf(r, account.ID)
		if err != nil {
			return nil, err
		}
		if facts.N = min(how(books), books.Left(a.own())); facts.N < 1 {
			return nil, nil
		}
		d.move(account.ID, journal.Return, facts.N)
		return facts, nil
	})
}
