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

type tillCheckCmd struct {
	File string `arg:"" help:"Archive, .zip."`
}

// Run proves an archive; damage is an answer of its own, as for verify.
func (c *tillCheckCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		out, err := tillarchive.Check(r.ctx, d, c.File)
		if err != nil {
			return err
		}
		if err := r.Answer(out, nil); err != nil {
			return err
		}
		return out.Err()
	})
}
