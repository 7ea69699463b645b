package widgets

import (
	"cmp"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

// PlotLine is one line of a plot; a value below zero is a gap.
type PlotLine struct {
	Label  string // beside its end
	Ink    theme.Token
	Values []float64
}

// PlotData is what a plot draws. Every line is named at its end, so that no
// colour has to be looked up.
type PlotData struct {
	Lines       []PlotLine
	Top         float64 // of the scale, which begins at 0
	First, Last string  // under the first and the last value
}

// Plot draws lines over time.
type Plot struct {
	widget.BaseWidget
	data PlotData
}

// NewPlot returns an empty plot.
func NewPlot() *Plot {
	p := &Plot{}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows other data.
func (p *Plot) Set(data PlotData) {
	p.data = data
	p.Refresh()
}

// The sizes of a plot, in units.
const (
	plotHeight float32 = 190
	plotLeft   float32 = 34
	plotRight  float32 = 76
	plotFoot   float32 = 22
	plotSteps          = 4
	plotPen    float32 = 2.5
)

// HeightFor implements HeightForWidth.
func (p *Plot) HeightFor(float32) float32 { return theme.Current().Scaled(plotHeight) }

// CreateRenderer implements fyne.Widget.
func (p *Plot) CreateRenderer() fyne.WidgetRenderer { return standing(p, &plotRenderer{of: p}) }

type plotRenderer struct {
	of      *Plot
	objects []fyne.CanvasObject
}

func (*plotRenderer) Destroy()                       {}
func (r *plotRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *plotRenderer) MinSize() fyne.Size           { return fyne.NewSize(240, r.of.HeightFor(0)) }
func (r *plotRenderer) Layout(size fyne.Size)        { r.draw(size) }

func (r *plotRenderer) Refresh() {
	r.draw(r.of.Size())
	canvas.Refresh(r.of)
}

func (r *plotRenderer) draw(size fyne.Size) {
	r.objects = nil
	now, d := theme.Current(), r.of.data
	left, right, foot := now.Scaled(plotLeft), now.Scaled(plotRight), now.Scaled(plotFoot)
	area := fyne.NewSize(size.Width-left-right, size.Height-foot-now.Scaled(10))
	if d.Top <= 0 || area.Width <= 0 || area.Height <= 0 {
		return
	}
	top := now.Scaled(10)
	r.scale(area, left, top)
	r.text(Caption.Of(d.First), left, top+area.Height+4)
	last := Line(Caption.Of(d.Last))
	r.add(last, left+area.Width-last.MinSize().Width, top+area.Height+4)
	var ends []plotEnd
	for _, l := range d.Lines {
		if end, ok := r.line(l, area, left, top); ok {
			ends = append(ends, end)
		}
	}
	r.labels(ends)
}

// plotEnd is where a line ends and is named.
type plotEnd struct {
	at  fyne.Position
	run Run
}

// labels names the lines at their ends, one below the other where lines end
// close together.
func (r *plotRenderer) labels(ends []plotEnd) {
	slices.SortStableFunc(ends, func(a, b plotEnd) int { return cmp.Compare(a.at.Y, b.at.Y) })
	free := float32(0)
	for _, e := range ends {
		t := Line(e.run)
		height := t.MinSize().Height
		y := max(e.at.Y-height/2, free)
		free = y + height
		r.add(t, e.at.X+10, y)
	}
}

func (r *plotRenderer) scale(area fyne.Size, left, top float32) {
	d := r.of.data
	for i := range plotSteps + 1 {
		y := top + area.Height*float32(plotSteps-i)/plotSteps
		grid := NewBox(theme.Line, theme.None, 0)
		grid.Move(fyne.NewPos(left, floor(y)))
		grid.Resize(fyne.NewSize(area.Width, 1))
		r.objects = append(r.objects, grid)
		if i%2 == 0 {
			r.text(Caption.Of(strconv.FormatFloat(d.Top*float64(i)/plotSteps, 'f', -1, 64)), 0, y-8)
		}
	}
}

func (r *plotRenderer) line(l PlotLine, area fyne.Size, left, top float32) (end plotEnd, drawn bool) {
	at := func(i int) fyne.Position {
		x := left + area.Width*float32(i)/float32(max(1, len(l.Values)-1))
		return fyne.NewPos(x, top+area.Height*float32(1-l.Values[i]/r.of.data.Top))
	}
	last := nobody
	for i, v := range l.Values {
		if v < 0 {
			continue
		}
		if last >= 0 && last == i-1 {
			stroke := canvas.NewLine(theme.Color(l.Ink))
			stroke.StrokeWidth = plotPen
			stroke.Position1, stroke.Position2 = at(last), at(i)
			r.objects = append(r.objects, stroke)
		}
		last = i
	}
	if last < 0 {
		return end, false
	}
	end = plotEnd{at(last), Label.In(l.Ink).Of(l.Label)}
	dot := canvas.NewCircle(theme.Color(l.Ink))
	dot.Move(end.at.SubtractXY(4, 4))
	dot.Resize(fyne.NewSquareSize(8))
	r.objects = append(r.objects, dot)
	return end, true
}

func (r *plotRenderer) text(run Run, x, y float32) { r.add(Line(run), x, y) }

func (r *plotRenderer) add(t *Text, x, y float32) {
	t.Move(fyne.NewPos(floor(x), floor(y)))
	t.Resize(t.MinSize())
	r.objects = append(r.objects, t)
}
