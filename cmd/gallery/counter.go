package main

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/shell/scene"
)

// look is how a scene is drawn.
type look struct {
	name string
	shot Shot
	tag  string // of the language, French when empty
}

var (
	deskSize  = fyne.NewSize(1366, 768)
	halfSize  = fyne.NewSize(900, 700)
	phoneSize = fyne.NewSize(390, 844)
)

// everyLook is what a scene is worth that people see often.
var everyLook = []look{
	{name: "", shot: Shot{Size: deskSize}},
	{name: "-dark", shot: Shot{Size: deskSize, Dark: true}},
	{name: "-en", shot: Shot{Size: deskSize}, tag: "en"},
	{name: "-text200", shot: Shot{Size: deskSize, Text: 2}},
	{name: "-half", shot: Shot{Size: halfSize}},
	{name: "-phone", shot: Shot{Size: phoneSize, Scale: 2}},
}

// counterShots are the pictures of the counter's screens.
func counterShots() []Shot {
	var out []Shot
	for _, s := range scene.All() {
		looks := everyLook
		if s.Plain {
			looks = everyLook[:1]
		}
		for _, l := range looks {
			out = append(out, sceneShot(s, l))
		}
	}
	for _, f := range scene.FirstRuns() {
		for _, l := range []look{everyLook[0], everyLook[1], everyLook[len(everyLook)-1]} {
			shot := l.shot
			shot.Name = f.Name + l.name
			shot.Build = func() fyne.CanvasObject { return f.Open(l.tag) }
			out = append(out, shot)
		}
	}
	return out
}

func sceneShot(s scene.Scene, l look) Shot {
	shot := l.shot
	shot.Name = s.Name + l.name
	var d *scene.Desk
	shot.Build = func() fyne.CanvasObject {
		d = s.Open(l.tag)
		return d.Content()
	}
	shot.After = func(c fyne.Canvas, _ fyne.CanvasObject) { s.Perform(d, c) }
	return shot
}
