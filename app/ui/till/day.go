package till

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// DayEvents is what people do with the day of the till.
type DayEvents interface {
	parts.SheetEvents
	Typed(what string)
	SpanChosen(id string)
	Row(i int) present.ReceiptRow
	RowChosen(i int)
	ActionPressed(id string)
	PrimaryPressed()
	RetryPressed()
	Closed() bool
}

// ghostRows stand for receipts that are being read.
const ghostRows = 4

// Day draws the drawer, the receipts, and the one that is open.
type Day struct {
	host   parts.Host
	events DayEvents
	state  present.TillDayState

	title, drawer, age *widgets.Text
	chip               *widgets.Chip
	sums, others       *fyne.Container
	actions            *fyne.Container
	search             *widgets.Entry
	spans              *widgets.Segment
	list               *widgets.List
	empty              *widgets.EmptyState
	foot               *widgets.Text
	notice             *widgets.Notice
	banner             *fyne.Container
	receipt            *receipt
	sheet              *parts.Sheet
	page               *parts.Fitted
	narrow             *fyne.Container
	root               *fyne.Container
}

// NewDay returns the page of the day, empty.
func NewDay(host parts.Host, events DayEvents) *Day {
	w := host.Words
	d := &Day{host: host, events: events, sums: widgets.V(4), others: widgets.V(4), actions: widgets.V(theme.Grid)}
	d.others.Hide()
	d.title, d.drawer, d.age = widgets.Short(), widgets.Line(), widgets.Line()
	d.chip = widgets.NewChip(widgets.KindNeutral, icon.None, "")
	d.search = widgets.NewEntry(widgets.EntryOptions{Placeholder: w.T("day.search")})
	d.search.OnChanged = events.Typed
	d.spans = widgets.NewSegment(events.SpanChosen)
	d.list = widgets.NewList(d.length, d.row)
	d.list.OnChosen = events.RowChosen
	d.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.ReceiptText}, nil)
	d.foot = widgets.Short()
	d.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	d.notice.OnAction = events.RetryPressed
	d.banner = widgets.Pad(12, 12, 12, 0, d.notice)
	d.receipt = newReceipt(host, events)
	d.sheet = parts.NewSheet(host, events)
	d.page = parts.NewFitted(d.arrange)
	d.root = widgets.Z(d.page)
	return d
}

// Content is what the till places.
func (d *Day) Content() fyne.CanvasObject { return d.root }

// Focus is where the keyboard begins.
func (d *Day) Focus() fyne.Focusable { return d.search }

// The widths of the panes.
const (
	drawerWidth float32 = 280
	listWidth   float32 = 340
)

func (d *Day) arrange(class widgets.Class) fyne.CanvasObject {
	w := d.host.Words
	box := widgets.NewInputBox(d.search, icon.Search, nil)
	list := widgets.Z(d.list, widgets.PadAll(parts.PageSpace, d.empty))
	foot := widgets.Pad(parts.CardGap, 8, parts.CardGap, 8, d.foot)
	if class == widgets.Narrow {
		return d.arrangeNarrow(box, list, foot)
	}
	drawer := widgets.V(parts.FieldGap, widgets.V(4, d.title, widgets.H(0, d.chip)),
		widgets.V(2, widgets.Line(widgets.Label.Of(w.T("day.drawer"))), d.drawer, d.age), widgets.HLine(), d.sums, d.actions, d.others)
	head := widgets.Pad(12, 12, 12, 8, widgets.V(theme.Grid, box, d.spans))
	d.narrow = nil
	d.receipt.alone(false)
	d.receipt.root.Show()
	now := theme.Current()
	rows := widgets.Surface(widgets.VGrow(0, 3, head, widgets.HLine(), d.banner, list, widgets.HLine(), foot))
	if class == widgets.Medium {
		left := widgets.VScroll(widgets.PadAll(parts.CardGap, widgets.V(parts.CardGap, widgets.Card(drawer), d.receipt.root)))
		return widgets.HFill(0, []float32{0, 0, 1}, widgets.Fix(min(now.Scaled(listWidth), 1.3*listWidth), 0, rows), widgets.VLine(), left)
	}
	side := widgets.VScroll(widgets.PadAll(parts.CardGap, drawer))
	return widgets.HFill(0, []float32{0, 0, 0, 0, 1}, widgets.Fix(min(now.Scaled(drawerWidth), 1.3*drawerWidth), 0, side), widgets.VLine(),
		widgets.Fix(min(now.Scaled(listWidth), 1.3*listWidth), 0, rows), widgets.VLine(), widgets.VScroll(d.receipt.root))
}

