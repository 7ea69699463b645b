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

// entry is the line that is typed: an article or any name, a price, a rate.
type entry struct {
	events                 SaleEvents
	label, quantity, price *widgets.Entry
	fields                 map[present.SaleField]*widgets.Field
	rates                  *widgets.Segment
	add                    *widgets.Button
	found                  *fyne.Container
	shown                  []present.SaleLine
	chosen                 int
	card                   *fyne.Container
	typing                 bool
}

// The widths of the short fields.
const (
	quantityWidth float32 = 76
	priceWidth    float32 = 120
)

func newEntry(host parts.Host, events SaleEvents) *entry {
	w := host.Words
	e := &entry{events: events, found: widgets.V(0), fields: map[present.SaleField]*widgets.Field{}, chosen: -1, card: widgets.Z(), typing: true}
	e.label = widgets.NewEntry(widgets.EntryOptions{Placeholder: w.T("sale.article.hint")})
	e.quantity = widgets.NewEntry(widgets.EntryOptions{Mono: true})
	e.price = widgets.NewEntry(widgets.EntryOptions{Mono: true, Placeholder: "0,00 €"})
	for _, f := range []struct {
		field present.SaleField
		name  string
		entry *widgets.Entry
	}{{present.LabelField, "sale.article", e.label}, {present.QuantityField, "sale.quantity", e.quantity}, {present.PriceField, "sale.price", e.price}} {
		f.entry.OnChanged = func(text string) { events.Typed(f.field, text) }
		e.fields[f.field] = widgets.NewField(w.T(f.name), f.entry)
	}
	e.label.OnSubmitted = func(string) { events.LabelSubmitted() }
	e.price.OnSubmitted = func(string) { events.AddPressed() }
	e.rates = widgets.NewSegment(events.RateChosen)
	e.add = widgets.Secondary(w.T("sale.add"), widgets.ButtonOptions{Icon: icon.Plus}, events.AddPressed)
	e.found.Hide()
	return e
}

// arrange places the fields for a width class.
func (e *entry) arrange(class widgets.Class) fyne.CanvasObject {
	article, n, price := e.fields[present.LabelField], e.fields[present.QuantityField], e.fields[present.PriceField]
	foot := widgets.HW(12, []float32{1, 0}, e.rates, e.add)
	if class == widgets.Narrow {
		e.card = widgets.Card(widgets.V(parts.FieldGap, article, e.found, widgets.HTop(12, []float32{1, 1}, price, n), e.rates, e.add))
		e.card.Hidden = !e.typing
		return e.card
	}
	now := theme.Current()
	e.card = widgets.Card(widgets.V(parts.FieldGap, widgets.HTop(12, []float32{1, 0, 0}, article,
		widgets.Fix(now.Scaled(priceWidth), 0, price), widgets.Fix(now.Scaled(quantityWidth), 0, n)), e.found, foot))
	e.card.Hidden = !e.typing
	return e.card
}

func (e *entry) show(s present.SaleState) {
	for field, to := range map[present.SaleField]*widgets.Entry{present.LabelField: e.label, present.QuantityField: e.quantity, present.PriceField: e.price} {
		to.Put(s.Text[field])
		e.fields[field].SetError(s.Errors[field])
	}
	e.rates.Set(parts.Options(s.Rates), s.Rate)
	e.add.SetEnabled(!s.Busy)
	e.typing, e.card.Hidden = s.Typing, !s.Typing
	if reflect.DeepEqual(e.shown, s.Parts) && e.chosen == s.Chosen {
		return
	}
	e.shown, e.chosen = s.Parts, s.Chosen
	var objects []fyne.CanvasObject
	for i, p := range s.Parts {
		look := widgets.Look{Hover: theme.WorkTint, Radius: 6, PadX: 10, Stretch: true}
		if i == s.Chosen {
			look.Fill = theme.WorkTint
		}
		row := widgets.Pad(0, 6, 0, 6, widgets.HW(12, []float32{1, 0, 0}, widgets.Short(widgets.Strong.Of(p.Title)),
			widgets.Line(widgets.CodeCaption.Of(p.Detail)), widgets.Line(widgets.CodeStrong.Of(p.Amount))))
		objects = append(objects, widgets.NewTap(look, row, func() { e.events.PartChosen(i) }))
	}
	parts.SetObjects(e.found, objects...)
}
