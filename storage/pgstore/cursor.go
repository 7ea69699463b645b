package pgstore

import (
	"bytes"
	"fmt"

	"etabli/storage"
)

// Pages of a scan begin small and grow, as long as a page stays below
// maxPageBytes.
const (
	firstPage    = 32
	pageGrowth   = 8
	largestPage  = firstPage * pageGrowth * pageGrowth
	maxPageBytes = 1 << 20
)

// cursor walks a range page by page; each page begins after the last key of the
// one before, so nothing is open between two.
type cursor struct {
	r    *reading
	rng  storage.Range // what is left of it
	rows int           // of the next page
	more bool          // there may be another page
	page []pair
	now  pair
	err  error
}

type pair struct{ key, value []byte }

// Next implements engine.Cursor.
func (c *cursor) Next() bool {
	if len(c.page) == 0 && c.more && c.err == nil {
		c.err = c.load()
	}
	if len(c.page) == 0 || c.err != nil {
		return false
	}
	c.now, c.page = c.page[0], c.page[1:]
	return true
}

// load reads the next page.
func (c *cursor) load() error {
	if err := c.r.ready(); err != nil {
		return err
	}
	ctx, cancel := bound(c.r.ctx)
	defer cancel()
	arguments := []any{solid(c.rng.Start)}
	if c.rng.End != nil {
		arguments = append(arguments, c.rng.End)
	}
	rows, err := c.r.conn.Query(ctx, scanRows(c.rng, c.rows), arguments...)
	if err != nil {
		return c.r.failed("scan", err)
	}
	defer rows.Close()
	size := 0
	for rows.Next() {
		raw := rows.RawValues()
		p := pair{key: bytes.Clone(raw[0])}
		if !c.rng.KeysOnly {
			p.value = append([]byte{}, raw[1]...)
		}
		size += len(p.key) + len(p.value)
		c.page = append(c.page, p)
	}
	if err := rows.Err(); err != nil {
		return c.r.failed("scan", err)
	}
	c.advance(size)
	return nil
}

// advance takes the page off the range and sizes the next one.
func (c *cursor) advance(size int) {
	c.more = len(c.page) == c.rows
	if !c.more {
		return
	}
	last := c.page[len(c.page)-1].key
	if c.rng.Reverse {
		c.rng.End = last
		c.more = len(last) > 0
	} else {
		c.rng.Start = append(bytes.Clone(last), 0)
	}
	if c.rows < largestPage && size*pageGrowth <= maxPageBytes {
		c.rows *= pageGrowth
	}
}

// scanRows is the statement for a page. The number of rows is part of its text,
// so that the server plans for it.
func scanRows(rng storage.Range, rows int) string {
	columns, end, order := "key, value", "", ""
	if rng.KeysOnly {
		columns = "key"
	}
	if rng.End != nil {
		end = " and key < $2"
	}
	if rng.Reverse {
		order = " desc"
	}
	return fmt.Sprintf("select %s from kv where key >= $1%s order by key%s limit %d", columns, end, order, rows)
}

// Err implements engine.Cursor.
func (c *cursor) Err() error { return c.err }

// Key implements engine.Cursor.
func (c *cursor) Key() []byte { return c.now.key }

// Value implements engine.Cursor.
func (c *cursor) Value() ([]byte, error) { return c.now.value, nil }

// Close implements engine.Cursor.
func (c *cursor) Close() {}
