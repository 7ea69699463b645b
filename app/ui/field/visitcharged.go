package field

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// showCharged draws what is charged, the three questions, and what follows from
// them before anybody signs.
func (v *Visit) showCharged(c present.ChargedCard) {
	if !c.Shown {
		parts.SetObjects(v.charged)
		return
	}
	w := v.host.Words
	var lines []fyne.CanvasObject
	if c.Free != "" {
		lines = append(lines, widgets.Paragraph(widgets.Strong.In(theme.Good).Of(c.Free)))
	} else if len(c.Rows) == 0 {
		lines = append(lines, widgets.Paragraph(widgets.Muted.Of(w.T("visit.charged.none"))))
	}
	if c.Asks {
		lines = append(lines, v.questions(c)...)
	}
	for i, row := range c.Rows {
		lines = append(lines, v.chargedRow(i, row, c))
	}
	if c.Total != "" {
		lines = append(lines, widgets.HLine(), widgets.NewKeyValue(w.T("visit.total"), c.Total))
	}
	if c.Asks {
		lines = append(lines, v.follows(c)...)
	}
	if c.Editing && c.Free == "" {
		lines = append(lines, widgets.Secondary(w.T("visit.line.add"), widgets.ButtonOptions{Icon: icon.Plus}, v.events.LineAdded))
	}
	v.card(v.charged, "visit.charged", lines)
}

// questions are where the contract is made, and at home whether it was asked
// for and urgent.
func (v *Visit) questions(c present.ChargedCard) []fyne.CanvasObject {
	w := v.host.Words
	ask := func(title string, choices []present.Choice, value string, chosen func(string)) fyne.CanvasObject {
		segment := widgets.NewSegment(chosen)
		segment.Set(parts.Options(choices), value)
		return widgets.NewField(title, segment)
	}
	if !c.Editing {
		return nil
	}
	out := []fyne.CanvasObject{
		ask(w.T("visit.made"), c.Places, c.Made, v.events.MadeChosen),
		ask(w.T("visit.asked"), c.Answers, c.Asked, v.events.AskedChosen),
		ask(w.T("visit.urgent"), c.Answers, c.Urgent, v.events.UrgentChosen),
	}
	if c.AsksStart {
		out = append(out, ask(w.T("visit.start_now"), c.Answers, c.Start, v.events.StartChosen))
	}
	if c.Necessary != "" {
		out = append(out, widgets.Paragraph(widgets.Strong.Of(c.Necessary)))
	}
	return out
}

func (v *Visit) chargedRow(i int, row present.ChargedRow, c present.ChargedCard) fyne.CanvasObject {
	w := v.host.Words
	words := []fyne.CanvasObject{widgets.HW(theme.Grid, []float32{1, 0}, widgets.Paragraph(widgets.Body.Of(row.Label)), widgets.Line(widgets.Strong.Of(row.Sum)))}
	if c.Necessary != "" {
		mark, ink, said := icon.Circle, theme.Ink2, w.T("visit.line.not_necessary")
		if row.Necessary {
			mark, ink, said = icon.CircleCheck, theme.Work, w.T("visit.line.necessary")
		}
		words = append(words, widgets.H(6, widgets.NewTextIcon(mark, theme.Caption, ink), widgets.Line(widgets.Caption.In(ink).Of(said))))
	}
	if !c.Editing {
		return widgets.V(0, words...)
	}
	line := pressedLine(widgets.V(2, words...), func() { v.events.LinePressed(i) })
	return widgets.HW(theme.Grid, []float32{1, 0}, line, widgets.IconButton(icon.Trash2, func() { v.events.LineRemoved(i) }))
}

// follows says what may be paid now, what later, and what the customer is told.
func (v *Visit) follows(c present.ChargedCard) []fyne.CanvasObject {
	kind, text := widgets.KindGood, ""
	if c.Later != "" {
		kind, text = widgets.KindWatch, c.Later+" "+c.LaterDue
	}
	out := []fyne.CanvasObject{widgets.NewNotice(widgets.NoticeData{Kind: kind, Title: c.Now, Text: text}, false)}
	if c.Risk != "" {
		out = append(out, widgets.NewNotice(widgets.NoticeData{Kind: widgets.KindWatch, Title: c.Risk}, false))
	}
	for _, said := range c.Wording {
		out = append(out, widgets.Paragraph(widgets.Caption.Of(said)))
	}
	return out
}
