package widgets_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/datetext"
	"etabli/app/ui/widgets/scan"
)

// form shows two entries and a button in reading order.
func form(s *stage) (name, phone *widgets.Entry, save *widgets.Button, saved *int) {
	name, phone = widgets.NewEntry(widgets.EntryOptions{}), widgets.NewEntry(widgets.EntryOptions{})
	saved = new(int)
	save = widgets.Primary("Enregistrer", widgets.ButtonOptions{}, func() { *saved++ })
	s.show(widgets.V(8, widgets.NewField("Nom", name), widgets.NewField("Téléphone", phone), save), 300, 300)
	return name, phone, save, saved
}

func TestTabGoesInReadingOrder(t *testing.T) {
	s := newStage(t, standard)
	name, phone, save, _ := form(s)
	for _, want := range []fyne.Focusable{name, phone, save, name} {
		s.canvas().FocusNext()
		if got := s.canvas().Focused(); got != want {
			t.Fatalf("the focus is on %T %p, want %T %p", got, got, want, want)
		}
	}
}

func TestEnterInAnEntryGoesToTheNext(t *testing.T) {
	s := newStage(t, standard)
	name, phone, save, saved := form(s)
	s.canvas().Focus(name)
	s.typed("Durand", byHand)
	s.key(fyne.KeyReturn)
	if s.canvas().Focused() != fyne.Focusable(phone) {
		t.Fatal("Enter did not go on")
	}
	s.key(fyne.KeyEnter)
	if s.canvas().Focused() != fyne.Focusable(save) {
		t.Fatal("Enter did not reach the button")
	}
	s.key(fyne.KeyReturn, fyne.KeySpace)
	if *saved != 2 || name.Text != "Durand" {
		t.Fatalf("saved %d times, name %q", *saved, name.Text)
	}
}

func TestWhatIsTypedGoesBehindATextThatWasPutThere(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	name.Put("Coin")
	s.canvas().Focus(name)
	s.typed(" fendu", byHand)
	if name.Text != "Coin fendu" {
		t.Errorf("it reads %q", name.Text)
	}
}

func TestEnterInSeveralLinesIsALineAndTabLeaves(t *testing.T) {
	s := newStage(t, standard)
	e := widgets.NewEntry(widgets.EntryOptions{Rows: 3})
	s.show(widgets.NewField("Panne", e), 300, 200)
	s.canvas().Focus(e)
	s.typed("a", byHand)
	s.key(fyne.KeyReturn)
	s.typed("b", byHand)
	if e.Text != "a\nb" {
		t.Errorf("the text is %q", e.Text)
	}
	if e.AcceptsTab() {
		t.Error("Tab is caught")
	}
}

func TestAnOnSubmittedEntryKeepsEnter(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	got := ""
	name.OnSubmitted = func(text string) { got = text }
	s.canvas().Focus(name)
	s.typed("LIL2", byHand)
	s.key(fyne.KeyReturn)
	if got != "LIL2" || s.canvas().Focused() != fyne.Focusable(name) {
		t.Fatalf("submitted %q", got)
	}
}

func TestANumberInTheSignsOfAFrenchKeyboardIsReadOnEnter(t *testing.T) {
	for typed, want := range map[string]string{
		"à_'çàà\"éé&__è": "0849003221887",
		"LIL2":           "LIL2", "12345678": "12345678", "----------": "----------", "&é\"": "&é\"", "été à Çà": "été à Çà",
	} {
		s := newStage(t, standard)
		name, _, _, _ := form(s)
		got := ""
		name.OnSubmitted = func(text string) { got = text }
		s.canvas().Focus(name)
		s.typed(typed, byHand)
		s.key(fyne.KeyReturn)
		if got != want || name.Text != want {
			t.Errorf("%q is read as %q, shown as %q", typed, got, name.Text)
		}
	}
}

func TestTheScreenSeesKeysBeforeWhatHasTheFocus(t *testing.T) {
	s := newStage(t, standard)
	name, _, save, saved := form(s)
	var got []string
	release := s.router.Bind(widgets.Keys{
		widgets.Key(fyne.KeyF2):   func() { got = append(got, "F2") },
		widgets.Ctrl(fyne.KeyK):   func() { got = append(got, "Ctrl+K") },
		widgets.Key(fyne.KeyDown): func() { got = append(got, "Down") },
	})
	search := &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}
	for _, f := range []fyne.Focusable{name, save, nil} {
		s.canvas().Focus(f)
		s.key(fyne.KeyF2, fyne.KeyDown)
		if f, ok := f.(fyne.Shortcutable); ok {
			f.TypedShortcut(search)
		}
	}
	if len(got) != 8 || *saved != 0 {
		t.Errorf("got %v, saved %d", got, *saved)
	}
	release()
	s.key(fyne.KeyF2)
	if len(got) != 8 {
		t.Error("a released key still works")
	}
}

