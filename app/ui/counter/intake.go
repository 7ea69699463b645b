package counter

import (
	"io"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
	"etabli/app/ui/widgets/scan"
)

// IntakeEvents is what people do with an intake.
type IntakeEvents interface {
	Typed(field present.IntakeField, text string)
	KnownChosen(index int)
	TellByChosen(value string)
	AccessoryToggled(index int)
	AccessoryAdded()
	ConditionToggled(index int)
	ConditionAdded()
	BatteryChosen(value string)
	PhotoChosen(name string, content io.ReadCloser)
	PhotoRemoved(index int)
	Signed(png []byte)
	ParkPressed()
	ParkedChosen(id string)
	DiscardPressed()
	SavePressed()
	AgainPressed()
	OpenPressed()
	SeenPressed(id present.ID)
}

// Intake draws the intake, one page in three steps.
type Intake struct {
	host     parts.Host
	events   IntakeEvents
	pictures parts.Pictures
	state    present.IntakeState
	drawn    bool
	parts.Scrolling

	entries [fieldCount]*widgets.Entry
	fields  [fieldCount]*widgets.Field

	knownChip, seen         *fyne.Container
	known, photos, parked   *fyne.Container
	tellBy                  *widgets.Select
	own                     *fyne.Container
	ownNotice, batterySays  *widgets.Notice
	accessories, conditions *widgets.Segment
	battery                 *widgets.Segment
	sign                    *widgets.Button
	side                    *intakeSide
	notice                  *widgets.Notice
	save                    *widgets.Button
	done                    *intakeDone
	page                    *parts.Fitted
	moreWith, moreState     *adder
	all                     *fyne.Container
}

const fieldCount = len(present.IntakeState{}.Fields)

// NewIntake returns an empty intake.
func NewIntake(host parts.Host, events IntakeEvents, pictures parts.Pictures) *Intake {
	n := &Intake{host: host, events: events, pictures: pictures}
	for i := range n.entries {
		n.newField(present.IntakeField(i))
	}
	n.moreWith = newAdder(host, n.entries[present.AccessoryField], n.fields[present.AccessoryField].Control(), events.AccessoryAdded)
	n.moreState = newAdder(host, n.entries[present.ConditionField], n.fields[present.ConditionField].Control(), events.ConditionAdded)
	n.entries[present.SerialField].OnScan = n.onSerialScan
	n.knownChip, n.seen, n.known, n.photos = widgets.H(0), widgets.H(0), widgets.Flow(theme.Grid), widgets.Flow(theme.Grid)
	n.tellBy = widgets.NewSelect(events.TellByChosen)
	n.ownNotice = widgets.NewNotice(widgets.NoticeData{}, false)
	n.own = widgets.V(parts.FieldGap, n.ownNotice, n.fields[present.OtherContactField])
	n.accessories = widgets.NewChoices(n.onAccessory)
	n.conditions = widgets.NewChoices(n.onCondition)
	n.battery = widgets.NewSegment(events.BatteryChosen)
	n.batterySays = widgets.NewNotice(widgets.NoticeData{}, false)
	n.sign = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Signature}, func() { parts.Sign(host, host.Words.T("intake.sign.text"), events.Signed) })
	n.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	n.save = widgets.Primary(host.Words.T("intake.save"), widgets.ButtonOptions{Key: "F9", Large: true}, events.SavePressed)
	n.parked = widgets.V(0)
	n.side = newIntakeSide(host, events)
	n.done = newIntakeDone(host, events)
	n.page = parts.NewFitted(n.arrange)
	n.all = widgets.Z(n.page, n.done.root)
	n.Show(present.IntakeState{})
	return n
}

func (n *Intake) newField(f present.IntakeField) {
	o := widgets.EntryOptions{}
	switch f {
	case present.PhoneField, present.SerialField, present.BoughtField, present.PromisedField, present.CeilingField, present.DiagnosisField:
		o.Mono = true
	case present.FaultField:
		o.Rows = 2
	}
	e := widgets.NewEntry(o)
	e.OnChanged = func(text string) { n.events.Typed(f, text) }
	if f == present.FaultField {
		e.OnChanged = n.onFault
	} else {
		e.OnSubmitted = func(string) { n.focusAfter(f) }
	}
	n.entries[f], n.fields[f] = e, widgets.NewField("", e)
}

