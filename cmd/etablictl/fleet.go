package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/fleet"
	"etabli/printing/qr"
	"etabli/storage/journal"
)

type fleetCmd struct {
	List   fleetListCmd   `cmd:"" help:"List the devices of the shops that somebody runs, as HQ knows them."`
	Invite fleetInviteCmd `cmd:"" help:"Ask HQ for a code that lets one new device join."`
	Revoke fleetRevokeCmd `cmd:"" help:"Have HQ admit a device no more."`

	Erasure fleetErasureCmd `cmd:"" help:"Say where the erasure of a customer is carried out."`
}

// inTheirName is who asks HQ: it answers whoever runs a shop.
type inTheirName struct {
	Staff journal.EntityID `required:"" help:"Id of who runs the shop."`
}

type fleetListCmd struct{ inTheirName }

// Run lists the devices.
func (c *fleetListCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		list, err := d.Fleet(r.ctx, c.Staff)
		if err != nil {
			return err
		}
		return r.Answer(list, func(w io.Writer) {
			tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
			for _, one := range list {
				fmt.Fprintf(tw, "%s%s\t%s\t%s\t%d\t%d\t%s\n", one.Site, one.Code, one.Role, one.Name, one.Lag, one.Waiting, one.App)
			}
			_ = tw.Flush()
		})
	})
}

type fleetInviteCmd struct {
	inTheirName
	Site string `required:"" help:"Three letters that name the shop."`
	Role string `default:"counter" help:"counter, field, kiosk or manager."`
}

// Run makes a code and shows it as text and as a picture to scan.
func (c *fleetInviteCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		made, err := d.InviteDevice(r.ctx, c.Staff, c.Site, c.Role)
		if err != nil {
			return err
		}
		return r.Answer(made, func(w io.Writer) {
			fmt.Fprintf(w, "\n%s\n\n", made.Code)
			if code, err := qr.Encode(made.QR, qr.Paper); err == nil {
				fmt.Fprintln(w, cli.DrawQR(code))
			}
			fmt.Fprintln(w, r.Words.T("hq.code_valid", "until", r.Words.Clock(made.ExpiresMS, time.Local)))
		})
	})
}

type fleetRevokeCmd struct {
	inTheirName
	ID  string `arg:"" help:"Id of the device."`
	Why string `required:"" help:"What happened to it."`
}

// Run revokes a device.
func (c *fleetRevokeCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error { return d.RevokeDevice(r.ctx, c.Staff, c.ID, c.Why) })
}

type fleetErasureCmd struct {
	inTheirName
	Customer journal.EntityID `arg:"" help:"Id of the customer."`
}

// Run says where an erasure is carried out.
func (c *fleetErasureCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		found, err := d.ErasureWhere(r.ctx, c.Staff, c.Customer)
		if err != nil {
			return err
		}
		return r.Answer(found, func(w io.Writer) {
			tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
			for _, at := range found.Devices {
				name := at.Site + at.Code
				if name == "" {
					name = r.Words.T("hq.erasure.hq")
				}
				fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", name, at.Name, r.Words.T(fleet.ErasureWords[at.State]), at.LastSeen)
			}
			for _, state := range slices.Sorted(maps.Keys(found.Others)) {
				fmt.Fprintf(tw, "%s\t\t%s\t\n", r.Words.N("people.where.others", found.Others[state]), r.Words.T(fleet.ErasureWords[state]))
			}
			_ = tw.Flush()
		})
	})
}