func TestTheTopmostScreenHasAKeyFirst(t *testing.T) {
	s := newStage(t, standard)
	s.show(widgets.Spacer(), 10, 10)
	got := ""
	bind := func(bind func(widgets.Keys) func(), names map[fyne.KeyName]string) func() {
		keys := widgets.Keys{}
		for key, name := range names {
			keys[widgets.Key(key)] = func() { got += name }
		}
		return bind(keys)
	}
	low := bind(s.router.Bind, map[fyne.KeyName]string{fyne.KeyF2: "a", fyne.KeyF4: "b"})
	mid := bind(s.router.Bind, map[fyne.KeyName]string{fyne.KeyF2: "c"})
	s.key(fyne.KeyF2, fyne.KeyF4)
	top := bind(s.router.BindModal, map[fyne.KeyName]string{fyne.KeyEscape: "d"})
	s.key(fyne.KeyF2, fyne.KeyF4, fyne.KeyEscape)
	mid() // a layer may leave from the middle
	top()
	s.key(fyne.KeyF2)
	low()
	s.key(fyne.KeyF2)
	if got != "cbda" {
		t.Fatalf("got %q, want cbda", got)
	}
}

func TestACodeReadIntoAFieldByAccidentIsTakenOutAgain(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	var codes []string
	s.router.OnScan = func(c scan.Scan) bool { codes = append(codes, c.Code); return true }
	s.canvas().Focus(name)
	s.typed("Dur", byHand)
	s.now = s.now.Add(byHand)
	s.typed("LIL2-00431-K", byReader)
	s.now = s.now.Add(byReader)
	s.key(fyne.KeyReturn)
	s.typed("and", byHand)
	if len(codes) != 1 || codes[0] != "LIL2-00431-K" || name.Text != "Durand" {
		t.Fatalf("codes %v, name %q", codes, name.Text)
	}
	if s.canvas().Focused() != fyne.Focusable(name) {
		t.Error("the reader's Enter moved the focus")
	}
}

func TestACodeReadInTheMiddleOfATextLeavesTheRest(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	s.router.OnScan = func(scan.Scan) bool { return true }
	s.canvas().Focus(name)
	name.SetText("Durand")
	name.CursorColumn = 3
	s.typed("3017620422003", byReader)
	s.key(fyne.KeyReturn)
	if name.Text != "Durand" || name.CursorColumn != 3 {
		t.Fatalf("text %q, caret %d", name.Text, name.CursorColumn)
	}
}

func TestAFieldThatWantsCodesTakesThem(t *testing.T) {
	s := newStage(t, standard)
	_, phone, _, _ := form(s)
	got := ""
	phone.OnScan = func(c scan.Scan) bool { got = c.Code; phone.Put(c.Code); return true }
	s.router.OnScan = func(scan.Scan) bool { t.Error("the screen got the code"); return true }
	s.canvas().Focus(phone)
	s.typed("490154203237518", byReader)
	s.key(fyne.KeyReturn)
	if got != "490154203237518" || phone.Text != "490154203237518" {
		t.Fatalf("got %q, text %q", got, phone.Text)
	}
}

func TestACodeNobodyWantsStaysWhereItWasTyped(t *testing.T) {
	s := newStage(t, standard)
	name, phone, _, _ := form(s)
	s.router.OnScan = func(scan.Scan) bool { return false }
	s.canvas().Focus(name)
	s.typed("ABCDEF", byReader)
	s.key(fyne.KeyReturn)
	if name.Text != "ABCDEF" || s.canvas().Focused() != fyne.Focusable(phone) {
		t.Fatalf("text %q", name.Text)
	}
}

func TestACodeThatEndsWithTabIsFoundWhenTheFocusGoes(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	got := ""
	s.router.OnScan = func(c scan.Scan) bool { got = c.Code; return true }
	s.canvas().Focus(name)
	s.typed("LIL2-00431-K", byReader)
	s.canvas().FocusNext()
	if got != "LIL2-00431-K" || name.Text != "" {
		t.Fatalf("got %q, text %q", got, name.Text)
	}
}

func TestACodeIsReadWhileNothingOrAButtonHasTheFocus(t *testing.T) {
	s := newStage(t, standard)
	_, _, save, saved := form(s)
	var got []string
	s.router.OnScan = func(c scan.Scan) bool { got = append(got, c.Code); return true }
	for _, f := range []fyne.Focusable{nil, save} {
		s.canvas().Focus(f)
		s.now = s.now.Add(byHand)
		s.typed("LIL2-00431-K", byReader)
		s.key(fyne.KeyReturn)
	}
	if len(got) != 2 || *saved != 0 {
		t.Fatalf("got %v, saved %d", got, *saved)
	}
}

func TestACodeWithoutAnEndIsDeliveredWhenItSettles(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	got := ""
	s.router.OnScan = func(c scan.Scan) bool { got = c.Code; return true }
	s.canvas().Focus(name)
	s.typed("LIL2-00431-K", byReader)
	s.router.Settle()
	if got != "" {
		t.Fatal("delivered too early")
	}
	s.now = s.now.Add(byHand)
	s.router.Settle()
	if got != "LIL2-00431-K" || name.Text != "" {
		t.Fatalf("got %q, text %q", got, name.Text)
	}
}

