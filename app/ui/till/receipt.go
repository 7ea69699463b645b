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

// receipt draws one receipt with what became of it.
type receipt struct {
	host   parts.Host
	events DayEvents
	state  present.ReceiptState

	number, total                 *widgets.Text
	chips, facts, lines, payments *fyne.Container
	tax, history                  *fyne.Container
	became                        *fyne.Container
	primary, more                 *widgets.Button
	back, head                    *fyne.Container
	body                          *fyne.Container
	empty                         *widgets.EmptyState
	root                          *fyne.Container
}

func newReceipt(host parts.Host, events DayEvents) *receipt {
	w := host.Words
	r := &receipt{host: host, events: events, number: widgets.Line(), total: widgets.Line().Right()}
	r.chips, r.facts, r.lines, r.payments, r.tax = widgets.Flow(theme.Grid), widgets.V(4), widgets.V(0), widgets.V(0), widgets.V(4)
	r.history = widgets.V(0)
	r.became = widgets.TitledCard(w.T("record.history"), nil, 4, r.history)
	r.became.Hide()
	r.primary = widgets.Primary("", widgets.ButtonOptions{Key: "F4"}, events.PrimaryPressed)
	r.more = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Ellipsis}, r.onMore)
	r.back = widgets.H(0, widgets.IconButton(icon.ChevronLeft, func() { events.Closed() }))
	r.head = widgets.V(theme.Grid)
	r.alone(false)
	r.body = widgets.V(parts.CardGap, r.head, r.chips,
		widgets.TitledCard(w.T("record.lines"), nil, 4, r.lines, widgets.HLine(),
			widgets.HW(theme.Grid, []float32{1, 0}, widgets.Line(widgets.Strong.Of(w.T("sale.total"))), r.total), r.tax),
		widgets.TitledCard(w.T("record.payments"), nil, 4, r.payments), r.became, r.facts)
	r.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.ReceiptText, Title: w.T("day.receipt.none"), Text: w.T("day.receipt.none.text")}, nil)
	r.root = widgets.Z(widgets.PadAll(parts.PageSpace, r.body), widgets.PadAll(parts.PageSpace, r.empty))
	return r
}

// alone shows the way back to the list, or takes it away.
func (r *receipt) alone(alone bool) {
	r.back.Hidden = !alone
	if alone {
		r.head.Objects = []fyne.CanvasObject{
			widgets.HW(4, []float32{0, 1}, r.back, r.number), widgets.HW(theme.Grid, []float32{1, 0}, r.primary, r.more),
		}
		return
	}
	r.head.Objects = []fyne.CanvasObject{widgets.HW(theme.Grid, []float32{1, 0}, r.number, widgets.H(theme.Grid, r.more, r.primary))}
}

func (r *receipt) show(s present.ReceiptState, busy bool) {
	was := r.state
	r.state = s
	r.body.Hidden, r.empty.Hidden = !s.Open, s.Open
	r.number.Set(widgets.CodeTitle.Of(s.Number))
	r.total.Set(widgets.Title.Of(s.Total))
	r.primary.SetLabel(s.Primary.Label)
	r.primary.Hidden = s.Primary.ID == ""
	r.primary.SetEnabled(!busy)
	r.more.Hidden = len(s.Actions) == 0
	if reflect.DeepEqual(was, s) {
		return
	}
	var chips []fyne.CanvasObject
	for _, c := range s.Chips {
		chips = append(chips, parts.NewChip(c))
	}
	parts.SetObjects(r.chips, chips...)
	parts.SetObjects(r.facts, sums(s.Facts)...)
	parts.SetObjects(r.tax, sums(s.Tax)...)
	parts.SetObjects(r.lines, fixedLines(s.Lines)...)
	parts.SetObjects(r.payments, fixedLines(s.Payments)...)
	parts.SetObjects(r.history, fixedLines(s.History)...)
	r.became.Hidden = len(s.History) == 0
}

// fixedLines are lines that nobody changes any more.
func fixedLines(list []present.SaleLine) (out []fyne.CanvasObject) {
	for i, l := range list {
		if i > 0 {
			out = append(out, widgets.HLine())
		}
		out = append(out, line(l, true, nil, nil))
	}
	return out
}

func (r *receipt) onMore() {
	parts.OpenMenu(r.host, r.host.Words.T("record.more_acts"), r.state.Actions, r.events.ActionPressed)
}
