package sample

import (
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/task"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// tasks are what has to be done: one that is late, two of today, one for later.
func tasks() []views.Task {
	return []views.Task{
		{ID: ID(150), What: "Rappeler M. Vasseur : la carte est chère", On: on(-1), When: task.Yesterday, Status: task.Open, Site: "LIL", Owner: ID(70), OwnerName: "Nadia B.", Doer: ID(70), DoerName: "Nadia B.", Repair: ID(5), Number: number("2", 427, "C5"), CustomerName: "Paul Vasseur"},
		{ID: ID(151), What: "Appeler Mme Lopez, elle passe samedi", On: on(0), AtMS: Now.Add(2 * 3600 * 1e9).UnixMilli(), When: task.Today, Status: task.Open, Site: "LIL", Owner: ID(71), OwnerName: "Yann L.", Substitute: ID(70), SubstituteName: "Nadia B.", Doer: ID(70), DoerName: "Nadia B.", Repair: ID(4), Number: number("2", 428, "MB"), CustomerName: "Jeanne Lopez"},
		{ID: ID(152), What: "Compter les batteries en sécurité", On: on(0), When: task.Today, Status: task.Open, Site: "LIL"},
		{ID: ID(153), What: "Relancer SEB pour la pompe", On: on(3), When: task.Later, Status: task.Open, Site: "LIL", Owner: ID(70), OwnerName: "Nadia B.", Doer: ID(70), DoerName: "Nadia B."},
	}
}

// Busy is a shop with tasks.
func Busy(shop func() *Shop) func() *Shop {
	return func() *Shop {
		s := shop()
		s.Todo = tasks()
		return s
	}
}

// BusyLongest is a shop whose task is as long as it gets.
func BusyLongest() *Shop {
	s := Busy(Longest)()
	s.Todo[0].What = strings.Repeat("Rappeler la Société coopérative des établissements Vandenbroucke-Lefèbvre, ", 6)
	s.Todo[0].OwnerName, s.Todo[0].DoerName = "Marie-Françoise de La Rochefoucauld-Montbel", "Marie-Françoise de La Rochefoucauld-Montbel"
	return s
}

// Tasks implements present.Tasking.
func (s *Shop) Tasks(_ context.Context, in *service.TasksAsked) ([]views.Task, error) {
	if in.List == views.TasksDone {
		return nil, s.broken()
	}
	return append([]views.Task(nil), s.Todo...), s.broken()
}

// Handover implements present.Tasking.
func (s *Shop) Handover(context.Context, *service.SiteAsked) (service.Handover, error) {
	over := service.Handover{On: on(0), NextOn: on(3), ToTell: len(s.Todo), Numbers: []service.Unattended{{ID: ID(7), Number: number("1", 42, "R4"), Ticket: "1-042", Product: "Radio", Customer: "Léa", AtMS: Now.Add(-3600 * 1e9).UnixMilli()}}}
	for _, t := range s.Todo {
		switch t.When {
		case task.Yesterday:
			over.Late = append(over.Late, t)
		case task.Later:
			over.Next = append(over.Next, t)
		default:
			over.Today = append(over.Today, t)
		}
	}
	return over, s.broken()
}

// ClearKiosk implements present.TaskActs.
func (s *Shop) ClearKiosk(context.Context, service.Call, *service.ClearInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// PrintShiftList implements present.ShiftPapers.
func (s *Shop) PrintShiftList(context.Context) (string, error) { return folder, s.broken() }

// TasksAbout implements present.FileMatters.
func (s *Shop) TasksAbout(_ context.Context, in *service.ByID) (out []views.Task, err error) {
	for _, t := range s.Todo {
		if t.Repair == in.ID {
			out = append(out, t)
		}
	}
	return out, s.broken()
}

// ClaimsAbout implements present.FileMatters.
func (s *Shop) ClaimsAbout(_ context.Context, in *service.ByID) (out []service.TimedClaim, err error) {
	for _, c := range s.Disputed {
		if c.Repair == in.ID {
			out = append(out, c)
		}
	}
	return out, s.broken()
}

// ParcelsAbout implements present.FileMatters.
func (s *Shop) ParcelsAbout(_ context.Context, file present.ID) (out []views.Parcel, err error) {
	for _, p := range s.Sent {
		if p.Repair == file {
			out = append(out, p)
		}
	}
	return out, s.broken()
}

// SetTask implements present.TaskActs.
func (s *Shop) SetTask(context.Context, service.Call, *service.TaskInput) (service.Result, error) {
	return s.forgotten()
}

// MoveTask implements present.TaskActs.
func (s *Shop) MoveTask(context.Context, service.Call, *service.MoveTaskInput) (service.Result, error) {
	return s.forgotten()
}

// EndTask implements present.TaskActs.
func (s *Shop) EndTask(_ context.Context, _ service.Call, in *service.EndTaskInput) (service.Result, error) {
	if in.Said == "" && in.Dropped {
		return service.Result{}, fault.New(fault.Missing, "said")
	}
	return s.forgotten()
}
