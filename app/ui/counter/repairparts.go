package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// timelineRows is how much of a timeline is shown before somebody asks for
// all of it.
const timelineRows = 30

func (r *Repair) showTimeline() {
	rows := r.state.Timeline
	var objects []fyne.CanvasObject
	for i, item := range rows {
		if i == timelineRows && !r.all {
			objects = append(objects, widgets.Link(r.host.Words.N("repair.timeline.all", len(rows)), r.onWholeTimeline))
			break
		}
		objects = append(objects, event(item))
	}
	setObjects(r.timeline, objects...)
}

func (r *Repair) onWholeTimeline() {
	r.all = true
	r.showTimeline()
	r.root.Refresh()
}

func event(item present.TimelineRow) fyne.CanvasObject {
	data := widgets.EventData{When: item.When, Title: item.Title, Text: item.Text, By: item.By}
	for _, c := range item.Chips {
		data.Chips = append(data.Chips, rowChip(c))
	}
	return widgets.NewEvent(data)
}

// showFacts lists what is known of the file; pressing a fact edits it.
func (r *Repair) showFacts(facts []present.Fact) {
	var objects []fyne.CanvasObject
	for _, f := range facts {
		look := widgets.Look{Hover: theme.Raised, Radius: 6, PadX: 6, Stretch: true}
		words := widgets.V(0, widgets.Short(widgets.Label.Of(f.Label)), widgets.Paragraph(widgets.Body.Of(f.Value)))
		content := widgets.Pad(0, 4, 0, 4, widgets.HTop(4, []float32{1}, words, widgets.NewIcon(icon.Pencil, 14, theme.Ink3)))
		objects = append(objects, widgets.Pad(-6, 0, -6, 0, widgets.NewTap(look, content, func() { r.events.FactPressed(f.ID) })))
	}
	setObjects(r.facts, objects...)
}

func (r *Repair) showQuote(q present.QuoteCard) {
	if !q.Shown {
		setObjects(r.quote)
		return
	}
	until := widgets.Paragraph(widgets.Caption.Of(q.Until))
	until.Hidden = q.Until == ""
	setObjects(r.quote, widgets.TitledCard(q.Title, newChip(q.Chip), 4,
		widgets.Line(widgets.Title.Of(q.Total)), widgets.Paragraph(widgets.Body.Of(q.Work)), until))
}

// openMenu shows actions to choose from over the page.
func openMenu(host Host, title string, actions []present.Action, chosen func(id string)) {
	var dialog *widgets.Dialog
	column := widgets.V(4)
	for _, a := range actions {
		look := widgets.Look{
			Hover: theme.WorkTint, Radius: theme.RadiusControl, PadX: 12, Stretch: true,
			Height: func() float32 { return theme.Current().Control() },
		}
		row := widgets.HW(10, []float32{0, 1}, widgets.NewTextIcon(icon.Name(a.Icon), theme.Lead, theme.Ink2), widgets.Short(widgets.Strong.Of(a.Label)))
		column.Add(widgets.NewTap(look, row, func() {
			dialog.Close()
			chosen(a.ID)
		}))
	}
	dialog = widgets.NewDialog(title, column, widgets.DialogOptions{Width: 360, OnCancel: func() {}},
		widgets.Secondary(host.Words.T("sheet.cancel"), widgets.ButtonOptions{}, func() { dialog.Cancel() }))
	dialog.Open(host.Canvas())
}
