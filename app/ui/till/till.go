package till

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
)

// Events is what people do around the pages of the till.
type Events interface {
	TabChosen(tab present.TillTab)
	PracticeToggled()
}

// Page is one page of the till.
type Page interface {
	Content() fyne.CanvasObject
	Focus() fyne.Focusable
}

// Till draws the pages of the till, of which one is shown.
type Till struct {
	host   parts.Host
	state  present.TillState
	pages  map[present.TillTab]Page
	tabs   *widgets.Segment
	banner *widgets.Notice
	over   *fyne.Container
	slot   *fyne.Container
	root   *fyne.Container
}

// New returns the till with its pages.
func New(host parts.Host, events Events, pages map[present.TillTab]Page) *Till {
	t := &Till{host: host, pages: pages, banner: widgets.NewNotice(widgets.NoticeData{}, false), slot: widgets.Z()}
	t.slot.Objects = []fyne.CanvasObject{t.page().Content()}
	t.tabs = widgets.NewSegment(func(id string) { events.TabChosen(present.TillTab(id)) })
	t.banner.OnAction = events.PracticeToggled
	t.over = widgets.Pad(parts.CardGap, 12, parts.CardGap, 0, t.banner)
	head := widgets.Surface(widgets.V(0, widgets.Pad(parts.CardGap, 8, parts.CardGap, 8, t.tabs), widgets.HLine()))
	t.root = widgets.VGrow(0, 2, head, t.over, t.slot)
	return t
}

// Content is what the shell places.
func (t *Till) Content() fyne.CanvasObject { return t.root }

// Focus is where the keyboard begins.
func (t *Till) Focus() fyne.Focusable { return t.page().Focus() }

func (t *Till) page() Page {
	if p, ok := t.pages[t.state.Tab]; ok {
		return p
	}
	return t.pages[present.SaleTab]
}

// Show draws a state.
func (t *Till) Show(s present.TillState) {
	was := t.state.Tab
	t.state = s
	t.tabs.Set(parts.Options(s.Tabs), string(s.Tab))
	t.banner.Set(parts.NoticeData(s.Practice))
	t.over.Hidden = s.Practice.IsZero()
	t.slot.Objects = []fyne.CanvasObject{t.page().Content()}
	t.root.Refresh()
	if was != "" && was != s.Tab {
		t.follow()
	}
}

// follow leads the keyboard to the page that is shown now; whoever chooses among
// the pages by arrows stays there.
func (t *Till) follow() {
	c := t.host.Canvas()
	if c == nil || c.Focused() == fyne.Focusable(t.tabs) || fyne.CurrentApp().Driver().CanvasForObject(t.root) == nil {
		return
	}
	c.Focus(t.page().Focus())
}
