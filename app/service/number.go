package service

import (
	"io"

	"etabli/app/domain/repair"
	"etabli/storage"
)

// nextNumber gives the next number of this device. The counter only ever goes
// up; a number that was given to a command that then failed is not given again.
func (a *App) nextNumber(r storage.Reader) (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.lastCounter == 0 {
		last, err := a.views.LastCounter(r, a.place.Site, a.place.Device)
		if err != nil {
			return "", err
		}
		a.lastCounter = last
	}
	var random [2]byte
	if _, err := io.ReadFull(a.random, random[:]); err != nil {
		return "", err
	}
	a.lastCounter++
	return repair.FormatNumber(a.place.Site, a.place.Device, a.lastCounter, random), nil
}
