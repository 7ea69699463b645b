package shell

import (
	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// loansRoom is the list of loans and loaners with the one that is open beside it.
func (s *Shell) loansRoom(b Backend) *room {
	var list *parts.List
	var one *parts.Detail
	p := present.NewLoans(s.env, present.LoanPorts{Lending: b, Acts: b, Files: b, Papers: b, Attach: b},
		func(state present.ListState) { list.Show(state) }, func(state present.Detail) { one.Show(state) })
	s.events.Loans = p
	closed := func() { s.Go(present.Route{Screen: present.LoansScreen}) }
	list, one = parts.NewList(p, icon.Handshake), parts.NewDetail(s.host, p, icon.Handshake, closed)
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