func TestAnEntryDrawsNoBoxOfItsOwn(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	s.canvas().Focus(name)
	for _, o := range test.WidgetRenderer(name).Objects() {
		if _, ok := o.(*canvas.Rectangle); ok {
			t.Error("the stock box or border is drawn")
		}
	}
}

func TestASecretShowsDots(t *testing.T) {
	s := newStage(t, standard)
	e := widgets.NewEntry(widgets.EntryOptions{Secret: true})
	s.show(widgets.NewField("Code", e), 200, 100)
	s.canvas().Focus(e)
	s.typed("1234", byHand)
	if e.Text != "1234" || contains(test.RenderObjectToMarkup(e), "1234") {
		t.Errorf("the secret is shown")
	}
}

func TestAPINTakesDigitsAlone(t *testing.T) {
	test.NewTempApp(t)
	e := widgets.NewEntry(widgets.EntryOptions{Secret: true})
	w := test.NewTempWindow(t, e)
	w.Canvas().Focus(e)
	test.Type(e, " 2a7-1")
	if e.Text != "271" {
		t.Errorf("%q was typed into a PIN", e.Text)
	}
}

func TestPuttingATextCallsNobody(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	name.OnChanged = func(string) { t.Error("OnChanged was called") }
	name.Put("Durand")
	if name.Text != "Durand" || name.OnChanged == nil {
		t.Fatalf("text %q", name.Text)
	}
}

func TestADateIsReadWhenItIsLeft(t *testing.T) {
	s := newStage(t, standard)
	type answer struct {
		iso string
		ok  bool
	}
	var got []answer
	f := widgets.NewDateField("Acheté le", datetext.Past, func() string { return "2026-11-21" })
	f.OnDate = func(iso string, ok bool) { got = append(got, answer{iso, ok}) }
	next := widgets.NewEntry(widgets.EntryOptions{})
	s.show(widgets.V(8, f, next), 300, 200)

	s.canvas().Focus(f.Entry())
	s.typed("14 fev 25", byHand)
	s.key(fyne.KeyReturn)
	if f.Entry().Text != "14/02/2025" || f.Date() != "2025-02-14" || s.canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("text %q, date %q", f.Entry().Text, f.Date())
	}
	s.canvas().Focus(f.Entry())
	s.canvas().Focus(next) // nothing changed
	s.canvas().Focus(f.Entry())
	f.Entry().SetText("32/02")
	s.canvas().Focus(next)
	if f.Entry().Text != "32/02" {
		t.Errorf("what cannot be read became %q", f.Entry().Text)
	}
	s.canvas().Focus(f.Entry())
	f.Entry().SetText("")
	s.canvas().Focus(next)
	want := []answer{{"2025-02-14", true}, {"", false}, {"", true}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("answer %d is %v, want %v", i, got[i], want[i])
		}
	}
}

func TestAFieldSaysWhatIsWrongAndThenWhatHelps(t *testing.T) {
	s := newStage(t, standard)
	f := widgets.NewField("Téléphone", widgets.NewEntry(widgets.EntryOptions{}))
	s.show(f, 300, 200)
	plain := widgets.HeightOf(f, 300)
	f.SetHint("Dix chiffres.")
	f.SetError("Il manque deux chiffres.")
	if got := words(f); got != "Téléphone|Il manque deux chiffres." {
		t.Errorf("shown: %s", got)
	}
	f.SetError("")
	if got := words(f); got != "Téléphone|Dix chiffres." {
		t.Errorf("shown: %s", got)
	}
	f.SetHint("")
	if widgets.HeightOf(f, 300) != plain {
		t.Error("an empty note takes room")
	}
}

func TestAWindowThatWasHeldUpTellsACodeFromWhatAHandWrote(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	var got []string
	s.router.OnScan = func(c scan.Scan) bool { got = append(got, c.Code); return true }
	for _, c := range []struct{ typed, code string }{{"Ecran noir", ""}, {"R(_N\"àXYW&é", "R58N30XYZ12"}} {
		name.Put("")
		s.canvas().Focus(name)
		s.router.Beat()
		s.now = s.now.Add(2 * time.Second)
		s.typed(c.typed, 0)
		s.key(fyne.KeyReturn)
		switch {
		case c.code == "" && (len(got) > 0 || name.Text != c.typed):
			t.Errorf("%q was taken away for %q", c.typed, got)
		case c.code != "" && (len(got) != 1 || got[0] != c.code || name.Text != ""):
			t.Errorf("%q gave %q and left %q", c.typed, got, name.Text)
		}
	}
}

func TestAReaderOverTheAirIsReadOnEnter(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, _ := form(s)
	for _, c := range []struct{ typed, want string }{{"R(_N\"àXYW&é", "R58N30XYZ12"}, {"l'été (à voir)", "l'été (à voir)"}} {
		name.Put("")
		s.canvas().Focus(name)
		for _, r := range c.typed {
			s.now = s.now.Add(byHand)
			name.TypedRune(r)
		}
		s.now = s.now.Add(byHand)
		s.key(fyne.KeyReturn)
		if name.Text != c.want {
			t.Errorf("%q became %q", c.typed, name.Text)
		}
	}
}
