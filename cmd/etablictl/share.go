package main

import (
	"fmt"
	"io"
	"net"
	"slices"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
)

type meetCmd struct {
	Addresses []string `arg:"" optional:"" help:"host:port of other devices of the shop; those of the last time when none."`
}

// Run exchanges with other devices of the shop once.
func (c *meetCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		known, err := d.Neighbours()
		if err != nil {
			return err
		}
		if len(c.Addresses) > 0 {
			known.With = c.Addresses
		}
		if err := checkAddresses(known.With); err != nil {
			return err
		}
		for _, address := range known.With {
			out, err := d.MeetAt(r.ctx, address)
			if err != nil {
				return err
			}
			err = r.Answer(out, func(w io.Writer) { fmt.Fprintln(w, r.Words.T("ctl.met", "with", out.With, "new", fmt.Sprint(out.New))) })
			if err != nil {
				return err
			}
		}
		return d.KeepNeighbours(known)
	})
}

// checkAddresses refuses an empty list, and what is no address.
func checkAddresses(list []string) error {
	if len(list) == 0 {
		return fault.New(fault.Missing, "addresses")
	}
	for _, address := range list {
		if _, _, err := net.SplitHostPort(address); err != nil {
			return fault.New(fault.Malformed, "addresses", "expected", "192.168.1.20:7446").Because(err)
		}
	}
	return nil
}

type shareCmd struct {
	Listen string   `help:"host:port where other devices of the shop reach this one."`
	With   []string `help:"host:port of others; may be repeated."`
}

// Run exchanges with other devices of the shop, live, until it is told to stop.
func (c *shareCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		known, err := d.Neighbours()
		if err != nil {
			return err
		}
		if c.Listen != "" || len(c.With) > 0 {
			known = device.Neighbours{Listen: c.Listen, With: c.With}
		}
		if err := checkAddresses(slices.Concat(known.With, listening(known))); err != nil {
			return err
		}
		var listener net.Listener
		if known.Listen != "" {
			if listener, err = net.Listen("tcp", known.Listen); err != nil {
				return fault.New(cli.AddressTaken, "listen", "address", known.Listen).Because(err)
			}
		}
		if err := d.KeepNeighbours(known); err != nil {
			return err
		}
		return d.Share(r.ctx, listener, known.With)
	})
}

func listening(n device.Neighbours) []string {
	if n.Listen == "" {
		return nil
	}
	return []string{n.Listen}
}
