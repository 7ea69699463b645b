package main

import (
	"etabli/app/views"
	"etabli/cmd/internal/device"
)

type callsCmd struct{}

// Run lists who waits at the kiosk.
func (c *callsCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		calls, err := d.App.Calls(r.ctx)
		if err != nil {
			return err
		}
		if calls == nil {
			calls = []views.Call{}
		}
		return r.Answer(calls, nil)
	})
}
