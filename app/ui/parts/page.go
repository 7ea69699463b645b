package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// The widths of a page of words, before the text factor, and of its margins.
const (
	readableWidth float32 = 720
	slimWidth     float32 = 440
	pageMargin    float32 = 16
)

// page keeps a column from growing too wide to read.
type page struct {
	widget.BaseWidget
	content fyne.CanvasObject
	width   float32
	centred bool
}

// Readable puts a column at the left of a page, as wide as reads well.
func Readable(content fyne.CanvasObject) fyne.CanvasObject {
	return newPage(widgets.Pad(0, PageSpace, 0, PageSpace, content), readableWidth, false)
}

// AsWide puts something at the left, as wide as a Readable column above it.
func AsWide(content fyne.CanvasObject) fyne.CanvasObject {
	return newPage(content, readableWidth, false)
}

// Slim puts a narrow column in the middle of a page.
func Slim(content fyne.CanvasObject) fyne.CanvasObject {
	return newPage(widgets.Pad(0, PageSpace, 0, PageSpace, content), slimWidth, true)
}

func newPage(content fyne.CanvasObject, width float32, centred bool) *page {
	p := &page{content: content, width: width, centred: centred}
	p.ExtendBaseWidget(p)
	return p
}

// inner is the width of the column in a page.
func (p *page) inner(width float32) float32 {
	return min(width-2*p.margin(width), theme.Current().Scaled(p.width))
}

// margin is smaller on a phone.
func (p *page) margin(width float32) float32 {
	if widgets.ClassOf(width) == widgets.Narrow {
		return pageMargin
	}
	return PageSpace
}

// HeightFor implements widgets.HeightForWidth.
func (p *page) HeightFor(width float32) float32 {
	return widgets.HeightOf(p.content, p.inner(width))
}

// CreateRenderer implements fyne.Widget.
func (p *page) CreateRenderer() fyne.WidgetRenderer { return pageRenderer{p} }

type pageRenderer struct{ of *page }

func (pageRenderer) Destroy()           {}
func (pageRenderer) MinSize() fyne.Size { return fyne.NewSize(60, 40) }
func (r pageRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.of.content}
}

func (r pageRenderer) Layout(size fyne.Size) {
	x, inner := r.of.margin(size.Width), r.of.inner(size.Width)
	y, height := float32(0), r.of.HeightFor(size.Width)
	if r.of.centred {
		x = (size.Width - inner) / 2
		y = max(0, (size.Height-height)*0.42)
	}
	r.of.content.Move(fyne.NewPos(x, y))
	r.of.content.Resize(fyne.NewSize(inner, height))
}

func (r pageRenderer) Refresh() {
	r.Layout(r.of.Size())
	r.of.content.Refresh()
}
