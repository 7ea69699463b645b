package attach

import "time"

// AskAllAgainAfter lets a worker forget sooner what HQ said it has.
func (w *Worker) AskAllAgainAfter(d time.Duration) { w.afresh = d }
