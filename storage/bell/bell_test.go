package bell_test

import (
	"testing"
	"testing/synctest"

	"etabli/storage/bell"
)

func TestRingsThatComeDuringACallAreOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b bell.Bell
		calls, gate := 0, make(chan struct{})
		stop := b.Listen(func() {
			calls++
			<-gate
		})
		synctest.Wait()
		if calls != 0 {
			t.Errorf("%d calls before it rang", calls)
		}
		b.Ring()
		synctest.Wait()
		for range 5 {
			b.Ring()
		}
		close(gate)
		synctest.Wait()
		if calls != 2 {
			t.Errorf("%d calls", calls)
		}
		stop()
		stop()
		b.Ring()
		synctest.Wait()
		if calls != 2 {
			t.Errorf("called after it stopped listening")
		}
	})
}

func TestWhoListensNowIsCalledWithoutARing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b bell.Bell
		calls, others := 0, 0
		defer b.Listen(func() { others++ })()
		defer b.ListenNow(func() { calls++ })()
		synctest.Wait()
		if calls != 1 || others != 0 {
			t.Errorf("%d and %d calls", calls, others)
		}
	})
}
