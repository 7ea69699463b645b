package views

import (
	"cmp"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/task"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Task is something that has to be done by a day.
type Task struct {
	ID             journal.EntityID `json:"id"`
	What           string           `json:"what"`
	Said           string           `json:"said,omitempty"` // how it ended
	On             civil.Date       `json:"on"`
	AtMS           int64            `json:"at_ms,omitempty"`
	When           task.When        `json:"when,omitempty"` // against today
	Site           string           `json:"site"`
	Status         task.Status      `json:"status"`
	Owner          journal.EntityID `json:"owner,omitzero"`
	OwnerName      string           `json:"owner_name,omitempty"`
	Substitute     journal.EntityID `json:"substitute,omitzero"`
	SubstituteName string           `json:"substitute_name,omitempty"`
	Doer           journal.EntityID `json:"doer,omitzero"` // who does it today; nobody is the team
	DoerName       string           `json:"doer_name,omitempty"`
	Repair         journal.EntityID `json:"repair,omitzero"`
	Number         string           `json:"number,omitempty"`
	Customer       journal.EntityID `json:"customer,omitzero"`
	CustomerName   string           `json:"customer_name,omitempty"`
	Erased         bool             `json:"customer_erased,omitempty"`
	Why            string           `json:"why,omitempty"`
	EndedMS        int64            `json:"ended_ms,omitempty"`
	Tentative      bool             `json:"tentative,omitempty"`
	Review         int              `json:"review,omitempty"`
}

// Due is when a task has to be done.
func (t Task) Due() task.Due { return task.Due{On: t.On, AtMS: t.AtMS} }

// The lists of tasks, each of one site: "open/LIL".
const (
	TasksOpen = "open"
	TasksDone = "done" // the latest first
)

var taskShape = shape{
	places: func(s *fold.State) []place {
		due := append(by(int64(dateIn(s.Value(fold.FieldOn)))), by(cmp.Or(s.Millis(fold.FieldAt), 1<<62))...)
		list, sort := TasksOpen, due
		if task.Status(s.Status) != task.Open {
			list, sort = TasksDone, latest(s.SinceMS)
		}
		out := []place{{list, sort}, {list + "/" + s.Value(fold.FieldSite), sort}}
		for _, link := range []string{fold.FieldRepair, fold.FieldOf} {
			if id := s.Value(link); id != "" {
				out = append(out, place{link + "/" + id, due})
			}
		}
		return out
	},
	texts: func(o *opener) []string {
		var box task.TextBox
		o.open(fold.FieldWhat, &box)
		return []string{box.What}
	},
}

// Task answers a task; storage.ErrNotFound when there is none.
func (v *Views) Task(r storage.Reader, id journal.EntityID) (Task, error) {
	l, err := newLook(r)
	if err != nil {
		return Task{}, err
	}
	return l.task(id)
}

func (l *look) task(id journal.EntityID) (Task, error) {
	s, err := l.whole(kind.Task, id)
	if err != nil {
		return Task{}, err
	}
	t := Task{
		ID: id, On: dateIn(s.state.Value(fold.FieldOn)), AtMS: s.state.Millis(fold.FieldAt), Site: s.state.Value(fold.FieldSite),
		Status: task.Status(s.state.Status), Owner: s.state.ID(fold.FieldOwner), Substitute: s.state.ID(fold.FieldSubstitute),
		Repair: s.state.ID(fold.FieldRepair), Customer: s.state.ID(fold.FieldOf), Why: s.state.Value(fold.FieldWhy),
		Tentative: s.state.Waiting > 0, Review: len(s.state.Items),
	}
	if t.Status != task.Open {
		t.EndedMS = s.state.SinceMS
	}
	var box task.TextBox
	l.private(s, fold.FieldWhat, &box)
	t.What = box.What
	box = task.TextBox{}
	l.private(s, fold.FieldSaid, &box)
	t.Said = box.Said
	if t.OwnerName, err = l.author(t.Owner); err != nil {
		return t, err
	}
	if t.SubstituteName, err = l.author(t.Substitute); err != nil {
		return t, err
	}
	t.Erased = l.isErased(t.Customer)
	t.CustomerName, t.Number, err = l.named(t.Customer, t.Repair)
	return t, err
}

// Tasks answers a list of tasks of a site, or of all sites, in its order.
func (v *Views) Tasks(r storage.Reader, list, site string, limit int) ([]Task, error) {
	if site != "" {
		list += "/" + site
	}
	return v.tasks(r, list, limit)
}

// TasksAbout answers the tasks about a file by day, ended ones too.
func (v *Views) TasksAbout(r storage.Reader, file journal.EntityID) ([]Task, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Task, error) {
		return v.tasks(r, fold.FieldRepair+"/"+id.String(), maxShared)
	})
}

func (v *Views) tasks(r storage.Reader, list string, limit int) ([]Task, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(kind.Task, list, limit)
	if err != nil {
		return nil, err
	}
	out := make([]Task, 0, len(members))
	for _, m := range members {
		t, err := l.task(m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}
