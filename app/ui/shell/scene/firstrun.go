package scene

import (
	"context"

	"fyne.io/fyne/v2"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/counter"
	"etabli/app/ui/parts"
)

// First is a way to begin with a new device.
type First struct {
	Name string
	Way  present.SetupWay
}

// FirstRuns are the pages of a new device.
func FirstRuns() []First {
	return []First{
		{"first-run", present.NoWay}, {"first-run-join", present.JoinWay}, {"first-run-alone", present.AloneWay},
	}
}

// Open shows the page; the code of one that joins is too old.
func (f First) Open(tag string) fyne.CanvasObject {
	var view *counter.FirstRun
	env := sample.Env(lang.For(tag))
	p := present.NewFirstRun(env, sample.Empty(), func() {}, func(s present.FirstRunState) { view.Show(s) })
	view = counter.NewFirstRun(parts.Host{Words: env.Words, Canvas: func() fyne.Canvas { return nil }}, p)
	p.Enter(context.Background())
	p.WayChosen(f.Way)
	if f.Way == present.JoinWay {
		p.Typed("code", "siege.exemple.fr:8443/K7QX-2M4P-9TRB-WD3H")
		p.SubmitPressed()
	}
	return view.Content()
}
