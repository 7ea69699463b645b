package service

import (
	"io"

	"etabli/app/domain/repair"
	"etabli/storage"
)

// hqDevice is the code of headquarters in numbers; no device has it.
const hqDevice = "0"

// nextNumberAt gives the next number for a shop. Headquarters, which several
// processes may be, counts for each shop in the transaction that takes it.
func (a *App) nextNumberAt(r storage.Reader, site string) (string, error) {
	if a.place.Site != "" {
		return a.nextNumber(r)
	}
	last, err := a.views.LastCounter(r, site, hqDevice)
	if err != nil {
		return "", err
	}
	var random [2]byte
	if _, err := io.ReadFull(a.random, random[:]); err != nil {
		return "", err
	}
	return repair.FormatNumber(site, hqDevice, last+1, random), nil
}

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
