package views

import (
	"errors"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/domain/warranty"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Shelves are the parts at the places of a shop, or of all, over a period.
func (v *Views) Shelves(r storage.Reader, site string, in figure.Span, zone *time.Location) ([]figure.Goods, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var out []figure.Goods
	err = eachEntity(r, storage.Prefix([]byte{journalEntity, kind.Account}), func(e journal.Entity) error {
		s, err := l.state(kind.Account, e.ID)
		if err != nil || site != "" && stock.Place(s.Value(fold.FieldStored)).Site() != site {
			return err
		}
		part, err := l.part(s.ID(fold.FieldPart))
		if errors.Is(err, storage.ErrNotFound) {
			return nil // what it costs is not known here
		}
		if err != nil {
			return err
		}
		history, err := journal.History(r, e)
		out = append(out, shelf(history, e, part.CostCents, in, zone))
		return err
	})
	return out, err
}

// shelf is one part at one place over a period.
func shelf(history []journal.Positioned, e journal.Entity, cost int64, in figure.Span, zone *time.Location) figure.Goods {
	g := figure.Goods{CostC: cost}
	for i := range history {
		h := &history[i]
		came, went, on := moved(h, e, journal.In), moved(h, e, journal.Out), civil.At(fold.AtMS(h), zone)
		if came == went || on > in.To {
			continue
		}
		g.MovedOn = civil.Later(g.MovedOn, on)
		g.End += came - went
		k := kind.Kind(h.Header.Kind)
		switch {
		case on < in.From:
			g.Start += came - went
		case k == kind.StockUsed || k == kind.TillRecorded:
			g.Out += went - came
		}
	}
	return g
}

// DeliveredByUs are the devices that we sold, and when somebody came with each first.
func (v *Views) DeliveredByUs(r storage.Reader, zone *time.Location) (out []figure.Delivered, err error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var sold []journal.EntityID
	if err := l.eachState(kind.Product, func(id journal.EntityID, s *fold.State) {
		if s.Value(fold.FieldSoldBy) == string(warranty.SoldByUs) && s.Value(fold.FieldDeliveredOn) != "" {
			sold = append(sold, id)
			out = append(out, figure.Delivered{On: dateIn(s.Value(fold.FieldDeliveredOn))})
		}
	}); err != nil {
		return nil, err
	}
	for i, id := range sold {
		files, err := l.repairsOf(id)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			s, err := l.state(kind.Repair, file)
			if err != nil {
				return nil, err
			}
			ms := s.Clocks.LegalStartMS
			if ms == 0 {
				ms = s.ReceivedMS
			}
			if on := civil.At(ms, zone); ms != 0 && (!out[i].BackOn.Known() || on < out[i].BackOn) {
				out[i].BackOn = on
			}
		}
	}
	return out, nil
}
