package widgets_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

func rowAt(i int) widgets.RowData {
	return widgets.RowData{
		Code: fmt.Sprintf("LIL2-%05d-K", i), When: "14:31", Title: "Lave-linge", Subtitle: "Amélie Durand",
		Chip: widgets.RowChip{Kind: widgets.KindWork, Icon: icon.Wrench, Text: "En réparation"},
	}
}

const manyRows = 100_000

// newRows shows a list of many rows and notes what a person does.
func newRows(t *testing.T) (s *stage, l *widgets.List, chosen, opened *[]int) {
	s = newStage(t, standard)
	chosen, opened = new([]int), new([]int)
	l = widgets.NewList(func() int { return manyRows }, rowAt)
	l.OnChosen = func(i int) { *chosen = append(*chosen, i) }
	l.OnOpened = func(i int) { *opened = append(*opened, i) }
	s.show(l, 380, 700)
	return s, l, chosen, opened
}

func TestAListOfManyRowsMakesOnlyThoseInSight(t *testing.T) {
	s, l, _, _ := newRows(t)
	for i := 0; i < manyRows; i += 997 {
		l.Jump(i)
	}
	if n := s.count("*widgets.listRow"); n == 0 || n > 12 {
		t.Fatalf("%d rows exist", n)
	}
}

func TestAJumpShowsTheRow(t *testing.T) {
	s, l, _, _ := newRows(t)
	for _, i := range []int{50_000, manyRows - 1, 0, 777} {
		l.Jump(i)
		if !contains(words(s.window.Content()), rowAt(i).Code) {
			t.Errorf("row %d is out of sight after a jump to it", i)
		}
	}
}

func TestKeysChooseAndOpenRows(t *testing.T) {
	s, l, chosen, opened := newRows(t)
	s.canvas().Focus(l)
	s.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeySpace)
	want := fmt.Sprint([]int{0, 1, 0, manyRows - 1, 0, 6})
	if got := fmt.Sprint(*chosen); got != want {
		t.Errorf("chosen %s, want %s", got, want)
	}
	if got := fmt.Sprint(*opened); got != "[6 6]" {
		t.Errorf("opened %s", got)
	}
}

func TestArrowsStopAtTheEnds(t *testing.T) {
	s, l, _, _ := newRows(t)
	s.canvas().Focus(l)
	l.Select(manyRows - 1)
	s.key(fyne.KeyDown)
	if l.Selected() != manyRows-1 {
		t.Errorf("row %d is chosen after the last", l.Selected())
	}
	l.Select(0)
	s.key(fyne.KeyUp, fyne.KeyPageUp)
	if l.Selected() != 0 {
		t.Errorf("row %d is chosen before the first", l.Selected())
	}
}

func TestATapChoosesARowAndTakesTheFocus(t *testing.T) {
	s, l, chosen, _ := newRows(t)
	pitch := theme.Current().LineHeight(theme.Body)*3 + 33
	test.TapCanvas(s.canvas(), fyne.NewPos(100, 2.5*pitch))
	if len(*chosen) != 1 || (*chosen)[0] != 2 || l.Selected() != 2 {
		t.Fatalf("chosen %v", *chosen)
	}
	if s.canvas().Focused() != fyne.Focusable(l) {
		t.Error("the list has no focus")
	}
	test.TapCanvas(s.canvas(), fyne.NewPos(100, 2.5*pitch))
	if len(*chosen) != 2 {
		t.Error("a second tap on the same row says nothing")
	}
}

func TestAProgramThatSelectsCallsNobody(t *testing.T) {
	_, l, chosen, _ := newRows(t)
	l.Select(4)
	if len(*chosen) != 0 || l.Selected() != 4 {
		t.Fatalf("chosen %v, selected %d", *chosen, l.Selected())
	}
}

func TestAListThatShrinksKeepsItsWits(t *testing.T) {
	s := newStage(t, standard)
	n := 50
	var chosen []int
	l := widgets.NewList(func() int { return n }, rowAt)
	l.OnChosen = func(i int) { chosen = append(chosen, i) }
	s.show(l, 380, 700)
	s.canvas().Focus(l)
	s.key(fyne.KeyEnd)
	n = 0
	l.Reload()
	s.key(fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd)
	if fmt.Sprint(chosen) != "[49]" {
		t.Fatalf("chosen %v", chosen)
	}
}

func BenchmarkListScrollStep(b *testing.B) {
	l := benchList(b)
	offset := float32(0)
	for b.Loop() {
		offset += 60
		if offset > 9_000_000 {
			offset = 0
		}
		l.ScrollToOffset(offset)
	}
}

func BenchmarkListJump(b *testing.B) {
	l := benchList(b)
	i := 0
	for b.Loop() {
		i = (i + 7919) % manyRows
		l.Jump(i)
	}
}

func benchList(b *testing.B) *widgets.List {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(theme.New(standard))
	l := widgets.NewList(func() int { return manyRows }, rowAt)
	w := app.NewWindow("")
	b.Cleanup(w.Close)
	w.SetContent(l)
	w.Resize(fyne.NewSize(380, 700))
	return l
}
