package replica

import (
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// chain is how far one own chain has come in this session.
type chain struct {
	head     wire.ChainHead
	acked    uint64 // on HQ's disk for good
	noted    uint64 // the journal knows that of acked
	held     uint64 // HQ keeps it until a cause comes
	sent     uint64 // pushed
	flight   []uint64
	verified bool
	unlinked bool      // HQ has no links of it
	blocked  wire.Code // HQ takes no more of it
	empty    bool      // the last look at the tail found nothing
}

func (m *Machine) chain(id journal.ChainID) *chain {
	for _, c := range m.chains {
		if c.head.Chain == id {
			return c
		}
	}
	return nil
}

// welcomed learns what HQ has of the chain; current says that new entries
// continue it. It tells whether the way from there to the head must be verified.
func (c *chain) welcomed(a wire.Accepted, current bool) (verify bool) {
	c.acked, c.held = a.Seq, a.Held
	c.sent = max(a.Seq, a.Held)
	linked := a.Link != journal.Digest{}
	c.unlinked = a.Seq > 0 && !linked
	switch {
	case a.Seq >= c.head.Seq && !current:
		// A chain that was left: HQ has all there is to hand in.
	case a.Seq > c.head.Seq:
		// HQ has more than we do: this disk lost its end. The page that brings
		// those entries makes the journal begin a new chain.
		c.blocked = wire.CodeLostTail
	case a.Seq == c.head.Seq && linked && a.Link != c.head.Link:
		c.blocked = wire.CodeFork
	case a.Seq > 0 && a.Seq < c.head.Seq && linked:
		return true
	}
	c.verified = true
	return false
}

// answered takes an Ack; it tells whether anything moved.
func (c *chain) answered(a *wire.Ack) bool {
	moved := a.Seq > c.acked || a.Held > c.held
	c.acked, c.held = max(c.acked, a.Seq), a.Held
	c.head.Seq = max(c.head.Seq, a.Seq)
	reached := max(c.acked, c.held)
	for len(c.flight) > 0 && c.flight[0] <= reached {
		c.flight = c.flight[1:]
	}
	return moved
}

// wants tells whether the tail should be looked at.
func (c *chain) wants() bool {
	return c.verified && c.blocked == wire.CodeNone && !c.empty && len(c.flight) < MaxPushesInFlight
}

// settled tells whether nothing of the chain waits, as far as is known.
func (c *chain) settled() bool {
	return c.verified && c.empty && len(c.flight) == 0 && max(c.acked, c.held) >= c.sent
}
