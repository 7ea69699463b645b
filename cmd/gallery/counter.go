package main

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/counter"
	"etabli/app/ui/shell"
)

// scene is a screen of the counter in a situation.
type scene struct {
	name  string
	shop  func() *sample.Shop
	route present.Route
	act   func(d *desk) // what somebody did before the picture
}

// desk is a shell over a shop that stands still.
type desk struct {
	*shell.Shell
	canvas fyne.Canvas
}

// look is how scenes are drawn.
type look struct {
	name string
	shot Shot
	tag  string
}

var (
	deskSize  = fyne.NewSize(1366, 768)
	phoneSize = fyne.NewSize(390, 844)

	everyLook = []look{
		{name: "", shot: Shot{Size: deskSize}},
		{name: "-dark", shot: Shot{Size: deskSize, Dark: true}},
		{name: "-en", shot: Shot{Size: deskSize}, tag: "en"},
		{name: "-text200", shot: Shot{Size: deskSize, Text: 2}},
		{name: "-phone", shot: Shot{Size: phoneSize, Scale: 2}},
	}
	firstLook = everyLook[:1]
	halfLook  = []look{{name: "-half", shot: Shot{Size: fyne.NewSize(900, 700)}}}
)

// first is the file that scenes open.
var first = present.Route{Screen: present.CounterScreen, Repair: sample.ID(1)}

func onScreen(s present.Screen) present.Route { return present.Route{Screen: s} }

// counterShots are the pictures of the counter's screens.
func counterShots() []Shot {
	intake, review, outbox, settings := onScreen(present.IntakeScreen), onScreen(present.ReviewScreen), onScreen(present.OutboxScreen), onScreen(present.SettingsScreen)
	var out []Shot
	add := func(looks []look, scenes ...scene) {
		for _, s := range scenes {
			for _, l := range looks {
				out = append(out, s.shot(l))
			}
		}
	}
	add(everyLook,
		scene{name: "counter", shop: sample.Typical, route: first},
		scene{name: "counter-longest", shop: sample.Longest, route: first},
		scene{name: "intake", shop: sample.Typical, route: intake, act: fillIntake},
		scene{name: "review", shop: sample.Typical, route: review},
		scene{name: "outbox", shop: sample.Typical, route: outbox},
		scene{name: "settings", shop: sample.Typical, route: settings},
		scene{name: "handback", shop: sample.Typical, route: onFile(1), act: pressAction("move:returned")},
		scene{name: "quote", shop: sample.Typical, route: onFile(1), act: pressAction("move:quote_sent")})
	add(firstLook,
		scene{name: "counter-list", shop: sample.Typical, route: onScreen(present.CounterScreen)},
		scene{name: "counter-empty", shop: sample.Empty, route: onScreen(present.CounterScreen)},
		scene{name: "counter-overdue", shop: sample.Overdue, route: first},
		scene{name: "counter-error", shop: sample.Broken, route: first},
		scene{name: "counter-quote", shop: sample.Typical, route: onFile(2)},
		scene{name: "intake-empty", shop: sample.Empty, route: intake},
		scene{name: "intake-wrong", shop: sample.Typical, route: intake, act: wrongIntake},
		scene{name: "intake-done", shop: sample.Typical, route: intake, act: saveIntake},
		scene{name: "review-empty", shop: sample.Empty, route: review},
		scene{name: "outbox-empty", shop: sample.Empty, route: outbox},
		scene{name: "outbox-refused", shop: sample.Overdue, route: outbox},
		scene{name: "search", shop: sample.Typical, route: first, act: func(d *desk) { d.Events().Search.Typed("gal") }},
		scene{name: "search-empty", shop: sample.Typical, route: first, act: func(d *desk) { d.Events().Search.Typed("aspirateur") }})
	add(halfLook,
		scene{name: "counter", shop: sample.Typical, route: first},
		scene{name: "intake", shop: sample.Typical, route: intake, act: fillIntake})
	return append(out, firstRunShots()...)
}

func onFile(n byte) present.Route {
	return present.Route{Screen: present.CounterScreen, Repair: sample.ID(n)}
}

func (s scene) shot(l look) Shot {
	shot := l.shot
	shot.Name = s.name + l.name
	var d *desk
	shot.Build = func() fyne.CanvasObject {
		d = newDesk(s.shop(), l.tag)
		d.Enter(context.Background())
		d.Go(s.route)
		return d.Content()
	}
	shot.After = func(c fyne.Canvas, _ fyne.CanvasObject) {
		d.canvas = c
		if s.act != nil {
			s.act(d)
		}
	}
	return shot
}

func newDesk(s *sample.Shop, tag string) *desk {
	d := &desk{}
	d.Shell = shell.New(shell.Options{
		Env: sample.Env(lang.For(tag)), Backend: s, Canvas: func() fyne.Canvas { return d.canvas },
		Pictures: func(func(string, io.ReadCloser)) {},
	})
	return d
}

func pressAction(id string) func(d *desk) {
	return func(d *desk) { d.Events().Repair.ActionPressed(id) }
}

// fillIntake is what somebody types for a telephone that was here before.
func fillIntake(d *desk) {
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

func wrongIntake(d *desk) {
	fillIntake(d)
	n := d.Events().Intake
	n.Typed(present.BoughtField, "31/02/2025")
	n.BatteryChosen("danger")
	n.SavePressed()
}

func saveIntake(d *desk) {
	fillIntake(d)
	d.Events().Intake.SavePressed()
}

// firstRunShots are the pictures of a new device.
func firstRunShots() []Shot {
	ways := []struct {
		name string
		way  present.SetupWay
	}{{"first-run", present.NoWay}, {"first-run-join", present.JoinWay}, {"first-run-alone", present.AloneWay}}
	var out []Shot
	for _, w := range ways {
		for _, l := range everyLook {
			shot := l.shot
			shot.Name = w.name + l.name
			shot.Build = func() fyne.CanvasObject { return firstRun(l.tag, w.way) }
			out = append(out, shot)
		}
	}
	return out
}

func firstRun(tag string, way present.SetupWay) fyne.CanvasObject {
	var view *counter.FirstRun
	env := sample.Env(lang.For(tag))
	p := present.NewFirstRun(env, sample.Empty(), func() {}, func(s present.FirstRunState) { view.Show(s) })
	view = counter.NewFirstRun(counter.Host{Words: env.Words, Canvas: func() fyne.Canvas { return nil }}, p)
	p.Enter(context.Background())
	p.WayChosen(way)
	if way == present.JoinWay {
		p.Typed("code", "siege.exemple.fr:8443/K7QX-2M4P-9TRB-WD3H")
		p.SubmitPressed()
	}
	return view.Content()
}
