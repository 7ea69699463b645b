package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// headed places what belongs to a heading at its right, or below it where the heading
// would lose words.
type headed struct{ title *Text }

func (l headed) below(o []fyne.CanvasObject, width float32) bool {
	return l.title.naturalWidth()+theme.Grid+widthOf(o[1]) > width+.5
}

func (l headed) heightFor(o []fyne.CanvasObject, width float32) float32 {
	switch {
	case !o[1].Visible():
		return HeightOf(o[0], width)
	case l.below(o, width):
		return HeightOf(o[0], width) + theme.Gap + HeightOf(o[1], width)
	}
	return max(HeightOf(o[0], width), o[1].MinSize().Height)
}

// MinSize implements fyne.Layout.
func (headed) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout implements fyne.Layout.
func (l headed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	switch {
	case !o[1].Visible():
		place(o[0], 0, 0, size.Width, size.Height)
	case l.below(o, size.Width):
		height := HeightOf(o[0], size.Width)
		place(o[0], 0, 0, size.Width, height)
		place(o[1], 0, height+theme.Gap, min(size.Width, widthOf(o[1])), size.Height-height-theme.Gap)
	default:
		wants, height := widthOf(o[1]), HeightOf(o[0], size.Width)
		place(o[0], 0, (size.Height-height)/2, size.Width-wants-theme.Grid, height)
		place(o[1], size.Width-wants, (size.Height-o[1].MinSize().Height)/2, wants, o[1].MinSize().Height)
	}
}
