package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// toastWidth is the width of floating notices.
const toastWidth float32 = 380

// MaxToasts is how many notices float at a time; the oldest gives way.
const MaxToasts = 4

// Toasts is the corner of a screen where notices float; put it on top of the
// page with Z. It lets presses through where it shows nothing.
type Toasts struct {
	composite
	column *fyne.Container
}

// NewToasts returns an empty corner.
func NewToasts() *Toasts {
	t := &Toasts{column: V(theme.Grid)}
	t.root = contain(corner{}, t.column)
	t.ExtendBaseWidget(t)
	return t
}

// Add floats a notice until it is dismissed.
func (t *Toasts) Add(data NoticeData) *Notice {
	n := NewNotice(data, true)
	n.box.shadow = true
	n.OnDismiss = func() { t.remove(n) }
	if len(t.column.Objects) >= MaxToasts {
		t.column.Objects = t.column.Objects[1:]
	}
	t.column.Add(n)
	t.Refresh()
	return n
}

func (t *Toasts) remove(n *Notice) {
	t.column.Remove(n)
	t.Refresh()
}

// corner places its child at the bottom right.
type corner struct{}

func (corner) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (corner) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const margin = 2 * theme.Grid
	width := min(size.Width-2*margin, theme.Current().Scaled(toastWidth))
	height := HeightOf(o[0], width)
	place(o[0], size.Width-width-margin, size.Height-height-margin, width, height)
}
