package shell

import (
	"time"

	"fyne.io/fyne/v2"

	"etabli/app/present"
)

// Post runs a function on the toolkit's goroutine, which owns all presenters
// and views.
func Post(fn func()) { fyne.Do(fn) }

// NewClock returns the clock of presenters; the time comes from the program.
func NewClock(now func() time.Time) present.Clock { return timers{now} }

type timers struct{ now func() time.Time }

// Now implements present.Clock.
func (t timers) Now() time.Time { return t.now() }

// After implements present.Clock.
func (timers) After(d time.Duration, fn func()) func() {
	timer := time.AfterFunc(d, fn)
	return func() { timer.Stop() }
}
