package manager

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
)

// pages leads from one page of whoever runs the shop to another.
type pages struct {
	segment *widgets.Segment
	root    *fyne.Container
}

func newPages(pressed func(id string)) *pages {
	p := &pages{segment: widgets.NewSegment(pressed), root: widgets.Z()}
	return p
}

func (p *pages) set(s present.ManagerPages) {
	p.segment.Set(parts.Options(s.Choices), s.At)
	if len(s.Choices) == 0 {
		parts.SetObjects(p.root)
		return
	}
	parts.SetObjects(p.root, p.segment)
}

// head is what all these pages begin with: where one is, what it is, and how old.
func (p *pages) head(title, age fyne.CanvasObject) fyne.CanvasObject {
	return widgets.V(10, p.root, widgets.V(2, title, age))
}
