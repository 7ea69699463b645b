package shell

import (
	"context"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/counter"
	"etabli/app/ui/widgets"
)

// screens are the presenters with their views. They live as long as the shell:
// going back to a screen shows it as it was.
type screens struct {
	list     *present.Counter
	repair   *present.Repair
	intake   *present.Intake
	review   *present.Review
	outbox   *present.Outbox
	settings *present.Settings
	search   *present.Search

	desk    *counter.Desk
	form    *counter.Intake
	cases   *counter.Review
	waiting *counter.Outbox
	choices *counter.Settings
	results *counter.Results
}

// makeScreens makes each presenter with its view. A presenter shows states
// only after Enter, when its view is there.
func (s *Shell) makeScreens(o Options) {
	c, b, env := &s.screens, o.Backend, s.env
	var list *counter.List
	var file *counter.Repair
	c.list = present.NewCounter(env, b, func(state present.CounterState) { list.Show(state) })
	c.repair = present.NewRepair(env, present.RepairPorts{Files: b, Acts: b, Quotes: b, Settling: b, Papers: b},
		func(state present.RepairState) { file.Show(state) })
	list, file = counter.NewList(c.list), counter.NewRepair(s.host, c.repair, s.onCloseRepair)
	c.desk = counter.NewDesk(list, file)

	c.intake = present.NewIntake(env, present.IntakePorts{Reception: b, Drafts: b, Papers: b}, func(state present.IntakeState) {
		c.form.Show(state)
		s.bar.keep(state.Kept)
	})
	c.form = counter.NewIntake(s.host, c.intake, o.Pictures)
	c.review = present.NewReview(env, b, func(state present.ReviewState) { c.cases.Show(state) })
	c.cases = counter.NewReview(s.host, c.review)
	c.outbox = present.NewOutbox(env, b, func(state present.OutboxState) { c.waiting.Show(state) })
	c.waiting = counter.NewOutbox(s.host, c.outbox)
	c.settings = present.NewSettings(env, b, func(state present.SettingsState) { c.choices.Show(state) })
	c.choices = counter.NewSettings(s.host, c.settings)
	c.search = present.NewSearch(env, b, s.showSearch)
	c.results = counter.NewResults(c.search)
}

// open enters the screen of a route.
func (c *screens) open(ctx context.Context, route present.Route) (view fyne.CanvasObject, leave func()) {
	switch route.Screen {
	case present.IntakeScreen:
		c.intake.Enter(ctx, route.Draft)
		return c.form.Content(), c.intake.Leave
	case present.ReviewScreen:
		c.review.Enter(ctx)
		return c.cases.Content(), c.review.Leave
	case present.OutboxScreen:
		c.outbox.Enter(ctx)
		return c.waiting.Content(), c.outbox.Leave
	case present.SettingsScreen:
		c.settings.Enter(ctx)
		return c.choices.Content(), c.settings.Leave
	}
	c.list.Enter(ctx)
	c.repair.Enter(ctx)
	return c.desk.Content(), func() {
		c.list.Leave()
		c.repair.Leave()
	}
}

// at goes to the place of a route within its screen. A route that names no
// file keeps the one that is open, but on a phone shows the list.
func (c *screens) at(route present.Route) {
	if route.Screen == present.CounterScreen && !route.Repair.IsZero() {
		c.list.Open(route.Repair)
		c.repair.Show(route.Repair)
	}
}

// fit chooses the panes that there is room for.
func (c *screens) fit(class widgets.Class, route present.Route) {
	c.desk.Fit(class, !route.Repair.IsZero())
}

func (s *Shell) onCloseRepair() { s.Go(present.Route{Screen: present.CounterScreen}) }

func (s *Shell) showSearch(state present.SearchState) {
	s.bar.search.Entry().Put(state.Query)
	s.screens.results.Show(state)
	s.bindResults(state.Open)
	if s.over != nil {
		s.over.Refresh()
	}
}
