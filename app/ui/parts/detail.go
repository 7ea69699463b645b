package parts

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// DetailEvents is what people do with what is open beside a list.
type DetailEvents interface {
	SheetEvents
	PrimaryPressed()
	ActionPressed(id string)
	EmptyPressed()
	RetryPressed()
}

// Detail draws what is open beside a list.
type Detail struct {
	host   Host
	events DetailEvents
	icon   icon.Name // while nothing is open
	state  present.Detail

	code, title, sub     *widgets.Text
	wrapped              *widgets.Text // a code that is too long for a title
	chips                *fyne.Container
	primary, print, more *widgets.Button
	notice               *widgets.Notice
	empty                *widgets.EmptyState
	cards, clocks        *fyne.Container
	first, story         *fyne.Container // of the two places for a timeline one is used
	back                 *fyne.Container
	class                widgets.Class
	page                 *Fitted
	sheet                *Sheet
	root                 *fyne.Container
}

// NewDetail returns a pane in which nothing is open. onBack leads to the list
// where there is room for one pane only.
func NewDetail(host Host, events DetailEvents, empty icon.Name, onBack func()) *Detail {
	w := host.Words
	d := &Detail{host: host, events: events, icon: empty}
	d.code, d.title, d.sub = widgets.Line(), widgets.Paragraph(), widgets.Paragraph()
	d.wrapped = widgets.Paragraph()
	d.wrapped.Hide()
	d.chips = widgets.Flow(theme.Grid)
	d.print = widgets.Secondary(w.T("repair.print"), widgets.ButtonOptions{Icon: icon.Printer}, d.onPrint)
	d.more = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Ellipsis}, d.onMore)
	d.primary = widgets.Primary("", widgets.ButtonOptions{Key: "F4"}, events.PrimaryPressed)
	d.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	d.notice.OnAction = events.RetryPressed
	d.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: empty}, events.EmptyPressed)
	d.cards, d.clocks, d.first, d.story = widgets.V(CardGap), widgets.V(0), widgets.V(0), widgets.V(0)
	for _, c := range []*fyne.Container{d.cards, d.clocks, d.first, d.story} {
		c.Hide()
	}
	d.back = widgets.H(0, widgets.IconButton(icon.ChevronLeft, onBack))
	d.sheet = NewSheet(host, events)
	if files, ok := events.(SheetFiles); ok {
		d.sheet.WithFiles(files)
	}
	d.page = NewFitted(d.arrange)
	d.root = widgets.Z(d.page, widgets.PadAll(PageSpace, d.empty))
	d.Show(present.Detail{})
	return d
}

// Content is what the shell places.
func (d *Detail) Content() fyne.CanvasObject { return d.root }

// SetAlone shows the way back to the list, or takes it away.
func (d *Detail) SetAlone(alone bool) {
	d.back.Hidden = !alone
	d.root.Refresh()
}

// longCode is how many signs of a code stand beside the buttons as a title. The reference of
// a part, which others choose, may be longer and then has lines of its own: cut, it would be
// that of another part.
const longCode = 22

// Show draws a state, and only what differs from the one before.
func (d *Detail) Show(s present.Detail) {
	was := d.state
	d.state = s
	d.code.Set(widgets.CodeTitle.Of(s.Code))
	long := len(s.Code) > longCode
	d.code.Hidden, d.wrapped.Hidden = s.Code == "" || long, !long
	d.wrapped.Set(widgets.Code.At(16).Of(s.Code))
	d.title.Set(widgets.LeadStrong.At(16).Of(s.Title), widgets.Code.In(theme.Ink2).At(16).Of(spaced(s.Serial)))
	d.sub.Set(widgets.Muted.Of(s.Sub))
	d.sub.Hidden = s.Sub == ""
	chips := []fyne.CanvasObject{d.code}
	for _, c := range s.Chips {
		chips = append(chips, NewChip(c))
	}
	SetObjects(d.chips, chips...)
	d.primary.SetLabel(s.Primary.Label)
	d.primary.Hidden = s.Primary.ID == ""
	d.print.Hidden, d.more.Hidden = len(s.Forms) == 0, len(s.Actions) == 0
	for _, b := range []*widgets.Button{d.primary, d.print, d.more} {
		b.SetEnabled(!s.Busy)
	}
	d.notice.Set(NoticeData(s.Notice))
	d.empty.Set(widgets.EmptyData{Icon: d.icon, Title: s.Empty.Title, Text: s.Empty.Text, Action: s.Empty.Action})
	d.empty.Hidden = s.Open || s.Empty.IsZero()
	d.page.Hidden = !s.Open && s.Notice.IsZero()
	if !reflect.DeepEqual(was.Cards, s.Cards) {
		d.showCards(s.Cards)
	}
	if !reflect.DeepEqual(was.Clocks, s.Clocks) {
		d.showClocks(s.Clocks)
	}
	if was.Story != s.Story || was.First != s.First || !reflect.DeepEqual(was.Events, s.Events) {
		d.showStory(s)
	}
	d.sheet.Show(s.Sheet)
	d.root.Refresh()
}

// spaced puts space before a text that follows another one.
func spaced(text string) string {
	if text == "" {
		return ""
	}
	return "  " + text
}

func (d *Detail) onPrint() {
	OpenMenu(d.host, d.host.Words.T("repair.print"), d.state.Forms, d.events.ActionPressed)
}

func (d *Detail) onMore() {
	OpenMenu(d.host, d.host.Words.T("repair.more"), d.state.Actions, d.events.ActionPressed)
}
