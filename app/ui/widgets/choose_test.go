package widgets_test

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/stroke"
)

var letters = []widgets.Option{{ID: "a", Label: "Ancien"}, {ID: "b", Label: "Bosch"}, {ID: "c", Label: "Canon"}}

func TestASegmentIsOneStopWithArrowsInside(t *testing.T) {
	s := newStage(t, standard)
	var got []string
	seg := widgets.NewSegment(func(id string) { got = append(got, id) })
	seg.Set(letters, "b")
	after := widgets.NewEntry(widgets.EntryOptions{})
	s.show(widgets.V(8, seg, after), 300, 100)
	s.canvas().FocusNext()
	s.key(fyne.KeyRight, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyLeft)
	if fmt.Sprint(got) != "[c a c b]" || fmt.Sprint(seg.Chosen()) != "[b]" {
		t.Errorf("got %v, chosen %v", got, seg.Chosen())
	}
	s.canvas().FocusNext()
	if s.canvas().Focused() != fyne.Focusable(after) {
		t.Error("a segment is more than one stop")
	}
}

func TestTheRingOfASegmentGoesToWhatIsChosenAfterTheFocusCame(t *testing.T) {
	s := newStage(t, standard)
	var got []string
	seg := widgets.NewSegment(func(id string) { got = append(got, id) })
	seg.Set(letters)
	s.show(seg, 300, 100)
	s.canvas().FocusNext()
	seg.Set(letters, "b")
	s.key(fyne.KeyRight)
	if fmt.Sprint(got) != "[c]" {
		t.Errorf("the arrow went to %v", got)
	}
}

func TestChoicesAreEachTurnedOnAndOff(t *testing.T) {
	s := newStage(t, standard)
	var got []string
	with := widgets.NewChoices(func(id string) { got = append(got, id) })
	with.Set(letters, "a")
	s.show(with, 300, 100)
	s.canvas().FocusNext()
	s.key(fyne.KeyRight, fyne.KeySpace, fyne.KeyLeft, fyne.KeySpace)
	if fmt.Sprint(got) != "[b a]" || fmt.Sprint(with.Chosen()) != "[b]" {
		t.Errorf("got %v, chosen %v", got, with.Chosen())
	}
}

func TestARailIsOneStopAndOpensOnEnter(t *testing.T) {
	s := newStage(t, standard)
	var got []string
	rail := widgets.NewRail("Établi", func(id string) { got = append(got, id) })
	rail.SetItems(places, "repairs")
	after := widgets.NewEntry(widgets.EntryOptions{})
	s.show(widgets.HFill(0, []float32{0, 1}, rail, after), 600, 500)
	s.canvas().FocusNext()
	s.key(fyne.KeyDown, fyne.KeyDown)
	if len(got) != 0 {
		t.Fatal("an arrow alone changed the screen")
	}
	s.key(fyne.KeyUp, fyne.KeyReturn)
	if fmt.Sprint(got) != "[loans]" {
		t.Errorf("got %v", got)
	}
	s.canvas().FocusNext()
	if s.canvas().Focused() != fyne.Focusable(after) {
		t.Error("a rail is more than one stop")
	}
}

func TestARailHasItsWidths(t *testing.T) {
	s := newStage(t, standard)
	rail := widgets.NewRail("Établi", func(string) {})
	rail.SetItems(places, "repairs")
	s.show(rail, 208, 500)
	if got := rail.MinSize().Width; got != 208 {
		t.Errorf("a wide rail is %v wide", got)
	}
	rail.SetWide(false)
	if got := rail.MinSize().Width; got != 65 {
		t.Errorf("a narrow rail is %v wide", got)
	}
	if contains(words(rail), "Réparations") {
		t.Error("a narrow rail shows words")
	}
}

// newSelect shows a select of letters and notes what is chosen.
func newSelect(s *stage) (*widgets.Select, *[]string) {
	got := new([]string)
	sel := widgets.NewSelect(func(id string) { *got = append(*got, id) })
	sel.Set(letters, "a")
	s.show(widgets.VGrow(0, 1, widgets.NewField("Marque", sel), widgets.Spacer()), 300, 300)
	s.canvas().Focus(sel)
	return sel, got
}

