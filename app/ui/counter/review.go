package counter

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// ReviewEvents is what people do with the list "À vérifier".
type ReviewEvents interface {
	SideChosen(item string, side int)
	FilePressed(id present.ID)
	RetryPressed()
}

// Review draws what has to be verified.
type Review struct {
	host   parts.Host
	events ReviewEvents
	state  present.ReviewState
	intro  *widgets.Text
	notice *widgets.Notice
	cards  *fyne.Container
	empty  *widgets.EmptyState
	root   *fyne.Container
}

// NewReview returns the list without items.
func NewReview(host parts.Host, events ReviewEvents) *Review {
	w := host.Words
	r := &Review{host: host, events: events, cards: widgets.V(parts.CardGap)}
	r.intro = widgets.Paragraph(widgets.Muted.Of(w.T("review.text")))
	r.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	r.notice.OnAction = events.RetryPressed
	r.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.CheckCheck}, nil)
	r.empty.Hide()
	page := parts.Readable(widgets.V(parts.CardGap, widgets.V(4, widgets.Line(widgets.Title.Of(w.T("review.title"))), r.intro), r.notice, r.cards))
	r.root = widgets.Z(widgets.VScroll(page), widgets.PadAll(parts.PageSpace, r.empty))
	return r
}

// Content is what the shell places.
func (r *Review) Content() fyne.CanvasObject { return r.root }

// Show draws a state.
func (r *Review) Show(s present.ReviewState) {
	if !reflect.DeepEqual(r.state.Items, s.Items) {
		parts.SetObjects(r.cards, reviewCards(r.host, s.Items, r.events.SideChosen, r.events.FilePressed)...)
	}
	r.state = s
	r.notice.Set(parts.NoticeData(s.Notice))
	r.intro.Hidden = len(s.Items) == 0
	r.empty.Set(widgets.EmptyData{Icon: icon.CheckCheck, Title: s.Empty.Title, Text: s.Empty.Text})
	r.empty.Hidden = s.Empty.IsZero()
	r.root.Refresh()
}

// reviewCards draws questions with their sides. Opened, when not nil, leads to
// the file.
func reviewCards(host parts.Host, items []present.ReviewCard, chosen func(string, int), opened func(present.ID)) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, item := range items {
		title := widgets.Pad(0, 2, 0, 0, widgets.Paragraph(widgets.Strong.Of(item.Title)))
		head := widgets.HTop(theme.Grid, []float32{0, 1}, widgets.NewChip(widgets.KindWatch, icon.TriangleAlert, host.Words.T("repair.review")), title)
		if opened != nil {
			head = widgets.HTop(theme.Grid, []float32{1}, title, widgets.Link(item.Number, func() { opened(item.Repair) }))
		}
		sides := widgets.V(theme.Grid)
		for i, side := range item.Sides {
			sides.Add(reviewSide(host, side, item.Busy, func() { chosen(item.ID, i) }))
		}
		out = append(out, widgets.Card(widgets.V(12, head, sides)))
	}
	return out
}

func reviewSide(host parts.Host, side present.ReviewSide, busy bool, choose func()) fyne.CanvasObject {
	keep := widgets.Secondary(host.Words.T("repair.choose"), widgets.ButtonOptions{}, choose)
	keep.SetEnabled(!busy)
	by := widgets.Caption.Of(side.By)
	if side.Shown {
		by.Text += " · " + host.Words.T("repair.shown")
	}
	words := widgets.V(0, widgets.Paragraph(widgets.Strong.Of(side.Value)), widgets.Paragraph(by))
	box := widgets.NewBox(theme.Raised, theme.Line, theme.RadiusControl)
	return widgets.Z(box, widgets.Pad(12, 8, 8, 8, widgets.HW(12, []float32{1}, words, keep)))
}
