package shell_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/shell"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/scan"
)

// strict is a canvas that notes what asks for the focus without standing there.
type strict struct {
	fyne.Canvas
	refused []string
}

func (c *strict) Focus(f fyne.Focusable) {
	if !stands(c.Content(), f) && (c.Overlays().Top() == nil || !stands(c.Overlays().Top(), f)) {
		c.refused = append(c.refused, fmt.Sprintf("%T", f))
	}
	c.Canvas.Focus(f)
}

// stands reports whether something is part of a tree, be it hidden.
func stands(in fyne.CanvasObject, f fyne.Focusable) bool {
	if in == f.(fyne.CanvasObject) {
		return true
	}
	var children []fyne.CanvasObject
	switch o := in.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	return slices.ContainsFunc(children, func(o fyne.CanvasObject) bool { return stands(o, f) })
}

func TestTheFocusIsAskedForOnlyOnAScreenThatStandsThere(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	c := &strict{Canvas: w.Canvas()}
	s := shell.New(shell.Options{Env: sample.Env(lang.For("fr")), Backend: &register{Shop: sample.Typical()}, Canvas: func() fyne.Canvas { return c }})
	router := widgets.NewKeyRouter(func() time.Time { return sample.Now }, scan.Options{})
	router.Attach(w.Canvas())
	t.Cleanup(router.Detach)
	s.Keys(router)
	w.SetContent(s.Content())
	w.Resize(deskSize)
	s.Enter(t.Context())
	t.Cleanup(s.Leave)
	calm := func(when string) {
		t.Helper()
		if len(c.refused) > 0 {
			t.Errorf("%s: %v", when, c.refused)
		}
		c.refused = nil
	}
	for _, place := range s.Places() {
		for range 2 { // a screen is entered again with what was left on it
			s.Go(present.Route{Screen: place})
			calm(string(place))
			if f := w.Canvas().Focused(); f != nil && !stands(w.Canvas().Content(), f) {
				t.Errorf("%s: keys go on into the screen before", place)
			}
			s.Go(present.Route{Screen: present.MoreScreen})
		}
	}
	s.Go(present.Route{Screen: present.TillScreen})
	test.Type(w.Canvas().Focused(), "câble")
	press(w, fyne.KeyDown)
	press(w, fyne.KeyReturn)
	press(w, fyne.KeyF5)
	press(w, fyne.KeyF9) // sold
	s.Go(present.Route{Screen: present.CounterScreen})
	calm("a sale was left")
	s.Go(present.Route{Screen: present.TillScreen})
	calm("the till is entered after a sale")

	s.Go(present.Route{Screen: present.IntakeScreen})
	s.Events().Intake.Typed(present.ProductField, "Galaxy S24")
	press(w, fyne.KeyF9) // saved
	s.Go(present.Route{Screen: present.CounterScreen})
	s.Go(present.Route{Screen: present.IntakeScreen})
	calm("the next intake begins where another was saved")
	if _, ok := w.Canvas().Focused().(*widgets.Entry); !ok {
		t.Errorf("the next intake begins at %T", w.Canvas().Focused())
	}
}
