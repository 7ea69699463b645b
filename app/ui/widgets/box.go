package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

// Box is a filled, bordered, rounded rectangle in our colours.
//
// A border of one unit is two filled rectangles, because a stroke is centred
// on the edge and smears over two pixels. Only a ring, which has a border and
// no fill, is a stroke.
type Box struct {
	widget.BaseWidget
	fill, line    theme.Token
	radius, width float32
	shadow        bool
}

// NewBox returns a box; theme.None leaves its fill or its line out.
func NewBox(fill, line theme.Token, radius float32) *Box {
	b := &Box{fill: fill, line: line, radius: radius, width: 1}
	b.ExtendBaseWidget(b)
	return b
}

// newRing returns the mark of what has the focus.
func newRing(radius float32) *Box {
	b := NewBox(theme.None, theme.Work, radius)
	b.width = theme.RingWidth
	b.Hide()
	return b
}

// Set changes the colours of fill and line.
func (b *Box) Set(fill, line theme.Token) {
	if b.fill == fill && b.line == line {
		return
	}
	b.fill, b.line = fill, line
	b.Refresh()
}

// SetRadius changes the radius of the corners.
func (b *Box) SetRadius(radius float32) {
	if b.radius == radius {
		return
	}
	b.radius = radius
	b.Refresh()
}

// HLine returns a hairline across.
func HLine() fyne.CanvasObject { return Fix(0, 1, NewBox(theme.Line, theme.None, 0)) }

// VLine returns a hairline down.
func VLine() fyne.CanvasObject { return Fix(1, 0, NewBox(theme.Line, theme.None, 0)) }

// Page returns an object on the colour of the page, above something else. What a window
// holds needs none: the window is cleared in that colour before each picture.
func Page(o fyne.CanvasObject) *fyne.Container {
	return Z(NewBox(theme.Paper, theme.None, 0), o)
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := &boxRenderer{
		box:   b,
		outer: canvas.NewRectangle(color.Transparent),
		inner: canvas.NewRectangle(color.Transparent),
	}
	r.paint()
	return standing(b, r)
}

type boxRenderer struct {
	box          *Box
	outer, inner *canvas.Rectangle
}

func (*boxRenderer) Destroy()           {}
func (*boxRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *boxRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.outer, r.inner}
}

func (r *boxRenderer) Layout(size fyne.Size) {
	b := r.box
	edge := hairline(b, b.width)
	place(r.outer, 0, 0, size.Width, size.Height)
	switch {
	case b.line == theme.None:
		place(r.inner, 0, 0, size.Width, size.Height)
	case b.fill == theme.None:
		place(r.inner, edge/2, edge/2, size.Width-edge, size.Height-edge)
	default:
		place(r.inner, edge, edge, size.Width-2*edge, size.Height-2*edge)
	}
}

func (r *boxRenderer) Refresh() {
	r.paint()
	r.Layout(r.box.Size())
	r.outer.Refresh()
	r.inner.Refresh()
}

func (r *boxRenderer) paint() {
	b := r.box
	r.outer.Hidden = b.line == theme.None || b.fill == theme.None
	r.inner.Hidden = b.line == theme.None && b.fill == theme.None
	r.outer.FillColor, r.outer.CornerRadius = theme.Color(b.line), b.radius
	r.inner.FillColor, r.inner.CornerRadius = theme.Color(b.fill), b.radius
	r.inner.StrokeColor, r.inner.StrokeWidth = nil, 0
	switch {
	case b.line == theme.None:
	case b.fill == theme.None:
		r.inner.StrokeColor, r.inner.StrokeWidth = theme.Color(b.line), b.width
	default:
		r.inner.CornerRadius = max(0, b.radius-b.width)
	}
	bearer := r.outer
	if r.outer.Hidden {
		bearer = r.inner
	}
	bearer.Shadow = canvas.Shadow{}
	if b.shadow {
		bearer.Shadow = canvas.Shadow{Color: theme.Color(theme.Shade), BlurRadius: 24, Offset: fyne.NewPos(0, 6)}
	}
}

// hairline rounds a width to whole device pixels, at least one, so that a
// fractional scale never swallows an edge.
func hairline(o fyne.CanvasObject, units float32) float32 {
	scale := pixelScale(o)
	return max(1, floor(units*scale+0.25)) / scale
}

// pixelScale returns the device pixels in a unit where an object is shown, or
// will be: before that it is taken from the first window.
func pixelScale(o fyne.CanvasObject) float32 {
	if scale := theme.Current().PixelScale(); scale > 0 {
		return scale
	}
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if windows := driver.AllWindows(); c == nil && len(windows) > 0 {
		c = windows[0].Canvas()
	}
	if c == nil || c.Scale() <= 0 {
		return 1
	}
	return c.Scale()
}
