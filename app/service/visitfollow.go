package service

import (
	"cmp"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// followUp makes what follows a visit that did not take place somebody's task, in the
// same entry: nobody has to remember the call. The file and its customer hear of it too.
func (a *App) followUp(r storage.Reader, call Call, d *draft, now views.Visit, next visit.Next, why string) (visit.FollowUp, error) {
	if !now.Repair.IsZero() {
		d.also(kind.Repair, now.Repair)
	}
	if !now.Customer.IsZero() {
		d.also(kind.Customer, now.Customer)
	}
	if next.Declined {
		return visit.FollowUp{}, nil
	}
	at, err := a.lawAt(r, now.Site)
	if err != nil {
		return visit.FollowUp{}, err
	}
	id := journal.NewEntityID(call.ID, 1)
	d.also(kind.Task, id)
	d.box(id, journal.File, task.TextBox{What: a.followWords(now, next, why)})
	return visit.FollowUp{On: cmp.Or(next.CallOn, at.today.String()), Site: now.Site, Why: why}, nil
}

// followWords say whom to call and what about.
func (a *App) followWords(now views.Visit, next visit.Next, why string) string {
	name := cmp.Or(now.CustomerName, now.Number)
	if a.words == nil {
		return name
	}
	w, key := a.words("fr"), "visit.follow.call"
	if next.CallOn == "" {
		key = "visit.follow.slot"
	}
	return strings.TrimSpace(w.T(key, "name", name, "why", w.T("visit.follow."+why)))
}

// standsAgain ends what somebody had to do of a visit that did not take place: it has a
// slot again.
func (a *App) standsAgain(r storage.Reader, d *draft, id journal.EntityID) error {
	has, err := a.views.VisitFollowed(r, id)
	if err == nil && !has.IsZero() {
		d.also(kind.Task, has)
	}
	return err
}

// maxAnew bounds the tasks that one visit ends.
const maxAnew = 8

// plannedAnew ends what somebody had to do of visits in whose stead another is planned.
func (a *App) plannedAnew(r storage.Reader, d *draft) error {
	all, err := a.views.VisitsFollowed(r, idOf(d, kind.Repair), idOf(d, kind.Customer))
	for _, id := range all[:min(len(all), maxAnew)] {
		d.also(kind.Task, id)
	}
	return err
}

// idOf is the first entity of a type that an entry is about; zero when there is none.
func idOf(d *draft, t uint8) journal.EntityID {
	for _, about := range d.Entities {
		if uint8(about.Type) == t {
			return about.ID
		}
	}
	return journal.EntityID{}
}
