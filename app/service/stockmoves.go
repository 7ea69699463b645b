package service

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// onAccounts commits an entry about accounts, and answers them as they stand
// afterwards.
func (a *App) onAccounts(ctx context.Context, call Call, k kind.Kind, decide func(storage.Reader, *draft) (any, error)) (Result, error) {
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, k, journal.Entity{})
		d.Entities = nil
		facts, err := decide(r, d)
		if err != nil {
			return nil, err
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.accountsOf(r, call) })
}

// accountsOf reads the accounts that a command was about.
func (a *App) accountsOf(r storage.Reader, call Call) ([]views.Account, error) {
	ref, _, err := journal.OfCommand(r, call.ID)
	if err != nil {
		return nil, err
	}
	e, err := journal.Get(r, ref)
	if err != nil {
		return nil, err
	}
	out := []views.Account{}
	for _, about := range e.Header.Entities {
		if about.Type != journal.EntityType(kind.Account) {
			continue
		}
		account, err := a.views.AccountByID(r, about.ID, a.own())
		if err != nil {
			return nil, err
		}
		out = append(out, account)
	}
	return out, nil
}

// MoveStockInput brings pieces to another place in sight.
type MoveStockInput struct {
	Lines  []LineInput `json:"lines"`
	To     stock.Place `json:"to" doc:"such as ROU.van4 or LIL.quarantine"`
	Reason string      `json:"reason,omitempty" doc:"a code"`
	Anyway bool        `json:"anyway,omitempty" doc:"the pieces are there, whatever the books say"`
	// Taker and TakerPIN say who takes over what goes from van to van.
	Taker    *journal.EntityID `json:"taker,omitempty" doc:"from van to van: who takes it over, when they have no PIN"`
	TakerPIN string            `json:"taker_pin,omitempty" doc:"from van to van: the PIN of who takes it over"`
}

// MoveStock moves pieces between places.
func (a *App) MoveStock(ctx context.Context, call Call, in *MoveStockInput) (Result, error) {
	if err := cmp.Or(stock.CheckPlace("to", in.To), a.inSight("to", in.To)); err != nil {
		return Result{}, err
	}
	taker, err := a.taker(ctx, call, in)
	if err != nil {
		return Result{}, err
	}
	return a.onAccounts(ctx, call, kind.StockMoved, func(r storage.Reader, d *draft) (any, error) {
		lines, err := a.linesOf(r, "lines", in.Lines)
		if err != nil {
			return nil, err
		}
		for i, l := range lines {
			if l.Place == in.To {
				return nil, fault.New(fault.Malformed, "to", "expected", "other_place")
			}
			if err := a.takeOut(r, d, "lines."+strconv.Itoa(i)+".n", l, in.Anyway); err != nil {
				return nil, err
			}
			l.Place = in.To
			d.alsoAccount(l)
			a.goodsIn(d, accountOf(l), l.N, l.Place.Promisable())
		}
		return stock.MovedFacts{Lines: lines, To: in.To, Reason: in.Reason, Taker: taker}, nil
	})
}

// taker is who takes over what goes from van to van, proved by their PIN when they have
// one; whoever gives it is the author. Nobody is asked for between other places.
func (a *App) taker(ctx context.Context, call Call, in *MoveStockInput) (string, error) {
	fromVan := slices.ContainsFunc(in.Lines, func(l LineInput) bool { return l.Place.Van() && l.Place != in.To })
	switch {
	case !in.To.Van() || !fromVan:
		return "", nil
	case call.Staff.IsZero():
		return "", fault.New(StaffNeeded, "staff")
	case in.TakerPIN != "":
		who, err := a.WhosePIN(ctx, in.TakerPIN)
		if err != nil {
			f := *fault.Of(err)
			f.Field = "taker_pin"
			return "", &f
		}
		return who.ID.String(), otherThan(call.Staff, who.ID, "taker_pin")
	case in.Taker == nil:
		return "", fault.New(stock.NeedsTaker, "taker_pin")
	}
	who, err := read(ctx, a, func(r storage.Reader) (views.Staff, error) { return a.colleague(r, *in.Taker, "taker") })
	if err != nil {
		return "", err
	}
	if who.HasPIN {
		return "", fault.New(stock.NeedsTaker, "taker_pin")
	}
	return who.ID.String(), otherThan(call.Staff, who.ID, "taker")
}

// otherThan refuses somebody who would take over from themselves.
func otherThan(gives, takes journal.EntityID, field string) error {
	if gives == takes {
		return fault.New(stock.NeedsTaker, field)
	}
	return nil
}

