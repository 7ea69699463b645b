package service

import (
	"sync"
	"time"

	"etabli/app/domain/staff"
	"etabli/storage/journal"
)

// tries counts the wrong PINs of each person in a row.
type tries struct {
	mu   sync.Mutex
	seen map[journal.EntityID]try
}

type try struct {
	wrong int
	until time.Time
}

// wait is how many seconds somebody still has to wait.
func (t *tries) wait(id journal.EntityID, now time.Time) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	left := t.seen[id].until.Sub(now)
	if left <= 0 {
		return 0
	}
	return int((left + time.Second - 1) / time.Second)
}

func (t *tries) wrong(id journal.EntityID, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.seen == nil {
		t.seen = map[journal.EntityID]try{}
	}
	n := t.seen[id].wrong + 1
	t.seen[id] = try{n, now.Add(time.Duration(staff.PINWait(n)) * time.Second)}
}

func (t *tries) right(id journal.EntityID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.seen, id)
}
