package parts

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// The widths of the list beside what is open.
const (
	listWide   float32 = 380
	listMedium float32 = 320
	listMost   float32 = 500 // with large text
)

// Panes show a list and what is open of it side by side, or one of them where
// there is room for one only.
type Panes struct {
	list  fyne.CanvasObject
	open  fyne.CanvasObject
	alone func(bool) // shows the way back to the list, or takes it away
	root  *fyne.Container
	was   fitting
}

// fitting is what panes were last fitted to.
type fitting struct {
	class widgets.Class
	open  bool
	done  bool
}

// NewPanes returns the two panes of a screen.
func NewPanes(list, open fyne.CanvasObject, alone func(bool)) *Panes {
	p := &Panes{list: list, open: open, alone: alone, root: widgets.Z()}
	p.Fit(widgets.Wide, false)
	return p
}

// Content is what the shell places.
func (p *Panes) Content() fyne.CanvasObject { return p.root }

// Fit chooses the panes for a width class; open says whether somebody looks at
// something.
func (p *Panes) Fit(class widgets.Class, open bool) {
	if class != widgets.Narrow {
		open = false // both are shown
	}
	now := fitting{class, open, true}
	if p.was == now {
		return
	}
	p.was = now
	p.alone(class == widgets.Narrow)
	var panes fyne.CanvasObject
	switch {
	case class == widgets.Wide:
		panes = widgets.Split(listWide, p.list, p.open)
	case class == widgets.Medium:
		panes = widgets.Split(min(theme.Current().Scaled(listMedium), listMost), p.list, p.open)
	case open:
		panes = p.open
	default:
		panes = p.list
	}
	p.root.Objects = []fyne.CanvasObject{panes}
	p.root.Refresh()
}
