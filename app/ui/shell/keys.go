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
	router.OnKey = s.onAnyKey
	entry := s.bar.search.Entry()
	entry.OnChanged = s.search.Typed
	entry.OnSubmitted = func(string) { s.search.EnterPressed() }
	return router.Bind(widgets.Keys{
		widgets.Key(fyne.KeyF1):     s.shell.HelpPressed,
		widgets.Key(fyne.KeyF2):     s.onNewIntake,
		widgets.Key(fyne.KeyF3):     s.onTill,
		widgets.Key(fyne.KeyF4):     s.onPrimary,
		widgets.Key(fyne.KeyF9):     s.onSave,
		widgets.Ctrl(fyne.KeyK):     s.onSearch,
		widgets.Ctrl(fyne.KeyL):     s.shell.LockPressed,
		widgets.Ctrl(fyne.KeyT):     s.onTasks,
		widgets.Key(fyne.KeyEscape): s.onEscape,
	})
}

// onAnyKey knows that somebody is there, and whether they write elsewhere than in the box
// for searching.
func (s *Shell) onAnyKey() {
	s.shell.Active()
	if e, writing := s.host.Canvas().Focused().(*widgets.Entry); writing && e != s.bar.search.Entry() {
		s.search.WroteOn()
	}
}

// leaving binds the keys of a screen and answers what ends it.
func (s *Shell) leaving(in *room) func() {
	release := func() {}
	if s.router != nil && in.keys != nil {
		release = s.router.Bind(in.keys)
	}
	return func() {
		release()
		in.leave()
	}
}

// onNewIntake begins an intake, or the next one after one was saved.
func (s *Shell) onNewIntake() {
	if again := s.inside().again; again != nil {
		again()
		return
	}
	s.onIntake()
}

// onPrimary does the right next thing with what is open.
func (s *Shell) onPrimary() {
	if primary := s.inside().primary; primary != nil {
		primary()
	}
}

func (s *Shell) onSave() {
	if save := s.inside().save; save != nil {
		save()
	}
}

func (s *Shell) onSearch() { s.host.Canvas().Focus(s.bar.search.Entry()) }

// onEscape leaves the search first, then the screen.
func (s *Shell) onEscape() {
	if s.bar.search.Entry().Text != "" {
		s.search.Closed()
		return
	}
	if back := s.inside().back; s.class == widgets.Narrow && back != nil && back(s.shell.Route()) {
		return
	}
	if s.shell.BackPressed() {
		s.follow()
	}
}

// onScan takes a code that no field wanted: first the screen may, else it is
// looked for, but not behind a question that is open. Behind the lock nothing is
// done.
func (s *Shell) onScan(code scan.Scan) bool {
	if s.state.Lock.Locked {
		return true
	}
	if scanned := s.inside().scanned; scanned != nil && scanned(code.Code) {
		return true
	}
	if s.host.Canvas().Overlays().Top() != nil {
		return false
	}
	if _, writing := s.host.Canvas().Focused().(*widgets.Entry); writing {
		return s.search.Scanned(code.Code)
	}
	s.search.Read(code.Code)
	return true
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
		widgets.Key(fyne.KeyUp):   func() { s.search.Moved(-1) },
		widgets.Key(fyne.KeyDown): func() { s.search.Moved(+1) },
	})
}

// focus puts the keyboard where the work of a screen begins.
func (s *Shell) focus(route present.Route) {
	canvas := s.host.Canvas()
	if canvas == nil {
		return
	}
	if !s.state.Closed.IsZero() {
		s.focused = ""
		canvas.Focus(s.door.Button())
		return
	}
	if s.focused == route.Screen {
		return
	}
	s.focused = route.Screen
	if focus := s.room(route).focus; focus != nil {
		begin := focus()
		if canvas.Focus(begin); canvas.Focused() == begin || canvas.Overlays().Top() != nil {
			return
		} // where it begins is hidden: keys must not go on into the screen before
	}
	canvas.Unfocus()
}

// reveal brings what has the focus into sight.
func (s *Shell) reveal(focused fyne.Focusable) {
	if reveal := s.inside().reveal; reveal != nil && focused != nil && focused != fyne.Focusable(s.bar.search.Entry()) {
		reveal(focused)
	}
}

// onPerson lets somebody else take over.
func (s *Shell) onPerson() {
	if len(s.state.Staff.Choices) == 0 {
		return
	}
	s.chooseStaff(s.state.Staff.Choices)
}
