package present

import (
	"container/list"
	"context"
	"slices"
)

// The limits of what a list keeps in memory.
const (
	cachedRows = 2000 // lines kept, the least recently shown go first
	windowRows = 60   // lines read at a time around the one that is shown
)

// rowCache keeps the lines that were shown last.
type rowCache struct {
	byID  map[ID]*list.Element
	order *list.List // of cachedRow, the latest shown first
}

// cachedRow is a line; a stale one is shown until the new one was read.
type cachedRow struct {
	id    ID
	row   Row
	stale bool
}

func newRowCache() *rowCache {
	return &rowCache{byID: map[ID]*list.Element{}, order: list.New()}
}

func (c *rowCache) get(id ID) (row cachedRow, known bool) {
	at, ok := c.byID[id]
	if !ok {
		return cachedRow{}, false
	}
	c.order.MoveToFront(at)
	return *at.Value.(*cachedRow), true
}

// fresh tells whether a line needs no reading.
func (c *rowCache) fresh(id ID) bool {
	at, ok := c.byID[id]
	return ok && !at.Value.(*cachedRow).stale
}

func (c *rowCache) put(id ID, row Row) {
	if at, ok := c.byID[id]; ok {
		at.Value = &cachedRow{id: id, row: row}
		c.order.MoveToFront(at)
		return
	}
	c.byID[id] = c.order.PushFront(&cachedRow{id: id, row: row})
	for c.order.Len() > cachedRows {
		last := c.order.Back()
		delete(c.byID, last.Value.(*cachedRow).id)
		c.order.Remove(last)
	}
}

// spoil marks a line to be read again.
func (c *rowCache) spoil(id ID) {
	if at, ok := c.byID[id]; ok {
		at.Value.(*cachedRow).stale = true
	}
}

func (c *rowCache) spoilAll() {
	for id := range c.byID {
		c.spoil(id)
	}
}

// window reads the lines of a long list that are looked at. The ids are all in
// memory, 16 bytes each; lines come a screen at a time.
type window[T any] struct {
	stay  *stay
	read  func(ctx context.Context, ids []ID) ([]T, error)
	line  func(T) Row // on the presenters' goroutine
	shown func()      // lines arrived
	fail  func(error) // lines could not be read

	ids    []ID
	cache  *rowCache
	lane   lane
	from   int // the window under way
	to     int
	broken bool // reading failed; nothing is asked for until the list is replaced
}

// at is the line with an index; one that was not read yet is asked for.
func (w *window[T]) at(i int) Row {
	if i < 0 || i >= len(w.ids) {
		return Row{}
	}
	have, known := w.cache.get(w.ids[i])
	if (!known || have.stale) && !w.broken && (i < w.from || i >= w.to) {
		w.fetch(i)
	}
	if known {
		return have.row
	}
	return Row{ID: w.ids[i], Loading: true}
}

// fetch reads the window around an index; a window asked for before counts no
// more, because the list has moved on.
func (w *window[T]) fetch(i int) {
	w.from, w.to = max(0, i-windowRows/2), min(len(w.ids), i+windowRows/2)
	var missing []ID
	for _, id := range w.ids[w.from:w.to] {
		if !w.cache.fresh(id) {
			missing = append(missing, id)
		}
	}
	ask(w.stay, &w.lane, func(ctx context.Context) ([]T, error) {
		return w.read(ctx, missing)
	}, func(rows []T, err error) { w.arrived(missing, rows, err) })
}

func (w *window[T]) arrived(asked []ID, rows []T, err error) {
	w.from, w.to = 0, 0
	if err != nil {
		w.broken = true
		w.fail(err)
		return
	}
	for _, r := range rows {
		row := w.line(r)
		w.cache.put(row.ID, row)
	}
	for _, id := range asked {
		if !w.cache.fresh(id) { // it is gone: the next list is without it
			w.cache.put(id, Row{ID: id})
		}
	}
	w.shown()
}

// replace takes a new list of ids; lines that are still right stay.
func (w *window[T]) replace(ids []ID) {
	w.ids, w.from, w.to, w.broken = ids, 0, 0, false
	w.lane.drop()
}

// index finds an id, -1 when it is not in the list.
func (w *window[T]) index(id ID) int {
	if id.IsZero() {
		return -1
	}
	return slices.Index(w.ids, id)
}
