package hub

import (
	"context"
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Check judges a Hello.
func (c *Core) Check(ctx context.Context, device enrol.Device, hello *wire.Hello) (Checked, error) {
	if err := c.goAbove(ctx, hello.Cursor.Lineage); err != nil {
		return Checked{}, err
	}
	switch err := c.register.known(ctx, device); {
	case errors.Is(err, enrol.ErrRevoked):
		return Checked{Refused: wire.CodeRevoked}, nil
	case err != nil:
		return Checked{}, err
	}
	var out Checked
	err := c.store.View(ctx, func(r storage.Reader) (err error) {
		if out.Head, err = HeadOf(r); err != nil {
			return err
		}
		if _, out.Recovering, err = recovering(r); err != nil {
			return err
		}
		if out.Accepted, out.Refused, err = accepted(r, device.ID, hello.Chains); err != nil {
			return err
		}
		if out.Holds, err = proven(r, hello.Chains); err != nil {
			return err
		}
		out.Resume, err = resume(r, out.Head, hello.Cursor, hello.Ladder)
		return err
	})
	return out, err
}

// Release gives up the missing causes of a held entry, whose chain is then to be
// settled as released.
func (c *Core) Release(ctx context.Context, ref journal.Ref) error {
	return c.store.Update(ctx, func(tx storage.Tx) error { return release(tx, ref) })
}

// Reading says whose page is wanted.
type Reading struct {
	Site     string
	After    uint64
	MaxBytes int
	// Holds says up to where the reader has its own chains, as HQ has them: their
	// entries go as positions only.
	Holds map[journal.ChainID]uint64
	// Pushed are hand-ins of the reader that it was not answered yet: what of
	// them has a position now goes without its entry too.
	Pushed []*HandIn
	// Sited are the chains whose site the reader knows.
	Sited map[journal.ChainID]bool
	// Scopes says that the reader is told what comes to its site and what leaves
	// it; it knows that up to ScopedTo. Stable is what it was told of that.
	Scopes           bool
	ScopedTo, Stable uint64
	// Router is HQ's.
	Router Router
	// Short says that the reader takes files that nobody works on as stubs; Own are
	// its chains, which it gets whole.
	Short bool
	Own   map[journal.ChainID]bool

	shortener Shortener // HQ's
	sinceMS   int64     // what was touched later is worked on
}

// Page reads the next page of a site's feed.
func (c *Core) Page(ctx context.Context, in Reading) (page *wire.Page, err error) {
	in.Router, in.shortener, in.sinceMS = c.router, c.shortener, c.now().Add(-c.horizon).UnixMilli()
	err = c.store.View(ctx, func(r storage.Reader) error {
		page, err = loadPage(r, in, c.receipts)
		return err
	})
	return page, err
}
