package kiosk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// page is one way to show what a page says. The foot stays in sight whatever
// scrolls: what is typed, and the keys that type it.
type page struct{ sheet, foot fyne.CanvasObject }

func (p page) height(width float32) float32 {
	height := widgets.HeightOf(p.sheet, width)
	if p.foot != nil {
		height += widgets.HeightOf(p.foot, width)
	}
	return height
}

// room shows the first of several ways that fits in whole. Where none does, the last
// one scrolls, with a button that says so: who does not know a screen does not try.
type room struct {
	widget.BaseWidget
	ways   []func() page
	shown  page
	scroll *container.Scroll
	area   *fyne.Container
	more   *widgets.Button
	words  [2]string // there is more; back to the top
	chosen fyne.Size // the room that the way was chosen for
	fits   bool
}

func newRoom() *room {
	r := &room{}
	r.more = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.ArrowDown}, r.onMore)
	r.ExtendBaseWidget(r)
	return r
}

// set gives it something else to show.
func (r *room) set(words [2]string, ways []func() page) {
	r.words, r.ways, r.chosen = words, ways, fyne.Size{}
	r.Refresh()
}

// choose takes the first way that there is room for.
func (r *room) choose(size fyne.Size) {
	for _, way := range r.ways {
		r.shown = way()
		if r.fits = r.shown.height(size.Width) <= size.Height; r.fits {
			break
		}
	}
	r.area = widgets.VScroll(r.shown.sheet)
	r.scroll, _ = r.area.Objects[0].(*container.Scroll)
	r.scroll.OnScrolled = func(fyne.Position) { r.say() }
	r.chosen = size
}

// step is how much of the area goes by at a press; a little stays, to read on from.
const step = 0.8

func (r *room) onMore() {
	to := r.scroll.Offset
	if to.Y += step * r.scroll.Size().Height; r.atEnd() {
		to.Y = 0
	}
	to.Y = min(to.Y, r.below())
	r.scroll.ScrollToOffset(to)
	r.say()
}

// below is how much does not fit into the area.
func (r *room) below() float32 {
	return max(0, r.scroll.Content.Size().Height-r.scroll.Size().Height)
}

func (r *room) atEnd() bool { return r.scroll.Offset.Y >= r.below()-1 }

// say tells where the button leads now.
func (r *room) say() {
	label, arrow := r.words[0], icon.ArrowDown
	if r.atEnd() {
		label, arrow = r.words[1], icon.ArrowUp
	}
	if r.more.Label() != label {
		r.more.SetLabel(label)
		r.more.SetIcon(arrow)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *room) CreateRenderer() fyne.WidgetRenderer { return roomRenderer{r} }

type roomRenderer struct{ of *room }

func (roomRenderer) Destroy()           {}
func (roomRenderer) MinSize() fyne.Size { return fyne.NewSize(60, 40) }

func (r roomRenderer) Objects() []fyne.CanvasObject {
	if r.of.area == nil {
		return nil
	}
	out := []fyne.CanvasObject{r.of.area}
	if !r.of.fits {
		out = append(out, r.of.more)
	}
	if r.of.shown.foot != nil {
		out = append(out, r.of.shown.foot)
	}
	return out
}

func (r roomRenderer) Layout(size fyne.Size) {
	m := r.of
	if size.Width <= 0 || size.Height <= 0 || len(m.ways) == 0 {
		return
	}
	if size != m.chosen {
		m.choose(size)
	}
	foot := float32(0)
	if m.shown.foot != nil {
		foot = widgets.HeightOf(m.shown.foot, size.Width)
	}
	below := size.Height - foot // where the foot begins
	area := below
	if m.fits {
		area = widgets.HeightOf(m.shown.sheet, size.Width)
		below = area
	} else {
		button := theme.Current().Control()
		area = max(0, below-button-2*theme.Grid)
		put(m.more, area+theme.Grid, fyne.NewSize(size.Width, button))
	}
	put(m.area, 0, fyne.NewSize(size.Width, area))
	if m.shown.foot != nil {
		put(m.shown.foot, below, fyne.NewSize(size.Width, foot))
	}
	if !m.fits {
		m.say()
	}
}

func put(o fyne.CanvasObject, y float32, size fyne.Size) {
	o.Move(fyne.NewPos(0, y))
	o.Resize(size)
}

func (r roomRenderer) Refresh() {
	r.Layout(r.of.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
