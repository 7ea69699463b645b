package manager

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// FiguresEvents is what people do with the figures.
type FiguresEvents interface {
	PagePressed(id string)
	PeriodChosen(weeks string)
	SiteChosen(code string)
	TilePressed(id string)
	ExportPressed()
	RetryPressed()
}

// Figures draws the page of figures.
type Figures struct {
	host   parts.Host
	events FiguresEvents
	state  present.FiguresState

	pages        *pages
	title, age   *widgets.Text
	notice       *widgets.Notice
	period, site *widgets.Segment
	sites        *fyne.Container
	export       *widgets.Button
	tiles        *fyne.Container
	plot         *plotCard
	held         *parts.Held
	page         *parts.Fitted
	scroll       parts.Scrolling
	class        widgets.Class
}

// NewFigures returns the page without figures.
func NewFigures(host parts.Host, events FiguresEvents) *Figures {
	w := host.Words
	f := &Figures{
		host: host, events: events, pages: newPages(events.PagePressed), title: widgets.Paragraph(), age: widgets.Paragraph(),
		period: widgets.NewSegment(events.PeriodChosen), site: widgets.NewSegment(events.SiteChosen),
		export: widgets.Secondary(w.T("figures.export"), widgets.ButtonOptions{Icon: icon.ArrowDownToLine}, events.ExportPressed),
		tiles:  widgets.V(12), plot: newPlotCard(), held: parts.NewHeld(host.Canvas),
	}
	f.sites = widgets.Z(widgets.NewField(w.T("figures.site"), f.site))
	f.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	f.notice.OnAction = events.RetryPressed
	f.page = parts.NewFitted(f.arrange)
	return f
}

// Content is what the shell places.
func (f *Figures) Content() fyne.CanvasObject { return f.page }

// Focus is where the keyboard begins.
func (f *Figures) Focus() fyne.Focusable { return f.pages.segment }

// Reveal brings what has the focus into sight.
func (f *Figures) Reveal(focused fyne.Focusable) { f.scroll.Reveal(focused) }

// Show draws a state.
func (f *Figures) Show(s present.FiguresState) {
	was := f.state
	f.state = s
	f.pages.set(s.Pages)
	f.title.Set(widgets.Title.Of(s.Title))
	age := s.Age
	if s.Loading {
		age = f.host.Words.T("screen.loading")
	}
	f.age.Set(widgets.Muted.Of(age))
	f.notice.Set(parts.NoticeData(s.Notice))
	f.period.Set(parts.Options(s.Periods), s.Period)
	f.site.Set(parts.Options(s.Sites), s.Site)
	f.sites.Hidden = len(s.Sites) == 0
	f.export.SetEnabled(!s.Busy && len(s.Tiles) > 0)
	if !reflect.DeepEqual(was.Tiles, s.Tiles) {
		f.held.Redraw(f.fill)
	}
	f.plot.set(s.Plot)
	f.page.Refresh()
}

// tileColumns is how many figures stand side by side.
var tileColumns = map[widgets.Class]int{widgets.Wide: 2, widgets.Medium: 3, widgets.Narrow: 2}

func (f *Figures) fill() {
	n := tileColumns[f.class]
	var rows []fyne.CanvasObject
	for some := range slices.Chunk(f.state.Tiles, n) {
		var row []fyne.CanvasObject
		for _, t := range some {
			row = append(row, f.tile(t))
		}
		for len(row) < n {
			row = append(row, widgets.Spacer())
		}
		rows = append(rows, widgets.HFill(12, slices.Repeat([]float32{1}, n), row...))
	}
	parts.SetObjects(f.tiles, rows...)
}

func (f *Figures) tile(t present.FigureTile) fyne.CanvasObject {
	look := widgets.Look{Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line, Radius: theme.RadiusCard, PadX: 16, Stretch: true}
	if t.Selected {
		look.Fill, look.Line = theme.WorkTint, theme.Work
	}
	card := widgets.NewTap(look, widgets.Pad(0, 12, 0, 12, widgets.V(2, widgets.Paragraph(widgets.Label.Of(t.Label)),
		widgets.Line(widgets.Figure.Of(t.Value)), widgets.Paragraph(widgets.Caption.Of(t.Sub)))), func() { f.events.TilePressed(t.ID) })
	f.held.Name(t.ID, card)
	return card
}

// arrange places the parts for a width class.
func (f *Figures) arrange(class widgets.Class) fyne.CanvasObject {
	f.class = class
	f.fill()
	head := widgets.V(2, f.title, f.age)
	period := widgets.NewField(f.host.Words.T("figures.period"), f.period)
	if class != widgets.Wide {
		f.scroll = parts.NewScrolling(widgets.PadAll(parts.CardGap, widgets.V(parts.CardGap, head, f.notice, period, f.sites, f.plot.root, f.tiles, f.export)))
		return f.pages.over(f.scroll.Root)
	}
	f.scroll = parts.NewScrolling(widgets.Pad(parts.PageSpace, 20, parts.PageSpace, parts.PageSpace, widgets.V(parts.CardGap,
		widgets.HTop(12, []float32{1, 0}, head, f.export), f.notice, period, f.sites,
		widgets.HTop(parts.CardGap, []float32{1, 1.25}, f.tiles, f.plot.root))))
	return f.pages.over(f.scroll.Root)
}
