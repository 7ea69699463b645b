package present

import (
	"cmp"
	"context"

	"etabli/app/domain/stock"
	"etabli/app/views"
)

// FileParts tells which parts are kept, ordered and came for a file.
type FileParts interface {
	OrdersOfFile(ctx context.Context, file ID) ([]views.Order, error)
	PromisesOfFile(ctx context.Context, file ID) ([]views.Promise, error)
}

// partsCard is what is kept, awaited or here for a file.
func (e Env) partsCard(file ID, orders []views.Order, promises []views.Promise) DetailCard {
	card := DetailCard{Title: e.Words.T("stock.card")}
	for _, p := range promises {
		line := DetailLine{Label: cmp.Or(p.Label, p.Ref), Value: e.count(p.N) + " · " + e.Words.T("status.promise."+string(p.Status)), Open: actStock + p.PartID.String()}
		switch {
		case p.Danger:
			line.Value, line.Tone = line.Value+" · "+e.Words.T("stock.danger"), Late
		case p.Status == stock.Asked:
			line.Tone = Watch
		}
		card.Lines = append(card.Lines, line)
	}
	for _, o := range orders {
		for _, l := range o.Lines {
			if l.FileID == file && l.State != stock.LineGone {
				card.Lines = append(card.Lines, e.filePart(o, l))
			}
		}
	}
	return card
}

// filePart is a line of an order, or of a delivery, for a file.
func (e Env) filePart(o views.Order, l views.OrderLine) DetailLine {
	line := DetailLine{Label: cmp.Or(l.Label, l.Ref), Open: actStock + o.ID.String()}
	switch {
	case o.Status != stock.OrderOpen && o.Status != stock.OrderDone || l.For != stock.Unknown:
		line.Value = e.Words.T("stock.came", "n", e.count(l.N))
	case l.Arrived >= l.Wanted:
		line.Value, line.Tone = e.Words.T("stock.came", "n", e.count(l.Arrived)), Good
	case l.DueOn == "":
		line.Value = e.Words.T("stock.awaited", "n", e.count(l.Wanted-l.Arrived))
	default:
		line.Value = e.Words.T("stock.awaited.on", "n", e.count(l.Wanted-l.Arrived), "date", e.Words.DateShort(l.DueOn))
		if l.DueOn < e.today() {
			line.Tone = Late
		}
	}
	return line
}
