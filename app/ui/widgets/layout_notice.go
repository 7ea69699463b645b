package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// besideOrBelow places an action beside its words, or below them where the
// words would get too narrow.
type besideOrBelow struct{ side, under float32 } // the gaps

// BesideOrBelow places an action at the right of something, or below it where that would
// get too narrow.
func BesideOrBelow(words, action fyne.CanvasObject) *fyne.Container {
	return contain(besideOrBelow{side: 12, under: theme.Grid}, words, action)
}

// wordsLeast is the least width of words beside an action.
const wordsLeast float32 = 240

func (l besideOrBelow) below(o []fyne.CanvasObject, width float32) bool {
	return width-o[1].MinSize().Width-l.side < theme.Current().Scaled(wordsLeast)
}

func (l besideOrBelow) heightFor(o []fyne.CanvasObject, width float32) float32 {
	action := o[1].MinSize()
	switch {
	case !o[1].Visible():
		return HeightOf(o[0], width)
	case l.below(o, width):
		return HeightOf(o[0], width) + l.under + action.Height
	}
	return max(action.Height, HeightOf(o[0], width-action.Width-l.side))
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
		place(o[0], 0, 0, size.Width, size.Height-l.under-action.Height)
		place(o[1], 0, size.Height-action.Height, action.Width, action.Height)
	default:
		width := size.Width - action.Width - l.side
		height := HeightOf(o[0], width)
		place(o[0], 0, (size.Height-height)/2, width, height)
		place(o[1], width+l.side, (size.Height-action.Height)/2, action.Width, action.Height)
	}
}
