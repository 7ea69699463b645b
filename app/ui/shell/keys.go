package shell

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/scan"
)

// Keys binds the keys of the shell to a router and gives it what a reader
// reads. The screens' own keys are part of it, because a key means the same
// wherever the focus is.
func (s *Shell) Keys(router *widgets.KeyRouter) (release func()) {
	s.router = router
	router.OnScan = s.onScan
	router.OnKey = s.shell.Active
	entry := s.bar.search.Entry()
	entry.OnChanged = s.screens.search.Typed
	entry.OnSubmitted = func(string) { s.screens.search.EnterPressed() }
	return router.Bind(widgets.Keys{
		widgets.Key(fyne.KeyF2):     s.onNewIntake,
		widgets.Key(fyne.KeyF4):     s.onPrimary,
		widgets.Key(fyne.KeyF9):     s.onSave,
		widgets.Ctrl(fyne.KeyK):     s.onSearch,
		widgets.Ctrl(fyne.KeyL):     s.shell.LockPressed,
		widgets.Key(fyne.KeyEscape): s.onEscape,
	})
}

// onNewIntake begins an intake, or the next one after one was saved.
func (s *Shell) onNewIntake() {
	if s.shown == present.IntakeScreen {
		s.screens.intake.AgainPressed()
		return
	}
	s.onIntake()
}

// onPrimary does the right next thing with the file that is open.
func (s *Shell) onPrimary() {
	if s.shown == present.CounterScreen {
		s.screens.repair.PrimaryPressed()
	}
}

func (s *Shell) onSave() {
	if s.shown == present.IntakeScreen {
		s.screens.intake.SavePressed()
	}
}

func (s *Shell) onSearch() { s.host.Canvas().Focus(s.bar.search.Entry()) }

// onEscape leaves the search first, then the screen.
func (s *Shell) onEscape() {
	if s.bar.search.Entry().Text != "" {
		s.screens.search.Closed()
		return
	}
	if s.class == widgets.Narrow && !s.shell.Route().Repair.IsZero() {
		s.onCloseRepair()
		return
	}
	if s.shell.BackPressed() {
		s.follow()
	}
}

// onScan takes a code that no field wanted: as the number of the device that
// is taken in, else it looks for it. Behind the lock nothing is done.
func (s *Shell) onScan(code scan.Scan) bool {
	if s.state.Lock.Locked {
		return true
	}
	if s.shown == present.IntakeScreen && s.screens.intake.Scanned(code.Code) {
		return true
	}
	return s.screens.search.Scanned(code.Code)
}

// bindResults gives the arrows to the results while they are open.
func (s *Shell) bindResults(open bool) {
	if s.router == nil || open == (s.closed != nil) {
		return
	}
	if !open {
		s.closed()
		s.closed = nil
		return
	}
	s.closed = s.router.Bind(widgets.Keys{
		widgets.Key(fyne.KeyUp):   func() { s.screens.search.Moved(-1) },
		widgets.Key(fyne.KeyDown): func() { s.screens.search.Moved(+1) },
	})
}

// focus puts the keyboard where the work of a screen begins.
func (s *Shell) focus(route present.Route) {
	canvas := s.host.Canvas()
	if canvas == nil || s.focused == route.Screen {
		return
	}
	s.focused = route.Screen
	switch route.Screen {
	case present.CounterScreen:
		canvas.Focus(s.screens.desk.Focus())
	case present.IntakeScreen:
		canvas.Focus(s.screens.form.Focus())
	default:
		canvas.Unfocus()
	}
}

// reveal brings what has the focus into sight.
func (s *Shell) reveal(focused fyne.Focusable) {
	if s.shown == present.IntakeScreen && focused != nil && focused != fyne.Focusable(s.bar.search.Entry()) {
		s.screens.form.Reveal(focused)
	}
}

// onPerson lets somebody else take over.
func (s *Shell) onPerson() {
	if len(s.state.Staff.Choices) == 0 {
		return
	}
	s.chooseStaff(s.state.Staff.Choices)
}
