package views

import (
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/storage"
	"etabli/storage/journal"
)

// PartLine is one line of the list of parts: what a shop has of one, over all
// its places from which it may be promised.
type PartLine struct {
	ID        journal.EntityID `json:"id"`
	Ref       string           `json:"ref"`
	Label     string           `json:"label"`
	Price     int64            `json:"price_cents,omitempty"`
	Currency  string           `json:"currency,omitempty"`
	Retired   bool             `json:"retired,omitempty"`
	OnHand    int64            `json:"on_hand"`
	Pending   int64            `json:"pending,omitempty"`
	Promised  int64            `json:"promised,omitempty"`
	Rights    int64            `json:"rights"`
	Short     int64            `json:"short,omitempty"`
	Waiting   int              `json:"asked,omitempty"`
	Low       bool             `json:"low,omitempty"` // at or below a reorder point
	Tentative bool             `json:"tentative,omitempty"`
	Review    int              `json:"review,omitempty"`
}

// PartIDs answers all parts by reference, without reading them.
func (v *Views) PartIDs(r storage.Reader) ([]journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return l.placedIDs(kind.Part, listAll)
}

// PartLines answers the lines of parts at a site as one chain sees them; those
// that are gone are left out.
func (v *Views) PartLines(r storage.Reader, ids []journal.EntityID, site string, own journal.ChainID, today civil.Date) ([]PartLine, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	out := make([]PartLine, 0, len(ids))
	for _, id := range ids {
		line, err := l.partLine(id, site, own, today)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

func (l *look) partLine(id journal.EntityID, site string, own journal.ChainID, today civil.Date) (PartLine, error) {
	part, err := l.part(id)
	part = part.On(today)
	if err != nil {
		return PartLine{}, err
	}
	out := PartLine{ID: id, Ref: part.Ref, Label: part.Label, Price: part.Price, Currency: part.Currency, Retired: part.Retired}
	members, err := l.placed(kind.Account, listOfPart+id.String(), 0)
	for _, m := range members {
		at, err := l.account(m.ID, own)
		if err != nil {
			return out, err
		}
		if at.Place.Site() == site {
			out.add(at)
		}
	}
	return out, err
}

func (p *PartLine) add(at Account) {
	p.Tentative = p.Tentative || at.Tentative
	p.Review += at.ReviewOpen
	p.Low = p.Low || at.Least > 0 && at.OnHand <= at.Least
	if !at.Place.Promisable() || at.Place.Spot() == stock.Swap {
		return
	}
	p.OnHand += at.OnHand
	p.Pending += at.Pending
	p.Promised += at.Promised
	p.Rights += at.Rights
	p.Short += at.Short
	p.Waiting += at.Waiting
}
