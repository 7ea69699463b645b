package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/service/year"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
)

// year makes a year of work in a new store, on a clock of its own that ends now.
func (c *demoCmd) year(r *run, rows []ords.Columns) error {
	if c.Size < 0 || c.Size > maxListed {
		return fault.New(fault.OutOfRange, "size", "min", "0", "max", fmt.Sprint(maxListed))
	}
	end := time.Now()
	clock := year.NewClock(end)
	d, err := c.openNew(r, device.Options{Log: r.Log, Passphrase: device.PassphraseFromEnv, Now: clock.Now, Hasty: true})
	if err != nil {
		return err
	}
	bar := cli.NewProgress(r.Err, int64(max(c.Size, 1)))
	made, err := year.Fill(r.ctx, clock, c.shops(d), rows, year.Options{
		Repairs: c.Size, Seed: c.Seed, End: end,
		Progress: func(done, total int) { bar.At(int64(done) * int64(max(c.Size, 1)) / int64(total)) },
	})
	bar.Done()
	if err = errors.Join(err, d.Close()); err != nil {
		return err
	}
	return r.Answer(made, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("ctl.year", "repairs", r.Words.Number(made.Repairs), "commands", r.Words.Number(made.Commands)))
	})
}

// openNew sets a shop up a year ago, or opens a device that has recorded nothing
// yet as if it were then.
func (c *demoCmd) openNew(r *run, o device.Options) (*device.Device, error) {
	if !device.Exists(r.dir) {
		return device.InitAlone(r.ctx, r.dir, year.Codes()[0], "", o)
	}
	err := r.with(func(d *device.Device) error {
		s, err := d.Status(r.ctx)
		if err == nil && (s.Waiting > 0 || s.Counts.All > 0) {
			err = fault.New(NotEmpty, "")
		}
		return err
	})
	if err == nil {
		err = device.ForgetTime(r.dir)
	}
	if err != nil {
		return nil, err
	}
	return device.Open(r.ctx, r.dir, o)
}

// shops are those of the business; the device's own is the first.
func (c *demoCmd) shops(d *device.Device) []year.Shop {
	here := d.App.Place()
	shops := []year.Shop{{Code: here.Site, App: d.App}}
	for _, code := range year.Codes() {
		if code != here.Site {
			shops = append(shops, year.Shop{Code: code, App: d.AppAt(service.Place{Site: code, Device: here.Device, PortalURL: here.PortalURL})})
		}
	}
	return shops
}

// NotEmpty says that a store holds files already.
const NotEmpty fault.Code = "store_not_empty"