// takeOut takes the pieces of a line from their place.
func (a *App) takeOut(r storage.Reader, d *draft, field string, l stock.Line, anyway bool) error {
	if err := a.there(r, d, field, l, anyway); err != nil {
		return err
	}
	d.alsoAccount(l)
	a.goodsOut(d, accountOf(l), l.N, l.Place.Promisable(), false)
	return nil
}

// UseStockInput is pieces that go into a device.
type UseStockInput struct {
	File    journal.EntityID  `json:"file" doc:"the repair"`
	Lines   []LineInput       `json:"lines"`
	Promise *journal.EntityID `json:"promise,omitempty" doc:"that kept the pieces of the only line"`
	Old     []LineInput       `json:"old,omitempty" doc:"pieces that came out; kept at LIL.old unless told otherwise"`
	Anyway  bool              `json:"anyway,omitempty" doc:"the pieces are there, whatever the books say"`
}

// UseStock uses pieces on a repair.
func (a *App) UseStock(ctx context.Context, call Call, in *UseStockInput) (Result, error) {
	return a.onAccounts(ctx, call, kind.StockUsed, func(r storage.Reader, d *draft) (any, error) {
		if err := a.views.Known(r, entity(kind.Repair, in.File)); err != nil {
			return nil, fault.New(fault.NotFound, "file", "what", "repair").Because(err)
		}
		lines, err := a.linesOf(r, "lines", in.Lines)
		if err != nil {
			return nil, err
		}
		promised, err := a.promisedFor(r, d, in.Promise, lines)
		if err != nil {
			return nil, err
		}
		for i, l := range lines {
			if err := a.there(r, d, "lines."+strconv.Itoa(i)+".n", l, in.Anyway); err != nil {
				return nil, err
			}
			d.alsoAccount(l)
			a.goodsOut(d, accountOf(l), l.N, l.Place.Promisable(), promised)
		}
		old, err := a.oldParts(r, d, in.Old)
		d.also(kind.Repair, in.File)
		return stock.UsedFacts{Lines: lines, Old: old}, err
	})
}

// promisedFor ends the promise that kept the pieces; true when a right was
// used for them before.
func (a *App) promisedFor(r storage.Reader, d *draft, id *journal.EntityID, lines []stock.Line) (bool, error) {
	if id == nil {
		return false, nil
	}
	p, err := a.views.Promise(r, *id)
	if err != nil {
		return false, fault.New(fault.NotFound, "promise", "what", "promise").Because(err)
	}
	if len(lines) != 1 || accountOf(lines[0]) != p.Account || lines[0].N != p.N {
		return false, fault.New(fault.Malformed, "promise", "expected", p.Ref)
	}
	d.also(kind.Promise, *id)
	return p.Status == stock.Reserved, stock.MovePromise(p.Status, stock.Kept)
}

// oldParts keeps the pieces that came out of a device.
func (a *App) oldParts(r storage.Reader, d *draft, in []LineInput) ([]stock.Line, error) {
	if len(in) == 0 {
		return nil, nil
	}
	for i := range in {
		if in[i].Place == "" {
			in[i].Place = stock.At(a.place.Site, stock.OldParts)
		}
	}
	lines := make([]stock.Line, len(in))
	for i := range in {
		at := "old." + strconv.Itoa(i) + "."
		var err error
		if lines[i], _, err = a.line(r, at, in[i]); err != nil {
			return nil, err
		}
		if err := a.inSight(at+"place", lines[i].Place); err != nil {
			return nil, err
		}
		if err := stock.CheckLine(at, lines[i], stock.ByNumber); err != nil {
			return nil, err
		}
		d.alsoAccount(lines[i])
		a.goodsIn(d, accountOf(lines[i]), lines[i].N, false)
	}
	return lines, nil
}

// AdjustStockInput corrects the books of a place.
type AdjustStockInput struct {
	Part    string      `json:"part" doc:"reference or id"`
	Place   stock.Place `json:"place,omitempty"`
	N       int64       `json:"n" doc:"the difference, below zero when pieces are missing"`
	Serials []string    `json:"serials,omitempty"`
	Lot     string      `json:"lot,omitempty"`
	Reason  string      `json:"reason" doc:"lost, broken, found, mistake, sold or scrapped"`
}

