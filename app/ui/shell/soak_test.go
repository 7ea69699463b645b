package shell_test

import (
	"os"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"etabli/app/present"
)

// rounds is how often every place is gone through where no time is said.
const rounds = 3

// A shop that works all day: every place is opened, a file read, somebody searched for, a
// page asked for help, again and again. No goroutine may be left behind. ETABLI_SOAK says
// how long, such as 30m; without it a few rounds are made. Memory is looked at in a real
// window (cmd/etabli): here nothing that was drawn is let go.
func TestADayOfUseLeavesNoGoroutineBehind(t *testing.T) {
	s, w, _ := at(t, deskSize)
	long, _ := time.ParseDuration(os.Getenv("ETABLI_SOAK"))
	until := time.Now().Add(long)
	day := func() {
		for _, n := range s.Places() {
			s.Go(present.Route{Screen: n})
			s.Events().Shell.HelpPressed()
			s.Events().Shell.HelpPressed()
			s.Events().Search.Typed("gal")
			s.Events().Search.Closed()
			w.Canvas().Capture()
		}
		for range 5 {
			press(w, fyne.KeyDown)
		}
	}
	day()
	day() // what is made once is there
	routines := settled()
	for done := 0; done < rounds || time.Now().Before(until); done++ {
		day()
		if running := settled(); running > routines {
			t.Fatalf("after %d rounds %d goroutines run, %d did", done+1, running, routines)
		}
	}
}

// settled is how many goroutines run once what is over is gone.
func settled() int {
	runtime.GC()
	return runtime.NumGoroutine()
}
