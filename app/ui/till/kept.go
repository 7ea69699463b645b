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

// KeptEvents is what people do with cautions and debts.
type KeptEvents interface {
	parts.SheetEvents
	TakePressed()
	KeptPressed(i int)
	OwedPressed(i int)
	RetryPressed()
}

// Kept draws what is kept for people, and what people owe.
type Kept struct {
	events           KeptEvents
	state            present.KeptState
	notice           *widgets.Notice
	age              *widgets.Text
	keptSum, owedSum *widgets.Text
	kept, owed       *fyne.Container
	take             *widgets.Button
	sheet            *parts.Sheet
	root             fyne.CanvasObject
	loading          *widgets.Text
}

// NewKept returns the page, empty.
func NewKept(host parts.Host, events KeptEvents) *Kept {
	w := host.Words
	k := &Kept{events: events, kept: widgets.V(0), owed: widgets.V(0), age: widgets.Line()}
	k.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	k.notice.OnAction = events.RetryPressed
	k.keptSum, k.owedSum, k.loading = widgets.Line().Right(), widgets.Line().Right(), widgets.Line()
	k.take = widgets.Primary(w.T("kept.take"), widgets.ButtonOptions{Icon: icon.Plus, Key: "F4"}, events.TakePressed)
	k.sheet = parts.NewSheet(host, events)
	kept := widgets.TitledCard(w.T("kept.title"), k.keptSum, theme.Grid, widgets.Paragraph(widgets.Caption.Of(w.T("kept.text"))), k.kept)
	owed := widgets.TitledCard(w.T("owed.title"), k.owedSum, theme.Grid, k.owed)
	k.root = widgets.VScroll(parts.Readable(widgets.V(parts.CardGap,
		widgets.HW(theme.Grid, []float32{1, 0}, widgets.V(0, k.age, k.loading), k.take), k.notice, kept, owed)))
	return k
}

// Content is what the till places.
func (k *Kept) Content() fyne.CanvasObject { return k.root }

// Focus is where the keyboard begins.
func (k *Kept) Focus() fyne.Focusable { return k.take }

// Show draws a state.
func (k *Kept) Show(s present.KeptState) {
	was := k.state
	k.state = s
	k.notice.Set(parts.NoticeData(s.Notice))
	k.age.Set(widgets.Caption.Of(s.Age))
	k.loading.Hidden = !s.Loading
	k.keptSum.Set(widgets.CodeStrong.Of(s.KeptSum))
	k.owedSum.Set(widgets.CodeStrong.Of(s.OwedSum))
	if !reflect.DeepEqual(was, s) {
		parts.SetObjects(k.kept, rows(s.Kept, s.NoneKept, icon.HandCoins, k.events.KeptPressed)...)
		parts.SetObjects(k.owed, rows(s.Owed, s.NoneOwed, icon.CircleCheck, k.events.OwedPressed)...)
	}
	k.sheet.Show(s.Sheet)
	k.root.Refresh()
}

// rows lists receipts that can be pressed, or says why there are none.
func rows(list []present.ReceiptRow, none present.Empty, sign icon.Name, pressed func(i int)) (out []fyne.CanvasObject) {
	if !none.IsZero() {
		return []fyne.CanvasObject{widgets.PadAll(parts.CardGap, widgets.NewEmptyState(widgets.EmptyData{Icon: sign, Title: none.Title, Text: none.Text}, nil))}
	}
	for i, r := range list {
		words := widgets.V(2, widgets.Short(widgets.CodeStrong.Of(r.Number), widgets.Caption.Of("  "+r.When)), widgets.Short(widgets.Muted.Of(r.Title)))
		look := widgets.Look{Hover: theme.Raised, Radius: 6, PadX: 6, Stretch: true}
		row := widgets.Pad(0, 8, 0, 8, widgets.HW(12, []float32{1, 0}, words, parts.NewChip(r.Chip)))
		if i > 0 {
			out = append(out, widgets.HLine())
		}
		out = append(out, widgets.Pad(-6, 0, -6, 0, widgets.NewTap(look, row, func() { pressed(i) })))
	}
	return out
}
