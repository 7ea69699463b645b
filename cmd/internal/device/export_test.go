package device

import "etabli/storage/journal"

// NowForTest gives out a stamp of the device's clock.
func (d *Device) NowForTest() (uint64, journal.ClockState) { return d.clock.Now() }
