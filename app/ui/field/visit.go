package field

import (
	"io"
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// VisitEvents is what people do at a customer's.
type VisitEvents interface {
	parts.SheetEvents
	PrimaryPressed()
	ActionPressed(id string)
	CallPressed()
	RoutePressed()
	CodesPressed()
	PointPressed(code string)
	PartTaken(ref string)
	PartBack(ref string)
	PhotoChosen(name string, content io.ReadCloser)
	PhotoRemoved(index int)
	LineAdded()
	LinePressed(index int)
	LineRemoved(index int)
	MadeChosen(place string)
	AskedChosen(answer string)
	UrgentChosen(answer string)
	StartChosen(answer string)
	RetryPressed()
}

// Visit draws one visit a page.
type Visit struct {
	host     parts.Host
	events   VisitEvents
	pictures parts.Pictures
	state    present.VisitState

	number, title, who, where *widgets.Text
	chips                     *fyne.Container
	call, route               *widgets.Button
	notice                    *widgets.Notice
	right                     *widgets.Verdict
	access, bring, used       *fyne.Container
	points, photos, report    *fyne.Container
	charged, history          *fyne.Container
	facts, work, both         *fyne.Container // what is to be known, what is to be done
	more, primary             *widgets.Button
	empty                     *widgets.EmptyState
	foot                      *fyne.Container
	body                      *parts.Fitted
	top                       func() // scrolls to the head
	sheet                     *parts.Sheet
	root                      *fyne.Container
}

// NewVisit returns the page; no visit is open.
func NewVisit(host parts.Host, events VisitEvents, pictures parts.Pictures) *Visit {
	v := &Visit{host: host, events: events, pictures: pictures, top: func() {}}
	w := host.Words
	v.number, v.title, v.who, v.where = widgets.Line(), widgets.Paragraph(), widgets.Paragraph(), widgets.Paragraph()
	v.chips = widgets.Flow(theme.Grid)
	v.call = widgets.Secondary(w.T("visit.call"), widgets.ButtonOptions{Icon: icon.Phone, Large: true}, events.CallPressed)
	v.route = widgets.Secondary(w.T("visit.route"), widgets.ButtonOptions{Icon: icon.Navigation, Large: true}, events.RoutePressed)
	v.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	v.notice.OnAction = events.RetryPressed
	v.right = widgets.NewVerdict(widgets.VerdictData{}, "", nil)
	for _, c := range []**fyne.Container{&v.access, &v.bring, &v.used, &v.points, &v.photos, &v.report, &v.charged, &v.history} {
		*c = widgets.V(0)
		(*c).Hide()
	}
	v.facts = widgets.V(cardGap, v.access, v.right, v.bring)
	v.work = widgets.V(cardGap, v.points, v.photos, v.used, v.charged, v.report)
	v.both = widgets.V(cardGap, v.facts, v.work)
	v.more = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Ellipsis, Large: true}, v.onMore)
	v.primary = widgets.Primary("", widgets.ButtonOptions{IconRight: onward(), Large: true}, events.PrimaryPressed)
	v.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.MapPin}, nil)
	v.foot = footer(widgets.V(theme.Grid, v.notice, widgets.HW(theme.Grid, []float32{0, 1}, v.more, v.primary))).(*fyne.Container)
	v.sheet = parts.NewSheet(host, events)
	v.body = parts.NewFitted(v.arrange)
	v.root = widgets.Z(widgets.VGrow(0, 0, v.body, v.foot), widgets.PadAll(parts.PageSpace, v.empty))
	v.Show(present.VisitState{})
	return v
}

// Content is what the shell places.
func (v *Visit) Content() fyne.CanvasObject { return v.root }

// arrange places the parts: one column in the hand, two on a tablet.
func (v *Visit) arrange(class widgets.Class) fyne.CanvasObject {
	head := widgets.V(4, v.chips, v.title, v.who, v.where)
	reach := widgets.HFill(theme.Grid, []float32{1, 1}, v.call, v.route)
	if class != widgets.Narrow {
		return v.scrolling(widgets.PadAll(parts.PageSpace, widgets.HTop(parts.PageSpace, []float32{1, 1},
			widgets.V(cardGap, head, reach, v.facts, v.history), v.work)))
	}
	return v.scrolling(widgets.PadAll(margin, widgets.V(cardGap, head, reach, v.both, v.history)))
}

