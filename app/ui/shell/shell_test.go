package shell_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"etabli/app/domain/staff"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/shell"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/scan"
)

// at shows a shell over a typical shop, with its keys.
func at(t *testing.T, size fyne.Size) (*shell.Shell, fyne.Window, *widgets.KeyRouter) {
	t.Helper()
	return keyed(t, sample.Typical(), size)
}

// keyed shows a shell over a shop, with its keys.
func keyed(t *testing.T, backend shell.Backend, size fyne.Size) (*shell.Shell, fyne.Window, *widgets.KeyRouter) {
	t.Helper()
	s, w := over(t, backend, size)
	now := sample.Now
	router := widgets.NewKeyRouter(func() time.Time { now = now.Add(time.Second); return now }, scan.Options{})
	router.Attach(w.Canvas())
	t.Cleanup(router.Detach)
	s.Keys(router)
	return s, w, router
}

// over shows a shell over a shop.
func over(t *testing.T, backend shell.Backend, size fyne.Size) (*shell.Shell, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	s := shell.New(shell.Options{
		Env: sample.Env(lang.For("fr")), Backend: backend, Canvas: w.Canvas,
		Pictures: func(func(string, io.ReadCloser)) {},
	})
	w.SetContent(s.Content())
	w.Resize(size)
	s.Enter(t.Context())
	t.Cleanup(s.Leave)
	return s, w
}

var (
	deskSize  = fyne.NewSize(1366, 768)
	phoneSize = fyne.NewSize(390, 844)
)

// press sends a key to whatever has the focus.
func press(w fyne.Window, key fyne.KeyName) {
	e := &fyne.KeyEvent{Name: key}
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(e)
		return
	}
	w.Canvas().OnTypedKey()(e)
}

func TestAClosedPageOpensWhenSomebodyElseTakesOver(t *testing.T) {
	backend := sample.Called()
	backend.People[1].HasPIN, backend.People[1].May = false, staff.Rights()
	s, w := over(t, backend, deskSize)
	s.Events().Shell.StaffChosen(sample.ID(70))
	s.Go(present.Route{Screen: present.ManagerScreen})
	shut := test.RenderToMarkup(w.Canvas())
	if !strings.Contains(shut, "réservée") || strings.Contains(shut, "À décider") {
		t.Fatal("it is not closed")
	}
	s.Events().Shell.StaffChosen(sample.ID(71))
	if open := test.RenderToMarkup(w.Canvas()); strings.Contains(open, "réservée") || !strings.Contains(open, "À décider") {
		t.Error("it does not open")
	}
	s.Events().Shell.StaffChosen(sample.ID(70))
	if test.RenderToMarkup(w.Canvas()) != shut {
		t.Error("it does not close again")
	}
}

func TestTheKeysLeadThroughTheDay(t *testing.T) {
	s, w, _ := at(t, deskSize)
	press(w, fyne.KeyDown)
	if s.Route().Repair != sample.ID(1) {
		t.Fatalf("Down opens %v", s.Route())
	}
	press(w, fyne.KeyF2)
	if s.Route().Screen != present.IntakeScreen {
		t.Fatalf("F2 leads to %v", s.Route())
	}
	if _, ok := w.Canvas().Focused().(*widgets.Entry); !ok {
		t.Errorf("the intake begins at %T", w.Canvas().Focused())
	}
	press(w, fyne.KeyEscape)
	if s.Route() != (present.Route{Screen: present.CounterScreen, Repair: sample.ID(1)}) {
		t.Errorf("Escape leads to %v", s.Route())
	}
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	if _, ok := w.Canvas().Focused().(*widgets.Entry); !ok {
		t.Errorf("Ctrl+K leads to %T", w.Canvas().Focused())
	}
}

func TestTypingInTheBoxFindsArrowsChooseAndEnterOpens(t *testing.T) {
	s, w, _ := at(t, deskSize)
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	test.Type(w.Canvas().Focused(), "galaxy")
	press(w, fyne.KeyDown)
	press(w, fyne.KeyReturn)
	if s.Route().Repair != sample.ID(7) {
		t.Errorf("the second hit opens %v", s.Route())
	}
}

