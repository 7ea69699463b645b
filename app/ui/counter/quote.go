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

// QuoteEvents is what people do with a quote that they make.
type QuoteEvents interface {
	parts.SheetEvents
	Typed(field present.QuoteField, text string)
	KindChosen(kind string)
	RateChosen(rate string)
	LabelSubmitted()
	AddPressed()
	PartChosen(i int)
	LinePressed(i int)
	LineRemoved(i int)
	FieldTyped(key, value string)
	SavePressed()
	PrimaryPressed()
	ActionPressed(id string)
	RetryPressed()
}

// Quote draws a quote that is being made: its lines and what the customer reads at
// the left, what it comes to at the right.
type Quote struct {
	host   parts.Host
	events QuoteEvents
	state  present.QuoteState

	number, title, about *widgets.Text
	total                *widgets.Text // on a phone, where the sums stand below the form
	head, back           *fyne.Container
	notice, warn         *widgets.Notice
	entry                *quoteEntry
	lines                *fyne.Container
	none                 *widgets.EmptyState
	form                 *parts.Form
	fields               *fyne.Container
	terms                *fyne.Container // what the customer reads besides the lines
	sums                 *quoteSums
	empty                *widgets.EmptyState
	page                 *parts.Fitted
	scrolls              []parts.Scrolling
	sheet                *parts.Sheet
	root                 *fyne.Container
	turn                 int
}

// NewQuote returns the page of a quote, empty. onBack leads to the file.
func NewQuote(host parts.Host, events QuoteEvents) *Quote {
	q := &Quote{host: host, events: events, lines: widgets.V(0), fields: widgets.V(parts.FieldGap)}
	q.number, q.title, q.about = widgets.Line(), widgets.Line(), widgets.Paragraph()
	q.total = widgets.Line().Right()
	q.back = widgets.H(0, widgets.IconButton(icon.ChevronLeft, func() { events.ActionPressed("back") }))
	q.head = widgets.HTop(theme.Grid, []float32{0, 1}, q.back, widgets.V(2, widgets.Flow(theme.Grid, q.number, q.title), q.about))
	q.notice, q.warn = widgets.NewNotice(widgets.NoticeData{}, false), widgets.NewNotice(widgets.NoticeData{}, false)
	q.notice.OnAction = events.RetryPressed
	q.none = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.ReceiptText}, nil)
	q.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.ReceiptText}, nil)
	q.entry, q.sums = newQuoteEntry(host, events), newQuoteSums(host, events)
	q.form = parts.NewForm(func(f present.SheetField) parts.Input {
		return parts.NewInput(f, func(value string) { events.FieldTyped(f.Key, value) })
	})
	q.terms = widgets.Z(widgets.TitledCard(host.Words.T("quoting.terms"), nil, parts.FieldGap, q.fields))
	q.sheet = parts.NewSheet(host, events)
	q.page = parts.NewFitted(q.arrange)
	q.root = widgets.Z(q.page, widgets.PadAll(parts.PageSpace, q.empty))
	return q
}

// Content is what the shell places.
func (q *Quote) Content() fyne.CanvasObject { return q.root }

// Focus is where the keyboard begins.
func (q *Quote) Focus() fyne.Focusable { return q.entry.label }

// Reveal brings what has the focus into sight.
func (q *Quote) Reveal(focused fyne.Focusable) {
	for _, s := range q.scrolls {
		s.Reveal(focused)
	}
}

// quoteSumsWidth is the width of the sums beside the lines.
const quoteSumsWidth float32 = 360

func (q *Quote) arrange(class widgets.Class) fyne.CanvasObject {
	made := widgets.V(parts.CardGap, q.head, q.notice, q.warn, q.entry.arrange(class), widgets.Card(widgets.V(0, q.lines, q.none)), q.terms)
	if class == widgets.Narrow {
		all := parts.NewScrolling(widgets.PadAll(parts.CardGap, widgets.V(parts.CardGap, made, q.sums.card)))
		q.scrolls = []parts.Scrolling{all}
		sum := widgets.HW(theme.Grid, []float32{0, 1}, widgets.Line(widgets.Label.Of(q.host.Words.T("quoting.sum"))), q.total)
		return widgets.VGrow(0, 2, widgets.Surface(widgets.Pad(parts.CardGap, theme.Grid, parts.CardGap, theme.Grid, sum)), widgets.HLine(), all.Root)
	}
	width := min(theme.Current().Scaled(quoteSumsWidth), 1.4*quoteSumsWidth)
	left := parts.NewScrolling(widgets.Pad(parts.PageSpace, parts.CardGap, parts.CardGap, parts.CardGap, widgets.V(0, made)))
	right := parts.NewScrolling(widgets.Pad(0, parts.CardGap, parts.PageSpace, parts.CardGap, widgets.V(0, q.sums.card)))
	q.scrolls = []parts.Scrolling{left, right}
	return widgets.HFill(0, []float32{1, 0}, left.Root, widgets.Fix(width, 0, right.Root))
}

// Show draws a state, and only what differs from the one before.
func (q *Quote) Show(s present.QuoteState) {
	was := q.state
	q.state = s
	q.number.Set(widgets.CodeTitle.Of(s.Number))
	q.title.Set(widgets.Title.Of(s.Title))
	q.about.Set(widgets.Muted.Of(s.About))
	q.head.Hidden = s.Number == ""
	q.notice.Set(parts.NoticeData(s.Notice))
	q.warn.Set(parts.NoticeData(s.Warn))
	q.entry.show(was, s)
	q.entry.card.Hidden = s.Done.Shown || s.Number == ""
	if !reflect.DeepEqual(was.Lines, s.Lines) {
		q.showLines(s.Lines)
	}
	q.none.Set(widgets.EmptyData{Icon: icon.ReceiptText, Title: s.NoLines.Title, Text: s.NoLines.Text})
	q.none.Hidden = s.NoLines.IsZero()
	if q.form.Show(s.Form) {
		parts.SetObjects(q.fields, q.form.Objects()...)
	}
	q.terms.Hidden = s.Done.Shown || s.Number == ""
	q.sums.show(was, s)
	q.total.Set(widgets.Title.Of(s.Total))
	q.empty.Set(widgets.EmptyData{Icon: icon.ReceiptText, Title: s.Empty.Title, Text: s.Empty.Text})
	q.empty.Hidden = s.Empty.IsZero()
	q.page.Hidden = !s.Empty.IsZero()
	q.sheet.Show(s.Sheet)
	q.root.Refresh()
	q.turnTo(s)
	if c, wrong := q.host.Canvas(), q.form.Wrong(); c != nil && wrong != nil && !q.root.Size().IsZero() {
		c.Focus(wrong)
	}
}

// turnTo leads the keyboard where the quote goes on.
func (q *Quote) turnTo(s present.QuoteState) {
	if q.turn == s.Turn {
		return
	}
	q.turn = s.Turn
	c := q.host.Canvas()
	if c == nil || q.root.Size().IsZero() { // it was never placed; once it is, the shell begins there
		return
	}
	c.Focus(q.entry.entries[s.At])
}

func (q *Quote) showLines(list []present.SaleLine) {
	var objects []fyne.CanvasObject
	for i, l := range list {
		if i > 0 {
			objects = append(objects, widgets.HLine())
		}
		objects = append(objects, parts.NewSoldLine(l, func() { q.events.LinePressed(i) }, func() { q.events.LineRemoved(i) }))
	}
	parts.SetObjects(q.lines, objects...)
}
