package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
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
		objects = append(objects, parts.NewEvent(item))
	}
	parts.SetObjects(r.timeline, objects...)
}

func (r *Repair) onWholeTimeline() {
	r.all = true
	r.showTimeline()
	r.root.Refresh()
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
	parts.SetObjects(r.facts, objects...)
}

// showLaw places what the verdict rests on: dates and proof at the left, rights and duties
// at the right.
func (r *Repair) showLaw() {
	parts.SetCards(r.law, r.class, r.state.Law, r.events.ActionPressed)
}

func (r *Repair) showCards(list []present.DetailCard) {
	var cards []fyne.CanvasObject
	for _, c := range list {
		cards = append(cards, parts.NewDetailCard(c, r.events.ActionPressed))
	}
	parts.SetObjects(r.cards, cards...)
}

func (r *Repair) showQuote(q present.QuoteCard) {
	if !q.Shown {
		parts.SetObjects(r.quote)
		return
	}
	until := widgets.Paragraph(widgets.Caption.Of(q.Until))
	until.Hidden = q.Until == ""
	parts.SetObjects(r.quote, widgets.TitledCard(q.Title, parts.NewChip(q.Chip), 4,
		widgets.Line(widgets.Title.Of(q.Total)), widgets.Paragraph(widgets.Body.Of(q.Work)), until))
}
