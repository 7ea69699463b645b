package main

import (
	"io"

	"etabli/cmd/internal/device"
	"etabli/cmd/internal/tillarchive"
)

type tillArchiveCmd struct {
	Year string `help:"Year of the business days, such as 2026; all when empty."`
	Out  string `required:"" help:"File to write, .zip."`
}

// Run writes the archive of the till.
func (c *tillArchiveCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		var done tillarchive.Archived
		if err := toFile(c.Out, func(w io.Writer) (err error) {
			done, err = tillarchive.Write(r.ctx, d, r.Words, c.Year, w)
			return err
		}); err != nil {
			return err
		}
		done.Out = c.Out
		return r.Answer(done, nil)
	})
}
