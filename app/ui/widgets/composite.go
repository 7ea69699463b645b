package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// composite is the base of widgets whose picture is a tree of other objects.
type composite struct {
	widget.BaseWidget
	root fyne.CanvasObject
}

// HeightFor implements HeightForWidth.
func (c *composite) HeightFor(width float32) float32 { return HeightOf(c.root, width) }

// WantedWidth implements WidthWanted.
func (c *composite) WantedWidth() float32 { return widthOf(c.root) }

// CreateRenderer implements fyne.Widget.
func (c *composite) CreateRenderer() fyne.WidgetRenderer { return treeRenderer{c} }

// treeRenderer draws the root of a composite, and refreshes all of it, because
// canvas objects keep their colours when the theme changes.
type treeRenderer struct{ of *composite }

func (treeRenderer) Destroy()                       {}
func (r treeRenderer) MinSize() fyne.Size           { return r.of.root.MinSize() }
func (r treeRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.of.root} }

func (r treeRenderer) Layout(size fyne.Size) { place(r.of.root, 0, 0, size.Width, size.Height) }

func (r treeRenderer) Refresh() {
	r.Layout(r.of.Size())
	r.of.root.Refresh()
	canvas.Refresh(r.of.root)
}
