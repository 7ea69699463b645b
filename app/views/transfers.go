package views

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Transfer is pieces on their way from one place to another.
type Transfer struct {
	ID      journal.EntityID     `json:"id"`
	Number  string               `json:"number,omitempty"`
	From    stock.Place          `json:"from,omitempty"` // empty while its sending is not known here
	To      stock.Place          `json:"to,omitempty"`
	Status  stock.TransferStatus `json:"status"`
	FileID  journal.EntityID     `json:"file_id,omitzero"`
	Lines   []TransferLine       `json:"lines"`
	Even    bool                 `json:"even"` // what arrived is what was sent
	Reason  string               `json:"reason,omitempty"`
	BegunMS int64                `json:"begun_ms"`
	Items   []ReviewItem         `json:"items,omitempty"`
}

// TransferLine is one part of a transfer.
type TransferLine struct {
	PartID  journal.EntityID `json:"part_id"`
	Ref     string           `json:"ref"`
	Label   string           `json:"label"`
	Sent    int64            `json:"sent"`
	Arrived int64            `json:"arrived"`
}

// Transfer answers a transfer; storage.ErrNotFound when there is none.
func (v *Views) Transfer(r storage.Reader, id journal.EntityID) (Transfer, error) {
	l, err := newLook(r)
	if err != nil {
		return Transfer{}, err
	}
	return l.transfer(id)
}

func (l *look) transfer(id journal.EntityID) (Transfer, error) {
	s, err := l.state(kind.Transfer, id)
	if err != nil {
		return Transfer{}, err
	}
	out := Transfer{
		ID: id, Number: s.Value(fold.FieldNumber), From: stock.Place(s.Value(fold.FieldStored)), To: stock.Place(s.Value(fold.FieldTo)),
		Status: transferStands(s), FileID: s.ID(fold.FieldFile), Even: transferEven(s),
		Reason: s.Value(fold.FieldReason), BegunMS: s.BegunMS,
	}
	if out.Lines, err = l.transferLines(s); err != nil {
		return out, err
	}
	out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Transfer), ID: id}, s)
	return out, err
}

func (l *look) transferLines(s *fold.State) ([]TransferLine, error) {
	var out []TransferLine
	for _, part := range transferParts(s) {
		line := TransferLine{Arrived: arrivedOf(s, part)}
		line.Sent, _ = parseCount(s.Value(fold.GroupSent + part))
		_ = line.PartID.UnmarshalText([]byte(part)) // what is no id names no part
		var err error
		if line.Ref, line.Label, err = l.partName(line.PartID); err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	slices.SortFunc(out, func(a, b TransferLine) int {
		return cmp.Or(strings.Compare(a.Ref, b.Ref), slices.Compare(a.PartID[:], b.PartID[:]))
	})
	return out, nil
}

// UntoldTransfers answers the transfers of which HQ has not told the shops.
func (v *Views) UntoldTransfers(r storage.Reader) ([]Transfer, error) {
	return each(r, kind.Transfer, listUntold, (*look).transfer)
}

// OpenTransfers answers the transfers that have not ended, those to a site
// alone when one is named.
func (v *Views) OpenTransfers(r storage.Reader, site string) ([]Transfer, error) {
	list := listOpen
	if site != "" {
		list = listTo + site
	}
	return each(r, kind.Transfer, list, (*look).transfer)
}
