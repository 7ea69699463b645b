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

// over puts the way to the other pages, with what adds to this one, over a page: it
// stays where it is when the page scrolls, and is at one place on all of them.
func (p *pages) over(page fyne.CanvasObject, add ...fyne.CanvasObject) *fyne.Container {
	bar := fyne.CanvasObject(p.root)
	if len(add) > 0 {
		bar = widgets.BesideOrBelow(p.root, add[0])
	}
	return widgets.VGrow(0, 2, widgets.Surface(widgets.Pad(parts.CardGap, 8, parts.CardGap, 8, bar)), widgets.HLine(), page)
}
