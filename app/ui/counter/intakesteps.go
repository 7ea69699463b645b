package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// sideWidth is the width of the column beside the three steps.
const sideWidth float32 = 320

// arrange places the three steps, and beside or below them what the law says,
// what was seen before and what will be printed.
func (n *Intake) arrange(class widgets.Class) fyne.CanvasObject {
	steps := widgets.V(parts.CardGap, n.parked, n.customer(class), n.device(class), n.commitments(class), n.notice, n.foot(class))
	if class == widgets.Wide {
		n.Scrolling = parts.NewScrolling(widgets.Pad(parts.PageSpace, 20, parts.PageSpace, parts.PageSpace,
			widgets.HTop(20, []float32{1, 0}, steps, widgets.Fix(sideWidth, 0, n.side.root))))
		return n.Scrolling.Root
	}
	space := parts.PageSpace
	if class == widgets.Narrow {
		space = parts.CardGap
	}
	n.Scrolling = parts.NewScrolling(widgets.PadAll(space, widgets.V(parts.CardGap, steps, n.side.root)))
	return n.Scrolling.Root
}

// side by side, or one below the other on a phone.
func row(class widgets.Class, weights []float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	if class == widgets.Narrow {
		return widgets.V(parts.FieldGap, objects...)
	}
	return widgets.HTop(parts.FieldGap, weights, objects...)
}

func (n *Intake) customer(class widgets.Class) fyne.CanvasObject {
	w, f := n.host.Words, n.fields
	tell := widgets.NewField(w.T("intake.tell"), n.tellBy)
	return widgets.TitledCard(w.T("intake.step1"), n.knownChip, 10,
		row(class, []float32{4, 5, 5, 3}, f[present.PhoneField], f[present.NameField], f[present.EmailField], tell),
		n.known, n.own)
}

func (n *Intake) device(class widgets.Class) fyne.CanvasObject {
	w, f := n.host.Words, n.fields
	label := func(key string) fyne.CanvasObject { return widgets.Line(widgets.Label.Of(w.T(key))) }
	photo := widgets.PillButton(icon.Camera, w.T("intake.photo"), n.onPhoto)
	with := widgets.V(theme.Grid, label("intake.accessories"), chips(n.accessories, n.moreWith.root))
	return widgets.TitledCard(w.T("intake.step2"), n.seen, 10,
		row(class, []float32{5, 5, 3}, f[present.SerialField], f[present.ProductField], f[present.BoughtField]),
		row(class, []float32{5, 4}, f[present.FaultField], with),
		named(class, label("intake.condition"), chips(n.conditions, n.moreState.root)),
		named(class, label("intake.photos"), widgets.Flow(theme.Grid, photo, n.photos)),
		named(class, label("intake.battery"), n.battery),
		n.batterySays)
}

// nameWidth is the width of the names before rows of chips.
const nameWidth float32 = 64

// named puts a name before a row of chips, or above it on a phone.
func named(class widgets.Class, name, chips fyne.CanvasObject) fyne.CanvasObject {
	if class == widgets.Narrow {
		return widgets.V(4, name, chips)
	}
	width := theme.Current().Scaled(nameWidth)
	return widgets.HTop(0, []float32{0, 1}, widgets.Fix(width, 0, widgets.Pad(0, 4, 0, 0, name)), chips)
}

// chips is a row of chips with a plus behind it.
func chips(row, plus fyne.CanvasObject) fyne.CanvasObject {
	return widgets.HTop(theme.Grid, []float32{0, 1}, row, widgets.HW(0, []float32{0, 1}, plus, widgets.Spacer()))
}

func (n *Intake) commitments(class widgets.Class) fyne.CanvasObject {
	w, f := n.host.Words, n.fields
	return widgets.TitledCard(w.T("intake.step3"), nil, 10,
		row(class, []float32{1, 1, 1, 1}, f[present.PromisedField], f[present.CeilingField], f[present.DiagnosisField],
			widgets.NewField(w.T("intake.signature"), n.sign)))
}

func (n *Intake) foot(class widgets.Class) fyne.CanvasObject {
	w := n.host.Words
	safe := widgets.Paragraph(widgets.Caption.Of(w.T("intake.safe")))
	discard := widgets.Link(w.T("intake.discard"), n.events.DiscardPressed)
	park := widgets.Secondary(w.T("intake.park"), widgets.ButtonOptions{}, n.events.ParkPressed)
	if class == widgets.Narrow {
		return widgets.V(parts.FieldGap, n.save, widgets.HFill(theme.Grid, []float32{1, 1}, discard, park), safe)
	}
	return widgets.HW(12, []float32{1}, safe, discard, park, n.save)
}

func (n *Intake) showCustomer(s present.IntakeState) {
	chip := []fyne.CanvasObject{}
	if !s.KnownChip.IsZero() {
		chip = append(chip, parts.NewChip(s.KnownChip))
	}
	parts.SetObjects(n.knownChip, chip...)
	var people []fyne.CanvasObject
	if len(s.Known) > 1 || len(s.Known) == 1 && !s.Known[0].Chosen {
		for i, k := range s.Known {
			name := icon.User
			if k.Chosen {
				name = icon.Check
			}
			people = append(people, widgets.PillButton(name, k.Name+" · "+k.Detail, func() { n.events.KnownChosen(i) }))
			if k.Key != "" {
				people = append(people, widgets.KeyHint(k.Key))
			}
		}
	}
	parts.SetObjects(n.known, people...)
	n.tellBy.Set(parts.Options(s.TellBy), s.TellByValue)
	n.ownNotice.Set(parts.NoticeData(s.OwnNotice))
	n.own.Hidden = !s.OwnPhone
}

func (n *Intake) showDevice(s present.IntakeState) {
	seen := []fyne.CanvasObject{}
	if s.SeenChip != "" {
		seen = append(seen, widgets.Line(widgets.Caption.Of(s.SeenChip)))
	}
	parts.SetObjects(n.seen, seen...)
	setTicks(n.accessories, s.Accessories)
	setTicks(n.conditions, s.Conditions)
	n.battery.Set(parts.Options(s.Battery), s.BatteryAt)
	n.batterySays.Set(parts.NoticeData(s.BatterySays))
	var photos []fyne.CanvasObject
	for i, name := range s.Photos {
		photos = append(photos, widgets.PillButton(icon.X, name, func() { n.events.PhotoRemoved(i) }))
	}
	parts.SetObjects(n.photos, photos...)
	n.sign.SetLabel(s.SignedWord)
	if s.Signed {
		n.sign.SetIcon(icon.Check)
	} else {
		n.sign.SetIcon(icon.Signature)
	}
}

func (n *Intake) showDrafts(s present.IntakeState) {
	if len(s.Parked) == 0 {
		parts.SetObjects(n.parked)
		return
	}
	list := widgets.Flow(theme.Grid)
	for _, p := range s.Parked {
		list.Add(widgets.PillButton(icon.History, p.Label+" · "+p.When, func() { n.events.ParkedChosen(p.ID) }))
	}
	parts.SetObjects(n.parked, widgets.Card(widgets.V(theme.Grid, widgets.Line(widgets.Label.Of(n.host.Words.T("intake.parked"))), list)))
}

func (n *Intake) onPhoto() { n.pictures(n.events.PhotoChosen) }
