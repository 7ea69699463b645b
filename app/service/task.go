package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/task"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func taskCommands() []Command {
	return []Command{
		command("task.set", "Note what has to be done by a day, about a file or about none.", (*App).SetTask),
		command("task.move", "Put a task off, or give it to somebody else.", (*App).MoveTask),
		command("task.end", "End a task: done, or dropped.", (*App).EndTask),
	}
}

func (a *App) ofTask(id journal.EntityID) about[views.Task] {
	return about[views.Task]{what: "task", kind: kind.Task, id: id, read: a.views.Task}
}

// TaskInput is a new task.
type TaskInput struct {
	What       string            `json:"what"`
	On         string            `json:"on" doc:"the day"`
	AtMS       int64             `json:"at_ms,omitempty" doc:"the hour, Unix ms, when one was named"`
	Owner      *journal.EntityID `json:"owner,omitempty" doc:"member of staff; the whole team when empty"`
	Substitute *journal.EntityID `json:"substitute,omitempty" doc:"who does it when the owner is away"`
	Repair     *journal.EntityID `json:"repair,omitempty"`
	Customer   *journal.EntityID `json:"customer,omitempty"`
	Why        string            `json:"why,omitempty" doc:"code of what made it, when no person did"`
}

// SetTask notes what has to be done by a day.
func (a *App) SetTask(ctx context.Context, call Call, in *TaskInput) (Result, error) {
	facts := task.SetFacts{On: in.On, AtMS: in.AtMS, Site: a.place.Site, Why: in.Why, Owner: textOf(in.Owner), Substitute: textOf(in.Substitute)}
	box := task.TextBox{What: in.What}
	if err := task.CheckSet(facts, box); err != nil {
		return Result{}, err
	}
	return begin(ctx, a, call, kind.TaskSet, kind.Task, a.views.Task, func(r storage.Reader, d *draft) (any, error) {
		if err := a.known(r, in.Owner, in.Substitute); err != nil {
			return nil, err
		}
		goes, err := a.saidTo(r, placeOf{customer: in.Customer, repair: in.Repair})
		if err != nil {
			return nil, err
		}
		d.box(d.Entities[0].ID, journal.File, box)
		return facts, d.linked(goes)
	})
}

// known refuses members of staff that this store does not know, or who have left.
func (a *App) known(r storage.Reader, owner, substitute *journal.EntityID) error {
	for field, id := range map[string]*journal.EntityID{"owner": owner, "substitute": substitute} {
		if id == nil {
			continue
		}
		if _, err := a.colleague(r, *id, field); err != nil {
			return err
		}
	}
	return nil
}

func textOf(id *journal.EntityID) string {
	if id == nil {
		return ""
	}
	return idText(*id)
}

// MoveTaskInput puts a task off, or gives it to somebody else.
type MoveTaskInput struct {
	ID         journal.EntityID  `json:"id"`
	On         string            `json:"on,omitempty"`
	AtMS       int64             `json:"at_ms,omitempty"`
	Owner      *journal.EntityID `json:"owner,omitempty"`
	Substitute *journal.EntityID `json:"substitute,omitempty"`
	Reason     string            `json:"reason,omitempty" doc:"a code"`
}

// MoveTask puts a task off, or gives it to somebody else.
func (a *App) MoveTask(ctx context.Context, call Call, in *MoveTaskInput) (Result, error) {
	facts := task.MovedFacts{On: in.On, AtMS: in.AtMS, Owner: textOf(in.Owner), Substitute: textOf(in.Substitute), Reason: in.Reason}
	if err := task.CheckMoved(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.TaskMoved, a.ofTask(in.ID), func(r storage.Reader, now views.Task, _ *draft) (any, error) {
		if now.Status != task.Open {
			return nil, fault.New(task.Over, "id")
		}
		if facts.AtMS != 0 && facts.On == "" {
			facts.On = now.On.String()
		}
		return facts, a.known(r, in.Owner, in.Substitute)
	})
}

// EndTaskInput ends a task.
type EndTaskInput struct {
	ID      journal.EntityID `json:"id"`
	Said    string           `json:"said,omitempty" doc:"how it ended"`
	Dropped bool             `json:"dropped,omitempty" doc:"it was not done and need not be"`
}

