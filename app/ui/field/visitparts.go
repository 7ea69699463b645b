package field

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// pressedLine is a row that a glove can press.
func pressedLine(content fyne.CanvasObject, onTap func()) fyne.CanvasObject {
	look := widgets.Look{Hover: theme.Raised, Radius: theme.RadiusControl, PadX: 8, Stretch: true, Height: func() float32 { return theme.TouchTarget }}
	return widgets.Pad(-8, 0, -8, 0, widgets.NewTap(look, widgets.Pad(0, 10, 0, 10, content), onTap))
}

func (v *Visit) showAccess(a present.AccessCard) {
	lines := factLines(a.Lines)
	if a.Codes != "" {
		lines = append(lines, widgets.V(0, widgets.Paragraph(widgets.Caption.Of(v.host.Words.T("visit.codes"))), widgets.Paragraph(widgets.CodeTitle.Of(a.Codes))))
	}
	if a.Reveal != "" {
		lines = append(lines, widgets.Secondary(a.Reveal, widgets.ButtonOptions{Icon: icon.KeyRound}, v.events.CodesPressed))
	}
	v.card(v.access, "visit.access", lines)
}

func (v *Visit) showBring(lines []present.Line) {
	var rows []fyne.CanvasObject
	for _, l := range lines {
		rows = append(rows, partRow(present.PartRow{Label: l.Label, N: l.Value}))
	}
	v.card(v.bring, "visit.bring", rows)
}

// showUsed lists what was built in; on site it can be changed.
func (v *Visit) showUsed(s present.VisitState) {
	w, editing := v.host.Words, s.Working
	var rows []fyne.CanvasObject
	for _, p := range s.Used {
		rows = append(rows, v.usedRow(p, editing))
	}
	if editing {
		if len(rows) == 0 {
			rows = append(rows, widgets.Paragraph(widgets.Muted.Of(w.T("visit.used.none"))))
		}
		rows = append(rows, widgets.Secondary(w.T("visit.used.add"), widgets.ButtonOptions{Icon: icon.Plus}, v.onTake))
	}
	v.card(v.used, "visit.used", rows)
}

func (v *Visit) usedRow(p present.UsedRow, editing bool) fyne.CanvasObject {
	words := []fyne.CanvasObject{widgets.Paragraph(widgets.Body.Of(p.Label), widgets.CodeStrong.Of(" "+p.N))}
	if p.Left != "" {
		words = append(words, widgets.Paragraph(widgets.Caption.Of(p.Left)))
	}
	if !p.Chip.IsZero() {
		words = append(words, widgets.Flow(0, parts.NewChip(p.Chip)))
	}
	if !editing {
		return widgets.V(0, words...)
	}
	return widgets.HW(theme.Grid, []float32{1, 0, 0}, widgets.V(0, words...),
		widgets.IconButton(icon.Minus, func() { v.events.PartBack(p.Ref) }),
		widgets.IconButton(icon.Plus, func() { v.events.PartTaken(p.Ref) }))
}

// onTake opens what lies in the van.
func (v *Visit) onTake() {
	w := v.host.Words
	title := w.T("visit.used.title", "van", v.state.VanName)
	if len(v.state.Van) == 0 {
		title = w.T("visit.used.van_empty")
		if v.state.VanName == "" {
			title = w.T("visit.used.nowhere")
		}
	}
	parts.OpenMenu(v.host, title, v.state.Van, v.events.PartTaken)
}

// pointLooks are how answers to a point are drawn.
var pointLooks = map[string]struct {
	name icon.Name
	ink  fyne.ThemeColorName
}{
	"": {icon.Circle, theme.Ink2}, "ok": {icon.CircleCheck, theme.Good}, "not_ok": {icon.CircleX, theme.Late}, "not_applicable": {icon.Minus, theme.Ink2},
}

func (v *Visit) showPoints(points []present.PointRow) {
	var rows []fyne.CanvasObject
	for _, p := range points {
		look := pointLooks[p.State]
		line := widgets.HW(12, []float32{0, 1, 0}, widgets.NewIcon(look.name, 22, look.ink), widgets.Paragraph(widgets.Body.Of(p.Label)),
			widgets.Line(widgets.Caption.In(look.ink).Of(p.Said)))
		rows = append(rows, pressedLine(line, func() { v.events.PointPressed(p.Code) }))
	}
	v.card(v.points, "visit.todo", rows)
}

func (v *Visit) showPhotos(s present.VisitState) {
	var row []fyne.CanvasObject
	if s.CanAttach {
		add := func() { v.pictures(v.events.PhotoChosen) }
		row = append(row, widgets.PillButton(icon.Camera, v.host.Words.T("visit.photo.add"), add))
	}
	for i, name := range s.Photos {
		row = append(row, widgets.PillButton(icon.X, name, func() { v.events.PhotoRemoved(i) }))
	}
	if len(row) == 0 {
		parts.SetObjects(v.photos)
		return
	}
	v.card(v.photos, "visit.photos", []fyne.CanvasObject{widgets.Flow(theme.Grid, row...)})
}

func (v *Visit) showHistory(rows []present.TimelineRow) {
	var lines []fyne.CanvasObject
	for _, r := range rows {
		lines = append(lines, widgets.NewEvent(widgets.EventData{When: r.When, Title: r.Title, Text: r.Text, By: r.By}))
	}
	v.card(v.history, "visit.history", lines)
}
