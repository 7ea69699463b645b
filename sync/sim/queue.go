package sim

import "container/heap"

// event is something that happens at a time.
type event struct {
	atMS  int64
	order uint64 // of those at one time
	do    func()
}

type events []event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	if e[i].atMS != e[j].atMS {
		return e[i].atMS < e[j].atMS
	}
	return e[i].order < e[j].order
}
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}

// after lets something happen some milliseconds from now.
func (w *World) after(ms int64, do func()) {
	w.ordered++
	heap.Push(&w.queue, event{atMS: w.nowMS + max(0, ms), order: w.ordered, do: do})
}

// next lets the next thing happen.
func (w *World) next() {
	e := heap.Pop(&w.queue).(event)
	w.nowMS = e.atMS
	w.steps++
	e.do()
}
