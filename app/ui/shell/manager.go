package shell

import (
	"etabli/app/present"
	"etabli/app/ui/manager"
)

// managerRoom is today as a manager looks at it.
func (s *Shell) managerRoom(b Backend) *room {
	var view *manager.Manager
	p := present.NewManager(s.env, b, func(state present.ManagerState) { view.Show(state) })
	view = manager.New(s.host, p)
	s.events.Manager = p
	return &room{view: view.Content, enter: entered(p), leave: p.Leave, reveal: view.Reveal}
}
