package views

import (
	"slices"

	"etabli/app/domain/custody"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// LastSeen is when and where a device was last seen that a count did not find.
type LastSeen struct {
	Number string       `json:"number"`
	AtMS   int64        `json:"at_ms"`
	By     string       `json:"by"` // scan, count or receipt
	Place  repair.Place `json:"place,omitempty"`
	Spot   string       `json:"spot,omitempty"`
}

// formerCounts is how many earlier counts are asked about what is missing.
const formerCounts = 20

// Count answers one count; storage.ErrNotFound when there is none.
func (v *Views) Count(r storage.Reader, id journal.EntityID) (Count, error) {
	l, err := newLook(r)
	if err != nil {
		return Count{}, err
	}
	c, err := l.count(id)
	if err != nil || len(c.Missing) == 0 {
		return c, err
	}
	members, err := l.placed(kind.Batch, listCounts, formerCounts)
	if err != nil {
		return c, err
	}
	var former []Count
	for _, m := range members {
		one, err := l.count(m.ID)
		if err != nil {
			return c, err
		}
		if one.AtMS < c.AtMS {
			former = append(former, one)
		}
	}
	for _, number := range c.Missing {
		last, err := l.lastSeen(number, former)
		if err != nil {
			return c, err
		}
		c.Last = append(c.Last, last)
	}
	return c, nil
}

func (l *look) count(id journal.EntityID) (Count, error) {
	s, err := l.state(kind.Batch, id)
	if err != nil {
		return Count{}, err
	}
	var f custody.CountedFacts
	if shown := s.Shown(fold.FieldCounted); shown != nil {
		_ = journal.UnmarshalFacts(shown.Value, &f) // the fold wrote it
	}
	return Count{
		ID: id, AtMS: s.BegunMS, Site: f.Site, Place: f.Place, Seen: f.Seen, Missing: f.Missing, Strange: f.Strange, Unknown: f.Unknown,
	}, nil
}

// lastSeen looks at the label that was read, at earlier counts, and at the receipt.
func (l *look) lastSeen(number string, former []Count) (LastSeen, error) {
	last := LastSeen{Number: number, By: "receipt"}
	ids, err := l.byNumber(number)
	if err != nil || len(ids) == 0 {
		return last, err
	}
	s, err := l.state(kind.Repair, ids[0])
	if err != nil {
		return last, err
	}
	care := careOf(s)
	last.AtMS, last.Place, last.Spot = s.BegunMS, care.Place, care.Spot
	if care.ScannedMS > last.AtMS {
		last.AtMS, last.By = care.ScannedMS, "scan"
	}
	for _, c := range former {
		if c.AtMS > last.AtMS && slices.Contains(c.Seen, number) {
			last.AtMS, last.By = c.AtMS, "count"
		}
	}
	return last, nil
}
