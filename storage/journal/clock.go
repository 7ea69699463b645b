package journal

// Clock stamps entries. Now never goes back, not even over a restart; Observe
// takes over a stamp that was seen elsewhere, within the clock's own bounds.
type Clock interface {
	Now() (hlc uint64, state ClockState)
	Observe(hlc uint64)
}

// Restamp is the stamp of another author's entry that is recorded anew behind one
// with the stamp after: its own, unless it is further ahead than the clock follows.
func Restamp(c Clock, hlc, after uint64) uint64 {
	c.Observe(hlc)
	now, _ := c.Now()
	return max(min(hlc, now), after+1)
}
