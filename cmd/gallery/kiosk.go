package main

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
)

var (
	boothSize    = fyne.NewSize(1280, 800)
	portraitSize = fyne.NewSize(800, 1280)
)

// boothLooks is what a page of the kiosk is worth.
var boothLooks = []look{
	{name: "", shot: Shot{Size: boothSize}},
	{name: "-dark", shot: Shot{Size: boothSize, Dark: true}},
	{name: "-en", shot: Shot{Size: boothSize}, tag: "en"},
	{name: "-larger", shot: Shot{Size: boothSize, Text: 1.4}}, // what a customer may ask for
	{name: "-text200", shot: Shot{Size: boothSize, Text: 2}},
	{name: "-portrait", shot: Shot{Size: portraitSize}},
	{name: "-small", shot: Shot{Size: phoneSize, Scale: 2}},
}

// kioskShots are the pictures of the kiosk.
func kioskShots() []Shot {
	var out []Shot
	for _, s := range scene.Kiosks() {
		looks := boothLooks
		if s.Plain {
			looks = boothLooks[:1]
		}
		for _, l := range looks {
			out = append(out, kioskShot(s, l))
		}
	}
	return out
}

func kioskShot(s scene.KioskScene, l look) Shot {
	shot := l.shot
	shot.Name, shot.Density = s.Name+l.name, theme.Kiosk
	var canvas fyne.Canvas
	var perform func()
	shot.Build = func() (content fyne.CanvasObject) {
		canvas = nil
		content, perform = s.Open(l.tag, func() fyne.Canvas { return canvas })
		return content
	}
	shot.After = func(c fyne.Canvas, _ fyne.CanvasObject) {
		canvas = c
		perform()
	}
	return shot
}
