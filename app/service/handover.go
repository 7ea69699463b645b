package service

import (
	"cmp"
	"context"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/task"
	"etabli/app/views"
	"etabli/storage"
)

// Handover is what the next shift has to know.
type Handover struct {
	On      civil.Date   `json:"on"`
	NextOn  civil.Date   `json:"next_on"`        // the next day that the shop is open; tomorrow where it never is
	Late    []views.Task `json:"late,omitempty"` // of days that have passed
	Today   []views.Task `json:"today,omitempty"`
	Next    []views.Task `json:"next,omitempty"`  // up to the next open day
	Ended   []views.Task `json:"ended,omitempty"` // today
	Threads []Timed      `json:"messages,omitempty"`
	Calls   []Timed      `json:"calls,omitempty"` // call-backs that are owed
	ToTell  int          `json:"to_tell"`
	Numbers []Unattended `json:"numbers,omitempty"` // of the kiosk, that nobody took in
}

// Handover is what the next shift of a shop has to know.
func (a *App) Handover(ctx context.Context, in *SiteAsked) (Handover, error) {
	site := cmp.Or(in.Site, a.place.Site)
	return read(ctx, a, func(r storage.Reader) (Handover, error) {
		at, err := a.lawAt(r, site)
		if err != nil {
			return Handover{}, err
		}
		out := Handover{On: at.today}
		c, err := a.views.Calendar(r, site)
		if err != nil {
			return out, err
		}
		out.NextOn = opensAfter(c.Hours, at.today)
		open, err := a.tasks(r, views.TasksOpen, site)
		if err != nil {
			return out, err
		}
		for _, t := range open {
			switch t.When {
			case task.Yesterday:
				out.Late = append(out.Late, t)
			case task.Today, task.Hour:
				out.Today = append(out.Today, t)
			case task.Later:
				if t.On <= out.NextOn {
					out.Next = append(out.Next, t)
				}
			}
		}
		ended, err := a.tasks(r, views.TasksDone, site)
		if err != nil {
			return out, err
		}
		for _, t := range ended {
			if civil.At(t.EndedMS, at.zone) == at.today {
				out.Ended = append(out.Ended, t)
			}
		}
		if out.Threads, err = a.threadsOf(r, views.ThreadsWaiting, site); err != nil {
			return out, err
		}
		if out.Calls, err = a.threadsOf(r, views.ThreadsPromised, site); err != nil {
			return out, err
		}
		if out.Numbers, err = a.unattended(r, site); err != nil {
			return out, err
		}
		tell, err := a.views.ToTell(r, site)
		out.ToTell = len(tell)
		return out, err
	})
}

func (a *App) threadsOf(r storage.Reader, list, site string) ([]Timed, error) {
	threads, err := a.views.ThreadsIn(r, list, site, defaultThreads)
	if err != nil {
		return nil, err
	}
	return a.timed(r, threads)
}

// opensAfter is the first day after one on which a shop is open; the day after, of a
// shop that never is.
func opensAfter(hours calendar.Calendar, on civil.Date) civil.Date {
	tomorrow := on.AddDays(1)
	if next, err := hours.NextOpenDay(tomorrow); err == nil {
		return next
	}
	return tomorrow
}
