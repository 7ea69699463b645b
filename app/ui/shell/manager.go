package shell

import (
	"etabli/app/present"
	"etabli/app/ui/manager"
)

// managerRoom is today as whoever runs the shop looks at it.
func (s *Shell) managerRoom(b Backend) *room {
	var view *manager.Manager
	p := present.NewManager(s.env, b, func(state present.ManagerState) { view.Show(state) })
	view = manager.New(s.host, p)
	s.events.Manager = p
	return &room{view: view.Content, enter: entered(p), leave: p.Leave, reveal: view.Reveal, focus: view.Focus}
}

// figuresRoom is how the shop did.
func (s *Shell) figuresRoom(b Backend) *room {
	var view *manager.Figures
	p := present.NewFigures(s.env, b, func(state present.FiguresState) { view.Show(state) })
	view = manager.NewFigures(s.host, p)
	s.events.Figures = p
	return &room{view: view.Content, enter: entered(p), leave: p.Leave, reveal: view.Reveal, focus: view.Focus}
}
