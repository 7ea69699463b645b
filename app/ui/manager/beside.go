package manager

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
)

// Beside is the pages of whoever runs the shop over a list and what is open of it.
type Beside struct {
	pages *pages
	root  *fyne.Container
}

// NewBeside puts the way to the other pages over panes, with what adds to the list.
func NewBeside(panes fyne.CanvasObject, pressed func(id string), add fyne.CanvasObject) *Beside {
	b := &Beside{pages: newPages(pressed)}
	bar := widgets.HW(12, []float32{1, 0}, b.pages.root, add)
	b.root = widgets.VGrow(0, 2, widgets.Surface(widgets.Pad(parts.CardGap, 8, parts.CardGap, 8, bar)), widgets.HLine(), panes)
	return b
}

// Content is what the shell places.
func (b *Beside) Content() fyne.CanvasObject { return b.root }

// Focus is where the keyboard begins.
func (b *Beside) Focus() fyne.Focusable { return b.pages.segment }

// Show draws where one is.
func (b *Beside) Show(s present.ManagerPages) {
	b.pages.set(s)
	b.root.Refresh()
}
