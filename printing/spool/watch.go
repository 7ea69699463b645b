package spool

import "slices"

// Overview is what people are shown of the queue.
type Overview struct {
	Jobs     []Job // not finished, the oldest first
	Printers []PrinterState
}

// PrinterState is a printer and how it is.
type PrinterState struct {
	Printer
	Roles   []Role `json:"roles,omitempty"`    // whose first choice or fallback it is
	Jobs    int    `json:"jobs"`               // not finished
	Reason  Reason `json:"reason,omitempty"`   // why it takes nothing; empty when it does, or was not tried
	SinceMS int64  `json:"since_ms,omitempty"` // when that began
}

// Asks counts the jobs that wait for a person.
func (o Overview) Asks() int {
	n := 0
	for _, j := range o.Jobs {
		if j.State == Doubt || j.State == Held {
			n++
		}
	}
	return n
}

// Overview tells how the queue and its printers stand.
func (q *Queue) Overview() Overview {
	setup := q.Setup()
	q.mu.Lock()
	defer q.mu.Unlock()
	out := Overview{Jobs: q.machine.Jobs()}
	list := setup.Printers
	if setup.Default != nil {
		list = append(list, *setup.Default)
	}
	for _, p := range list {
		s := PrinterState{Printer: p}
		for _, role := range Roles() {
			if slices.Contains(setup.Roles[role], p.Name) {
				s.Roles = append(s.Roles, role)
			}
		}
		if t, ok := q.machine.down[p.Name]; ok {
			s.Reason, s.SinceMS = t.reason, t.sinceMS
		}
		for _, j := range out.Jobs {
			if j.Printer != p.Name {
				continue
			}
			s.Jobs++
			if (j.State == Sending || j.State == Printing) && j.Reason != "" && s.Reason == "" {
				s.Reason, s.SinceMS = j.Reason, j.SinceMS
			}
		}
		out.Printers = append(out.Printers, s)
	}
	return out
}

// Watch calls fn after changes, on a goroutine of its own and one call at a
// time; what changes meanwhile is told together. stop waits for a running call,
// so fn must not call it.
func (q *Queue) Watch(fn func()) (stop func()) { return q.changed.Listen(fn) }