// arrangeNarrow places the day on a phone: what the drawer should hold, with a menu
// of what can be done, and the receipts below; a receipt takes their place.
func (d *Day) arrangeNarrow(box, list, foot fyne.CanvasObject) fyne.CanvasObject {
	w := d.host.Words
	more := widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Ellipsis}, func() {
		parts.OpenMenu(d.host, w.T("record.more_acts"), d.state.Actions, d.events.ActionPressed)
	})
	figure := widgets.V(2, d.title, widgets.Line(widgets.Label.Of(w.T("day.drawer"))), widgets.H(theme.Grid, d.drawer, d.chip), d.age)
	head := widgets.PadAll(parts.CardGap, widgets.V(theme.Grid, widgets.HW(theme.Grid, []float32{1, 0}, figure, more), box, d.spans))
	page := widgets.Surface(widgets.VGrow(0, 3, head, widgets.HLine(), d.banner, list, widgets.HLine(), foot))
	d.narrow = widgets.Z(page, widgets.Page(widgets.VScroll(d.receipt.root)))
	d.receipt.alone(true)
	d.fitNarrow()
	return d.narrow
}

// fitNarrow shows the receipt over the list where there is room for one of them.
func (d *Day) fitNarrow() {
	if d.narrow == nil {
		return
	}
	d.narrow.Objects[0].(*fyne.Container).Hidden = d.state.Receipt.Open
	d.narrow.Objects[1].(*fyne.Container).Hidden = !d.state.Receipt.Open
}

// Show draws a state. Rows are asked for again only when they changed.
func (d *Day) Show(s present.TillDayState) {
	was := d.state
	d.state = s
	title := s.Title
	if s.Loading {
		title = d.host.Words.T("screen.loading")
	}
	d.title.Set(widgets.Strong.Of(title))
	parts.SetChip(d.chip, s.Chip)
	d.drawer.Set(widgets.Figure.Of(s.Drawer))
	d.age.Set(widgets.Caption.Of(s.Age))
	if !reflect.DeepEqual(was.Sums, s.Sums) {
		parts.SetObjects(d.sums, sums(s.Sums)...)
	}
	if !reflect.DeepEqual(was.Others, s.Others) {
		d.showOthers(s.Others)
	}
	if !reflect.DeepEqual(was.Actions, s.Actions) {
		d.showActions(s.Actions)
	}
	d.notice.Set(parts.NoticeData(s.Notice))
	d.banner.Hidden = s.Notice.IsZero()
	d.search.Put(s.What)
	d.spans.Set(parts.Options(s.Spans), s.Span)
	d.empty.Set(widgets.EmptyData{Icon: icon.ReceiptText, Title: s.Empty.Title, Text: s.Empty.Text})
	d.empty.Hidden = s.Empty.IsZero()
	d.foot.Set(widgets.Caption.Of(s.Foot))
	d.list.Select(s.Selected)
	if was.Revision != s.Revision || was.Total != s.Total || was.Loading != s.Loading {
		d.list.Reload()
	}
	d.receipt.show(s.Receipt, s.Busy)
	d.fitNarrow()
	d.sheet.Show(s.Sheet)
	d.root.Refresh()
}

// sums lists amounts, right aligned.
func sums(lines []present.Line) (out []fyne.CanvasObject) {
	for _, l := range lines {
		out = append(out, widgets.HW(12, []float32{1, 0}, widgets.Short(widgets.Muted.Of(l.Label)), widgets.Line(widgets.CodeStrong.Of(l.Value)).Right()))
	}
	return out
}

func (d *Day) showOthers(lines []present.Line) {
	out := []fyne.CanvasObject{widgets.HLine(), widgets.Line(widgets.Label.Of(d.host.Words.T("day.others")))}
	for _, l := range lines {
		out = append(out, widgets.V(0, widgets.Short(widgets.Muted.Of(l.Label)), widgets.Short(widgets.CodeCaption.Of(l.Value))))
	}
	if len(lines) == 0 {
		out = nil
	}
	parts.SetObjects(d.others, out...)
}

func (d *Day) showActions(actions []present.Action) {
	var out []fyne.CanvasObject
	for _, a := range actions {
		out = append(out, widgets.Secondary(a.Label, widgets.ButtonOptions{Icon: icon.Name(a.Icon)}, func() { d.events.ActionPressed(a.ID) }))
	}
	parts.SetObjects(d.actions, out...)
}

func (d *Day) length() int {
	if d.state.Loading && d.state.Total == 0 {
		return ghostRows
	}
	return d.state.Total
}

func (d *Day) row(i int) widgets.RowData {
	if i >= d.state.Total {
		return widgets.RowData{Loading: true}
	}
	return rowData(d.events.Row(i))
}

func rowData(r present.ReceiptRow) widgets.RowData {
	return widgets.RowData{Code: r.Number, When: r.When, Title: r.Title, Subtitle: r.By, Chip: parts.RowChip(r.Chip)}
}
