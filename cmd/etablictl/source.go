package main

import (
	"time"

	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
)

// papersOf is where the papers of a device come from.
func papersOf(d *device.Device) (papers.Source, error) {
	known, err := d.Profiles()
	return papers.Source{App: d.App, Now: time.Now, Prove: d.Prove, Seal: d.Seal, Profiles: known}, err
}
