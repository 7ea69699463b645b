package main

import (
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
	clock := &year.Clock{}
	end := time.Now()
	return r.withClock(clock.Now, func(d *device.Device) error {
		if counts, err := d.App.Counts(r.ctx); err != nil || counts.All > 0 {
			return orFault(err, fault.New(NotEmpty, ""))
		}
		bar := cli.NewProgress(r.Err, int64(max(c.Size, 1)))
		defer bar.Done()
		made, err := year.Fill(r.ctx, clock, c.shops(d), rows, year.Options{
			Repairs: c.Size, Seed: c.Seed, End: end,
			Progress: func(done, total int) { bar.At(int64(done) * int64(max(c.Size, 1)) / int64(total)) },
		})
		if err != nil {
			return err
		}
		return r.Answer(made, func(w io.Writer) {
			fmt.Fprintln(w, r.Words.T("ctl.year", "repairs", r.Words.Number(made.Repairs), "commands", r.Words.Number(made.Commands)))
		})
	})
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

func orFault(err error, f *fault.Error) error {
	if err != nil {
		return err
	}
	return f
}

// NotEmpty says that a store holds files already.
const NotEmpty fault.Code = "store_not_empty"
