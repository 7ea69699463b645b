package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// The widths of the list beside a file.
const (
	listWide   float32 = 380
	listMedium float32 = 320
	listMost   float32 = 500 // with large text
)

// Desk shows the list and a file side by side, or one of them where there is
// room for one only.
type Desk struct {
	list *List
	file *Repair
	root *fyne.Container
	was  fitting
}

// fitting is what a desk was last fitted to.
type fitting struct {
	class widgets.Class
	file  bool
	done  bool
}

// NewDesk returns the two panes of the counter.
func NewDesk(list *List, file *Repair) *Desk {
	d := &Desk{list: list, file: file, root: widgets.Z()}
	d.Fit(widgets.Wide, false)
	return d
}

// Content is what the shell places.
func (d *Desk) Content() fyne.CanvasObject { return d.root }

// Focus is where the keyboard begins.
func (d *Desk) Focus() fyne.Focusable { return d.list.Focus() }

// Fit chooses the panes for a width class; file says whether somebody looks at
// one.
func (d *Desk) Fit(class widgets.Class, file bool) {
	if class != widgets.Narrow {
		file = false // both are shown
	}
	now := fitting{class, file, true}
	if d.was == now {
		return
	}
	d.was = now
	d.file.SetAlone(class == widgets.Narrow)
	var panes fyne.CanvasObject
	switch {
	case class == widgets.Wide:
		panes = widgets.Split(listWide, d.list.Content(), d.file.Content())
	case class == widgets.Medium:
		panes = widgets.Split(min(theme.Current().Scaled(listMedium), listMost), d.list.Content(), d.file.Content())
	case file:
		panes = d.file.Content()
	default:
		panes = d.list.Content()
	}
	d.root.Objects = []fyne.CanvasObject{panes}
	d.root.Refresh()
}
