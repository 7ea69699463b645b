package hub

import "sync/atomic"

// Counters is what HQ has done since it was opened.
type Counters struct {
	Placed      uint64 // positions given
	Repeated    uint64 // entries that were pushed again
	Held        uint64 // entries put aside until a cause comes
	Quarantined uint64 // entries set aside for people
	HandedBack  uint64 // entries that HQ had lost and was given back
	NotProven   uint64 // entries given back without a receipt of HQ's own
	Commits     uint64 // transactions that ordered something
	Pages       uint64 // pages sent
	Items       uint64 // entries and positions in them
	Connected   uint64 // sessions that began
	Refused     uint64 // sessions that were refused or ended by HQ
	Failures    uint64 // errors of HQ itself, in the log
	Sessions    int64  // sessions open now
}

type counters struct {
	placed, repeated, held, quarantined, commits atomic.Uint64
	back, backRefused                            atomic.Uint64
	pages, items, connected, refused, failures   atomic.Uint64
	sessions                                     atomic.Int64
}

func (c *counters) ordered(t tally) {
	c.commits.Add(1)
	c.placed.Add(uint64(t.placed))
	c.repeated.Add(uint64(t.repeated))
	c.held.Add(uint64(t.held))
	c.quarantined.Add(uint64(t.quarantined))
	c.back.Add(uint64(t.back))
	c.backRefused.Add(uint64(t.backRefused))
}

func (c *counters) read() Counters {
	return Counters{
		Placed: c.placed.Load(), Repeated: c.repeated.Load(), Held: c.held.Load(),
		HandedBack: c.back.Load(), NotProven: c.backRefused.Load(),
		Quarantined: c.quarantined.Load(), Commits: c.commits.Load(), Pages: c.pages.Load(),
		Items: c.items.Load(), Connected: c.connected.Load(), Refused: c.refused.Load(),
		Failures: c.failures.Load(), Sessions: c.sessions.Load(),
	}
}
