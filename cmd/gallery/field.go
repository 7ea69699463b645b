package main

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
)

var (
	handSize   = fyne.NewSize(360, 740)
	tabletSize = fyne.NewSize(1024, 768)
	wholeSize  = fyne.NewSize(360, 2400) // a page that scrolls, from its head to its foot
)

// handLooks are what a technician's screen is worth.
var handLooks = []look{
	{name: "", shot: Shot{Size: handSize, Scale: 2}},
	{name: "-dark", shot: Shot{Size: handSize, Scale: 2, Dark: true}},
	{name: "-sun", shot: Shot{Size: handSize, Scale: 2, Sun: true}},
	{name: "-en", shot: Shot{Size: handSize, Scale: 2}, tag: "en"},
	{name: "-text200", shot: Shot{Size: handSize, Scale: 2, Text: 2}},
	{name: "-tablet", shot: Shot{Size: tabletSize}},
	{name: "-whole", shot: Shot{Size: wholeSize}},
}

// fieldShots are the pictures of a technician's screens.
func fieldShots() []Shot {
	var out []Shot
	for _, s := range scene.Fields() {
		looks := handLooks
		if s.Plain {
			looks = handLooks[:1]
		}
		for _, l := range looks {
			l.shot.Density = theme.Field
			out = append(out, sceneShot(s, l))
		}
	}
	return out
}
