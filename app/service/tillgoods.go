package service

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// SoldPieces says which pieces of an article are sold.
type SoldPieces struct {
	Article string   `json:"article" doc:"the article of a line"`
	Serials []string `json:"serials,omitempty"`
	Lot     string   `json:"lot,omitempty"`
}

// soldGoods is what a sale takes from the stock.
type soldGoods struct {
	from    stock.Place
	pieces  []SoldPieces
	promise *journal.EntityID
}

// goodsBack is what a refund brings back.
type goodsBack struct {
	number string // of the sale
	to     string // a spot of the shop, or none
	all    bool
}

// goodsSold takes what is sold over the counter from the stock, whether the books
// have it or not: it left. What a quote of the file counts was used, or will be,
// on the repair, and is not taken twice. Practice takes nothing.
func (a *App) goodsSold(r storage.Reader, d *draft, act tillAct, rec till.Record) ([]stock.Line, error) {
	if act.goods == nil || act.training {
		return nil, nil
	}
	quoted, err := a.quotedArticles(r, act.file)
	if err != nil {
		return nil, err
	}
	var lines []stock.Line
	for _, l := range rec.Lines {
		if l.Nature != till.Goods || quoted[l.Article] {
			continue
		}
		line, ours, err := a.pieceOf(r, l, act.goods.from)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(lines, func(o stock.Line) bool { return o.Part == line.Part })
		switch {
		case !ours:
		case at >= 0:
			lines[at].N += line.N
		default:
			lines = append(lines, line)
		}
	}
	if err := a.whichPieces(r, lines, act.goods); err != nil {
		return nil, err
	}
	promised, err := a.promisedFor(r, d, act.goods.promise, lines)
	for _, l := range lines {
		d.alsoAccount(l)
		a.goodsOut(d, accountOf(l), l.N, l.Place.Promisable(), promised)
	}
	return lines, err
}

// quotedArticles are the articles that the accepted quote of a file counts.
func (a *App) quotedArticles(r storage.Reader, id *journal.EntityID) (map[string]bool, error) {
	out := map[string]bool{}
	if id == nil {
		return out, nil
	}
	file, err := a.views.Repair(r, *id)
	q := file.Binding()
	if err != nil || q == nil || !q.InLines() {
		return out, err
	}
	for _, l := range q.Lines {
		if l.Article != "" {
			out[l.Article] = true
		}
	}
	return out, nil
}

// pieceOf is a line of a receipt as the stock counts it: whole pieces of a part of
// ours.
func (a *App) pieceOf(r storage.Reader, l till.Line, at stock.Place) (stock.Line, bool, error) {
	n := l.Quantity / till.One
	if l.Article == "" || n < 1 || l.Quantity%till.One != 0 {
		return stock.Line{}, false, nil
	}
	part, err := a.articleOf(r, l)
	if err != nil || part.ID.IsZero() {
		return stock.Line{}, false, err // an article of nobody's catalogue
	}
	return stock.Line{Part: stock.ID(part.ID), Place: at, N: n}, true, nil
}

// whichPieces names the pieces that are told apart: those that were said, else all
// that lie there when all of them leave. Others are found by the next count.
func (a *App) whichPieces(r storage.Reader, lines []stock.Line, goods *soldGoods) error {
	for i, said := range goods.pieces {
		at := "pieces." + strconv.Itoa(i) + "."
		part, err := a.part(r, at+"article", said.Article)
		if err != nil {
			return err
		}
		n := slices.IndexFunc(lines, func(l stock.Line) bool { return l.Part == stock.ID(part.ID) })
		if n < 0 {
			return fault.New(fault.NotFound, at+"article", "what", "part")
		}
		lines[n].Serials, lines[n].Lot = said.Serials, said.Lot
		if err := cmp.Or(stock.CheckLine(at, lines[n], part.Tracking), a.serialsThere(r, at+"serials", lines[n])); err != nil {
			return err
		}
	}
	for i, l := range lines {
		account, err := a.views.AccountByID(r, accountOf(l), a.own())
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if l.Serials == nil && int64(len(account.Serials)) == l.N {
			lines[i].Serials = account.Serials
		}
	}
	return nil
}

// goodsReturned brings back what a refund returns, as far as the sale had taken it:
// somebody looks at it first, unless it goes straight to the shelf.
func (a *App) goodsReturned(r storage.Reader, d *draft, act tillAct, rec till.Record) ([]stock.Line, error) {
	if act.back == nil || act.training || act.back.to == "none" {
		return nil, nil
	}
	sold, err := a.named(r, act.back.number, act.training)
	if err != nil {
		return nil, err
	}
	later, err := a.views.TillAfter(r, sold.Number)
	if err != nil {
		return nil, err
	}
	var lines []stock.Line
	for _, l := range sold.Sealed.Goods {
		n, err := a.comesBack(r, l, act.back.all, rec.Lines)
		if err != nil {
			return nil, err
		}
		if n = min(n, l.N-cameBack(later, l.Part)); n < 1 {
			continue
		}
		if n < l.N {
			l.Serials = nil // which of them, whoever looks at it says
		}
		l.N, l.Place = n, stock.At(a.place.Site, act.back.to)
		d.alsoAccount(l)
		a.goodsIn(d, accountOf(l), l.N, l.Place.Promisable())
		lines = append(lines, l)
	}
	return lines, nil
}

// comesBack is how many pieces of what was sold a refund speaks of.
func (a *App) comesBack(r storage.Reader, sold stock.Line, all bool, refund []till.Line) (n int64, err error) {
	if all {
		return sold.N, nil
	}
	for _, l := range refund {
		if l.Nature != till.Goods {
			continue
		}
		back, ours, err := a.pieceOf(r, l, sold.Place)
		if err != nil {
			return 0, err
		}
		if ours && back.Part == sold.Part {
			n += back.N
		}
	}
	return n, nil
}

func cameBack(later []views.TillRecord, part stock.ID) (n int64) {
	for i := range later {
		for _, l := range later[i].Sealed.Back {
			if l.Part == part {
				n += l.N
			}
		}
	}
	return n
}
