package enrol

import (
	"sync"
	"time"
)

const (
	questionLife = time.Minute
	maxQuestions = 1024
)

// questions are the nonces HQ waits for; each is answered once.
type questions struct {
	mu   sync.Mutex
	open map[Nonce]question
}

type question struct {
	code    CodeID
	expires time.Time
}

func newQuestions() *questions { return &questions{open: map[Nonce]question{}} }

// ask notes a nonce. When too many are open the ones that expire first go.
func (q *questions) ask(n Nonce, code CodeID, now time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for old, was := range q.open {
		if now.After(was.expires) {
			delete(q.open, old)
		}
	}
	if len(q.open) >= maxQuestions {
		var first Nonce
		var when time.Time
		for old, was := range q.open {
			if when.IsZero() || was.expires.Before(when) {
				first, when = old, was.expires
			}
		}
		delete(q.open, first)
	}
	q.open[n] = question{code: code, expires: now.Add(questionLife)}
}

// answered takes a nonce out and tells whether it was open for that code.
func (q *questions) answered(n Nonce, code CodeID, now time.Time) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	was, found := q.open[n]
	delete(q.open, n)
	return found && was.code == code && !now.After(was.expires)
}
