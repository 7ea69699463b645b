package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/recall"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Recall is a list of devices that somebody looks for.
type Recall struct {
	ID journal.EntityID `json:"id"`
	recall.ListedFacts
	Holders map[journal.EntityID]string `json:"-"` // what became of them, by file
}

var recallShape = shape{places: func(s *fold.State) []place { return []place{{listAll, latest(s.BegunMS)}} }}

// RecallID is how the journal names a list.
func RecallID(code string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("recall", code))
}

// Recall answers a list; storage.ErrNotFound when there is none.
func (v *Views) Recall(r storage.Reader, id journal.EntityID) (Recall, error) {
	l, err := newLook(r)
	if err != nil {
		return Recall{}, err
	}
	return l.recall(id)
}

func (l *look) recall(id journal.EntityID) (Recall, error) {
	s, err := l.state(kind.Recall, id)
	if err != nil {
		return Recall{}, err
	}
	out := Recall{ID: id, Holders: map[journal.EntityID]string{}}
	for _, name := range s.Group(fold.GroupHolders) {
		var file journal.EntityID
		_ = file.UnmarshalText([]byte(name)) // what is no id names nobody
		out.Holders[file] = s.Value(fold.GroupHolders + name)
	}
	return out, inField(s, fold.FieldListed, &out.ListedFacts)
}

// Recalls answers every list, the latest first.
func (v *Views) Recalls(r storage.Reader) ([]Recall, error) {
	return each(r, kind.Recall, listAll, (*look).recall)
}
