package views

import (
	"errors"

	"etabli/app/domain/kind"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// VisitFollowed answers the task that somebody still has of a visit that did not take
// place; zero when nobody has one.
func (v *Views) VisitFollowed(r storage.Reader, id journal.EntityID) (journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return journal.EntityID{}, err
	}
	s, err := l.whole(kind.Visit, id)
	if err != nil {
		return journal.EntityID{}, err
	}
	var made journal.EntityID
	for i := range s.history {
		e := &s.history[i]
		if k := kind.Kind(e.Header.Kind); k != kind.VisitCancelled && k != kind.VisitAbsent || has(s.state.Repeats, e.Ref()) {
			continue
		}
		made = journal.EntityID{}
		for _, about := range e.Header.Entities {
			if about.Type == journal.EntityType(kind.Task) {
				made = about.ID
			}
		}
	}
	if made.IsZero() {
		return made, nil
	}
	t, err := l.state(kind.Task, made)
	if errors.Is(err, storage.ErrNotFound) || err == nil && task.Status(t.Status) != task.Open {
		return journal.EntityID{}, nil
	}
	return made, err
}

// VisitsFollowed answers the tasks that somebody still has of visits of a file that did
// not take place, and without a file those of a customer that are about none.
func (v *Views) VisitsFollowed(r storage.Reader, file, customer journal.EntityID) ([]journal.EntityID, error) {
	tasks, err := v.TasksAbout(r, file)
	if file.IsZero() {
		tasks, err = v.tasks(r, fold.FieldOf+"/"+customer.String(), maxShared)
	}
	var out []journal.EntityID
	for _, t := range tasks {
		if t.Status == task.Open && visit.Follows(t.Why) && t.Repair.IsZero() == file.IsZero() {
			out = append(out, t.ID)
		}
	}
	return out, err
}

// wordsIn are the words to a customer that an entry holds.
func (l *look) wordsIn(e *journal.Positioned) (words string) {
	for n, box := range e.Boxes {
		if box.Purpose != journal.File {
			continue
		}
		var place visit.PlaceBox
		var w visit.WordsBox
		if kind.Kind(e.Header.Kind) == kind.VisitPlanned {
			if openBox(l.r, e, n, &place) {
				words = place.Words
			}
		} else if openBox(l.r, e, n, &w) {
			words = w.Words
		}
	}
	return words
}
