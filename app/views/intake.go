package views

import (
	"cmp"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// RepairLinks is how a file came in, and the files it belongs to.
type RepairLinks struct {
	Slip       string             `json:"slip,omitempty"`
	Deposit    journal.EntityID   `json:"deposit,omitzero"` // the first file of the deposit
	SplitFrom  journal.EntityID   `json:"split_from,omitzero"`
	MergedInto journal.EntityID   `json:"merged_into,omitzero"`
	Merged     []journal.EntityID `json:"merged,omitempty"`
	Was        string             `json:"-"`                     // status and outcome before it was merged, with a space between
	SentTo     string             `json:"sent_to,omitempty"`     // on its way to that shop
	PriceCents int64              `json:"price_cents,omitempty"` // of express work
}

func linksOf(s *fold.State) RepairLinks {
	price, _ := repair.ParseCents(s.Value(fold.FieldPrice)) // none is zero
	out := RepairLinks{
		Slip: s.Value(fold.FieldSlipNo), Deposit: s.ID(fold.FieldDeposit), SplitFrom: s.ID(fold.FieldSplit),
		MergedInto: s.ID(fold.FieldInto), SentTo: s.Value(fold.FieldSentTo), PriceCents: price, Was: s.Value(fold.FieldBefore),
	}
	for _, name := range s.Group(fold.GroupMerged) {
		var id journal.EntityID
		if id.UnmarshalText([]byte(name)) == nil && s.Value(fold.GroupMerged+name) != "" {
			out.Merged = append(out.Merged, id)
		}
	}
	return out
}

// IsZero tells whether a file stands alone.
func (l RepairLinks) IsZero() bool {
	return l.Slip == "" && l.Deposit.IsZero() && l.SplitFrom.IsZero() && l.MergedInto.IsZero() && len(l.Merged) == 0 && l.SentTo == "" && l.PriceCents == 0
}

// Deposit answers the files of one deposit, the first one first.
func (v *Views) Deposit(r storage.Reader, first journal.EntityID) ([]RepairRow, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	ids, err := l.placedIDs(kind.Repair, listDeposit+first.String())
	if err != nil {
		return nil, err
	}
	out := make([]RepairRow, 0, len(ids)+1)
	for _, id := range append([]journal.EntityID{first}, ids...) {
		_, row, err := l.row(id)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// SlipFile is the file that an emergency slip was entered as; zero when it was
// not.
func (v *Views) SlipFile(r storage.Reader, slip journal.EntityID) (journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return journal.EntityID{}, err
	}
	s, err := l.state(kind.Slip, slip)
	if err != nil {
		return journal.EntityID{}, err
	}
	return s.ID(fold.FieldFile), nil
}

// Parked is an intake that was interrupted.
type Parked struct {
	ID      journal.EntityID `json:"id"`
	Number  string           `json:"number"`
	Label   string           `json:"label,omitempty"`
	AtMS    int64            `json:"at_ms"`
	Input   []byte           `json:"-"`
	Private string           `json:"-"` // name and words
}

// Parked answers the intakes that wait to be finished, the oldest first.
func (v *Views) Parked(r storage.Reader) ([]Parked, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	ids, err := l.placedIDs(kind.Repair, listParked)
	out := make([]Parked, 0, len(ids))
	for _, id := range ids {
		sub, err := l.whole(kind.Repair, id)
		if err != nil {
			return nil, err
		}
		var box repair.ParkedBox
		l.private(sub, fold.FieldParked, &box)
		out = append(out, Parked{
			ID: id, Number: sub.state.Value(fold.FieldNumber), Label: sub.state.Value(repair.FieldProduct), AtMS: sub.state.BegunMS,
			Input: box.Input, Private: box.Fault,
		})
	}
	return out, err
}

// Batch is one move of several files.
type Batch struct {
	ID     journal.EntityID  `json:"id"`
	AtMS   int64             `json:"at_ms"`
	Undone bool              `json:"undone"`
	Facts  repair.BatchFacts `json:"-"`
}

// Batch answers one move of several files; storage.ErrNotFound when there is none.
func (v *Views) Batch(r storage.Reader, id journal.EntityID) (Batch, error) {
	l, err := newLook(r)
	if err != nil {
		return Batch{}, err
	}
	s, err := l.state(kind.Batch, id)
	if err != nil {
		return Batch{}, err
	}
	b := Batch{ID: id, AtMS: s.BegunMS, Undone: s.Value(fold.FieldUndone) != ""}
	if shown := s.Shown(fold.FieldBatch); shown != nil {
		_ = journal.UnmarshalFacts(shown.Value, &b.Facts) // the fold read it
	}
	return b, nil
}

// Refused is how often intakes were refused for one reason.
type Refused struct {
	Reason string `json:"reason"`
	N      int    `json:"n"`
}

// Refusals counts the intakes that were refused since a moment, by reason, the
// most frequent first.
func (v *Views) Refusals(r storage.Reader, sinceMS int64) ([]Refused, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placedBetween(kind.Refusal, listAll, by(sinceMS), nil, 0)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, m := range members {
		s, err := l.state(kind.Refusal, m.ID)
		if err != nil {
			return nil, err
		}
		var f repair.RefusedFacts
		if shown := s.Shown(fold.FieldRefusal); shown != nil && journal.UnmarshalFacts(shown.Value, &f) == nil {
			counts[f.Reason]++
		}
	}
	var out []Refused
	for reason, n := range counts {
		out = append(out, Refused{reason, n})
	}
	slices.SortFunc(out, func(a, b Refused) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Reason, b.Reason)) })
	return out, nil
}

var refusalShape = shape{places: func(s *fold.State) []place {
	return []place{{List: listAll, Sort: by(s.BegunMS)}}
}}
