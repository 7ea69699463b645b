package views

import (
	"slices"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// placedAt is one member of a list: its id, and its sort key.
type placedAt struct {
	ID   journal.EntityID
	Sort []byte
}

// placed answers the members of a list in its order, at most limit of them; 0
// means all.
func (l *look) placed(t uint8, list string, limit int) ([]placedAt, error) {
	return l.placedBetween(t, list, nil, nil, limit)
}

// placedBetween answers the members of a list whose sort keys are at least from
// and below to; nil is no bound.
func (l *look) placedBetween(t uint8, list string, from, to []byte, limit int) ([]placedAt, error) {
	under := l.g.placed(journal.EntityType(t), list)
	rng := storage.Prefix(under)
	rng.KeysOnly = true
	if from != nil {
		rng.Start = append(slices.Clone(under), from...)
	}
	if to != nil {
		rng.End = append(slices.Clone(under), to...)
	}
	var out []placedAt
	err := l.r.Scan(rng, func(key, _ []byte) error {
		out = append(out, placedAt{ID: idOf(key), Sort: slices.Clone(key[len(under) : len(key)-idBytes])})
		if limit > 0 && len(out) == limit {
			return storage.Stop
		}
		return nil
	})
	return out, err
}

// countPlaced counts the members of a list.
func (l *look) countPlaced(t uint8, list string) (n int, err error) {
	rng := storage.Prefix(l.g.placed(journal.EntityType(t), list))
	rng.KeysOnly = true
	err = l.r.Scan(rng, func(_, _ []byte) error { n++; return nil })
	return n, err
}

// state is the folded state of an entity; storage.ErrNotFound when there is none.
func (l *look) state(t uint8, id journal.EntityID) (*fold.State, error) {
	return getState(l.r, l.g, journal.Entity{Type: journal.EntityType(t), ID: id})
}

// whole is an entity with its history, for what only the entries tell: private
// boxes and the timeline.
func (l *look) whole(t uint8, id journal.EntityID) (*subject, error) {
	e := journal.Entity{Type: journal.EntityType(t), ID: id}
	s := &subject{entity: e}
	var err error
	if s.state, err = getState(l.r, l.g, e); err != nil {
		return nil, err
	}
	s.history, err = journal.History(l.r, e)
	return s, err
}

// private opens the shown value of a private field.
func (l *look) private(s *subject, field string, into any) bool {
	return openShown(l.r, s, field, into)
}

// found answers the entities of a type that a query's words name, the latest
// first as far as that is cheap.
func (l *look) found(t uint8, query string, limit int) ([]journal.EntityID, error) {
	query = strings.ToValidUTF8(strings.TrimSpace(query[:min(len(query), maxQueryBytes)]), "")
	text := strings.Join(queryWords(query), " ")
	c, err := getCounts(l.r, l.g)
	if err != nil {
		return nil, err
	}
	var out []journal.EntityID
	by := search.Asker{Verify: func(document uint32, words []string) (bool, error) {
		id, err := l.document(journal.EntityType(t), document-1)
		if err != nil {
			return false, err
		}
		text, err := l.textOf(journal.Entity{Type: journal.EntityType(t), ID: id})
		if err != nil || !holdsAll(text, words) {
			return false, err
		}
		out = append(out, id)
		return true, nil
	}}
	if t == kind.Customer {
		by.Elsewhere = l.customersByPhone
	}
	_, err = l.g.thingWords(journal.EntityType(t)).Query(l.r, c.Notes[t], text, min(limit, MaxHits), by)
	return out, err
}

// textOf is what an entity that only has a shape is found by.
func (l *look) textOf(e journal.Entity) (string, error) {
	if e.Type == customerType {
		c, err := l.contact(e.ID)
		if err != nil {
			return "", err
		}
		return c.Own + c.phoneText(), nil
	}
	var is thing
	err := getLocal(l.r, l.g, e, &is)
	return is.Words, err
}

func (g generation) thingWords(t journal.EntityType) search.Index {
	return search.At(g.key(rowThingWord, []byte{byte(t)}))
}
