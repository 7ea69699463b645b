package manager

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
)

// Beside is the pages of whoever runs the shop over a list and what is open of it.
type Beside struct {
	pages *pages
	root  *fyne.Container
}

// NewBeside puts the way to the other pages over panes, with what adds to the list.
func NewBeside(panes fyne.CanvasObject, pressed func(id string), add fyne.CanvasObject) *Beside {
	b := &Beside{pages: newPages(pressed)}
	b.root = b.pages.over(panes, add)
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
