package service

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/stock"
	"etabli/storage"
	"etabli/storage/journal"
)

// chained is a journal that continues one chain. HQ's does not: it draws a chain
// at every start, so HQ holds no rights; it grants itself what it uses.
type chained interface{ Chain() journal.ChainID }

// own is the chain that this place writes, whose rights it may use; zero at HQ.
func (a *App) own() (c journal.ChainID) {
	if j, ok := a.journal.(chained); ok {
		c = j.Chain()
	}
	return c
}

// isHQ tells whether this is HQ, which alone grants rights.
func (a *App) isHQ() bool {
	_, ok := a.journal.(chained)
	return !ok
}

// move adds a move to the entry; moves of the same act on the same account are
// one.
func (d *draft) move(account journal.EntityID, act journal.MoveAct, n int64) {
	for i := range d.Moves {
		if d.Moves[i].Account == account && d.Moves[i].Act == act && len(d.Extensions) == 0 {
			d.Moves[i].N += n
			return
		}
	}
	d.Moves = append(d.Moves, journal.Move{Account: account, Act: act, N: n})
}

// books are those of an account as they will be after what the entry moves.
func (a *App) books(r storage.Reader, d *draft, account journal.EntityID) (journal.Books, error) {
	books, err := journal.BooksOf(r, account)
	if err == nil {
		books.Apply(&journal.Header{Chain: a.own(), Moves: d.Moves, Extensions: d.Extensions}, account)
	}
	return books, err
}

// promise uses rights of this place, if it has enough of them; HQ grants itself
// what nobody else may promise. False: nothing was promised, and nothing must
// be said to be.
func (a *App) promise(r storage.Reader, d *draft, account journal.EntityID, n int64) (bool, error) {
	books, err := a.books(r, d, account)
	if err != nil {
		return false, err
	}
	if a.isHQ() {
		if books.Free() < n {
			return false, nil
		}
		d.move(account, journal.Grant, n)
	} else if books.Left(a.own()) < n {
		return false, nil
	} else if over, err := a.lapsed(); err != nil || over {
		return false, err
	}
	d.move(account, journal.Use, n)
	return true, nil
}

// free gives the right of a promise back: to the chain that used it, and from
// HQ's to the goods that HQ may grant.
func (a *App) free(d *draft, account journal.EntityID, n int64, holder journal.ChainID) {
	d.Moves = append(d.Moves, journal.Move{Account: account, Act: journal.Free, N: n})
	if a.isHQ() {
		d.Give(holder)
		d.Moves = append(d.Moves, journal.Move{Account: account, Act: journal.Return, N: n})
		d.Give(holder)
	}
}

// mayFree tells whether this place used the right of a promise: only who used it
// frees it, so that it is freed once.
func (a *App) mayFree(holder journal.ChainID, byHQ bool) bool {
	if a.isHQ() {
		return byHQ
	}
	return !byHQ && holder == a.own()
}

// goodsIn brings goods to an account, and to this place the rights to promise
// them; at HQ they are free to be granted.
func (a *App) goodsIn(d *draft, account journal.EntityID, n int64, promisable bool) {
	d.move(account, journal.In, n)
	if promisable && !a.isHQ() {
		d.move(account, journal.Mint, n)
	}
}

// goodsOut takes goods from an account. What was not promised before uses a
// right, whether there is one or not: what happened is recorded, and whose
// promise it endangers shows in the books.
func (a *App) goodsOut(d *draft, account journal.EntityID, n int64, promisable, promised bool) {
	d.move(account, journal.Out, n)
	if promisable && !promised {
		if a.isHQ() {
			d.move(account, journal.Grant, n)
		}
		d.move(account, journal.Use, n)
	}
}

// accountOf names the account of a line.
func accountOf(l stock.Line) journal.EntityID {
	return journal.EntityID(stock.AccountID(l.Part, l.Place))
}

// there makes sure that the books have what somebody takes, unless they say
// that it is there all the same.
func (a *App) there(r storage.Reader, d *draft, field string, l stock.Line, anyway bool) error {
	if err := a.inSight(field[:len(field)-1]+"place", l.Place); err != nil {
		return err
	}
	books, err := a.books(r, d, accountOf(l))
	if err != nil || anyway {
		return err
	}
	if books.OnHand() < l.N {
		return fault.New(stock.NotThere, field, "books", strconv.FormatInt(books.OnHand(), 10), "place", string(l.Place))
	}
	at := field[:len(field)-1]
	return cmp.Or(a.serialsThere(r, at+"serials", l), a.lotThere(r, at+"lot", l))
}

// lotThere makes sure that the lot has as many pieces as are taken of it.
func (a *App) lotThere(r storage.Reader, field string, l stock.Line) error {
	if l.Lot == "" {
		return nil
	}
	at, err := a.views.AccountByID(r, accountOf(l), a.own())
	if err == nil && at.Lots[l.Lot] < l.N {
		return fault.New(stock.LotAway, field, "lot", l.Lot, "books", strconv.FormatInt(at.Lots[l.Lot], 10))
	}
	return err
}

// serialsNew makes sure that no piece comes in that is there already, by its number.
func (a *App) serialsNew(r storage.Reader, field string, l stock.Line) error {
	if len(l.Serials) == 0 {
		return nil
	}
	at, err := a.views.AccountByID(r, accountOf(l), a.own())
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	for _, s := range l.Serials {
		if slices.Contains(at.Serials, product.Classify(s).Normalised) {
			return fault.New(stock.SerialHere, field, "serial", s)
		}
	}
	return err
}

// serialsThere makes sure that each piece that is named by its number is there.
func (a *App) serialsThere(r storage.Reader, field string, l stock.Line) error {
	if len(l.Serials) == 0 {
		return nil
	}
	at, err := a.views.AccountByID(r, accountOf(l), a.own())
	if err != nil {
		return err
	}
	for _, s := range l.Serials {
		if !slices.Contains(at.Serials, product.Classify(s).Normalised) {
			return fault.New(stock.SerialAway, field, "serial", s)
		}
	}
	return nil
}

// inSight makes sure that goods lie in this shop: what another one has is
// recorded there, where its people see it. HQ sees them all.
func (a *App) inSight(field string, p stock.Place) error {
	if a.place.Site == "" || p.Site() == a.place.Site {
		return nil
	}
	return fault.New(stock.OtherShop, field, "place", string(p))
}
