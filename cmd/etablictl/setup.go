package main

import (
	"errors"
	"fmt"
	"io"

	"etabli/cmd/internal/device"
)

type initCmd struct {
	Site     string `help:"Three letters that name the shop, such as LIL." xor:"place" required:""`
	Training bool   `help:"A shop for practice: numbers of its own, marked papers, never an exchange with HQ." xor:"place" required:""`
	Name     string `help:"The shop's name; the letters when empty."`
}

// Run sets a shop up that works alone.
func (c *initCmd) Run(r *run) error {
	d, err := c.init(r)
	if err != nil {
		return err
	}
	defer d.Close()
	return r.answerReady(d)
}

func (c *initCmd) init(r *run) (*device.Device, error) {
	o := device.Options{Log: r.Log, Passphrase: device.PassphraseFromEnv}
	if c.Training {
		return device.InitTraining(r.ctx, r.dir, c.Name, o)
	}
	return device.InitAlone(r.ctx, r.dir, c.Site, c.Name, o)
}

type enrolCmd struct {
	Code string `arg:"" help:"Pairing code of etabli-hq enrol, as text or as scanned."`
	Name string `help:"Name of this device, as colleagues call it."`
}

// Run joins HQ.
func (c *enrolCmd) Run(r *run) error {
	d, err := device.Enrol(r.ctx, r.dir, c.Code, c.Name, device.Options{Log: r.Log, Passphrase: device.PassphraseFromEnv})
	if err != nil {
		return err
	}
	defer d.Close()
	return r.answerReady(d)
}

func (r *run) answerReady(d *device.Device) error {
	place := d.App.Place()
	return r.Answer(map[string]string{
		"site": place.Site, "device": place.Device, "portal": place.PortalURL, "protection": string(d.Protection()),
	}, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("ctl.ready", "site", place.Site, "device", place.Device))
		fmt.Fprintln(w, r.Words.T("protection."+string(d.Protection())))
	})
}

type syncCmd struct{}

// Run exchanges with HQ once.
func (c *syncCmd) Run(r *run) error {
	o := device.Options{Log: r.Log, Passphrase: device.PassphraseFromEnv}
	d, err := device.Open(r.ctx, r.dir, o)
	if err != nil {
		return err
	}
	from := d.App.Place().Site
	next, err := device.SyncAndMove(r.ctx, d, o)
	if next == nil {
		return err
	}
	if err == nil {
		err = r.answerStatus(next)
	}
	if site := next.App.Place(); err == nil && site.Site != from && !r.JSON {
		_, err = fmt.Fprintln(r.Out, r.Words.T("ctl.moved", "site", site.Site, "device", site.Device, "from", from))
	}
	return errors.Join(err, next.Close())
}

type statusCmd struct{}

// Run says how the device stands.
func (c *statusCmd) Run(r *run) error {
	return r.with(r.answerStatus)
}

func (r *run) answerStatus(d *device.Device) error {
	s, err := d.Status(r.ctx)
	if err != nil {
		return err
	}
	return r.Answer(s, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("ctl.status", "site", s.Site, "device", s.Device, "version", s.Version))
		fmt.Fprintln(w, r.Words.N("ctl.waiting", s.Waiting))
		if s.Move != nil {
			fmt.Fprintln(w, r.Words.T("ctl.moves", "to", s.Move.To, "why", r.Words.T("ctl.moves."+s.Move.Waits)))
		}
		fmt.Fprintln(w, r.Words.T("ctl.files", "open", fmt.Sprint(s.Counts.Open), "all", fmt.Sprint(s.Counts.All), "review", fmt.Sprint(s.Counts.Review)))
		if s.Scope != (device.Scope{Stable: s.Scope.Stable}) {
			fmt.Fprintln(w, r.Words.T("ctl.scope", "fetching", fmt.Sprint(s.Scope.Fetching), "left", fmt.Sprint(s.Scope.Left),
				"kept", fmt.Sprint(s.Scope.Kept), "pruned", fmt.Sprint(s.Scope.Pruned)))
		}
		fmt.Fprintln(w, r.Words.T("protection."+s.Protection))
	})
}
