package views

import (
	"cmp"
	"encoding/hex"
	"errors"
	"slices"

	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// NumberClash is the rule of items about a number that two repairs have.
const NumberClash = "number_clash"

// clashes are the items about numbers that more than one repair has now. The
// later repair is the one to be renumbered.
func (l *look) clashes() ([]ReviewItem, error) {
	under := l.g.key(rowClash)
	var forms []string
	err := l.r.Scan(storage.Prefix(under), func(key, _ []byte) error {
		forms = append(forms, string(key[len(under):]))
		return nil
	})
	var out []ReviewItem
	for _, form := range forms {
		item, found, err := l.clash(form)
		if err != nil {
			return nil, err
		}
		if found {
			out = append(out, item)
		}
	}
	return out, err
}

// holder is a repair whose present number is also another's.
type holder struct {
	id  journal.EntityID
	row *row
}

// holders are the repairs that have a number now, the first received first;
// none when no other ever had it.
func (l *look) holders(number string) ([]holder, error) {
	ids, err := l.byNumber(number)
	if err != nil {
		return nil, err
	}
	if len(ids) < 2 {
		return nil, nil
	}
	var out []holder
	for _, id := range ids {
		r, _, err := l.row(id)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if string(numberForm(r.Number)) == string(numberForm(number)) {
			out = append(out, holder{id, r})
		}
	}
	slices.SortFunc(out, func(a, b holder) int {
		return cmp.Or(cmp.Compare(a.row.ReceivedMS, b.row.ReceivedMS), slices.Compare(a.id[:], b.id[:]))
	})
	return out, nil
}

// clash is the item about one number; false when its repairs were told apart.
func (l *look) clash(number string) (ReviewItem, bool, error) {
	holders, err := l.holders(number)
	if err != nil || len(holders) < 2 {
		return ReviewItem{}, false, err
	}
	last := holders[len(holders)-1]
	item := ReviewItem{Entity: repairEntity(last.id), Number: last.row.Number, Rule: NumberClash, Field: fold.FieldNumber}
	var refs []journal.Ref
	for i, h := range holders {
		s, err := getState(l.r, l.g, repairEntity(h.id))
		if err != nil {
			return ReviewItem{}, false, err
		}
		side, err := l.side("", &fold.Side{Write: *s.Shown(fold.FieldNumber), Shown: i == 0})
		if err != nil {
			return ReviewItem{}, false, err
		}
		side.Value, side.Choice = h.row.Product, side.Ref.String()
		item.Sides = append(item.Sides, side)
		item.AtMS = max(item.AtMS, side.AtMS)
		refs = append(refs, side.Ref)
	}
	item.ID = hex.EncodeToString(fold.ItemID(item.Entity, NumberClash, fold.FieldNumber, refs...))
	return item, true, nil
}
