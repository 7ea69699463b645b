package desk

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/storage/durable"
)

// stickDays is how much of what HQ has goes along: what a device may have missed.
const stickDays = 30

// stickEnding is how the names of what devices write for each other end.
const stickEnding = ".etabli"

// Sticks are the places outside this machine that are plugged in.
func (d *Desk) Sticks(ctx context.Context) (out []present.Stick, err error) {
	for _, folder := range plugged() {
		if stick, err := d.StickAt(ctx, folder); err == nil { // one that goes meanwhile is gone
			out = append(out, stick)
		}
	}
	return out, nil
}

// StickAt answers what other devices wrote into a folder, the latest first.
func (d *Desk) StickAt(_ context.Context, folder string) (present.Stick, error) {
	out := present.Stick{Folder: folder, Name: filepath.Base(folder)}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return out, fault.New(cli.FileMissing, "folder", "name", folder).Because(err)
	}
	place := d.App.Place()
	for _, e := range entries {
		from, ours := strings.CutSuffix(e.Name(), stickEnding)
		info, err := e.Info()
		if !ours || err != nil || !info.Mode().IsRegular() || from == place.Site+place.Device {
			continue
		}
		out.Files = append(out.Files, present.StickFile{Path: filepath.Join(folder, e.Name()), From: from, AtMS: info.ModTime().UnixMilli()})
	}
	slices.SortFunc(out.Files, func(a, b present.StickFile) int { return cmp.Compare(b.AtMS, a.AtMS) })
	return out, nil
}

// plugged are the folders under which systems show what is plugged in.
func plugged() (out []string) {
	for _, pattern := range []string{"/media/*/*", "/run/media/*/*", "/Volumes/*"} {
		found, _ := filepath.Glob(pattern) // the patterns are well formed
		out = append(out, found...)
	}
	if runtime.GOOS == "windows" {
		for drive := 'D'; drive <= 'Z'; drive++ {
			out = append(out, string(drive)+":\\")
		}
	}
	return slices.DeleteFunc(out, func(folder string) bool {
		info, err := os.Stat(folder)
		return err != nil || !info.IsDir()
	})
}

// WriteStick writes what others of the shop may lack into a folder, whole or not at all.
func (d *Desk) WriteStick(ctx context.Context, folder string) (present.Carried, error) {
	place := d.App.Place()
	name := filepath.Join(folder, place.Site+place.Device+stickEnding)
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
