package shell

import (
	"etabli/app/present"
	"etabli/app/ui/manager"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
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

// teamRoom is who works in the shop, and what each may do.
func (s *Shell) teamRoom(b Backend) *room {
	var head *manager.Beside
	var list *parts.List
	var one *parts.Detail
	p := present.NewTeam(s.env, b, func(state present.TeamState) { head.Show(state.Pages) },
		func(state present.ListState) { list.Show(state) }, func(state present.Detail) { one.Show(state) })
	s.events.Team = p
	closed := func() { s.Go(present.Route{Screen: present.TeamScreen}) }
	list, one = parts.NewList(p, icon.UsersRound).WithSearch(s.env.Words.T("team.search"), p.Typed), parts.NewDetail(s.host, p, icon.UsersRound, closed)
	panes := parts.NewPanes(list.Content(), one.Content(), one.SetAlone)
	head = manager.NewBeside(panes.Content(), p.PagePressed,
		widgets.Secondary(s.env.Words.T("team.add"), widgets.ButtonOptions{Icon: icon.UserPlus}, p.EmptyPressed))
	return &room{
		view: head.Content, enter: entered(p), leave: p.Leave, show: p.Show,
		fit: func(class widgets.Class, at present.Route) { panes.Fit(class, !at.Open.IsZero()) },
		back: func(at present.Route) bool {
			if !at.Open.IsZero() {
				closed()
			}
			return !at.Open.IsZero()
		},
		focus: head.Focus, primary: p.PrimaryPressed,
	}
}

// hoursRoom is when the shop is open and how soon it answers.
func (s *Shell) hoursRoom(b Backend) *room {
	var head *manager.Beside
	var one *parts.Detail
	p := present.NewHours(s.env, b, func(state present.HoursState) { head.Show(state.Pages) }, func(state present.Detail) { one.Show(state) })
	s.events.Hours = p
	one = parts.NewDetail(s.host, p, icon.Clock, func() {})
	one.SetAlone(false)
	head = manager.NewBeside(one.Content(), p.PagePressed, widgets.Spacer())
	return &room{view: head.Content, enter: entered(p), leave: p.Leave, focus: head.Focus, primary: p.PrimaryPressed}
}
