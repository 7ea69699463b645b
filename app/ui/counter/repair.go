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

// RepairEvents is what people do with a file.
type RepairEvents interface {
	parts.SheetEvents
	parts.SheetFiles
	PrimaryPressed()
	ActionPressed(id string)
	FactPressed(id string)
	SideChosen(item string, side int)
	Forms() []present.Action
	RetryPressed()
}

// Repair draws one file.
type Repair struct {
	host   parts.Host
	events RepairEvents
	state  present.RepairState

	number, former, product, who *widgets.Text
	chips                        *fyne.Container
	primary, print, more         *widgets.Button
	notice, alone                *widgets.Notice
	empty                        *widgets.EmptyState
	review, facts, timeline      *fyne.Container
	clocks                       [3]*widgets.Clock
	verdict                      *widgets.Verdict
	quote, cards, law            *fyne.Container
	class                        widgets.Class
	back                         *fyne.Container
	all                          bool // the whole timeline is shown
	page                         *parts.Fitted
	sheet                        *parts.Sheet
	root                         *fyne.Container
}

// NewRepair returns the screen of a file; none is open. onBack leads to the
// list where there is room for one pane only.
func NewRepair(host parts.Host, events RepairEvents, onBack func()) *Repair {
	r := &Repair{host: host, events: events}
	w := host.Words
	r.number, r.former, r.product, r.who = widgets.Line(), widgets.Short(), widgets.Paragraph(), widgets.Paragraph()
	r.chips = widgets.Flow(theme.Grid)
	r.print = widgets.Secondary(w.T("repair.print"), widgets.ButtonOptions{Icon: icon.Printer}, r.onPrint)
	r.more = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Ellipsis}, r.onMore)
	r.primary = widgets.Primary("", widgets.ButtonOptions{IconRight: icon.ArrowRight}, events.PrimaryPressed)
	r.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	r.notice.OnAction = events.RetryPressed
	r.alone = widgets.NewNotice(widgets.NoticeData{}, false)
	r.alone.OnAction = events.RetryPressed
	r.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.ClipboardList}, nil)
	r.review, r.facts, r.timeline, r.quote = widgets.V(12), widgets.V(4), widgets.V(14), widgets.V(0)
	r.cards, r.law = widgets.V(parts.CardGap), widgets.V(parts.CardGap)
	for _, c := range []*fyne.Container{r.review, r.facts, r.timeline, r.quote, r.cards, r.law} {
		c.Hide()
	}
	for i := range r.clocks {
		r.clocks[i] = widgets.NewClock(widgets.ClockData{Share: -1})
	}
	r.verdict = widgets.NewVerdict(widgets.VerdictData{}, "", nil)
	r.back = widgets.H(0, widgets.IconButton(icon.ChevronLeft, onBack))
	r.sheet = parts.NewSheet(host, events).WithFiles(events)
	r.page = parts.NewFitted(r.arrange)
	alone := widgets.VGrow(0, 1, widgets.PadAll(parts.PageSpace, r.alone), widgets.Spacer())
	r.root = widgets.Z(r.page, alone, widgets.PadAll(parts.PageSpace, r.empty))
	r.Show(present.RepairState{})
	return r
}

// Content is what the shell places.
func (r *Repair) Content() fyne.CanvasObject { return r.root }

// SetAlone shows the way back to the list, or takes it away.
func (r *Repair) SetAlone(alone bool) {
	r.back.Hidden = !alone
	r.root.Refresh()
}

// Show draws a state, and only what differs from the one before.
func (r *Repair) Show(s present.RepairState) {
	was := r.state
	r.state = s
	if was.ID != s.ID {
		r.all = false
	}
	r.showHead(s)
	r.notice.Set(parts.NoticeData(s.Notice))
	r.empty.Set(widgets.EmptyData{Icon: icon.ClipboardList, Title: s.Empty.Title, Text: s.Empty.Text})
	r.empty.Hidden = s.Open
	r.page.Hidden = s.Number == ""
	r.alone.Set(parts.NoticeData(s.Notice))
	r.alone.Hidden = s.Number != "" || s.Notice.IsZero()
	for i := range r.clocks {
		if i < len(s.Clocks) {
			r.clocks[i].Set(clockData(s.Clocks[i]))
		}
	}
	r.verdict.Set(verdictData(s.Verdict))
	r.verdict.Hidden = s.Verdict.Chip.IsZero()
	if !reflect.DeepEqual(was.Law, s.Law) {
		r.showLaw()
	}
	if !reflect.DeepEqual(was.Review, s.Review) {
		parts.SetObjects(r.review, reviewCards(r.host, s.Review, r.events.SideChosen, nil)...)
	}
	if !reflect.DeepEqual(was.Facts, s.Facts) {
		r.showFacts(s.Facts)
	}
	if was.Quote != s.Quote {
		r.showQuote(s.Quote)
	}
	if !reflect.DeepEqual(was.Cards, s.Cards) {
		r.showCards(s.Cards)
	}
	if was.ID != s.ID || !reflect.DeepEqual(was.Timeline, s.Timeline) {
		r.showTimeline()
	}
	r.sheet.Show(s.Sheet)
	r.root.Refresh()
}

