package shell

import (
	"context"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// besides presents a list with what is open beside it.
type besides interface {
	parts.ListEvents
	parts.DetailEvents
	Enter(ctx context.Context)
	Leave()
	Show(at present.Route)
}

// pair is the two views of such a screen.
type pair struct {
	list *parts.List
	one  *parts.Detail
}

func (p *pair) showList(state present.ListState) { p.list.Show(state) }
func (p *pair) showOne(state present.Detail)     { p.one.Show(state) }

// beside makes the views of a pair and the room they stand in.
func (s *Shell) beside(p *pair, screen present.Screen, events besides, empty icon.Name) *room {
	closed := func() { s.Go(present.Route{Screen: screen}) }
	p.list, p.one = parts.NewList(events, empty), parts.NewDetail(s.host, events, empty, closed)
	panes := parts.NewPanes(p.list.Content(), p.one.Content(), p.one.SetAlone)
	return &room{
		view: panes.Content, enter: entered(events), leave: events.Leave, show: events.Show,
		fit: func(class widgets.Class, at present.Route) { panes.Fit(class, !at.Open.IsZero()) },
		back: func(at present.Route) bool {
			if !at.Open.IsZero() {
				closed()
			}
			return !at.Open.IsZero()
		},
		focus: p.list.Focus, primary: events.PrimaryPressed,
	}
}
