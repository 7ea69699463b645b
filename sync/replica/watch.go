package replica

// Watch calls fn with the status now and whenever it changes, on a goroutine of
// its own and one call at a time; what changes meanwhile is told together. stop
// waits for a running call, so fn must not call it.
func (r *Replica) Watch(fn func(Status)) (stop func()) {
	return r.changed.ListenNow(func() { fn(r.Status()) })
}
