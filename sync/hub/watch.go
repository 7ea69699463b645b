package hub

import "etabli/storage/journal"

// Watch calls fn, on a goroutine of its own and one call at a time, with the
// entities that new entries changed; nil means that there were too many to name.
// stop waits for a running call, so fn must not call it.
func (h *Hub) Watch(fn func(entities []journal.Entity)) (stop func()) { return h.watchers.Watch(fn) }