func (r *Repair) showHead(s present.RepairState) {
	r.number.Set(widgets.CodeTitle.Of(s.Number))
	r.former.Set(widgets.Caption.Of(s.Former))
	r.former.Hidden = s.Former == ""
	r.product.Set(widgets.LeadStrong.At(16).Of(s.Product), widgets.Code.In(theme.Ink2).At(16).Of(gap(s.Serial)))
	r.who.Set(widgets.Muted.Of(s.Who))
	var chips []fyne.CanvasObject
	for _, c := range s.Chips {
		chips = append(chips, parts.NewChip(c))
	}
	parts.SetObjects(r.chips, append([]fyne.CanvasObject{r.number}, chips...)...)
	r.primary.SetLabel(s.Primary.Label)
	r.primary.Hidden = s.Primary.ID == ""
	r.primary.SetEnabled(!s.Busy)
	r.print.Hidden, r.more.Hidden = s.Number == "", len(s.Actions) == 0
	r.print.SetEnabled(!s.Busy)
	r.more.SetEnabled(!s.Busy)
}

// gap puts space before a text that follows another one.
func gap(text string) string {
	if text == "" {
		return ""
	}
	return "  " + text
}

func clockData(c present.ClockCard) widgets.ClockData {
	return widgets.ClockData{Label: c.Label, Value: c.Value, Sub: c.Sub, Kind: parts.KindOf(c.Tone), Share: c.Share}
}

func verdictData(v present.Verdict) widgets.VerdictData {
	d := widgets.VerdictData{Kind: parts.KindOf(v.Chip.Tone), Icon: icon.Name(v.Chip.Icon), Word: v.Chip.Text, Reasons: v.Text}
	if v.Lead != "" {
		d.Until = []widgets.Run{widgets.Muted.Of(v.Lead)}
	}
	return d
}

// arrange places the parts: two columns, or one on a phone.
func (r *Repair) arrange(class widgets.Class) fyne.CanvasObject {
	w := r.host.Words
	r.class = class
	r.showLaw()
	about := widgets.V(2, r.former, r.product, r.who)
	timeline := widgets.TitledCard(w.T("repair.timeline"), nil, 14, r.timeline)
	facts := widgets.TitledCard(w.T("repair.facts"), nil, 4, r.facts)
	if class == widgets.Narrow {
		buttons := widgets.AtThumb(r.primary, r.print, r.more)
		clocks := widgets.V(theme.Grid, r.clocks[0], r.clocks[1], r.clocks[2])
		return widgets.VScroll(widgets.PadAll(parts.CardGap, widgets.V(parts.CardGap,
			widgets.V(4, widgets.HTop(4, []float32{0, 1}, r.back, widgets.Pad(0, 6, 0, 0, r.chips)), about), buttons,
			r.notice, r.review, clocks, r.verdict, r.law, r.cards, r.quote, facts, timeline)))
	}
	head := widgets.V(6, widgets.HTop(theme.Grid, []float32{1}, widgets.Pad(0, 4, 0, 0, r.chips),
		widgets.H(theme.Grid, r.print, r.more, r.primary)), about)
	clocks := widgets.HFill(12, []float32{1, 1, 1}, r.clocks[0], r.clocks[1], r.clocks[2])
	return widgets.VScroll(widgets.Pad(parts.PageSpace, 20, parts.PageSpace, parts.PageSpace, widgets.V(parts.CardGap,
		head, r.notice, r.review, clocks, r.verdict, r.law,
		widgets.HTop(parts.CardGap, []float32{1.6, 1}, timeline, widgets.V(parts.CardGap, r.cards, r.quote, facts)))))
}

func (r *Repair) onPrint() {
	parts.OpenMenu(r.host, r.host.Words.T("repair.print"), r.events.Forms(), r.events.ActionPressed)
}

func (r *Repair) onMore() {
	parts.OpenMenu(r.host, r.host.Words.T("repair.more"), r.state.Actions, r.events.ActionPressed)
}