func TestASelectIsWorkedFromTheKeyboard(t *testing.T) {
	s := newStage(t, standard)
	sel, got := newSelect(s)
	s.key(fyne.KeyDown)
	if s.canvas().Overlays().Top() == nil {
		t.Fatal("Down did not open the menu")
	}
	s.key(fyne.KeyDown, fyne.KeyReturn)
	if s.canvas().Overlays().Top() != nil || sel.Chosen() != "b" {
		t.Fatalf("chosen %q", sel.Chosen())
	}
	s.canvas().Focus(sel)
	s.key(fyne.KeySpace)
	s.typed("c", byHand)
	s.key(fyne.KeyReturn)
	s.canvas().Focus(sel)
	s.typed("a", byHand)
	s.key(fyne.KeySpace, fyne.KeyDown, fyne.KeyEscape)
	if fmt.Sprint(*got) != "[b c a]" || s.canvas().Overlays().Top() != nil {
		t.Fatalf("got %v", *got)
	}
}

func TestAPressBesideAMenuClosesIt(t *testing.T) {
	s := newStage(t, standard)
	sel, got := newSelect(s)
	sel.Tapped(nil)
	test.TapCanvas(s.canvas(), fyne.NewPos(5, 290))
	if s.canvas().Overlays().Top() != nil || len(*got) != 0 {
		t.Fatalf("got %v", *got)
	}
}

func TestADisabledButtonDoesNothing(t *testing.T) {
	s := newStage(t, standard)
	n := 0
	b := widgets.Primary("Clore", widgets.ButtonOptions{}, func() { n++ })
	s.show(b, 200, 60)
	b.SetEnabled(false)
	test.Tap(b)
	s.canvas().FocusNext()
	if s.canvas().Focused() != nil || n != 0 {
		t.Fatalf("pressed %d times", n)
	}
	b.SetEnabled(true)
	test.Tap(b)
	if n != 1 {
		t.Fatalf("pressed %d times", n)
	}
}

func TestADialogKeepsFocusAndKeysUntilItIsAnswered(t *testing.T) {
	s := newStage(t, standard)
	name, _, _, saved := form(s)
	got := ""
	s.router.Bind(widgets.Keys{widgets.Key(fyne.KeyF2): func() { got += "F2 " }})
	s.canvas().Focus(name)
	no := widgets.Secondary("Pas encore", widgets.ButtonOptions{}, nil)
	yes := widgets.Primary("Clore", widgets.ButtonOptions{}, func() { got += "yes " })
	d := widgets.NewDialog("Clore la réparation ?", widgets.Paragraph(widgets.Body.Of("La cliente recevra un SMS.")),
		widgets.DialogOptions{OnCancel: func() { got += "cancel " }}, no, yes)
	d.Open(s.canvas())
	for _, want := range []fyne.Focusable{no, yes, no} {
		if s.canvas().Focused() != want {
			t.Fatalf("the focus is on %v", s.canvas().Focused())
		}
		s.canvas().FocusNext()
	}
	s.canvas().Focus(yes)
	s.key(fyne.KeyF2, fyne.KeyReturn, fyne.KeyEscape)
	s.key(fyne.KeyEscape)
	if got != "yes cancel " || d.IsOpen() || *saved != 0 {
		t.Fatalf("got %q, open %v", got, d.IsOpen())
	}
	s.key(fyne.KeyF2)
	if got != "yes cancel F2 " {
		t.Fatalf("after the dialog: %q", got)
	}
}

func TestADialogWithoutCancelStaysOnEscape(t *testing.T) {
	s := newStage(t, standard)
	s.show(widgets.Spacer(), 400, 300)
	d := widgets.NewDialog("Choisir", widgets.Spacer(), widgets.DialogOptions{}, widgets.Primary("Bien", widgets.ButtonOptions{}, nil))
	d.Open(s.canvas())
	s.key(fyne.KeyEscape)
	test.TapCanvas(s.canvas(), fyne.NewPos(2, 2))
	if !d.IsOpen() {
		t.Fatal("it closed without an answer")
	}
	d.Close()
	if d.IsOpen() || s.canvas().Overlays().Top() != nil {
		t.Fatal("it is still there")
	}
}

