package device

import "etabli/sync/hlc"

// lateClock keeps what a clock saves until the device is closed: a clock that runs a
// year in minutes would else wait for the disk at every act.
type lateClock struct {
	hlc.Persist
	state hlc.State
	saved bool
}

// Save implements hlc.Persist.
func (l *lateClock) Save(s hlc.State) error {
	l.state, l.saved = s, true
	return nil
}

// keep writes what was saved last. It may be asked of none.
func (l *lateClock) keep() error {
	if l == nil || !l.saved {
		return nil
	}
	return l.Persist.Save(l.state)
}
