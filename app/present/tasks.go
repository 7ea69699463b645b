package present

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/task"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of the list of tasks.
const (
	DueScope   Scope = "due"   // today's, and what was not done before
	AheadScope Scope = "ahead" // later ones
	PastScope  Scope = "ended"
)

var taskScopes = []Scope{DueScope, AheadScope, PastScope}

// Tasking is what the tasks are read from.
type Tasking interface {
	Changes
	Calls
	Tasks(ctx context.Context, in *service.TasksAsked) ([]views.Task, error)
	Handover(ctx context.Context, in *service.SiteAsked) (service.Handover, error)
	TasksAbout(ctx context.Context, in *service.ByID) ([]views.Task, error)
	Staff(ctx context.Context) ([]views.Staff, error)
	Repair(ctx context.Context, id ID) (views.Repair, error)
}

// TaskActs are the commands on tasks.
type TaskActs interface {
	SetTask(ctx context.Context, call service.Call, in *service.TaskInput) (service.Result, error)
	MoveTask(ctx context.Context, call service.Call, in *service.MoveTaskInput) (service.Result, error)
	EndTask(ctx context.Context, call service.Call, in *service.EndTaskInput) (service.Result, error)
	ClearKiosk(ctx context.Context, call service.Call, in *service.ClearInput) (service.Result, error)
}

// ShiftPapers print what the next team has to know.
type ShiftPapers interface {
	PrintShiftList(ctx context.Context) (where string, err error)
}

// TaskPorts are what the tasks work with.
type TaskPorts struct {
	Tasks Tasking
	Acts  TaskActs
	Files Searches
	Shift ShiftPapers
}

// taskList is one reading of the list.
type taskList struct {
	tasks []views.Task
	due   int
	team  []views.Staff
	over  service.Handover
}

// Tasks presents what has to be done by a day: yesterday's first.
type Tasks struct {
	board[taskList, views.Task]
	ports TaskPorts
	list  func(ListState)
	show  func(Detail)
	file  ID // for which a task is being noted
	lead  lane
}

// NewTasks makes the presenter of the tasks.
func NewTasks(env Env, ports TaskPorts, list func(ListState), show func(Detail)) *Tasks {
	t := &Tasks{ports: ports, list: list, show: show}
	t.Env, t.watched, t.kinds = env, ports.Tasks, []uint8{kind.Task, kind.Staff, kind.Batch}
	t.readAll, t.readOne, t.publish = t.readTasks, t.readTask, t.draw
	t.begin(ports.Tasks, DueScope)
	return t
}

// Leave ends it.
func (t *Tasks) Leave() {
	t.file = ID{}
	t.board.Leave()
}

// Show opens a task, or begins one for a file.
func (t *Tasks) Show(at Route) {
	if !at.Repair.IsZero() && at.Repair != t.file {
		t.file = at.Repair
		ask(&t.stay, &t.lead, func(ctx context.Context) (views.Repair, error) {
			return t.ports.Tasks.Repair(ctx, at.Repair)
		}, func(file views.Repair, err error) {
			if err != nil {
				t.notice = t.Failure(err)
				t.publish()
				return
			}
			t.open.sheets.open(t.newSheet(file))
		})
	}
	t.choose(at)
}

func (t *Tasks) readTasks(ctx context.Context, scope Scope) (out taskList, err error) {
	list := views.TasksOpen
	if scope == PastScope {
		list = views.TasksDone
	}
	if out.tasks, err = t.ports.Tasks.Tasks(ctx, &service.TasksAsked{List: list}); err != nil {
		return out, err
	}
	due := out.tasks
	if scope == PastScope {
		if due, err = t.ports.Tasks.Tasks(ctx, &service.TasksAsked{}); err != nil {
			return out, err
		}
	}
	for _, one := range due {
		if isDue(one) {
			out.due++
		}
	}
	if scope != PastScope {
		out.tasks = slices.DeleteFunc(out.tasks, func(one views.Task) bool { return isDue(one) != (scope == DueScope) })
	}
	if out.team, err = t.ports.Tasks.Staff(ctx); err != nil {
		return out, err
	}
	out.over, err = t.ports.Tasks.Handover(ctx, &service.SiteAsked{})
	return out, err
}

// isDue tells whether a task is to be done today, or was before.
func isDue(t views.Task) bool {
	return t.When == task.Yesterday || t.When == task.Today || t.When == task.Hour
}

func (t *Tasks) readTask(ctx context.Context, id ID) (views.Task, error) {
	for _, list := range []string{views.TasksOpen, views.TasksDone} {
		tasks, err := t.ports.Tasks.Tasks(ctx, &service.TasksAsked{List: list})
		if err != nil {
			return views.Task{}, err
		}
		if i := slices.IndexFunc(tasks, func(one views.Task) bool { return one.ID == id }); i >= 0 {
			return tasks[i], nil
		}
	}
	return views.Task{}, fault.New(fault.NotFound, "id", "what", "task")
}

