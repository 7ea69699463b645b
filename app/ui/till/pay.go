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

// pay is the total, the payments, and what came of it.
type pay struct {
	host   parts.Host
	events SaleEvents

	label, total, tax, due, change *widgets.Text
	amount                         *widgets.Entry
	field                          *widgets.Field
	tenders, payments              *fyne.Container
	submit, again                  *widgets.Button
	open                           *fyne.Container // while it is paid
	end                            *fyne.Container // when it is done
	number, given                  *widgets.Text
	print, next                    *widgets.Button
	card                           fyne.CanvasObject
}

func newPay(host parts.Host, events SaleEvents) *pay {
	w := host.Words
	p := &pay{host: host, events: events, tenders: widgets.V(theme.Grid), payments: widgets.V(0)}
	p.label, p.total = widgets.Line(widgets.Label.Of(w.T("sale.total"))), widgets.Line().Right()
	p.tax, p.due, p.change = widgets.Line().Right(), widgets.Line().Right(), widgets.Line().Right()
	p.amount = widgets.NewEntry(widgets.EntryOptions{Mono: true, Placeholder: w.T("sale.amount.hint")})
	p.amount.OnChanged = func(text string) { events.Typed(present.AmountField, text) }
	p.amount.OnSubmitted = func(string) { events.SavePressed() }
	p.field = widgets.NewField(w.T("sale.amount"), p.amount)
	p.submit = widgets.Primary(w.T("sale.submit"), widgets.ButtonOptions{Large: true, Key: "F9"}, events.SavePressed)
	p.again = widgets.Link(w.T("sale.again"), events.AgainPressed)
	p.open = widgets.V(parts.FieldGap, p.change, p.submit, widgets.H(0, p.again))
	p.number, p.given = widgets.Line(), widgets.Paragraph()
	p.print = widgets.Primary("", widgets.ButtonOptions{Icon: icon.Printer, Key: "F4", Large: true}, events.PrimaryPressed)
	p.next = widgets.Secondary("", widgets.ButtonOptions{IconRight: icon.ArrowRight, Key: "F9"}, events.SavePressed)
	done := widgets.HW(theme.Grid, []float32{0, 0, 1}, widgets.NewIcon(icon.CircleCheck, 22, theme.Good),
		widgets.Line(widgets.LeadStrong.In(theme.Good).Of(w.T("sale.done"))), p.number)
	p.end = widgets.V(parts.FieldGap, widgets.HLine(), done, p.given, p.print, p.next, widgets.Paragraph(widgets.Caption.Of(w.T("sale.done.text"))))
	p.end.Hide()
	head := widgets.V(2, widgets.Apart(theme.Grid, p.label, p.total), p.tax, p.due)
	p.card = widgets.Card(widgets.V(parts.FieldGap, head, p.field, p.tenders, p.payments, p.open, p.end))
	return p
}

func (p *pay) show(was, s present.SaleState) {
	p.total.Set(widgets.Display.Of(s.Total))
	p.tax.Set(widgets.Caption.Of(s.Tax))
	p.tax.Hidden = s.Tax == ""
	p.showDue(s)
	p.amount.Put(s.Text[present.AmountField])
	p.field.SetError(s.Errors[present.AmountField])
	p.change.Set(widgets.LeadStrong.In(theme.Work).Of(s.Change))
	p.change.Hidden = s.Change == ""
	if !reflect.DeepEqual(was.Tenders, s.Tenders) {
		p.showTenders(s.Tenders)
	}
	if !reflect.DeepEqual(was.Payments, s.Payments) || was.Done.Shown != s.Done.Shown {
		p.showPayments(s)
	}
	over := s.Paid || s.Done.Shown
	p.field.Hidden, p.tenders.Hidden = over, over
	p.submit.SetEnabled(s.Ready)
	p.again.Hidden = len(s.Lines) == 0 && !s.File.Shown
	p.open.Hidden, p.end.Hidden = s.Done.Shown, !s.Done.Shown
	p.number.Set(widgets.CodeStrong.Of(s.Done.Number))
	p.given.Set(widgets.Figure.Of(s.Done.Change))
	p.given.Hidden = s.Done.Change == ""
	p.print.SetLabel(s.Done.Print)
	p.print.SetEnabled(!s.Busy)
	p.next.SetLabel(s.Done.Next)
}

func (p *pay) showDue(s present.SaleState) {
	text, ink := s.Due, theme.Late
	if s.Paid {
		text, ink = p.host.Words.T("sale.paid"), theme.Good
	}
	p.due.Set(widgets.LeadStrong.In(ink).Of(text))
	p.due.Hidden = text == "" || s.Done.Shown
}

// showTenders draws a button for each means of payment, two beside each other.
func (p *pay) showTenders(keys []present.TenderKey) {
	var rows, pair []fyne.CanvasObject
	for _, k := range keys {
		pair = append(pair, p.tender(k))
		if len(pair) == 2 {
			rows, pair = append(rows, widgets.HFill(theme.Grid, []float32{1, 1}, pair...)), nil
		}
	}
	if len(pair) > 0 {
		rows = append(rows, widgets.HFill(theme.Grid, []float32{1, 1}, append(pair, widgets.Spacer())...))
	}
	parts.SetObjects(p.tenders, rows...)
}

func (p *pay) tender(k present.TenderKey) fyne.CanvasObject {
	look := widgets.Look{
		Fill: theme.Surface, Line: theme.Line, Hover: theme.WorkTint, Radius: theme.RadiusControl, PadX: 10, Stretch: true,
		Height: func() float32 { return theme.TouchTarget },
	}
	ink := theme.Ink1
	if k.Off {
		ink = theme.Ink3
	}
	row := []fyne.CanvasObject{widgets.NewTextIcon(icon.Name(k.Icon), theme.Lead, ink), widgets.Short(widgets.Strong.In(ink).Of(k.Label))}
	if k.Key != "" {
		row = append(row, widgets.KeyHint(k.Key))
	}
	words := widgets.HW(theme.Grid, []float32{0, 1, 0}, row...)
	content := fyne.CanvasObject(words)
	if k.Note != "" {
		content = widgets.V(2, words, widgets.Paragraph(widgets.Caption.In(theme.Watch).Of(k.Note)))
	}
	tap := widgets.NewTap(look, widgets.Pad(0, 6, 0, 6, content), func() { p.events.TenderPressed(k.Tender) })
	if k.Off {
		tap.Disable()
	}
	return tap
}

func (p *pay) showPayments(s present.SaleState) {
	var objects []fyne.CanvasObject
	for i, l := range s.Payments {
		objects = append(objects, widgets.HLine(), line(l, s.Done.Shown, func() { p.events.PaymentPressed(i) }, func() { p.events.PaymentRemoved(i) }))
	}
	parts.SetObjects(p.payments, objects...)
}
