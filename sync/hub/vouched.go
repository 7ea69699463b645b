package hub

import (
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// push orders what a device hands in: its own, or what another one vouches for.
func (c *Core) push(o *ordering, in *HandIn) (Verdict, error) {
	if in.Vouch == nil {
		return o.push(*in)
	}
	own := *in
	code, err := c.writerOf(o, &own)
	if err != nil || code != wire.CodeNone {
		return Verdict{Refused: code, RefusedRef: journal.Ref{Chain: in.Chain, Seq: in.From}}, err
	}
	in.proven = true
	return o.push(own)
}

// writerOf finds who wrote the entries that somebody hands in for another device of
// the site, and makes the hand-in that device's.
func (c *Core) writerOf(o *ordering, in *HandIn) (wire.Code, error) {
	if c.vouched == nil {
		return wire.CodeNotYourChain, nil
	}
	who, err := c.vouched(in.Chain, in.Vouch)
	if err != nil || who.Site != in.Site {
		return wire.CodeNotYourChain, nil
	}
	if !in.proven && !in.leadsThere() {
		return wire.CodeWrongRef, nil
	}
	row, err := c.register.enter(o.tx, who)
	if err != nil {
		return wire.CodeNone, err
	}
	if row.RevokedMS != 0 {
		return wire.CodeRevoked, nil
	}
	in.Device, in.Site = who.ID, who.Site
	return wire.CodeNone, putRow(o.tx, deviceKey(who.ID), row)
}

// leadsThere tells whether the entries end where their author says.
func (in *HandIn) leadsThere() bool {
	link := in.Before
	for i, e := range in.decoded {
		if e == nil || e.Ref() != (journal.Ref{Chain: in.Chain, Seq: in.From + uint64(i)}) {
			return false
		}
		link = journal.Link(link, e.Digest())
	}
	return link == in.Vouch.Link && len(in.decoded) > 0
}