// onFault takes the customer's words. Enter leaves the field here as in every
// other; several lines come by pasting.
func (n *Intake) onFault(text string) {
	e, was := n.entries[present.FaultField], n.state.Fields[present.FaultField].Value
	if len(text) == len(was)+1 && strings.Count(text, "\n") > strings.Count(was, "\n") {
		e.Put(was)
		n.focusAfter(present.FaultField)
		return
	}
	n.events.Typed(present.FaultField, text)
}

// enterOrder is the way of Enter through the fields, past those that are rarely
// filled in; Tab goes through all that can be pressed as well.
var enterOrder = []present.IntakeField{
	present.PhoneField, present.NameField, present.EmailField, present.OtherContactField,
	present.SerialField, present.ProductField, present.BoughtField, present.FaultField,
	present.PromisedField, present.CeilingField,
}

// focusAfter goes to the field after one, and from the last to the strong button.
func (n *Intake) focusAfter(f present.IntakeField) {
	canvas := n.host.Canvas()
	if canvas == nil {
		return
	}
	for _, next := range enterOrder[slices.Index(enterOrder, f)+1:] {
		if next != present.OtherContactField || n.state.OwnPhone {
			canvas.Focus(n.entries[next])
			n.Reveal(n.entries[next])
			return
		}
	}
	canvas.Focus(n.save)
	n.Reveal(n.save)
}

// Content is what the shell places.
func (n *Intake) Content() fyne.CanvasObject { return n.all }

// Focus is where the keyboard begins.
func (n *Intake) Focus() fyne.Focusable { return n.entries[present.PhoneField] }

// Fault is where the customer's words are typed.
func (n *Intake) Fault() fyne.Focusable { return n.entries[present.FaultField] }

// Show draws a state. While somebody types, nothing is drawn but what changes.
func (n *Intake) Show(s present.IntakeState) {
	was := n.state
	n.state = s
	for i := range s.Fields {
		n.showField(i, was.Fields[i], s.Fields[i])
	}
	if n.drawn && reflect.DeepEqual(withoutText(was), withoutText(s)) {
		return
	}
	n.drawn = true
	n.showCustomer(s)
	n.showDevice(s)
	n.showDrafts(s)
	n.side.Show(s)
	n.notice.Set(parts.NoticeData(s.Notice))
	n.save.SetEnabled(!s.Busy)
	n.done.Show(s.Done)
	n.page.Hidden = s.Done.Shown
	n.all.Refresh()
	if c := n.host.Canvas(); c != nil && was.Done.Shown && !s.Done.Shown { // the next one begins where the first did
		c.Focus(n.Focus())
	}
}

func (n *Intake) showField(i int, was, now present.FieldState) {
	e, field := n.entries[i], n.fields[i]
	e.Put(now.Value)
	if was.Hint != now.Hint {
		e.SetPlaceHolder(now.Hint)
	}
	if was.Label != now.Label {
		field.SetLabel(now.Label)
	}
	if was.Error != now.Error {
		field.SetError(now.Error)
	}
	if was.Verdict != now.Verdict {
		field.SetVerdict(parts.KindOf(now.Verdict.Tone), icon.Name(now.Verdict.Icon), now.Verdict.Text)
	}
}

// withoutText is a state but for what was typed.
func withoutText(s present.IntakeState) present.IntakeState {
	for i := range s.Fields {
		s.Fields[i].Value = ""
	}
	s.Kept = ""
	return s
}

// onSerialScan takes what a reader typed into the empty field of the number.
// Where something stands already, a fast typist may be at work.
func (n *Intake) onSerialScan(code scan.Scan) bool {
	if n.entries[present.SerialField].Text != "" {
		return false
	}
	n.events.Typed(present.SerialField, code.Code)
	n.focusAfter(present.SerialField)
	return true
}

// onAccessory and onCondition find the tick by its label.
func (n *Intake) onAccessory(label string) {
	if i := tickIndex(n.state.Accessories, label); i >= 0 {
		n.events.AccessoryToggled(i)
	}
}

func (n *Intake) onCondition(label string) {
	if i := tickIndex(n.state.Conditions, label); i >= 0 {
		n.events.ConditionToggled(i)
	}
}

func tickIndex(list []present.Tick, label string) int {
	for i, t := range list {
		if t.Label == label {
			return i
		}
	}
	return -1
}

func setTicks(s *widgets.Segment, list []present.Tick) {
	var all []widgets.Option
	var on []string
	for _, t := range list {
		all = append(all, widgets.Option{ID: t.Label, Label: t.Label})
		if t.On {
			on = append(on, t.Label)
		}
	}
	s.Set(all, on...)
}
