package counter_test

import (
	"io"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/ui/counter"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// log notes what a view forwards.
type log []string

func (l *log) say(what string) { *l = append(*l, what) }

func (l *log) last(t *testing.T, want string) {
	t.Helper()
	if len(*l) == 0 || (*l)[len(*l)-1] != want {
		t.Errorf("it forwards %v, want %s last", *l, want)
	}
}

// repairLog is the events of a file.
type repairLog struct{ log }

func (r *repairLog) SheetTyped(key, value string)             { r.say("typed " + key + "=" + value) }
func (r *repairLog) SheetSubmitted()                          { r.say("submitted") }
func (r *repairLog) SheetClosed()                             { r.say("closed") }
func (r *repairLog) SheetPhoto(string, string, io.ReadCloser) { r.say("photo") }
func (r *repairLog) SheetPhotoGone(string, int)               { r.say("photo gone") }
func (r *repairLog) SheetSigned(string, []byte)               { r.say("signed") }
func (r *repairLog) PrimaryPressed()                          { r.say("primary") }
func (r *repairLog) ActionPressed(id string)                  { r.say("action " + id) }
func (r *repairLog) FactPressed(id string)                    { r.say("fact " + id) }
func (r *repairLog) SideChosen(item string, side int)         { r.say("side " + item + string(rune('0'+side))) }
func (r *repairLog) Forms() []present.Action                  { return nil }
func (r *repairLog) RetryPressed()                            { r.say("retry") }

func hostOf(w fyne.Window) parts.Host {
	return parts.Host{Words: lang.For("fr"), Canvas: w.Canvas}
}

func TestASheetOpensOnceTakesTextAndCloses(t *testing.T) {
	w := window(t, desk)
	events := &repairLog{}
	view := counter.NewRepair(hostOf(w), events, func() {})
	w.SetContent(view.Content())
	w.Resize(desk)
	sheet := present.Sheet{Open: true, Title: "Note", Submit: "Enregistrer", Cancel: "Annuler", Fields: []present.SheetField{
		{Key: "text", Label: "Note", Kind: present.TextInput},
	}}
	view.Show(present.RepairState{Open: true, Number: "LIL2-00431-X7K", Sheet: sheet})
	first := w.Canvas().Overlays().Top()
	if first == nil {
		t.Fatal("the sheet is not shown")
	}
	entry, ok := w.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("the focus is on %T", w.Canvas().Focused())
	}
	test.Type(entry, "été")
	events.last(t, "typed text=été")
	sheet.Fields = []present.SheetField{{Key: "text", Label: "Note", Kind: present.TextInput, Value: "été", Error: "trop court"}}
	view.Show(present.RepairState{Open: true, Number: "LIL2-00431-X7K", Sheet: sheet})
	if w.Canvas().Overlays().Top() != first || entry.Text != "été" {
		t.Error("an error makes another sheet")
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	events.last(t, "submitted")
	view.Show(present.RepairState{Open: true, Number: "LIL2-00431-X7K"})
	if w.Canvas().Overlays().Top() != nil {
		t.Error("the sheet stays after it was done")
	}
}

// intakeLog is the events of an intake.
type intakeLog struct{ log }

func (n *intakeLog) Typed(f present.IntakeField, text string) {
	n.say(string(rune('a'+f)) + "=" + text)
}
func (n *intakeLog) KnownChosen(int)                   { n.say("known") }
func (n *intakeLog) TellByChosen(v string)             { n.say("tell " + v) }
func (n *intakeLog) AccessoryToggled(int)              { n.say("accessory") }
func (n *intakeLog) AccessoryAdded()                   { n.say("added") }
func (n *intakeLog) ConditionToggled(int)              { n.say("condition") }
func (n *intakeLog) ConditionAdded()                   { n.say("remark") }
func (n *intakeLog) BatteryChosen(v string)            { n.say("battery " + v) }
func (n *intakeLog) PhotoChosen(string, io.ReadCloser) { n.say("photo") }
func (n *intakeLog) PhotoRemoved(int)                  { n.say("no photo") }
func (n *intakeLog) Signed([]byte)                     { n.say("signed") }
func (n *intakeLog) ParkPressed()                      { n.say("parked") }
func (n *intakeLog) ParkedChosen(string)               { n.say("resumed") }
func (n *intakeLog) DiscardPressed()                   { n.say("discarded") }
func (n *intakeLog) SavePressed()                      { n.say("saved") }
func (n *intakeLog) AgainPressed()                     { n.say("again") }
func (n *intakeLog) OpenPressed()                      { n.say("opened") }
func (n *intakeLog) SeenPressed(present.ID)            { n.say("seen") }

func TestEnterGoesThroughTheIntakeToTheStrongButton(t *testing.T) {
	w := window(t, desk)
	events := &intakeLog{}
	view := counter.NewIntake(hostOf(w), events, func(func(string, io.ReadCloser)) {})
	w.SetContent(view.Content())
	w.Resize(desk)
	w.Canvas().Focus(view.Focus())
	var state present.IntakeState
	for step := range 9 {
		entry, ok := w.Canvas().Focused().(*widgets.Entry)
		if !ok {
			t.Fatalf("step %d is at %T", step, w.Canvas().Focused())
		}
		test.Type(entry, "x")
		field := present.IntakeField(events.log[len(events.log)-1][0] - 'a')
		state.Fields[field].Value = "x"
		view.Show(state)
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if _, ok := w.Canvas().Focused().(*widgets.Button); !ok {
		t.Errorf("after the last field the focus is on %T", w.Canvas().Focused())
	}
	for i, f := range state.Fields {
		if f.Value == "x\n" {
			t.Errorf("Enter wrote a line break into field %d", i)
		}
	}
}

func TestShowingWhatIsTypedLeavesTheFocusAndTheTextAlone(t *testing.T) {
	w := window(t, desk)
	events := &intakeLog{}
	view := counter.NewIntake(hostOf(w), events, func(func(string, io.ReadCloser)) {})
	w.SetContent(view.Content())
	w.Resize(desk)
	w.Canvas().Focus(view.Focus())
	entry := w.Canvas().Focused().(*widgets.Entry)
	test.Type(entry, "06")
	said := len(events.log)
	var state present.IntakeState
	state.Fields[present.PhoneField].Value = "06"
	state.Known = []present.KnownCustomer{{Name: "Karim"}, {Name: "Leïla"}}
	view.Show(state)
	if w.Canvas().Focused() != fyne.Focusable(entry) || entry.Text != "06" || entry.CursorColumn != 2 {
		t.Errorf("after a state the focus is on %T, the caret at %d", w.Canvas().Focused(), entry.CursorColumn)
	}
	if len(events.log) != said {
		t.Errorf("showing a state is taken for typing: %v", events.log)
	}
}

// listLog is the events of the list.
type listLog struct{ log }

func (l *listLog) ScopeChosen(s present.Scope) { l.say("scope " + string(s)) }
func (l *listLog) Row(i int) present.Row       { return present.Row{Number: "N", Product: "P"} }
func (l *listLog) RowChosen(i int)             { l.say("row " + string(rune('0'+i))) }
func (l *listLog) EmptyPressed()               { l.say("empty") }
func (l *listLog) RetryPressed()               { l.say("retry") }

func TestTheListForwardsWhatIsChosenAndNothingThatIsShown(t *testing.T) {
	w := window(t, desk)
	events := &listLog{}
	view := parts.NewList(events, icon.PackageOpen)
	w.SetContent(view.Content())
	w.Resize(fyne.NewSize(380, 700))
	view.Show(present.ListState{Total: 5, Selected: 2, Tabs: []present.ListTab{{Scope: present.OpenScope, Label: "Ouvertes", Selected: true}}})
	if len(events.log) != 0 {
		t.Errorf("showing a selection is taken for choosing: %v", events.log)
	}
	view.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	events.last(t, "row 3")
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 120))
	if !slices.ContainsFunc(events.log, func(s string) bool { return s == "row 0" }) {
		t.Errorf("a tap on the first row forwards %v", events.log)
	}
}

