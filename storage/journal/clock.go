package journal

// Clock stamps entries. Now never goes back, not even over a restart; Observe
// takes over a stamp that was seen elsewhere, within the clock's own bounds.
type Clock interface {
	Now() (hlc uint64, state ClockState)
	Observe(hlc uint64)
}