func TestAReceiptThatIsScannedOpensItsFileFromAnywhere(t *testing.T) {
	s, w, router := at(t, deskSize)
	press(w, fyne.KeyF2)
	if !router.OnScan(scan.Scan{Code: sample.Typical().Repairs[1].Number}) {
		t.Fatal("nobody took the code")
	}
	if s.Route().Repair != sample.ID(2) {
		t.Errorf("it leads to %v", s.Route())
	}
}

func TestACodeOfSomebodyElseIsSaidToBeNothingOfOursUnlessSomebodyWrites(t *testing.T) {
	const parcel = "1Z999AA10123456784"
	s, w, router := at(t, deskSize)
	s.Go(present.Route{Screen: present.LoansScreen})
	if !router.OnScan(scan.Scan{Code: parcel}) || !strings.Contains(test.RenderToMarkup(w.Canvas()), "Rien pour") {
		t.Error("nothing is said of it")
	}
	press(w, fyne.KeyF2)
	if router.OnScan(scan.Scan{Code: parcel}) {
		t.Error("what somebody may have typed fast is taken away")
	}
}

func TestWhoWritesOnSeesWhereTheyWriteAgain(t *testing.T) {
	_, w, router := at(t, deskSize)
	press(w, fyne.KeyF2)
	if !router.OnScan(scan.Scan{Code: "https://other.example/t/99231"}) || !strings.Contains(test.RenderToMarkup(w.Canvas()), "Rien pour") {
		t.Fatal("nothing is said of it")
	}
	test.Type(w.Canvas().Focused(), "A")
	if strings.Contains(test.RenderToMarkup(w.Canvas()), "Rien pour") {
		t.Error("what is said of it lies over the field")
	}
}

func TestTheNextIntakeBeginsWhereTheFirstDid(t *testing.T) {
	s, w, _ := at(t, deskSize)
	press(w, fyne.KeyF2)
	first := w.Canvas().Focused()
	w.Canvas().FocusNext()
	s.Events().Intake.Typed(present.ProductField, "Galaxy S24")
	press(w, fyne.KeyF9)
	if !strings.Contains(test.RenderToMarkup(w.Canvas()), "Dépôt enregistré") {
		t.Fatal("it is not saved")
	}
	press(w, fyne.KeyF2)
	if w.Canvas().Focused() != first {
		t.Errorf("the next intake begins at %T", w.Canvas().Focused())
	}
}

func TestADeviceThatIsScannedDuringAnIntakeFillsItsNumber(t *testing.T) {
	s, w, router := at(t, deskSize)
	press(w, fyne.KeyF2)
	if !router.OnScan(scan.Scan{Code: "490154203237518"}) {
		t.Fatal("nobody took the code")
	}
	if s.Route().Screen != present.IntakeScreen {
		t.Errorf("it leads away to %v", s.Route())
	}
	if router.OnScan(scan.Scan{Code: "Benali"}) {
		t.Error("what a fast typist wrote is taken for a code")
	}
}

func TestOnAPhoneAFileTakesThePlaceOfTheList(t *testing.T) {
	s, w, _ := at(t, phoneSize)
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 160))
	if s.Route().Repair != sample.ID(1) {
		t.Fatalf("a tap on the first row leads to %v", s.Route())
	}
	press(w, fyne.KeyEscape)
	if !s.Route().Repair.IsZero() {
		t.Errorf("Escape leads to %v", s.Route())
	}
}

func TestNothingIsScannedBehindTheLock(t *testing.T) {
	s, _, router := at(t, deskSize)
	s.Go(present.Route{Screen: present.CounterScreen})
	s.Events().Shell.LockPressed()
	was := s.Route()
	router.OnScan(scan.Scan{Code: sample.Typical().Number(3)})
	if s.Route() != was {
		t.Errorf("a receipt led to %+v", s.Route())
	}
}
