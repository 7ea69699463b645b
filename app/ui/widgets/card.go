package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// CardPadding is the space between a card's edge and what it holds.
const CardPadding float32 = 16

// Card puts an object on a bordered surface.
func Card(o fyne.CanvasObject) *fyne.Container {
	return Z(NewBox(theme.Surface, theme.Line, theme.RadiusCard), PadAll(CardPadding, o))
}

// TitledCard is a Card with a heading above its contents and an optional
// object at the heading's right, or below it where the two have no room side by side.
func TitledCard(title string, aside fyne.CanvasObject, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	words := Paragraph(Strong.Of(title))
	head := fyne.CanvasObject(words)
	if aside != nil {
		head = contain(headed{words}, words, aside)
	}
	return Card(V(gap, append([]fyne.CanvasObject{head}, objects...)...))
}

// Surface puts an object on the colour of a card, without border: for panes
// and bars.
func Surface(o fyne.CanvasObject) *fyne.Container {
	return Z(NewBox(theme.Surface, theme.None, 0), o)
}
