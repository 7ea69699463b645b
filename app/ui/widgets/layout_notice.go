package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// besideOrBelow places an action beside its words, or below them where the
// words would get too narrow.
type besideOrBelow struct{}

// wordsLeast is the least width of words beside an action.
const wordsLeast float32 = 240

func (besideOrBelow) below(o []fyne.CanvasObject, width float32) bool {
	return width-o[1].MinSize().Width-theme.Grid < theme.Current().Scaled(wordsLeast)
}

func (l besideOrBelow) heightFor(o []fyne.CanvasObject, width float32) float32 {
	action := o[1].MinSize()
	switch {
	case !o[1].Visible():
		return HeightOf(o[0], width)
	case l.below(o, width):
		return HeightOf(o[0], width) + action.Height
	}
	return max(action.Height, HeightOf(o[0], width-action.Width-theme.Grid))
}

func (besideOrBelow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize()
}

func (l besideOrBelow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	action := o[1].MinSize()
	switch {
	case !o[1].Visible():
		place(o[0], 0, 0, size.Width, size.Height)
	case l.below(o, size.Width):
		place(o[0], 0, 0, size.Width, size.Height-action.Height)
		place(o[1], 0, size.Height-action.Height, action.Width, action.Height)
	default:
		width := size.Width - action.Width - theme.Grid
		height := HeightOf(o[0], width)
		place(o[0], 0, (size.Height-height)/2, width, height)
		place(o[1], width+theme.Grid, (size.Height-action.Height)/2, action.Width, action.Height)
	}
}
