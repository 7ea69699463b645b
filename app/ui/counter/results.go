package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// ResultsEvents is what people do with the results of a search.
type ResultsEvents interface {
	HitChosen(index int)
}

// Results draws what a search found, below the search box.
type Results struct {
	events ResultsEvents
	state  present.SearchState
	list   *widgets.List
	empty  *widgets.EmptyState
	notice *widgets.Notice
	root   *fyne.Container
}

// shownHits is how many results are in sight at once.
const shownHits = 5

// NewResults returns the results, hidden.
func NewResults(events ResultsEvents) *Results {
	r := &Results{events: events}
	r.list = widgets.NewList(func() int { return len(r.state.Hits) }, func(i int) widgets.RowData { return parts.RowData(r.state.Hits[i]) })
	r.list.OnChosen = events.HitChosen
	r.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.Search}, nil)
	r.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	box := widgets.NewBox(theme.Surface, theme.Line, theme.RadiusCard)
	r.root = widgets.Z(box, widgets.PadAll(1, r.list), widgets.PadAll(parts.CardGap, r.empty), widgets.PadAll(12, r.notice))
	r.root.Hide()
	return r
}

// Content is what the shell places below the box.
func (r *Results) Content() fyne.CanvasObject { return r.root }

// Height is what the results take at a width: a few rows, or room for what is said.
func (r *Results) Height(width float32) float32 {
	row := 3*theme.Current().LineHeight(theme.Body) + 33
	if n := len(r.state.Hits); n > 0 {
		return float32(min(n, shownHits))*row + 2
	}
	said := widgets.HeightOf(r.empty, width-2*parts.CardGap) + 2*parts.CardGap
	if !r.state.Notice.IsZero() {
		said = widgets.HeightOf(r.notice, width-24) + 24
	}
	return max(1.7*row, said)
}

// Show draws a state.
func (r *Results) Show(s present.SearchState) {
	r.state = s
	r.list.Reload()
	r.list.Select(s.Selected)
	if len(s.Hits) > 0 {
		r.list.Jump(s.Selected)
	}
	r.list.Hidden = len(s.Hits) == 0
	r.empty.Set(widgets.EmptyData{Icon: icon.Search, Title: s.Empty.Title, Text: s.Empty.Text})
	r.empty.Hidden = s.Empty.IsZero()
	r.notice.Set(parts.NoticeData(s.Notice))
	r.root.Hidden = !s.Open || len(s.Hits) == 0 && s.Empty.IsZero() && s.Notice.IsZero()
	r.root.Refresh()
}
