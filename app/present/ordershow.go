package present

import (
	"cmp"
	"strconv"

	"etabli/app/domain/stock"
	"etabli/app/views"
)

func (s *Stock) showOrder(d *Detail, o views.Order) {
	w := s.Words
	d.Code, d.Title, d.Chips = cmp.Or(o.Number, o.Slip), s.orderWords(o), []Chip{s.orderChip(o)}
	if chip, risky := s.orderWhyChip(s.lists.risksOf(o.ID)); risky && chip != d.Chips[0] {
		d.Chips = append(d.Chips, chip)
	}
	d.Forms = []Action{s.paper(SupplierA4)}
	d.Sub = s.supplier(o.Supplier) + " · " + s.when(o.BegunMS)
	for _, l := range o.Lines {
		d.Cards = append(d.Cards, s.orderLineCard(o, l))
	}
	if o.Back != nil {
		d.Cards = append(d.Cards, s.backCard(o))
	}
	var ids []string
	switch o.Status {
	case stock.OrderOpen:
		ids = []string{orderReceive, orderAnswer, orderCancel}
	case stock.Unclaimed:
		ids = []string{orderAssign}
	}
	d.Primary, d.Actions = s.stockActs(ids...)
	if o.Reason != "" {
		d.Cards = append(d.Cards, DetailCard{Title: w.T("status.order." + string(o.Status)), Text: o.Reason})
	}
}

// orderLineCard is a line of an order with its file, and what the supplier said
// of it: their word, with its age, is not a fact that we checked.
func (s *Stock) orderLineCard(o views.Order, l views.OrderLine) DetailCard {
	w := s.Words
	card := DetailCard{Title: cmp.Or(l.Label, l.Ref), Chip: Chip{Neutral, "boxes", l.Ref}, Lines: s.riskLines(o.ID, l)}
	if o.Status == stock.OrderOpen || o.Status == stock.OrderDone {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.arrived"), Value: w.T("stock.arrived.of", "n", s.count(l.Arrived), "all", s.count(l.Wanted))})
	} else {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.n"), Value: s.count(l.N)})
	}
	card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.place"), Value: s.placeName(l.Place)})
	if l.Number != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("loans.file"), Value: l.Number, Open: stockFile + l.FileID.String()})
	}
	if l.State != "" && l.State != stock.Ordered {
		told := w.T("stocking.state." + string(l.State))
		if l.Source != "" {
			told += " · " + w.T("stocking.source."+l.Source)
		}
		if l.ToldMS > 0 {
			told += " · " + s.Words.AgoIn(l.ToldMS, s.nowMS(), s.Zone)
		}
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.told"), Value: told, Tone: Watch})
	}
	if l.DueOn != "" {
		line := DetailLine{Label: w.T("stock.due"), Value: w.Date(l.DueOn)}
		if l.DueOn < s.today() && l.Arrived < l.Wanted && o.Status == stock.OrderOpen {
			line.Tone = Late
		}
		card.Lines = append(card.Lines, line)
	}
	if l.CostCents > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.cost"), Value: w.Money(l.CostCents, cmp.Or(o.Currency, euro))})
	}
	if o.Status == stock.Unclaimed || l.For != stock.Unknown {
		line := DetailLine{Label: w.T("stock.for"), Value: w.T("stocking.for." + cmp.Or(string(l.For), "unknown"))}
		if l.For == stock.Unknown {
			line.Tone, line.Open = Late, orderAssign+":"+strconv.Itoa(l.Line)
		}
		card.Lines = append(card.Lines, line)
	}
	return card
}

func (s *Stock) backCard(o views.Order) DetailCard {
	w := s.Words
	card := DetailCard{Title: w.T("status.order." + string(o.Status)), Lines: []DetailLine{
		{Label: w.T("stock.back.awaited"), Value: w.Money(o.Back.CreditCents, cmp.Or(o.Currency, euro))},
	}}
	if o.Back.ByOn != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("stock.back.by"), Value: w.Date(o.Back.ByOn)})
	}
	return card
}

func (s *Stock) showTransfer(d *Detail, t views.Transfer) {
	w := s.Words
	d.Code, d.Title, d.Chips = t.Number, s.fromTo(t), []Chip{s.transferChip(t)}
	d.Sub, d.Forms = s.when(t.BegunMS), []Action{s.paper(TransferA5)}
	card := DetailCard{Title: w.T("stock.transfer.lines")}
	for _, l := range t.Lines {
		line := DetailLine{Label: cmp.Or(l.Label, l.Ref), Value: w.T("stock.arrived.of", "n", s.count(l.Arrived), "all", s.count(l.Sent))}
		if l.Arrived != l.Sent && l.Arrived > 0 {
			line.Tone = Watch
		}
		card.Lines = append(card.Lines, line)
	}
	d.Cards = []DetailCard{card}
	if t.Reason != "" {
		d.Cards = append(d.Cards, DetailCard{Title: w.T("loans.reason"), Text: t.Reason})
	}
	if !t.Status.Open() {
		return
	}
	ids := []string{transferArrive, transferClose}
	if t.To.Site() != s.ports.Shelves.SiteCode() && t.To != "" {
		ids = []string{transferClose}
	}
	d.Primary, d.Actions = s.stockActs(ids...)
}