// EndTask ends a task.
func (a *App) EndTask(ctx context.Context, call Call, in *EndTaskInput) (Result, error) {
	box := task.TextBox{Said: in.Said}
	if err := task.CheckEnded(box); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.TaskEnded, a.ofTask(in.ID), func(_ storage.Reader, now views.Task, d *draft) (any, error) {
		if now.Status != task.Open {
			return nil, fault.New(task.Over, "id")
		}
		if in.Said != "" {
			d.box(in.ID, journal.File, box)
		}
		return task.EndedFacts{Dropped: in.Dropped}, nil
	})
}

// TasksAsked asks for tasks.
type TasksAsked struct {
	Site  string            `json:"site,omitempty" doc:"this shop when empty"`
	List  string            `json:"list,omitempty" doc:"open or done; open when empty"`
	Doer  *journal.EntityID `json:"doer,omitempty" doc:"of one member of staff, and of the team"`
	Until string            `json:"until,omitempty" doc:"no later than this day"`
}

func taskQuestions() []Question {
	return []Question{
		question("task.list", "What has to be done, yesterday's first.", (*App).Tasks),
		question("task.about", "The tasks about a file.", (*App).TasksAbout),
		question("task.handover", "What the next shift has to know.", (*App).Handover),
	}
}

// TasksAbout are the tasks about a file, ended ones too, as they stand today.
func (a *App) TasksAbout(ctx context.Context, in *ByID) ([]views.Task, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Task, error) {
		tasks, err := a.views.TasksAbout(r, in.ID)
		if err != nil {
			return nil, err
		}
		at, err := a.lawAt(r, a.place.Site)
		for i := range tasks {
			if t := &tasks[i]; t.Status == task.Open {
				t.When = t.Due().When(at.today, a.now().UnixMilli())
			}
		}
		return tasks, err
	})
}

// maxTasks bounds a list of tasks.
const maxTasks = 1000

// Tasks is a list of tasks, what is overdue first, each with who does it today.
func (a *App) Tasks(ctx context.Context, in *TasksAsked) ([]views.Task, error) {
	list := cmp.Or(in.List, views.TasksOpen)
	if list != views.TasksOpen && list != views.TasksDone {
		return nil, fault.New(fault.Malformed, "list", "expected", "open, done")
	}
	until, err := civil.Parse("until", in.Until)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Task, error) {
		tasks, err := a.tasks(r, list, cmp.Or(in.Site, a.place.Site))
		return slices.DeleteFunc(tasks, func(t views.Task) bool {
			return until.Known() && t.On > until || in.Doer != nil && t.Doer != *in.Doer && !t.Doer.IsZero()
		}), err
	})
}

// tasks are the tasks of a list as they stand today.
func (a *App) tasks(r storage.Reader, list, site string) ([]views.Task, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return nil, err
	}
	tasks, err := a.views.Tasks(r, list, site, maxTasks)
	if err != nil {
		return nil, err
	}
	team, err := a.views.Staff(r)
	if err != nil {
		return nil, err
	}
	for i := range tasks {
		t := &tasks[i]
		if t.Status == task.Open {
			t.When = t.Due().When(at.today, a.now().UnixMilli())
		}
		t.Doer, t.DoerName = doerOf(*t, team, civil.Later(t.On, at.today))
	}
	return tasks, nil
}

// doerOf is who does a task on a day: whoever is there.
func doerOf(t views.Task, team []views.Staff, on civil.Date) (journal.EntityID, string) {
	find := func(id string) *views.Staff {
		for i := range team {
			if team[i].ID.String() == id {
				return &team[i]
			}
		}
		return nil
	}
	doer := task.Doer(idText(t.Owner), idText(t.Substitute), func(id string) (string, bool) {
		who := find(id)
		if who == nil {
			return "", true
		}
		away, is := who.AwayOn(on)
		return idText(away.Substitute), is
	})
	if who := find(doer); who != nil {
		return who.ID, who.Display
	}
	return journal.EntityID{}, ""
}
