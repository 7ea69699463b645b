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

// quoteSums is what a quote comes to, the versions before it, and the strong button.
type quoteSums struct {
	host   parts.Host
	events QuoteEvents

	total, fee, kept *widgets.Text
	rates, versions  *fyne.Container
	margin           *widgets.Chip
	marginRow        *fyne.Container
	beyond           *widgets.Notice
	submit           *widgets.Button
	discard          *fyne.Container
	open, end        *fyne.Container
	card             fyne.CanvasObject
}

func newQuoteSums(host parts.Host, events QuoteEvents) *quoteSums {
	w := host.Words
	s := &quoteSums{host: host, events: events, rates: widgets.V(4), versions: widgets.V(6), end: widgets.V(theme.Grid)}
	s.total, s.fee, s.kept = widgets.Line().Right(), widgets.Paragraph(), widgets.Paragraph()
	s.margin = widgets.NewChip(widgets.KindGood, icon.Percent, "")
	s.marginRow = widgets.Flow(theme.Grid, s.margin)
	s.beyond = widgets.NewNotice(widgets.NoticeData{}, false)
	s.submit = widgets.Primary("", widgets.ButtonOptions{Large: true, Key: "F9"}, events.SavePressed)
	s.discard = widgets.H(0, widgets.Link(w.T("quoting.discard"), func() { events.ActionPressed("discard") }))
	s.open = widgets.V(theme.Grid, s.submit, s.kept, s.discard)
	s.end.Hide()
	head := widgets.Apart(theme.Grid, widgets.Line(widgets.Label.Of(w.T("quoting.sum"))), s.total)
	s.card = widgets.Card(widgets.V(parts.FieldGap, widgets.V(6, head, s.rates), s.marginRow, s.fee, s.beyond, s.open, s.end, s.versions))
	return s
}

func (s *quoteSums) show(was, now present.QuoteState) {
	s.total.Set(widgets.Display.Of(now.Total))
	if !reflect.DeepEqual(was.Sums, now.Sums) {
		var rows []fyne.CanvasObject
		for _, l := range now.Sums {
			rows = append(rows, widgets.HW(theme.Grid, []float32{1, 0}, widgets.Paragraph(widgets.Caption.Of(l.Label)), widgets.Line(widgets.CodeCaption.Of(l.Value))))
		}
		parts.SetObjects(s.rates, rows...)
	}
	s.marginRow.Hidden = now.Margin.IsZero()
	parts.SetChip(s.margin, now.Margin)
	s.fee.Set(widgets.Caption.Of(now.Fee))
	s.fee.Hidden = now.Fee == ""
	s.beyond.Set(parts.NoticeData(now.Beyond))
	s.submit.SetLabel(now.Submit)
	s.submit.SetEnabled(now.Ready)
	s.kept.Set(widgets.Caption.Of(now.Kept))
	s.kept.Hidden = now.Kept == ""
	s.discard.Hidden = now.Kept == ""
	s.open.Hidden, s.end.Hidden = now.Done.Shown, !now.Done.Shown
	if !reflect.DeepEqual(was.Done, now.Done) {
		s.showEnd(now.Done)
	}
	if !reflect.DeepEqual(was.Versions, now.Versions) {
		s.showVersions(now.Versions)
	}
}

// showEnd is what comes after the quote: the usual act as the strong button.
func (s *quoteSums) showEnd(d present.QuoteDone) {
	if !d.Shown {
		parts.SetObjects(s.end)
		return
	}
	objects := []fyne.CanvasObject{widgets.HLine(),
		widgets.HW(theme.Grid, []float32{0, 1}, widgets.NewIcon(icon.CircleCheck, 22, theme.Good), widgets.Paragraph(widgets.LeadStrong.In(theme.Good).Of(d.Title))),
		widgets.Paragraph(widgets.Body.Of(d.Text))}
	for i, a := range d.Actions {
		press := func() { s.events.ActionPressed(a.ID) }
		if i == 0 {
			objects = append(objects, widgets.Primary(a.Label, widgets.ButtonOptions{Icon: icon.Name(a.Icon), Key: "F4", Large: true}, press))
			continue
		}
		objects = append(objects, widgets.Secondary(a.Label, widgets.ButtonOptions{Icon: icon.Name(a.Icon)}, press))
	}
	parts.SetObjects(s.end, objects...)
}

func (s *quoteSums) showVersions(list []present.DetailLine) {
	if len(list) == 0 {
		parts.SetObjects(s.versions)
		return
	}
	objects := []fyne.CanvasObject{widgets.HLine(), widgets.Line(widgets.Label.Of(s.host.Words.T("quoting.versions")))}
	for _, l := range list {
		value := widgets.Strong
		if l.Tone != present.Neutral {
			value = value.In(parts.KindOf(l.Tone).Ink())
		}
		objects = append(objects, widgets.HTop(12, []float32{1, 1.2}, widgets.Paragraph(widgets.Muted.Of(l.Label)), widgets.Paragraph(value.Of(l.Value))))
	}
	parts.SetObjects(s.versions, objects...)
}
