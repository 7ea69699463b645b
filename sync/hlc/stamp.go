package hlc

import "time"

const counterBits = 16

// maxMS is the greatest time that fits into a stamp.
const maxMS = 1<<(64-counterBits) - 1

// Pack makes a stamp of Unix milliseconds and a counter. Times outside the
// range of a stamp become its nearest end.
func Pack(ms int64, counter uint16) uint64 {
	switch {
	case ms < 0:
		ms = 0
	case ms > maxMS:
		ms = maxMS
	}
	return uint64(ms)<<counterBits | uint64(counter)
}

// MS returns the Unix milliseconds of a stamp.
func MS(stamp uint64) int64 { return int64(stamp >> counterBits) }

// Counter returns the counter of a stamp.
func Counter(stamp uint64) uint16 { return uint16(stamp) }

// Time returns the time of a stamp, to the millisecond.
func Time(stamp uint64) time.Time { return time.UnixMilli(MS(stamp)) }
