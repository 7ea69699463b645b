package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// todo is a route to a task.
func todo(n byte) present.Route {
	return present.Route{Screen: present.TasksScreen, Open: sample.ID(n)}
}

// tasks are the tasks in their situations.
func tasks() []Scene {
	all, busy := on(present.TasksScreen), sample.Busy(sample.Typical)
	doing := func(id string) func(d *Desk) { return func(d *Desk) { d.Events().Tasks.ActionPressed(id) } }
	return []Scene{
		{Name: "tasks", Shop: busy, Route: todo(151)},
		{Name: "tasks-longest", Shop: sample.BusyLongest, Route: todo(150)},
		{Name: "tasks-shift", Shop: busy, Route: all},
		{Name: "visits", Shop: sample.Rounds, Route: on(present.WeekScreen)},
		{Name: "task-new", Shop: busy, Route: todo(150), Act: doing("task.new")},

		{Name: "tasks-empty", Shop: sample.Empty, Route: all, Plain: true},
		{Name: "tasks-overdue", Shop: busy, Route: todo(150), Plain: true},
		{Name: "tasks-error", Shop: sample.Broken, Route: todo(150), Plain: true},
		{Name: "task-done", Shop: busy, Route: todo(152), Act: doing("task.done"), Plain: true},
		{Name: "counter-matters", Shop: busy, Route: file(4), Plain: true},
	}
}
