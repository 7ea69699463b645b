package desk

import (
	"context"
	"path/filepath"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/storage/durable"
)

// stickDays is how much of what HQ has goes along: what a device may have missed.
const stickDays = 30

// WriteStick writes what others of the shop may lack into a folder, whole or not at all.
func (d *Desk) WriteStick(ctx context.Context, folder string) (present.Carried, error) {
	place := d.App.Place()
	name := filepath.Join(folder, place.Site+place.Device+".etabli")
	f, err := durable.Create(folder)
	if err != nil {
		return present.Carried{}, cli.CannotWrite("folder", folder, err)
	}
	defer f.Discard()
	out, err := d.device.Carry(ctx, f, device.Carrying{Days: stickDays, Attachments: "small"})
	if err != nil {
		return present.Carried{}, err
	}
	if err := f.Keep(name); err != nil {
		return present.Carried{}, cli.CannotWrite("folder", name, err)
	}
	return present.Carried{File: name, For: out.For, Entries: out.Entries, Unsent: out.Unsent, Attachments: out.Attachments}, nil
}

// ReadStick takes in what another device wrote.
func (d *Desk) ReadStick(ctx context.Context, file string) (present.Taken, error) {
	f, err := cli.OpenFile("file", file)
	if err != nil {
		return present.Taken{}, err
	}
	if err := f.Close(); err != nil {
		return present.Taken{}, err
	}
	out, err := d.device.Take(ctx, file)
	return present.Taken{From: out.From, MadeMS: out.MadeMS, Entries: out.Entries, New: out.New, Out: out.LeftOut, Aside: out.SetAside}, err
}

// MeetNeighbours exchanges with the devices of the shop that were named.
func (d *Desk) MeetNeighbours(ctx context.Context) (list []present.Met, err error) {
	known, err := d.device.Neighbours()
	if err != nil {
		return nil, err
	}
	if len(known.With) == 0 {
		return nil, fault.New(fault.Missing, "with")
	}
	for _, address := range known.With {
		met, err := d.device.MeetAt(ctx, address)
		if err != nil {
			return list, err
		}
		list = append(list, present.Met{With: met.With, New: met.New})
		d.mu.Lock()
		d.metMS[address] = time.Now().UnixMilli()
		d.mu.Unlock()
	}
	return list, nil
}

// NameNeighbours remembers how others of the shop are reached.
func (d *Desk) NameNeighbours(_ context.Context, listen string, with []string) error {
	return d.device.KeepNeighbours(device.Neighbours{Listen: listen, With: with})
}
