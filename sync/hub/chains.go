package hub

import (
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
}

// reached is the last entry HQ keeps, placed or held.
func (c *Chain) reached() uint64 { return max(c.Seq, c.Held) }

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
	return row.Seq + 1, row.Seq < cause.Seq, nil
}
