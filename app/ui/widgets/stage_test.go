package widgets_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/mastertest"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/scan"
)

// stage is a window in which a test puts widgets.
type stage struct {
	t      *testing.T
	app    fyne.App
	window fyne.Window
	router *widgets.KeyRouter
	now    time.Time
}

var standard = theme.Options{Appearance: theme.Light, PixelScale: 1}

// newStage opens a window of a fixed look with a key router.
func newStage(t *testing.T, o theme.Options) *stage {
	t.Helper()
	s := &stage{t: t, app: test.NewTempApp(t), now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	s.app.Settings().SetTheme(theme.New(o))
	s.window = s.app.NewWindow("")
	s.window.SetPadded(false)
	s.router = widgets.NewKeyRouter(func() time.Time { return s.now }, scan.Options{})
	s.router.Attach(s.window.Canvas())
	t.Cleanup(func() { s.router.Detach(); s.window.Close() })
	return s
}

// show puts an object into the window at a size.
func (s *stage) show(o fyne.CanvasObject, width, height float32) {
	s.window.SetContent(o)
	s.window.Resize(fyne.NewSize(width, height))
}

func (s *stage) canvas() fyne.Canvas { return s.window.Canvas() }

// key presses keys in what has the focus, or in nothing.
func (s *stage) key(names ...fyne.KeyName) {
	for _, name := range names {
		e := &fyne.KeyEvent{Name: name}
		if f := s.canvas().Focused(); f != nil {
			f.TypedKey(e)
		} else if act := s.canvas().OnTypedKey(); act != nil {
			act(e)
		}
	}
}

// typed types text as a hand does, or a reader when the gap is small.
func (s *stage) typed(text string, gap time.Duration) {
	for _, r := range text {
		s.now = s.now.Add(gap)
		if f := s.canvas().Focused(); f != nil {
			f.TypedRune(r)
		} else if act := s.canvas().OnTypedRune(); act != nil {
			act(r)
		}
	}
}

const (
	byHand   = 150 * time.Millisecond
	byReader = 3 * time.Millisecond
)

// golden compares the markup of an object with its master.
func (s *stage) golden(name string, o fyne.CanvasObject) {
	s.t.Helper()
	mastertest.Compare(s.t, name, test.RenderObjectToMarkup(o))
}

// count returns how many objects of a type are in the window.
func (s *stage) count(typeName string) int {
	n := 0
	for _, o := range test.LaidOutObjects(s.window.Content()) {
		if fmt.Sprintf("%T", o) == typeName {
			n++
		}
	}
	return n
}

// words returns all texts in an object that can be seen, in drawing order.
func words(o fyne.CanvasObject) string {
	var all []string
	for _, child := range test.LaidOutObjects(o) {
		if t, ok := child.(*widgets.Text); ok && t.Visible() && t.String() != "" {
			all = append(all, t.String())
		}
	}
	return strings.Join(all, "|")
}