func (t *Tasks) draw() {
	w := t.Words
	s := ListState{
		Total: len(t.now.tasks), Opened: t.open.id, Loading: !t.known && t.notice.IsZero(), Notice: t.notice, Revision: t.revision,
		Selected: slices.IndexFunc(t.now.tasks, func(one views.Task) bool { return one.ID == t.open.id }),
	}
	for _, scope := range taskScopes {
		tab := ListTab{Scope: scope, Label: w.T("tasking.scope." + string(scope)), Selected: t.scope == scope}
		if scope == DueScope && t.known {
			tab.Count = w.Number(t.now.due)
		}
		s.Tabs = append(s.Tabs, tab)
	}
	if t.known {
		s.Foot = w.N("tasks.foot", len(t.now.tasks))
		if len(t.now.tasks) == 0 {
			s.Empty = Empty{Title: w.T("tasking.empty." + string(t.scope)), Text: w.T("tasks.empty.text"), Action: w.T("deed.task.new")}
		}
	}
	t.list(s)
	d := t.detail()
	switch {
	case !d.Open && t.known:
		t.showShift(&d, t.now.over)
	case !d.Open:
		d.Empty = Empty{Title: w.T("tasks.none"), Text: w.T("tasks.none.text"), Action: w.T("deed.task.new")}
	case t.read:
		t.showTask(&d, t.one)
	}
	t.show(d)
}

// Row is a line of the list.
func (t *Tasks) Row(i int) Row {
	if i < 0 || i >= len(t.now.tasks) {
		return Row{}
	}
	one := t.now.tasks[i]
	return Row{
		ID: one.ID, Number: cmp.Or(one.Number, t.Words.T("tasks.no_file")), When: t.dueWords(one), Product: oneLine(one.What),
		Customer: cmp.Or(one.DoerName, t.Words.T("tasks.team")), Chip: t.taskChip(one), Waiting: one.Tentative && !t.Desk.Alone, Review: one.Review > 0,
	}
}

// RowChosen opens the task of a line.
func (t *Tasks) RowChosen(i int) {
	if i >= 0 && i < len(t.now.tasks) {
		t.Go(Route{Screen: TasksScreen, Open: t.now.tasks[i].ID})
	}
}

// dueWords is the day of a task, and its hour when one was named.
func (e Env) dueWords(t views.Task) string {
	day := e.Words.DateShort(t.On.String())
	if t.AtMS == 0 {
		return day
	}
	return day + " " + time.UnixMilli(t.AtMS).In(e.Zone).Format("15:04")
}

func (e Env) taskChip(t views.Task) Chip {
	switch {
	case t.Status == task.Dropped:
		return Chip{Neutral, "x", e.Words.T("tasks.dropped")}
	case t.Status != task.Open:
		return Chip{Good, "check", e.Words.T("tasks.done")}
	case t.When == task.Yesterday:
		return Chip{Late, "clock", e.Words.T("tasks.late")}
	case t.When == task.Hour:
		return Chip{Late, "clock", e.Words.T("tasks.now")}
	case t.When == task.Today:
		return Chip{Watch, "clock", e.Words.T("tasks.today")}
	}
	return Chip{Work, "calendar-clock", e.dueWords(t)}
}

func (t *Tasks) showTask(s *Detail, one views.Task) {
	w := t.Words
	s.Code, s.Title, s.Sub, s.Chips = one.Number, oneLine(one.What), one.CustomerName, []Chip{t.taskChip(one)}
	card := DetailCard{Title: w.T("tasks.card"), Lines: []DetailLine{
		{Label: w.T("tasks.on"), Value: t.dueWords(one)},
		{Label: w.T("tasks.owner"), Value: cmp.Or(one.OwnerName, w.T("tasks.team"))},
	}}
	if one.SubstituteName != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("tasks.substitute"), Value: one.SubstituteName})
	}
	if one.DoerName != "" && one.DoerName != one.OwnerName {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("tasks.doer"), Value: one.DoerName, Tone: Watch})
	}
	if !one.Repair.IsZero() {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("inbox.file"), Value: one.Number, Open: taskFile})
	}
	if one.Said != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("tasks.said"), Value: one.Said})
	}
	s.Cards = []DetailCard{card}
	acts := []string{taskNew, taskShift}
	if one.Status == task.Open {
		acts = []string{taskDone, taskMove, taskDrop, taskNew, taskShift}
	}
	for _, id := range acts {
		s.Actions = append(s.Actions, t.taskAct(id))
	}
	s.Primary, s.Actions = s.Actions[0], s.Actions[1:]
}

// parseHour reads an hour of a day as people type it; an empty text is none.
func (e Env) parseHour(field, day, typed string) (int64, error) {
	typed = strings.TrimSpace(strings.NewReplacer("h", ":", "H", ":", " ", "").Replace(typed))
	if typed == "" {
		return 0, nil
	}
	if strings.HasSuffix(typed, ":") || !strings.Contains(typed, ":") {
		typed = strings.TrimSuffix(typed, ":") + ":00"
	}
	on, err := civil.Parse(field, day)
	if err != nil {
		return 0, err
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", on.String()+" "+typed, e.Zone)
	if err != nil {
		return 0, fault.New(fault.Malformed, field, "expected", "14:30")
	}
	return at.UnixMilli(), nil
}