// AdjustStock corrects the books of a place.
func (a *App) AdjustStock(ctx context.Context, call Call, in *AdjustStockInput) (Result, error) {
	return a.onAccounts(ctx, call, kind.StockAdjusted, func(r storage.Reader, d *draft) (any, error) {
		part, err := a.part(r, "part", in.Part)
		if err != nil {
			return nil, err
		}
		line := stock.Line{Part: stock.ID(part.ID), Place: a.at(in.Place), N: in.N, Serials: in.Serials, Lot: in.Lot}
		facts := stock.AdjustedFacts{Line: line, Reason: in.Reason}
		if err := cmp.Or(stock.CheckAdjusted(facts), a.inSight("place", line.Place)); err != nil {
			return nil, err
		}
		d.alsoAccount(line)
		a.differ(d, line, in.N)
		return facts, nil
	})
}

// differ corrects the goods of an account by a difference.
func (a *App) differ(d *draft, l stock.Line, n int64) {
	switch {
	case n > 0:
		a.goodsIn(d, accountOf(l), n, l.Place.Promisable())
	case n < 0:
		a.goodsOut(d, accountOf(l), -n, l.Place.Promisable(), false)
	}
}

// CountStockInput is a count by scan.
type CountStockInput struct {
	Place stock.Place      `json:"place,omitempty"`
	Lines []CountLineInput `json:"lines"`
}

// CountLineInput is what was found of one part.
type CountLineInput struct {
	Part    string   `json:"part" doc:"reference or id"`
	Counted int64    `json:"counted"`
	Reason  string   `json:"reason,omitempty" doc:"a code; needed when the books say otherwise"`
	Serials []string `json:"serials,omitempty"`
}

// CountStock records a count: the books become what was found.
func (a *App) CountStock(ctx context.Context, call Call, in *CountStockInput) (Result, error) {
	return a.onAccounts(ctx, call, kind.StockCounted, func(r storage.Reader, d *draft) (any, error) {
		facts := stock.CountedFacts{Place: a.at(in.Place)}
		if err := a.inSight("place", facts.Place); err != nil {
			return nil, err
		}
		d.also(kind.Count, journal.NewEntityID(call.ID, 0))
		for i, l := range in.Lines {
			part, err := a.part(r, "lines."+strconv.Itoa(i)+".part", l.Part)
			if err != nil {
				return nil, err
			}
			line := stock.Line{Part: stock.ID(part.ID), Place: facts.Place}
			books, err := journal.BooksOf(r, accountOf(line))
			if err != nil {
				return nil, err
			}
			gone, err := a.notFound(r, "lines."+strconv.Itoa(i)+".", l, line)
			if err != nil {
				return nil, err
			}
			facts.Lines = append(facts.Lines, stock.CountedLine{
				Part: line.Part, Counted: l.Counted, Books: books.OnHand(), Reason: l.Reason, Serials: l.Serials, Gone: gone,
			})
			d.alsoAccount(line)
			a.differ(d, line, l.Counted-books.OnHand())
		}
		return facts, stock.CheckCounted(facts)
	})
}

// notFound are the serial numbers of the books that a count of single pieces did
// not find. A count by number alone says nothing of them.
func (a *App) notFound(r storage.Reader, at string, in CountLineInput, line stock.Line) ([]string, error) {
	if len(in.Serials) == 0 {
		return nil, nil
	}
	if int64(len(in.Serials)) != in.Counted {
		return nil, fault.New(stock.NoSerials, at+"serials", "n", strconv.FormatInt(in.Counted, 10))
	}
	books, err := a.views.AccountByID(r, accountOf(line), a.own())
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	found := func(serial string) bool {
		return slices.ContainsFunc(in.Serials, func(s string) bool { return product.Classify(s).Normalised == serial })
	}
	return slices.DeleteFunc(books.Serials, found), err
}

// ReorderInput is a reorder point.
type ReorderInput struct {
	Part  string      `json:"part" doc:"reference or id"`
	Place stock.Place `json:"place,omitempty"`
	Least int64       `json:"least" doc:"bought again when this many are left; 0 for never"`
	Full  int64       `json:"full,omitempty" doc:"up to how many"`
}

// SayReorder says when a part is bought again for a place.
func (a *App) SayReorder(ctx context.Context, call Call, in *ReorderInput) (Result, error) {
	return a.onAccounts(ctx, call, kind.ReorderSaid, func(r storage.Reader, d *draft) (any, error) {
		part, err := a.part(r, "part", in.Part)
		if err != nil {
			return nil, err
		}
		line := stock.Line{Part: stock.ID(part.ID), Place: a.at(in.Place)}
		facts := stock.ReorderFacts{Part: line.Part, Place: line.Place, Least: in.Least, Full: max(in.Full, in.Least)}
		d.alsoAccount(line)
		return facts, stock.CheckReorder(facts)
	})
}