// What is wrong is where the keyboard goes on, once and not at every stroke after it.
func TestTheKeyboardGoesToTheFieldThatIsWrong(t *testing.T) {
	w := window(t, desk)
	view := counter.NewRepair(hostOf(w), &repairLog{}, func() {})
	w.SetContent(view.Content())
	w.Resize(desk)
	sheet := present.Sheet{Open: true, Title: "Vente", Submit: "Enregistrer", Cancel: "Annuler", Fields: []present.SheetField{
		{Key: "number", Label: "Référence", Kind: present.TextInput}, {Key: "on", Label: "Le", Kind: present.TextInput},
	}}
	view.Show(present.RepairState{Open: true, Sheet: sheet})
	first := w.Canvas().Focused()
	sheet.Fields = slices.Clone(sheet.Fields)
	sheet.Fields[1].Error = "Ce jour n’existe pas."
	view.Show(present.RepairState{Open: true, Sheet: sheet})
	wrong := w.Canvas().Focused()
	if wrong == nil || wrong == first {
		t.Fatalf("the keyboard is at %T", wrong)
	}
	w.Canvas().Focus(first)
	sheet.Fields = slices.Clone(sheet.Fields)
	sheet.Fields[0].Value = "12"
	view.Show(present.RepairState{Open: true, Sheet: sheet})
	if w.Canvas().Focused() != first {
		t.Errorf("it jumps away while somebody types")
	}
}
