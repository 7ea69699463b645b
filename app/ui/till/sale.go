package till

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// SaleEvents is what people do with a sale.
type SaleEvents interface {
	parts.SheetEvents
	Typed(field present.SaleField, text string)
	RateChosen(rate string)
	LabelSubmitted()
	AddPressed()
	PartChosen(i int)
	LinePressed(i int)
	LineRemoved(i int)
	TenderPressed(t till.Tender)
	PaymentPressed(i int)
	PaymentRemoved(i int)
	SavePressed()
	PrimaryPressed()
	AgainPressed()
	RetryPressed()
}

// Sale draws a sale: what is sold at the left, what is paid at the right.
type Sale struct {
	host   parts.Host
	events SaleEvents
	state  present.SaleState

	entry   *entry
	notice  *widgets.Notice
	file    *fyne.Container
	lines   *fyne.Container
	empty   *widgets.EmptyState
	pay     *pay
	page    *parts.Fitted
	scrolls []parts.Scrolling
	sheet   *parts.Sheet
	root    *fyne.Container
	turn    int
}

// NewSale returns the page of a sale, empty.
func NewSale(host parts.Host, events SaleEvents) *Sale {
	s := &Sale{host: host, events: events, lines: widgets.V(0), file: widgets.V(theme.Grid)}
	s.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	s.notice.OnAction = events.RetryPressed
	s.file.Hide()
	s.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.Barcode}, nil)
	s.entry = newEntry(host, events)
	s.pay = newPay(host, events)
	s.sheet = parts.NewSheet(host, events)
	s.page = parts.NewFitted(s.arrange)
	s.root = widgets.Z(s.page)
	return s
}

// Content is what the till places.
func (s *Sale) Content() fyne.CanvasObject { return s.root }

// Focus is where the keyboard begins.
func (s *Sale) Focus() fyne.Focusable { return s.entry.label }

// Reveal brings what has the focus into sight.
func (s *Sale) Reveal(focused fyne.Focusable) {
	for _, sc := range s.scrolls {
		sc.Reveal(focused)
	}
}

// payWidth is the width of the payments beside the lines.
const payWidth float32 = 420

func (s *Sale) arrange(class widgets.Class) fyne.CanvasObject {
	sold := widgets.V(parts.CardGap, s.notice, s.file, s.entry.arrange(class), widgets.Card(widgets.V(0, s.lines, s.empty)))
	if class == widgets.Narrow {
		all := parts.NewScrolling(widgets.PadAll(parts.CardGap, widgets.V(parts.CardGap, sold, s.pay.card)))
		s.scrolls = []parts.Scrolling{all}
		return all.Root
	}
	width := min(theme.Current().Scaled(payWidth), 1.4*payWidth)
	left := parts.NewScrolling(widgets.Pad(parts.PageSpace, parts.CardGap, parts.CardGap, parts.CardGap, widgets.V(0, sold)))
	right := parts.NewScrolling(widgets.Pad(0, parts.CardGap, parts.PageSpace, parts.CardGap, widgets.V(0, s.pay.card)))
	s.scrolls = []parts.Scrolling{left, right}
	return widgets.HFill(0, []float32{1, 0}, left.Root, widgets.Fix(width, 0, right.Root))
}

// Show draws a state, and only what differs from the one before.
func (s *Sale) Show(state present.SaleState) {
	was := s.state
	s.state = state
	s.notice.Set(parts.NoticeData(state.Notice))
	if was.File != state.File {
		s.showFile(state.File)
	}
	s.entry.show(state)
	if !reflect.DeepEqual(was.Lines, state.Lines) || was.Done.Shown != state.Done.Shown {
		s.showLines(state)
	}
	s.empty.Set(widgets.EmptyData{Icon: icon.Barcode, Title: state.Empty.Title, Text: state.Empty.Text})
	s.empty.Hidden = state.Empty.IsZero()
	s.pay.show(was, state)
	s.sheet.Show(state.Sheet)
	s.root.Refresh()
	s.turnTo(state)
}

// turnTo leads the keyboard where the sale goes on.
func (s *Sale) turnTo(state present.SaleState) {
	if s.turn == state.Turn {
		return
	}
	s.turn = state.Turn
	c := s.host.Canvas()
	if c == nil || fyne.CurrentApp().Driver().CanvasForObject(s.entry.label) == nil {
		return
	}
	switch state.At {
	case present.PriceField:
		c.Focus(s.entry.price)
	case present.QuantityField:
		c.Focus(s.entry.quantity)
	case present.AmountField:
		if state.Ready {
			c.Focus(s.pay.submit)
			return
		}
		c.Focus(s.pay.amount)
	case present.LabelField:
		if state.Done.Shown {
			c.Focus(s.pay.next)
			return
		}
		c.Focus(s.entry.label)
	}
}

func (s *Sale) showFile(f present.SaleFile) {
	if !f.Shown {
		parts.SetObjects(s.file)
		return
	}
	head := widgets.HW(theme.Grid, []float32{0, 0, 1}, widgets.NewTextIcon(icon.ReceiptText, theme.Lead, theme.Work),
		widgets.Line(widgets.CodeStrong.Of(f.Number)), widgets.Short(widgets.Muted.Of(f.Text)))
	objects := []fyne.CanvasObject{head}
	if !f.Warning.IsZero() {
		objects = append(objects, widgets.NewNotice(parts.NoticeData(f.Warning), false))
	}
	parts.SetObjects(s.file, objects...)
}

func (s *Sale) showLines(state present.SaleState) {
	var objects []fyne.CanvasObject
	for i, l := range state.Lines {
		if i > 0 {
			objects = append(objects, widgets.HLine())
		}
		objects = append(objects, line(l, state.Done.Shown, func() { s.events.LinePressed(i) }, func() { s.events.LineRemoved(i) }))
	}
	parts.SetObjects(s.lines, objects...)
}

// line draws what is sold or paid; once all is done nothing changes any more.
func line(l present.SaleLine, fixed bool, pressed, removed func()) fyne.CanvasObject {
	l.Fixed = l.Fixed || fixed
	return parts.NewSoldLine(l, pressed, removed)
}
