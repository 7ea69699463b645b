package desk

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"maps"
	"time"

	"etabli/app/present"
	"etabli/printing/qr"
)

// OwnHealth is what this device knows of itself.
func (d *Desk) OwnHealth(ctx context.Context) (out present.OwnHealth, err error) {
	if out.DeviceFacts, err = d.Facts(ctx); err != nil {
		return out, err
	}
	s, err := d.device.Status(ctx)
	if err != nil {
		return out, err
	}
	out.Site, out.Device = d.Place()
	out.Waiting, out.OldestMS, out.FromOutbox, out.Files = s.Waiting, s.OldestMS, s.FromOutbox, s.Counts.All
	if room, err := d.device.Room(); err == nil {
		out.FreeBytes, out.KeptBytes, out.NoBallast = int64(room.Free), int64(room.Kept), !room.Ballast
	}
	if s.Move != nil {
		out.MovesTo, out.MoveWaits = s.Move.To, s.Move.Waits
	}
	known, err := d.device.Neighbours()
	out.With, out.Listen = known.With, known.Listen
	d.mu.Lock()
	out.MetMS = maps.Clone(d.metMS)
	d.mu.Unlock()
	return out, err
}

// How soon, and how often, HQ is asked where this device belongs.
const (
	firstMoveAsk = 20 * time.Second
	moveAsk      = time.Hour
)

// learnMoves asks HQ now and then whether it sends this device to another shop.
func (d *Desk) learnMoves(ctx context.Context) {
	for wait := firstMoveAsk; ; wait = moveAsk {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
			d.device.LearnMove(ctx)
		}
	}
}

// FleetDevices asks HQ which devices there are.
func (d *Desk) FleetDevices(ctx context.Context, staff present.ID) (out []present.FleetDevice, err error) {
	list, err := d.device.Fleet(ctx, staff)
	for _, one := range list {
		out = append(out, present.FleetDevice{
			Key: one.ID, Site: one.Site, Code: one.Code, Role: one.Role, Name: one.Name, Version: one.App, Online: one.Online,
			SeenMS: one.SeenMS, Lag: int(min(one.Lag, 1<<31)), Waiting: int(min(one.Waiting, 1<<31)), OldestMS: one.OldestMS, DriftMS: one.DriftMS,
			Revoked: one.Revoked, RevokedMS: one.RevokedMS, By: one.By, Why: one.Why, MovesTo: one.MovesTo, Moved: one.Moved, Self: one.Self,
		})
	}
	return out, err
}

// ErasureWhere asks HQ where an erasure is carried out.
func (d *Desk) ErasureWhere(ctx context.Context, staff, customer present.ID) (present.ErasureWhere, error) {
	found, err := d.device.ErasureWhere(ctx, staff, customer)
	out := present.ErasureWhere{Others: found.Others}
	for _, at := range found.Devices {
		out.Places = append(out.Places, present.ErasurePlace{Code: at.Site + at.Code, Name: at.Name, State: at.State, SeenMS: at.SeenMS})
	}
	return out, err
}

// PairDevice asks HQ for a code that lets one device join, and draws it.
func (d *Desk) PairDevice(ctx context.Context, staff present.ID, site, role string) (present.Pairing, error) {
	made, err := d.device.InviteDevice(ctx, staff, site, role)
	if err != nil {
		return present.Pairing{}, err
	}
	code, err := qr.Encode(made.QR, qr.Paper)
	if err != nil {
		return present.Pairing{}, err
	}
	return present.Pairing{Code: made.Code, Picture: drawn(code), ExpiresMS: made.ExpiresMS}, nil
}

// RevokeFleetDevice has HQ send a device away.
func (d *Desk) RevokeFleetDevice(ctx context.Context, staff present.ID, key, why string) error {
	return d.device.RevokeDevice(ctx, staff, key, why)
}

// modulePixels is how large a module is drawn: a telephone reads it off a screen from
// an arm's length.
const modulePixels = 8

// drawn is a code as a picture, with the quiet zone that readers need.
func drawn(code qr.Code) []byte {
	side := (code.Modules + 2*qr.QuietModules) * modulePixels
	picture := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for _, s := range code.Spans {
		for y := s.Y * modulePixels; y < (s.Y+s.H)*modulePixels; y++ {
			for x := s.X * modulePixels; x < (s.X+s.W)*modulePixels; x++ {
				picture.SetColorIndex(x+qr.QuietModules*modulePixels, y+qr.QuietModules*modulePixels, 1)
			}
		}
	}
	var out bytes.Buffer
	_ = png.Encode(&out, picture) // to memory
	return out.Bytes()
}
