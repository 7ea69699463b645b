package hub

import (
	"errors"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
)

// Chain is what HQ knows of a chain.
type Chain struct {
	Device enrol.DeviceID `cbor:"1,keyasint"` // zero for HQ's own
	Site   string         `cbor:"2,keyasint"` // of the device; empty for HQ's own
	Seq    uint64         `cbor:"3,keyasint"` // placed without a gap up to here
	Link   journal.Digest `cbor:"4,keyasint"` // of Seq, unless Broken
	Broken bool           `cbor:"5,keyasint"` // some entry could not be read: no links from there on
	Held   uint64         `cbor:"6,keyasint"` // entries after Seq up to here wait for a cause; 0 for none
	// Holes are the entries before Seq that were lost when others came back: first
	// and last of each run.
	Holes [][2]uint64 `cbor:"7,keyasint,omitempty"`
	// HeldLink is the link of Held, if it is known.
	HeldLink journal.Digest `cbor:"8,keyasint,omitzero"`
	// Forked is an entry of which another one was given back: what is given back
	// after it is of another branch. 0 for none.
	Forked uint64 `cbor:"9,keyasint,omitempty"`
}

// otherBranch tells whether what is given back does not continue this chain.
func (c *Chain) otherBranch(seq uint64) bool { return c.Forked > 0 && seq > c.Forked && !c.has(seq) }

// held notes that an entry is kept for a cause.
func (c *Chain) held(seq uint64, e *journal.Entry) {
	if seq <= c.Held {
		return
	}
	before := c.HeldLink
	if c.Held == 0 && !c.Broken {
		before = c.Link
	}
	known := seq == c.reached()+1 && e != nil && (before != journal.Digest{} || seq == 1)
	if c.Held, c.HeldLink = seq, (journal.Digest{}); known {
		c.HeldLink = journal.Link(before, e.Digest())
	}
}

// has tells whether an entry has a position.
func (c *Chain) has(seq uint64) bool {
	return seq <= c.Seq && !slices.ContainsFunc(c.Holes, func(h [2]uint64) bool { return h[0] <= seq && seq <= h[1] })
}

// whole is how far the chain has no hole.
func (c *Chain) whole() uint64 {
	if len(c.Holes) > 0 {
		return c.Holes[0][0] - 1
	}
	return c.Seq
}

// placed notes that an entry has a position, before the end or after a hole.
func (c *Chain) placed(seq uint64) {
	if seq > c.Seq {
		if seq > c.Seq+1 {
			c.Holes = append(c.Holes, [2]uint64{c.Seq + 1, seq - 1})
		}
		c.Seq = seq
		return
	}
	var holes [][2]uint64
	for _, h := range c.Holes {
		if seq < h[0] || seq > h[1] {
			holes = append(holes, h)
			continue
		}
		if h[0] < seq {
			holes = append(holes, [2]uint64{h[0], seq - 1})
		}
		if seq < h[1] {
			holes = append(holes, [2]uint64{seq + 1, h[1]})
		}
	}
	c.Holes = holes
}

// reached is the last entry HQ keeps, placed or held.
func (c *Chain) reached() uint64 { return max(c.Seq, c.Held) }

// orphan tells whether others gave the chain back and its own device did not
// come yet.
func (c *Chain) orphan() bool { return c.Device == (enrol.DeviceID{}) && c.Site != "" }

// chains caches the chain rows of one transaction.
type chains struct {
	r     storage.Reader
	known map[journal.ChainID]*Chain
	dirty map[journal.ChainID]bool
}

func newChains(r storage.Reader) *chains {
	return &chains{r: r, known: map[journal.ChainID]*Chain{}, dirty: map[journal.ChainID]bool{}}
}

// get returns a chain, or nil when HQ never met it.
func (c *chains) get(id journal.ChainID) (*Chain, error) {
	if row, ok := c.known[id]; ok {
		return row, nil
	}
	row := &Chain{}
	found, err := getRow(c.r, chainKey(id), row)
	if err != nil {
		return nil, err
	}
	if !found {
		row = nil
	}
	c.known[id] = row
	return row, nil
}

func (c *chains) add(id journal.ChainID, row Chain) *Chain {
	c.known[id], c.dirty[id] = &row, true
	return &row
}

func (c *chains) changed(id journal.ChainID) { c.dirty[id] = true }

func (c *chains) flush(tx storage.Tx) error {
	for id := range c.dirty {
		if err := putRow(tx, chainKey(id), c.known[id]); err != nil {
			return err
		}
	}
	return nil
}

// missing returns the first entry of a cause that HQ has not placed: from it to
// the cause itself the pusher is asked.
func (c *chains) missing(cause journal.Ref) (from uint64, missing bool, err error) {
	row, err := c.get(cause.Chain)
	if err != nil {
		return 0, false, err
	}
	if row == nil {
		return 1, true, nil
	}
	return row.whole() + 1, !row.has(cause.Seq), nil
}

// follows tells whether a hand-in continues the chain that HQ has, as far as
// both can tell.
func (o *ordering) follows(in HandIn, row *Chain) (bool, error) {
	before := journal.Ref{Chain: in.Chain, Seq: in.From - 1}
	if row.has(before.Seq) && (in.Vouch != nil || in.Previous != (journal.Digest{})) {
		if follows, told, err := o.followsEntry(in, before); err != nil || told {
			return follows, err
		}
	}
	switch {
	case in.Before == (journal.Digest{}):
		return true, nil
	case before.Seq == row.Held && before.Seq > row.Seq && row.HeldLink != (journal.Digest{}):
		return row.HeldLink == in.Before, nil
	case before.Seq == 0 || before.Seq > row.Seq || row.Broken:
		return true, nil
	}
	return leads(o.tx, before, in.Before)
}

// followsEntry compares a hand-in with the entry before it. told is false when the two
// alone do not say whether it follows.
func (o *ordering) followsEntry(in HandIn, before journal.Ref) (follows, told bool, err error) {
	held, err := journal.Get(o.tx, before)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return true, true, nil // it was set aside
	case err != nil:
		return false, false, err
	case in.Vouch != nil && held.Header.HLC >= in.decoded[0].Header.HLC:
		return false, true, nil // nobody stamps backwards
	case in.Previous != (journal.Digest{}):
		return held.Digest() == in.Previous, true, nil
	}
	return false, false, nil
}

// leads tells whether a chain has a link at an entry, unless HQ does not know.
func leads(r storage.Reader, ref journal.Ref, link journal.Digest) (bool, error) {
	own, err := journal.LinkAt(r, ref)
	if errors.Is(err, journal.ErrGap) || errors.Is(err, storage.ErrNotFound) {
		return true, nil
	}
	return err != nil || own == link, err
}
