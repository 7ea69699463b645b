// Package scene is the counter's screens in situations: over a shop that stands
// still, after somebody did something. The gallery draws them for people, and
// the tests keep what they look like.
package scene

import (
	"context"
	"io"
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/domain/repair"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/shell"
)

// Scene is a screen in a situation.
type Scene struct {
	Name  string
	Shop  func() *sample.Shop
	Route present.Route
	Act   func(d *Desk) // what somebody did; nil for nothing
	// Plain scenes are worth one picture; the others are worth one in every
	// look.
	Plain bool
	Field bool // on a device in the hand
}

// Desk is a shell over a shop that stands still.
type Desk struct {
	*shell.Shell
	Canvas fyne.Canvas // where dialogs open; set before Act
}

// Open shows the scene in a language; Perform is called when it is on a canvas.
func (s Scene) Open(tag string) *Desk {
	d := &Desk{}
	env := sample.Env(lang.For(tag))
	env.Field = s.Field
	d.Shell = shell.New(shell.Options{
		Env: env, Backend: s.Shop(), Canvas: func() fyne.Canvas { return d.Canvas },
		Pictures: func(func(string, io.ReadCloser)) {},
	})
	d.Enter(context.Background())
	d.Go(s.Route)
	return d
}

// Perform does what somebody did, on the canvas that shows the desk.
func (s Scene) Perform(d *Desk, c fyne.Canvas) {
	d.Canvas = c
	if s.Act != nil {
		s.Act(d)
	}
}

func on(s present.Screen) present.Route { return present.Route{Screen: s} }

func file(n byte) present.Route {
	return present.Route{Screen: present.CounterScreen, Repair: sample.ID(n)}
}

// All are the scenes of the counter.
func All() []Scene {
	counter, intake, review := on(present.CounterScreen), on(present.IntakeScreen), on(present.ReviewScreen)
	outbox, settings := on(present.OutboxScreen), on(present.SettingsScreen)
	return slices.Concat([]Scene{
		{Name: "counter", Shop: sample.Typical, Route: file(1)},
		{Name: "counter-longest", Shop: sample.Longest, Route: file(1)},
		{Name: "intake", Shop: sample.Typical, Route: intake, Act: fillIntake},
		{Name: "review", Shop: sample.Typical, Route: review},
		{Name: "outbox", Shop: sample.Typical, Route: outbox},
		{Name: "settings", Shop: sample.Typical, Route: settings},
		{Name: "more", Shop: sample.Typical, Route: on(present.MoreScreen)},
		{Name: "verdict-sale", Shop: sample.Typical, Route: file(1), Act: press("owed.sale")},
		{Name: "handback", Shop: sample.Typical, Route: file(1), Act: press("move:returned")},

		{Name: "counter-list", Shop: sample.Typical, Route: counter, Plain: true},
		{Name: "counter-school", Shop: sample.School, Route: file(1), Plain: true},
		{Name: "counter-empty", Shop: sample.Empty, Route: counter, Plain: true},
		{Name: "counter-overdue", Shop: sample.Overdue, Route: file(1), Plain: true},
		{Name: "counter-error", Shop: sample.Broken, Route: file(1), Plain: true},
		{Name: "verdict-decided", Shop: sample.Typical, Route: file(6), Plain: true},
		{Name: "verdict-elsewhere", Shop: sample.Typical, Route: file(3), Plain: true},
		{Name: "verdict-decide", Shop: sample.Typical, Route: file(1), Act: press("owed.decide"), Plain: true},
		{Name: "verdict-change", Shop: sample.Typical, Route: file(1), Act: press("owed.change"), Plain: true},
		{Name: "silence", Shop: sample.Typical, Route: file(1), Act: press("silence"), Plain: true},
		{Name: "silence-again", Shop: sample.Typical, Route: file(3), Act: press("silence"), Plain: true},
		{Name: "counter-quote", Shop: sample.Typical, Route: file(2), Plain: true},
		{Name: "quote-dearer", Shop: sample.Dearer, Route: file(2)},
		{Name: "quote-amended", Shop: sample.Amended, Route: file(2), Plain: true},
		{Name: "quote-amend", Shop: sample.Dearer, Route: file(2), Act: press("amend"), Plain: true},
		{Name: "intake-empty", Shop: sample.Empty, Route: intake, Plain: true},
		{Name: "intake-wrong", Shop: sample.Typical, Route: intake, Act: wrongIntake, Plain: true},
		{Name: "intake-done", Shop: sample.Typical, Route: intake, Act: saveIntake, Plain: true},
		{Name: "review-empty", Shop: sample.Empty, Route: review, Plain: true},
		{Name: "outbox-empty", Shop: sample.Empty, Route: outbox, Plain: true},
		{Name: "outbox-refused", Shop: sample.Overdue, Route: outbox, Plain: true},
		{Name: "counter-called", Shop: sample.Called, Route: file(4), Plain: true},
		{Name: "locked", Shop: sample.Called, Route: file(1), Act: func(d *Desk) { d.Events().Shell.LockPressed() }, Plain: true},
		{Name: "staff-pin", Shop: sample.Called, Route: file(1), Act: func(d *Desk) { d.Events().Shell.StaffChosen(sample.ID(71)) }, Plain: true},
		{Name: "help", Shop: sample.Typical, Route: file(1), Act: func(d *Desk) { d.Events().Shell.HelpPressed() }},
		{Name: "news", Shop: sample.Reminded, Route: file(1), Act: func(d *Desk) { d.News() }, Plain: true},
		{Name: "search", Shop: sample.Typical, Route: file(1), Act: search("gal"), Plain: true},
		{Name: "search-place", Shop: sample.Run(sample.Typical), Route: file(1), Act: search("décl"), Plain: true},
		{Name: "search-empty", Shop: sample.Typical, Route: file(1), Act: search("aspirateur"), Plain: true},
		{Name: "search-far", Shop: sample.Typical, Route: file(1), Act: search(repair.FormatNumber("ROU", "1", 87, [2]byte{4, 9})), Plain: true},
	}, quotes(), tasks(), managers(), messages(), loans(), shelves(), tills(), claims(), parcels(), deals(), caring(), norms(), printers())
}

func press(action string) func(d *Desk) {
	return func(d *Desk) { d.Events().Repair.ActionPressed(action) }
}

func search(text string) func(d *Desk) {
	return func(d *Desk) { d.Events().Search.Typed(text) }
}

// fillIntake is what somebody types for a telephone that was here before.
func fillIntake(d *Desk) {
	n := d.Events().Intake
	n.Typed(present.PhoneField, "06 44 10 22 35")
	n.Typed(present.SerialField, "490154203237518")
	n.Typed(present.ProductField, "Samsung Galaxy S24 · 256 Go")
	n.Typed(present.BoughtField, "14/02/2025")
	n.Typed(present.FaultField, "« S’éteint tout seul, même chargé à 60 %. »")
	n.AccessoryToggled(1)
	n.ConditionToggled(0)
	n.BatteryChosen("safe")
	n.Typed(present.PromisedField, "27/11/2026")
}

func wrongIntake(d *Desk) {
	fillIntake(d)
	n := d.Events().Intake
	n.Typed(present.BoughtField, "31/02/2025")
	n.BatteryChosen("danger")
	n.SavePressed()
}

func saveIntake(d *Desk) {
	fillIntake(d)
	d.Events().Intake.SavePressed()
}
