package portal

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// The limits of the page. A reader who reloads all day stays within them; a
// program that tries tokens does not.
const (
	addressPerSecond = 2         // requests of one network address
	addressBurst     = 60        // as many at once: several phones share the shop's address
	tokenPerSecond   = 1         // requests for one repair, from everywhere
	tokenBurst       = 40        // a form costs three: sending it, the way back, the page
	unknownCost      = 5         // what a request for an unknown token counts for
	guessPerSecond   = 1.0 / 300 // tries of the second factor of one repair
	guessBurst       = 5         //
	maxMeters        = 8192      // addresses or tokens that are counted at a time
)

// meters count requests by a key, in bounded memory. They come in two
// generations: when the young one is full it becomes the old one, and what was
// not seen since is forgotten.
type meters struct {
	perSecond rate.Limit
	burst     int

	mu         sync.Mutex
	young, old map[string]*rate.Limiter
}

func newMeters(perSecond rate.Limit, burst int) *meters {
	return &meters{perSecond: perSecond, burst: burst, young: map[string]*rate.Limiter{}}
}

// allow takes cost from the key's budget, or tells that it is spent.
func (m *meters) allow(key string, now time.Time, cost int) bool {
	return m.of(key).AllowN(now, cost)
}

// forget gives the key its whole budget back.
func (m *meters) forget(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.young, key)
	delete(m.old, key)
}

func (m *meters) of(key string) *rate.Limiter {
	m.mu.Lock()
	defer m.mu.Unlock()
	if l, ok := m.young[key]; ok {
		return l
	}
	l, ok := m.old[key]
	if !ok {
		l = rate.NewLimiter(m.perSecond, m.burst)
	}
	if len(m.young) >= maxMeters {
		m.old, m.young = m.young, map[string]*rate.Limiter{}
	}
	m.young[key] = l
	return l
}

// streams counts open live streams by a key and in all.
type streams struct {
	mu    sync.Mutex
	byKey map[string]int
	total int
}

// The limits of live streams. Beyond them the page simply stays as it is.
const (
	maxStreams         = 4096 // in all
	maxStreamsPerToken = 8
)

// enter counts a stream in, unless there are too many.
func (s *streams) enter(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.total >= maxStreams || s.byKey[key] >= maxStreamsPerToken {
		return false
	}
	if s.byKey == nil {
		s.byKey = map[string]int{}
	}
	s.byKey[key]++
	s.total++
	return true
}

func (s *streams) leave(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total--
	if s.byKey[key]--; s.byKey[key] == 0 {
		delete(s.byKey, key)
	}
}
