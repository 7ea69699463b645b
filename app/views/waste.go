package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/waste"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Waste is something that lies with what a stream takes, or what a collector took.
type Waste struct {
	ID        journal.EntityID `json:"id"`
	AtMS      int64            `json:"at_ms"`
	Site      string           `json:"site"`
	Stream    waste.Stream     `json:"stream"`
	Collected bool             `json:"collected,omitempty"`
	What      string           `json:"what,omitempty"`
	N         int              `json:"n,omitempty"`
	Grams     int              `json:"grams,omitempty"`
	Given     bool             `json:"given,omitempty"`
	On        string           `json:"on,omitempty"`
	Collector string           `json:"collector,omitempty"`
	Slip      string           `json:"slip,omitempty"`
	Repair    journal.EntityID `json:"repair,omitzero"`
	Number    string           `json:"number,omitempty"`
}

var wasteShape = shape{
	places: func(s *fold.State) []place {
		out := []place{{s.Value(fold.FieldSite), by(s.BegunMS)}}
		if of := s.Value(fold.FieldRepair); of != "" {
			out = append(out, place{fold.FieldRepair + "/" + of, by(s.BegunMS)})
		}
		return out
	},
	texts: func(o *opener) []string { w := wasteOf(o.state); return []string{w.Slip, w.Collector} },
}

func wasteOf(s *fold.State) Waste {
	w := Waste{AtMS: s.BegunMS, Site: s.Value(fold.FieldSite), Repair: s.ID(fold.FieldRepair)}
	if s.Value(fold.FieldHauled) != "" {
		var f waste.CollectedFacts
		_ = inField(s, fold.FieldWaste, &f) // the fold wrote it
		w.Collected, w.Stream, w.N, w.Grams, w.On, w.Collector, w.Slip = true, f.Stream, f.N, f.Grams, f.On, f.Collector, f.Slip
		return w
	}
	var f waste.KeptFacts
	_ = inField(s, fold.FieldWaste, &f) // the fold wrote it
	w.Stream, w.What, w.N, w.Grams, w.Given = f.Stream, f.What, max(1, f.N), f.Grams, f.Given
	return w
}

// Waste answers one line of the register; storage.ErrNotFound when there is none.
func (v *Views) Waste(r storage.Reader, id journal.EntityID) (Waste, error) {
	l, err := newLook(r)
	if err != nil {
		return Waste{}, err
	}
	return l.waste(id)
}

func (l *look) waste(id journal.EntityID) (Waste, error) {
	s, err := l.state(kind.Waste, id)
	if err != nil {
		return Waste{}, err
	}
	w := wasteOf(s)
	w.ID = id
	if w.Repair.IsZero() {
		return w, nil
	}
	_, w.Number, err = l.named(journal.EntityID{}, w.Repair)
	return w, err
}

// WasteAt answers the register of a shop, the oldest first.
func (v *Views) WasteAt(r storage.Reader, site string) ([]Waste, error) {
	return each(r, kind.Waste, site, (*look).waste)
}

// WasteOf answers what a file left behind.
func (v *Views) WasteOf(r storage.Reader, file journal.EntityID) ([]Waste, error) {
	return each(r, kind.Waste, fold.FieldRepair+"/"+file.String(), (*look).waste)
}
