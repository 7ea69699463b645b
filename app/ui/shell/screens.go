package shell

import (
	"context"

	"etabli/app/present"
	"etabli/app/ui/counter"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// counterRoom is the list of repairs with the file that is open beside it.
func (s *Shell) counterRoom(b Backend) *room {
	var list *parts.List
	var file *counter.Repair
	p := present.NewCounter(s.env, b, func(state present.ListState) { list.Show(state) })
	one := present.NewRepair(s.env, present.RepairPorts{Files: b, Acts: b, Quotes: b, Settling: b, Papers: b, Loans: b, Parts: b, Matters: b, Law: b, Warranty: b, Pictures: b, Opinions: b},
		func(state present.RepairState) { file.Show(state) })
	s.events.Counter, s.events.Repair = p, one
	list, file = parts.NewList(p, icon.PackageOpen), counter.NewRepair(s.host, one, s.onCloseRepair)
	panes := parts.NewPanes(list.Content(), file.Content(), file.SetAlone)
	return &room{
		view: panes.Content,
		enter: func(ctx context.Context, _ present.Route) {
			p.Enter(ctx)
			one.Enter(ctx)
		},
		leave: func() {
			p.Leave()
			one.Leave()
		},
		show: func(at present.Route) { // a route that names no file keeps the one that is open, but on a phone shows the list
			if !at.Repair.IsZero() {
				p.Open(at.Repair)
				one.Show(at.Repair)
			}
		},
		fit: func(class widgets.Class, at present.Route) { panes.Fit(class, !at.Repair.IsZero()) },
		back: func(at present.Route) bool {
			if at.Repair.IsZero() {
				return false
			}
			s.onCloseRepair()
			return true
		},
		focus: list.Focus, primary: one.PrimaryPressed,
	}
}

func (s *Shell) onCloseRepair() { s.Go(present.Route{Screen: present.CounterScreen}) }

func (s *Shell) intakeRoom(o Options) *room {
	var form *counter.Intake
	b := o.Backend
	p := present.NewIntake(s.env, present.IntakePorts{Reception: b, Drafts: b, Papers: b}, func(state present.IntakeState) {
		form.Show(state)
		s.bar.keep(state.Kept)
	})
	s.events.Intake = p
	form = counter.NewIntake(s.host, p, o.Pictures)
	return &room{
		primary: func() { // who and what are known then: what is left to say is the fault
			if p.PrimaryPressed() {
				o.Canvas().Focus(form.Fault())
			}
		},
		view: form.Content, enter: func(ctx context.Context, at present.Route) { p.Enter(ctx, at.Draft) }, leave: p.Leave,
		focus: form.Focus, reveal: form.Reveal, save: p.SavePressed, again: p.AgainPressed, scanned: p.Scanned, photo: p.PhotoChosen,
	}
}

func (s *Shell) reviewRoom(b Backend) *room {
	var view *counter.Review
	p := present.NewReview(s.env, b, func(state present.ReviewState) { view.Show(state) })
	view = counter.NewReview(s.host, p)
	return &room{view: view.Content, enter: entered(p), leave: p.Leave}
}

func (s *Shell) outboxRoom(b Backend) *room {
	var view *counter.Outbox
	p := present.NewOutbox(s.env, b, func(state present.OutboxState) { view.Show(state) })
	view = counter.NewOutbox(s.host, p)
	return &room{view: view.Content, enter: entered(p), leave: p.Leave}
}

func (s *Shell) settingsRoom(b Backend) *room {
	var view *counter.Settings
	p := present.NewSettings(s.env, b, func(state present.SettingsState) { view.Show(state) })
	view = counter.NewSettings(s.host, p)
	return &room{view: view.Content, enter: entered(p), leave: p.Leave}
}

// entered enters a presenter that has no places within it.
func entered(p interface{ Enter(context.Context) }) func(context.Context, present.Route) {
	return func(ctx context.Context, _ present.Route) { p.Enter(ctx) }
}

// moreRoom is the places that a phone's bar has no room for.
func (s *Shell) moreRoom() *room {
	return &room{view: s.more.content, enter: func(context.Context, present.Route) {}, leave: func() {}}
}
