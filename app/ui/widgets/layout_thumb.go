package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// thumb places what can be done with what is open, on a phone: the strong button over
// the others, and beside the menu where the menu stands alone and there is room.
type thumb struct{}

// AtThumb are the strong button, one more, and the menu of the rest.
func AtThumb(primary, second, more fyne.CanvasObject) *fyne.Container {
	return contain(thumb{}, primary, second, more)
}

// one tells whether the strong button and the menu share a line.
func (thumb) one(o []fyne.CanvasObject, width float32) bool {
	return o[0].Visible() && !o[1].Visible() && o[2].Visible() &&
		o[0].MinSize().Width+theme.Grid+o[2].MinSize().Width <= width
}

func (t thumb) heightFor(o []fyne.CanvasObject, width float32) (height float32) {
	strong, rest := o[0].MinSize().Height, max(o[1].MinSize().Height, o[2].MinSize().Height)
	others := o[1].Visible() || o[2].Visible()
	switch {
	case t.one(o, width):
		return max(strong, rest)
	case !o[0].Visible() && !others:
		return 0
	case !o[0].Visible():
		return rest
	case !others:
		return strong
	}
	return strong + theme.Grid + rest
}

// MinSize implements fyne.Layout.
func (t thumb) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := max(o[1].MinSize().Width+theme.Grid+o[2].MinSize().Width, o[0].MinSize().Width)
	return fyne.NewSize(width, t.heightFor(o, width))
}

// Layout implements fyne.Layout.
func (t thumb) Layout(o []fyne.CanvasObject, size fyne.Size) {
	menu := o[2].MinSize()
	if t.one(o, size.Width) {
		place(o[0], 0, 0, size.Width-menu.Width-theme.Grid, size.Height)
		place(o[2], size.Width-menu.Width, 0, menu.Width, size.Height)
		return
	}
	top := float32(0)
	if o[0].Visible() {
		place(o[0], 0, 0, size.Width, o[0].MinSize().Height)
		top = o[0].MinSize().Height + theme.Grid
	}
	if !o[1].Visible() {
		place(o[2], 0, top, menu.Width, size.Height-top)
		return
	}
	second := size.Width
	if o[2].Visible() {
		second -= menu.Width + theme.Grid
		place(o[2], second+theme.Grid, top, menu.Width, size.Height-top)
	}
	place(o[1], 0, top, second, size.Height-top)
}
