package meet

import (
	"context"
	"errors"
	"slices"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Log is the journal of a device.
type Log interface {
	View(ctx context.Context, fn func(storage.Reader) error) error
	TakeIn(ctx context.Context, b journal.Brought) (journal.Received, error)
	Cursor(ctx context.Context) ([]byte, error)
	Watch(fn func(entities []journal.Entity)) (stop func())
}

// Fellow is what a device knows of itself and of others.
type Fellow interface {
	Trust
	Voucher
	// Revoked lists the devices that HQ admits no more, after hearing what
	// another device hands on.
	Revoked(heard []byte) ([]enrol.DeviceID, error)
	// Signed is the roster as HQ signed it, to be handed on.
	Signed() ([]byte, error)
}

// Device is one device's part in every exchange without HQ.
type Device struct {
	Log    Log
	Fellow Fellow
	Site   string
	App    string
	Now    func() time.Time
}

// Cursor is how far the device has read HQ's log.
func (d *Device) Cursor(ctx context.Context) (wire.Cursor, error) {
	raw, err := d.Log.Cursor(ctx)
	if err != nil {
		return wire.Cursor{}, err
	}
	progress, err := wire.ParseProgress(raw)
	return progress.Cursor, err
}

// Hello makes the first frame of the device.
func (d *Device) Hello(ctx context.Context) (m *wire.Meet, err error) {
	cursor, err := d.Cursor(ctx)
	if err != nil {
		return nil, err
	}
	signed, err := d.Fellow.Signed()
	if err != nil {
		return nil, err
	}
	err = d.Log.View(ctx, func(r storage.Reader) (err error) {
		m, err = Hello(r, d.Site, d.App, cursor, d.Now().UnixMilli())
		return err
	})
	if err == nil {
		m.Roster = signed
	}
	return m, err
}

// Pack makes the frames of a file, of what first says that it brings. Who cannot
// read receipts is told that the file is of a newer version.
func (d *Device) Pack(r storage.Reader, first *wire.Meet) ([]wire.Frame, error) {
	first.Oldest = max(first.Oldest, wire.Receipts)
	return Gather(r, d.Fellow, Wanted{Above: first.Above, Site: d.Site, Lineage: first.Cursor.Lineage, Told: true})
}

// Judge checks what another device brought against what is known.
func (d *Device) Judge(ctx context.Context, given Given, from enrol.DeviceID) (Judged, error) {
	revoked, err := d.Fellow.Revoked(given.Meet.Roster)
	if err != nil {
		return Judged{}, err
	}
	if slices.Contains(revoked, from) {
		return Judged{}, ErrRevoked
	}
	cursor, err := d.Cursor(ctx)
	if err != nil {
		return Judged{}, err
	}
	return Judge(given, Side{Site: d.Site, Cursor: cursor, Revoked: revoked, Trust: d.Fellow})
}

// Answer answers a Talk with another device: any output but DoSend and DoEnd.
func (d *Device) Answer(ctx context.Context, from enrol.DeviceID, question TalkOutput) (TalkInput, error) {
	switch q := question.(type) {
	case DoGather:
		return d.gather(ctx, q)
	case DoTake:
		return d.take(ctx, from, q)
	}
	return nil, errors.New("meet: no question")
}

func (d *Device) gather(ctx context.Context, q DoGather) (TalkInput, error) {
	cursor, err := d.Cursor(ctx)
	if err != nil {
		return nil, err
	}
	w := Wanted{Above: q.Above, Has: q.Has, Site: d.Site, Lineage: cursor.Lineage, Told: q.Told}
	if q.Lineage != cursor.Lineage {
		w.Above = 0 // positions cannot be compared
	}
	w.Quick = !q.All && cursor.Position <= w.Above
	out := Gathered{Cursor: cursor}
	err = d.Log.View(ctx, func(r storage.Reader) (err error) {
		if err := branches(r, q, w.Has); err != nil {
			return err
		}
		out.Frames, err = Gather(r, d.Fellow, w)
		return err
	})
	return out, err
}

// branches finds chains of which the other side holds another branch: what this
// one has of them is given whole, so that both see it.
func branches(r storage.Reader, q DoGather, has map[journal.ChainID]uint64) error {
	if !q.All {
		return nil
	}
	for _, at := range q.Heads {
		e, err := journal.Get(r, journal.Ref{Chain: at.Chain, Seq: at.Seq})
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if at.Digest != (journal.Digest{}) && e.Digest() != at.Digest {
			delete(has, at.Chain)
		}
	}
	return nil
}

func (d *Device) take(ctx context.Context, from enrol.DeviceID, q DoTake) (TalkInput, error) {
	given := Given{Meet: q.Meet, Frames: q.Frames}
	judged, err := d.Judge(ctx, given, from)
	if code, known := codeOf(err); known {
		return Took{Code: code}, nil
	}
	if err == nil {
		_, err = d.Log.TakeIn(ctx, judged.Brought)
	}
	if errors.Is(err, journal.ErrOtherOwner) {
		return Took{Code: wire.CodeNotYourChain}, nil
	}
	if err != nil {
		return nil, err
	}
	out := Took{}
	for _, f := range q.Frames {
		if run, ok := f.(*wire.Push); ok {
			has := run.Vouch.Seq
			if at := judged.Cut[run.Chain]; at != 0 {
				has = min(has, at-1)
			}
			out.Has = append(out.Has, wire.ChainSeq{Chain: run.Chain, Seq: has})
		}
	}
	out.Has = out.Has[max(0, len(out.Has)-wire.MaxHas):] // of each chain the last counts
	out.Cursor, err = d.Cursor(ctx)
	return out, err
}

// codes are what the other side is told.
var codes = map[error]wire.Code{
	ErrOtherSite: wire.CodeUnknownDevice, ErrRevoked: wire.CodeRevoked, ErrGap: wire.CodeLineage,
	ErrForged: wire.CodeNotYourChain, ErrVersion: wire.CodeVersion, ErrDamaged: wire.CodeMalformedFrame,
}

func codeOf(err error) (wire.Code, bool) {
	for known, code := range codes {
		if errors.Is(err, known) {
			return code, true
		}
	}
	return wire.CodeNone, false
}
