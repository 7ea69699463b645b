package shell

import (
	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// stockRoom is the list of parts and of what is awaited, with the one that is
// open beside it.
func (s *Shell) stockRoom(b Backend) *room {
	var list *parts.List
	var one *parts.Detail
	p := present.NewStock(s.env, present.StockPorts{Shelves: b, Acts: b, Files: b},
		func(state present.ListState) { list.Show(state) }, func(state present.Detail) { one.Show(state) })
	s.events.Stock = p
	closed := func() { s.Go(present.Route{Screen: present.StockScreen}) }
	list, one = parts.NewList(p, icon.Boxes).WithSearch(s.env.Words.T("stock.search"), p.Typed), parts.NewDetail(s.host, p, icon.Boxes, closed)
	panes := parts.NewPanes(list.Content(), one.Content(), one.SetAlone)
	return &room{
		view: panes.Content, enter: entered(p), leave: p.Leave, show: p.Show,
		fit: func(class widgets.Class, at present.Route) { panes.Fit(class, !at.Open.IsZero()) },
		back: func(at present.Route) bool {
			if !at.Open.IsZero() {
				closed()
			}
			return !at.Open.IsZero()
		},
		focus: list.Focus, primary: p.PrimaryPressed, scanned: p.Scanned,
	}
}