func TestASignatureIsDrawnAndCleared(t *testing.T) {
	s := newStage(t, standard)
	var points []int
	pad := widgets.NewSignaturePad("Signer ici")
	pad.OnSigned = func(d stroke.Drawing) { points = append(points, d.Points()) }
	s.show(pad, 400, 120)
	var sheet fyne.CanvasObject
	for _, o := range test.LaidOutObjects(pad) {
		if _, ok := o.(desktop.Mouseable); ok {
			if _, ok := o.(fyne.Draggable); ok {
				sheet = o
			}
		}
	}
	at := fyne.NewPos(40, 60)
	sheet.(desktop.Mouseable).MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	for range 10 {
		at = at.AddXY(20, 2)
		sheet.(fyne.Draggable).Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(20, 2)})
	}
	sheet.(desktop.Mouseable).MouseUp(nil)
	sheet.(fyne.Draggable).DragEnd()
	d := pad.Drawing()
	if len(d) != 1 || d.Points() != 11 || d[0][0] != (stroke.Point{X: 0.1, Y: 0.15}) {
		t.Errorf("drawing %v", d)
	}
	if pad.Ratio() != 0.3 {
		t.Errorf("ratio %v", pad.Ratio())
	}
	pad.Clear()
	if fmt.Sprint(points) != "[11 0]" {
		t.Errorf("told of %v points", points)
	}
}

func TestThumbnailsAreSmallAndCounted(t *testing.T) {
	newStage(t, standard)
	for _, c := range []struct{ in, want image.Point }{
		{image.Pt(4000, 3000), image.Pt(256, 192)}, {image.Pt(30, 4000), image.Pt(1, 256)}, {image.Pt(100, 50), image.Pt(100, 50)},
	} {
		if got := widgets.Thumbnail(image.NewRGBA(image.Rectangle{Max: c.in})).Bounds().Size(); got != c.want {
			t.Errorf("%v became %v, want %v", c.in, got, c.want)
		}
	}
	opened := -1
	strip := widgets.NewPhotoStrip(func(i int) { opened = i }, func() {})
	photos := make([]widgets.Photo, 40)
	for i := range photos {
		photos[i].Thumbnail = image.NewRGBA(image.Rect(0, 0, 8, 8))
	}
	strip.Set(photos)
	var taps []*widgets.Tap
	for _, o := range test.LaidOutObjects(strip) {
		if tap, ok := o.(*widgets.Tap); ok {
			taps = append(taps, tap)
		}
	}
	if len(taps) != widgets.MaxPhotos+2 || words(taps[widgets.MaxPhotos]) != "+28" {
		t.Fatalf("%d places", len(taps))
	}
	test.Tap(taps[3])
	if opened != 3 {
		t.Errorf("opened %d", opened)
	}
}

func TestNoticesFloatUntilTheyAreDismissed(t *testing.T) {
	s := newStage(t, standard)
	toasts := widgets.NewToasts()
	under := widgets.Primary("Dessous", widgets.ButtonOptions{}, nil)
	pressed := 0
	under.OnTap = func() { pressed++ }
	s.show(widgets.Z(under, toasts), 800, 600)
	n := toasts.Add(widgets.NoticeData{Kind: widgets.KindGood, Title: "Enregistré"})
	toasts.Add(widgets.NoticeData{Title: "Deux"})
	if got := words(toasts); got != "Enregistré|Deux" {
		t.Errorf("shown: %s", got)
	}
	test.TapCanvas(s.canvas(), fyne.NewPos(100, 100))
	if pressed != 1 {
		t.Error("the page under the corner cannot be pressed")
	}
	n.OnDismiss()
	for range 2 * widgets.MaxToasts {
		toasts.Add(widgets.NoticeData{Title: "x"})
	}
	toasts.Add(widgets.NoticeData{Title: "Deux"})
	if got := words(toasts); got != "x|x|x|Deux" {
		t.Errorf("shown: %s", got)
	}
}

func TestControlsAreLargeEnoughToTouch(t *testing.T) {
	newStage(t, theme.Options{Density: theme.Field, PixelScale: 1})
	seg := widgets.NewSegment(nil)
	seg.Set(letters, "a")
	tabs := widgets.NewTabs(nil)
	tabs.Set(places, "loans")
	for name, o := range map[string]fyne.CanvasObject{
		"primary": widgets.Primary("Clore", widgets.ButtonOptions{}, nil), "secondary": widgets.Secondary("Non", widgets.ButtonOptions{}, nil),
		"icon": widgets.IconButton("x", nil), "segment": seg, "select": widgets.NewSelect(nil), "tabs": tabs,
		"field": widgets.NewInputBox(widgets.NewEntry(widgets.EntryOptions{}), "", nil),
	} {
		if got := widgets.HeightOf(o, 300); got < 48 {
			t.Errorf("%s is %v high", name, got)
		}
	}
}