// scrolling keeps the scroll, so that another visit begins at its head.
func (v *Visit) scrolling(content fyne.CanvasObject) fyne.CanvasObject {
	page := parts.NewScrolling(content)
	v.top = page.Top
	return page.Root
}

// order puts the work first once somebody is there, and before that what they
// have to know.
func (v *Visit) order(working bool) {
	if working {
		v.both.Objects = []fyne.CanvasObject{v.work, v.facts}
		return
	}
	v.both.Objects = []fyne.CanvasObject{v.facts, v.work}
}

// Show draws a state, and only what differs from the one before.
func (v *Visit) Show(s present.VisitState) {
	was := v.state
	v.state = s
	v.empty.Set(widgets.EmptyData{Icon: icon.MapPin, Title: s.Empty.Title, Text: s.Empty.Text})
	v.empty.Hidden = s.Open
	v.showHead(s)
	v.notice.Set(parts.NoticeData(s.Notice))
	v.right.Set(verdictData(s.Right))
	v.right.Hidden = s.Right.Chip.IsZero()
	if !reflect.DeepEqual(was.Access, s.Access) {
		v.showAccess(s.Access)
	}
	if !reflect.DeepEqual(was.Bring, s.Bring) {
		v.showBring(s.Bring)
	}
	if !reflect.DeepEqual(was.Used, s.Used) || !reflect.DeepEqual(was.Van, s.Van) || was.Working != s.Working {
		v.showUsed(s)
	}
	if !reflect.DeepEqual(was.Points, s.Points) {
		v.showPoints(s.Points)
	}
	if !reflect.DeepEqual(was.Photos, s.Photos) || was.CanAttach != s.CanAttach {
		v.showPhotos(s)
	}
	if !reflect.DeepEqual(was.Report, s.Report) {
		v.card(v.report, "visit.report", factLines(s.Report))
	}
	if !reflect.DeepEqual(was.Charged, s.Charged) {
		v.showCharged(s.Charged)
	}
	if !reflect.DeepEqual(was.History, s.History) {
		v.showHistory(s.History)
	}
	v.order(s.Working)
	v.facts.Hidden = v.access.Hidden && v.right.Hidden && v.bring.Hidden
	if was.ID != s.ID || was.Working != s.Working {
		v.top()
	}
	v.sheet.Show(s.Sheet)
	v.root.Refresh()
}

func (v *Visit) showHead(s present.VisitState) {
	title := s.Title
	if s.Loading {
		title = v.host.Words.T("screen.loading")
	}
	v.number.Set(widgets.CodeStrong.Of(s.Number))
	v.number.Hidden = s.Number == ""
	v.title.Set(widgets.Title.Of(title))
	v.who.Set(widgets.LeadStrong.Of(s.Who))
	v.where.Set(widgets.Body.In(theme.Ink2).Of(s.Where))
	chips := []fyne.CanvasObject{v.number}
	for _, c := range s.Chips {
		chips = append(chips, parts.NewChip(c))
	}
	parts.SetObjects(v.chips, chips...)
	v.call.SetEnabled(s.CanCall)
	v.route.SetEnabled(s.CanRoute)
	v.primary.SetLabel(s.Primary.Label)
	v.primary.SetEnabled(!s.Busy)
	v.primary.Hidden, v.more.Hidden = s.Primary.ID == "", len(s.Actions) == 0
	v.more.SetEnabled(!s.Busy)
	v.foot.Hidden, v.body.Hidden = !s.Open, !s.Open
}

func verdictData(d present.Verdict) widgets.VerdictData {
	out := widgets.VerdictData{Kind: parts.KindOf(d.Chip.Tone), Icon: icon.Name(d.Chip.Icon), Word: d.Chip.Text, Heading: d.Lead, Reasons: d.Text}
	return out
}

// card puts lines under a heading; none hides it.
func (v *Visit) card(into *fyne.Container, title string, lines []fyne.CanvasObject) {
	if len(lines) == 0 {
		parts.SetObjects(into)
		return
	}
	parts.SetObjects(into, widgets.TitledCard(v.host.Words.T(title), nil, theme.Grid, lines...))
}

func (v *Visit) onMore() {
	parts.OpenMenu(v.host, v.state.Title, v.state.Actions, v.events.ActionPressed)
}

// Focus is where the keyboard begins: at the right next thing.
func (v *Visit) Focus() fyne.Focusable { return v.primary }
