package stock

import "time"

// Rights of a device that may be lost on the road end by themselves: it stops
// promising a little before the end, and HQ takes them back well after it, so that
// their clocks need not agree. Counters keep theirs: a shop goes on for weeks
// without HQ.
const (
	lease     = 7 * 24 * time.Hour
	stopEarly = time.Hour
	takeLate  = 24 * time.Hour
)

// LeaseHolds tells whether a device on the road may still promise by its rights,
// having last heard HQ at a moment; it never may when it never did. Times are Unix
// milliseconds.
func LeaseHolds(heardMS, nowMS int64) bool {
	return heardMS > 0 && nowMS >= heardMS && nowMS-heardMS < (lease-stopEarly).Milliseconds()
}

// LeaseLapsed tells whether HQ may take the rights of such a device back.
func LeaseLapsed(seenMS, nowMS int64) bool {
	return seenMS > 0 && nowMS-seenMS > (lease+takeLate).Milliseconds()
}
