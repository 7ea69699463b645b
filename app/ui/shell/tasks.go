package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// tasksRoom is what has to be done by a day, with the task that is open beside it.
func (s *Shell) tasksRoom(b Backend) *room {
	var views pair
	p := present.NewTasks(s.env, present.TaskPorts{Tasks: b, Acts: b, Files: b, Shift: b}, views.showList, views.showOne)
	s.events.Tasks = p
	return s.beside(&views, present.TasksScreen, p, icon.ListChecks)
}

// onTasks leads to the tasks.
func (s *Shell) onTasks() { s.Go(present.Route{Screen: present.TasksScreen}) }
