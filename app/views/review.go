package views

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strings"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Review answers the items of "À vérifier", the latest first.
func (v *Views) Review(r storage.Reader) ([]ReviewItem, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return l.review()
}

func (l *look) review() ([]ReviewItem, error) {
	items, err := l.clashes()
	if err != nil {
		return nil, err
	}
	var open []journal.Entity
	under := l.g.key(rowReview)
	err = l.r.Scan(storage.Prefix(under), func(key, _ []byte) error {
		open = append(open, journal.Entity{Type: journal.EntityType(key[len(under)]), ID: idOf(key)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, e := range open {
		s, err := getState(l.r, l.g, e)
		if err != nil {
			return nil, err
		}
		own, err := l.items(e, s)
		if err != nil {
			return nil, err
		}
		items = append(items, own...)
	}
	slices.SortFunc(items, func(a, b ReviewItem) int {
		return cmp.Or(cmp.Compare(b.AtMS, a.AtMS), strings.Compare(a.ID, b.ID))
	})
	return items, nil
}

// items shows the open items of one entity.
func (l *look) items(e journal.Entity, s *fold.State) ([]ReviewItem, error) {
	var out []ReviewItem
	for i := range s.Items {
		item := &s.Items[i]
		shown := ReviewItem{
			ID: hex.EncodeToString(item.ID), Entity: e, Number: s.Value(fold.FieldNumber),
			Rule: item.Rule, Field: item.Field,
		}
		switch {
		case item.Rule == fold.ReceiptTwice:
			shown.Number, _, _ = strings.Cut(string(item.Sides[0].Value), " ")
		case uint8(e.Type) == kind.Till && item.Field != "": // a receipt of the day
			shown.Number, shown.Field = item.Field, ""
		}
		for k := range item.Sides {
			side, err := l.side(item.Field, &item.Sides[k])
			if err != nil {
				return nil, err
			}
			if side.Knew, err = l.knew(e, side.Ref); err != nil {
				return nil, err
			}
			shown.AtMS = max(shown.AtMS, side.AtMS)
			shown.Sides = append(shown.Sides, side)
		}
		out = append(out, shown)
	}
	return out, nil
}

// knew is the latest of an entity's entries that the author of one of them knew.
func (l *look) knew(e journal.Entity, ref journal.Ref) (*Known, error) {
	history, err := journal.History(l.r, e)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(history, func(p journal.Positioned) bool { return p.Ref() == ref })
	if at < 0 {
		return nil, nil
	}
	var last *journal.Positioned
	knew := fold.Knew(&history[at], e)
	for i := range history {
		if p := &history[i]; knew(p.Ref()) && (last == nil || fold.AtMS(p) >= fold.AtMS(last)) {
			last = p
		}
	}
	if last == nil {
		return nil, nil
	}
	item := TimelineItem{What: "timeline.newer", Args: map[string]string{}}
	if tell, known := tellers[kind.Kind(last.Header.Kind)]; known {
		tell(l, last, &item)
	}
	return &Known{AtMS: fold.AtMS(last), What: item.What, Args: item.Args}, nil
}

// side shows one side: who said what, where and when.
func (l *look) side(field string, s *fold.Side) (ReviewSide, error) {
	out := ReviewSide{Ref: s.Ref, Value: string(s.Value), AtMS: s.AtMS, Shown: s.Shown, Choice: string(s.Value)}
	if s.Box != nil || len(s.Value) == 0 || fold.HoldsFacts(field) {
		out.Choice = s.Ref.String()
	}
	e, err := journal.Get(l.r, s.Ref)
	if err != nil {
		return out, err
	}
	if out.AuthorName, err = l.author(e.Header.Author); err != nil {
		return out, err
	}
	if out.Device, err = l.device(s.Ref.Chain); err != nil {
		return out, err
	}
	var moved repair.MovedFacts
	if e.Header.Kind == journal.Kind(kind.RepairMoved) && journal.UnmarshalFacts(e.Facts, &moved) == nil {
		out.Outcome = string(moved.Outcome)
	}
	switch {
	case s.Box != nil:
		out.Value, err = l.privateValue(field, s.Box)
	case field == fold.FieldQuote:
		var q repair.QuotedFacts
		if journal.UnmarshalFacts(s.Value, &q) == nil {
			out.Value = repair.FormatAmount(q.TotalCents, q.Currency) + " · " + q.Work
		}
	case fold.HoldsFacts(field):
		out.Value = factWords(field, s.Value)
	}
	return out, err
}

// privateValue is what a box says about a field, empty when it does not open.
func (l *look) privateValue(field string, at *fold.BoxRef) (string, error) {
	e, err := journal.Get(l.r, at.Ref)
	if err != nil {
		return "", err
	}
	if field == fold.FieldContact {
		var c customer.ContactBox
		openBox(l.r, &e, at.Box, &c)
		parts := slices.DeleteFunc([]string{c.Name, cmp.Or(c.Phone, c.PhoneRaw), c.Email, c.Address}, func(s string) bool { return s == "" })
		return strings.Join(parts, " · "), nil
	}
	var f repair.FileBox
	openBox(l.r, &e, at.Box, &f)
	return f.Fault, nil
}
