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

// quoteEntry is the line of a quote that is typed.
type quoteEntry struct {
	events QuoteEvents
	label  *widgets.Entry

	entries map[present.QuoteField]*widgets.Entry
	fields  map[present.QuoteField]*widgets.Field
	kinds   *widgets.Segment
	rates   *widgets.Segment
	add     *widgets.Button
	found   *fyne.Container
	body    *fyne.Container
	card    *fyne.Container
}

// The widths of the short fields.
const (
	quotePriceWidth    float32 = 120
	quoteQuantityWidth float32 = 84
)

func newQuoteEntry(host parts.Host, events QuoteEvents) *quoteEntry {
	w := host.Words
	e := &quoteEntry{
		events: events, found: widgets.V(0), body: widgets.V(parts.FieldGap),
		entries: map[present.QuoteField]*widgets.Entry{}, fields: map[present.QuoteField]*widgets.Field{},
	}
	for _, f := range []struct {
		field present.QuoteField
		name  string
		o     widgets.EntryOptions
	}{
		{present.QuoteLabel, "quoting.label", widgets.EntryOptions{Placeholder: w.T("quoting.label.hint")}},
		{present.QuotePrice, "line.price", widgets.EntryOptions{Mono: true, Placeholder: "0,00 €"}},
		{present.QuoteQuantity, "line.quantity", widgets.EntryOptions{Mono: true}},
	} {
		entry := widgets.NewEntry(f.o)
		entry.OnChanged = func(text string) { events.Typed(f.field, text) }
		e.entries[f.field], e.fields[f.field] = entry, widgets.NewField(w.T(f.name), entry)
	}
	e.label = e.entries[present.QuoteLabel]
	e.label.OnSubmitted = func(string) { events.LabelSubmitted() }
	e.entries[present.QuotePrice].OnSubmitted = func(string) { events.AddPressed() }
	e.kinds, e.rates = widgets.NewSegment(events.KindChosen), widgets.NewSegment(events.RateChosen)
	e.add = widgets.Secondary(w.T("sale.add"), widgets.ButtonOptions{Icon: icon.Plus}, events.AddPressed)
	e.found.Hide()
	e.card = widgets.Z(widgets.Card(e.body))
	return e
}

// arrange places the fields for a width class.
func (e *quoteEntry) arrange(class widgets.Class) fyne.CanvasObject {
	label, price, n := e.fields[present.QuoteLabel], e.fields[present.QuotePrice], e.fields[present.QuoteQuantity]
	if class == widgets.Narrow {
		e.body.Objects = []fyne.CanvasObject{e.kinds, label, e.found, widgets.HTop(12, []float32{1, 1}, price, n), e.rates, e.add}
		return e.card
	}
	now := theme.Current()
	e.body.Objects = []fyne.CanvasObject{
		e.kinds, widgets.HTop(12, []float32{1, 0, 0}, label, widgets.Fix(now.Scaled(quotePriceWidth), 0, price), widgets.Fix(now.Scaled(quoteQuantityWidth), 0, n)),
		e.found, widgets.HW(12, []float32{1, 0}, e.rates, e.add),
	}
	return e.card
}

func (e *quoteEntry) show(was, s present.QuoteState) {
	for field, to := range e.entries {
		to.Put(s.Text[field])
		e.fields[field].SetError(s.Errors[field])
	}
	e.kinds.Set(parts.Options(s.Kinds), s.Kind)
	e.rates.Set(parts.Options(s.Rates), s.Rate)
	e.add.SetEnabled(!s.Busy)
	if reflect.DeepEqual(was.Parts, s.Parts) && was.Chosen == s.Chosen {
		return
	}
	var objects []fyne.CanvasObject
	for i, p := range s.Parts {
		objects = append(objects, e.part(i, p, i == s.Chosen))
	}
	parts.SetObjects(e.found, objects...)
}

// part is a part that is offered: its name and price, and under them what may be
// promised of it here and how old that figure is.
func (e *quoteEntry) part(i int, p present.QuotePart, chosen bool) fyne.CanvasObject {
	look := widgets.Look{Hover: theme.WorkTint, Radius: 6, PadX: 10, Stretch: true}
	if chosen {
		look.Fill = theme.WorkTint
	}
	name := widgets.HW(12, []float32{1, 0}, widgets.Short(widgets.Strong.Of(p.Title)), widgets.Line(widgets.CodeStrong.Of(p.Amount)))
	about := widgets.Flow(theme.Grid, parts.NewChip(p.Chip), widgets.Line(widgets.CodeCaption.Of(p.Ref)), widgets.Line(widgets.Caption.Of(p.Age)))
	return widgets.NewTap(look, widgets.Pad(0, 6, 0, 6, widgets.V(4, name, about)), func() { e.events.PartChosen(i) })
}
