package service_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/storage/journal"
)

func TestRightsAreSeenToAtTheStartAndAtEachChangeOfThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		var changed func([]journal.Entity)
		watch := func(fn func([]journal.Entity)) func() { changed = fn; return func() { changed = nil } }
		calls, failures := 0, 0
		rebalance := func(context.Context) (int, error) {
			if calls++; calls == 2 {
				return 0, errors.New("the store is closed")
			}
			return 0, nil
		}
		go service.KeepRights(ctx, watch, rebalance, func(error) { failures++ })
		after := func(what string, wantCalls, wantFailures int) {
			t.Helper()
			synctest.Wait()
			if calls != wantCalls || failures != wantFailures {
				t.Errorf("%s: seen to %d times with %d failures, want %d and %d", what, calls, failures, wantCalls, wantFailures)
			}
		}
		after("the start", 1, 0)
		changed([]journal.Entity{{Type: journal.EntityType(kind.Customer)}})
		after("a customer", 1, 0)
		changed([]journal.Entity{{Type: journal.EntityType(kind.Promise)}})
		after("a promise", 2, 1)
		changed(nil)
		after("anything", 3, 1)
		stop()
		synctest.Wait()
		if changed != nil {
			t.Error("it goes on watching after its end")
		}
	})
}
