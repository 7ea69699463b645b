package papers

import (
	"cmp"
	"context"

	"etabli/app/domain/stock"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// transfer lists the pieces that go from one place to another.
func (s Source) transfer(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	t, err := s.App.Transfer(ctx, id)
	if err != nil {
		return material{}, nil, err
	}
	m, err := s.around(ctx, cmp.Or(t.From.Site(), s.App.SiteCode()), journal.EntityID{}, journal.EntityID{}, o)
	if err != nil {
		return m, nil, err
	}
	m.sheet.Number, m.sheet.AtMS = cmp.Or(t.Number, shortID("T", t.ID)), t.BegunMS
	in := forms.Transfer{Sheet: m.sheet, From: s.placeName(ctx, t.From), To: s.placeName(ctx, t.To), Note: t.Reason}
	if !t.FileID.IsZero() {
		file, err := s.App.Repair(ctx, t.FileID)
		if err != nil {
			return m, nil, err
		}
		in.FileNumber = file.Number
	}
	for _, l := range t.Lines {
		in.Items = append(in.Items, forms.Item{Ref: l.Ref, Name: l.Label, Quantity: int(cmp.Or(l.Sent, l.Arrived))})
	}
	return m, func(p document.Paper) document.Document { return forms.TransferSlip(in, m.words, p) }, nil
}

// placeName is a place of the books with the name of its shop.
func (s Source) placeName(ctx context.Context, at stock.Place) string {
	sites, err := s.App.Sites(ctx)
	if err == nil {
		for _, shop := range sites {
			if shop.Code == at.Site() {
				return shop.Name + " (" + string(at) + ")"
			}
		}
	}
	return string(at)
}
