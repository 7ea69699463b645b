package scene

import (
	"context"

	"fyne.io/fyne/v2"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/counter"
	"etabli/app/ui/parts"
)

// First is a page that a device shows before it has anything to work with.
type First struct {
	Name string
	open func(env present.Env, host parts.Host) fyne.CanvasObject
}

// FirstRuns are the pages of a new device, and of one whose store is not open yet.
func FirstRuns() []First {
	return []First{
		{"first-run", beginning(present.NoWay)},
		{"first-run-join", beginning(present.JoinWay)},
		{"first-run-alone", beginning(present.AloneWay)},
		{"trouble-lists", func(_ present.Env, host parts.Host) fyne.CanvasObject {
			t := counter.NewTrouble(host, func() {})
			t.ShowLists(0.45)
			return t.Content()
		}},
		{"trouble-damaged", func(env present.Env, host parts.Host) fyne.CanvasObject {
			t := counter.NewTrouble(host, func() {})
			t.Show(env.Failure(fault.New("store_damaged", "")))
			return t.Content()
		}},
	}
}

// Open shows the page.
func (f First) Open(tag string) fyne.CanvasObject {
	env := sample.Env(lang.For(tag))
	return f.open(env, parts.Host{Words: env.Words, Canvas: func() fyne.Canvas { return nil }})
}

// beginning is a way to begin; the code of one that joins is too old.
func beginning(way present.SetupWay) func(present.Env, parts.Host) fyne.CanvasObject {
	return func(env present.Env, host parts.Host) fyne.CanvasObject {
		var view *counter.FirstRun
		p := present.NewFirstRun(env, sample.Empty(), func() {}, func(s present.FirstRunState) { view.Show(s) })
		view = counter.NewFirstRun(host, p)
		p.Enter(context.Background())
		p.WayChosen(way)
		if way == present.JoinWay {
			p.Typed("code", "siege.exemple.fr:8443/K7QX-2M4P-9TRB-WD3H")
			p.SubmitPressed()
		}
		return view.Content()
	}
}
