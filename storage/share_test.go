package storage_test

import (
	"testing"

	"pgregory.net/rapid"

	"etabli/storage"
)

// work does an endless work in parts, into a store that takes limit of it, and tells
// how many parts were refused and how many went.
func work(s *storage.Share, limit int64, parts int) (refused, went int, last int64) {
	for range parts {
		amount := s.Now()
		if amount > limit {
			s.TooMuch(amount)
			refused++
			continue
		}
		s.Fitted(amount)
		went++
		last = amount
	}
	return refused, went, last
}

func TestAShareComesNearWhatFitsAndIsSeldomRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.Int64Range(100, 100_000).Draw(t, "limit")
		s := storage.NewShare(50, 50_000)
		_, _, _ = work(s, limit, 60) // it learns
		refused, went, last := work(s, limit, 400)
		if refused > 12 {
			t.Errorf("of 400 parts %d were refused", refused)
		}
		if last < min(limit, 50_000)/2 {
			t.Errorf("parts of %d where %d fit, after %d that went", last, limit, went)
		}
	})
}

func TestAShareNeverGoesBelowItsLeast(t *testing.T) {
	s := storage.NewShare(64, 1024)
	for range 20 {
		s.TooMuch(s.Now())
	}
	if s.Now() != 64 {
		t.Errorf("%d", s.Now())
	}
}

func TestALittleThatFitsSaysNothingAboutMore(t *testing.T) {
	s := storage.NewShare(64, 1024)
	s.TooMuch(1024)
	for range 100 {
		s.Fitted(1)
	}
	if s.Now() != 512 {
		t.Errorf("%d", s.Now())
	}
}
