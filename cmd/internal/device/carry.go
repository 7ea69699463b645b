package device

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"io"
	"slices"
	"time"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/build"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/meet"
	"etabli/sync/wire"
)

// CarryDays is how much of what HQ placed goes into a file: the other side must
// have heard from HQ since.
const CarryDays = 30

// Carrying says what goes into a file.
type Carrying struct {
	Days        int    // of what HQ placed; all of it when below zero
	Attachments string // none, small or all
}

// Carried is what went into a file.
type Carried struct {
	For         []string `json:"for"` // the devices that can open it
	Entries     int      `json:"entries"`
	Unsent      int      `json:"unsent"` // of them, what HQ has not placed
	Attachments int      `json:"attachments"`
}

// learnColleagues asks HQ who belongs to the site. What is known already serves
// until the next time.
func (d *Device) learnColleagues(ctx context.Context) {
	if err := d.member.FetchRoster(ctx); err != nil {
		d.log.Info("colleagues not heard of", "error", err)
	}
}

// colleaguesEvery is how often a running device asks HQ who belongs to the site.
const colleaguesEvery = 10 * time.Minute

// KeepColleagues hears of colleagues and revocations until ctx ends.
func (d *Device) KeepColleagues(ctx context.Context) {
	if d.member == nil {
		return
	}
	again := time.NewTicker(colleaguesEvery)
	defer again.Stop()
	for {
		d.learnColleagues(ctx)
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// Carry writes what others of the site may lack, as a file that they alone can
// open.
func (d *Device) Carry(ctx context.Context, file io.Writer, c Carrying) (out Carried, err error) {
	if d.member == nil {
		return out, fault.New(NotEnrolled, "")
	}
	to, first, err := d.colleagues(ctx)
	if err != nil {
		return out, explainMeet(err)
	}
	frames, err := d.gather(ctx, first, c.Days)
	if err != nil {
		return out, explainMeet(err)
	}
	w, err := meet.NewFileWriter(file, d.member, to, first)
	if err != nil {
		return out, err
	}
	if err := w.Write(frames...); err != nil {
		return out, err
	}
	given := out.count(frames)
	if out.Attachments, err = d.carryAttachments(ctx, w, given, c.Attachments); err != nil {
		return out, err
	}
	for _, one := range to {
		out.For = append(out.For, d.member.Identity().Site+one.Code)
	}
	return out, w.Close()
}

// colleagues are the devices that a file is for, and its first frame. Kiosks
// stand where anybody can take them: nothing is sealed for them.
func (d *Device) colleagues(ctx context.Context) (to []enrol.Colleague, first *wire.Meet, err error) {
	roster, _, err := d.member.Roster()
	if err != nil {
		return nil, nil, err
	}
	own := d.member.Identity()
	for _, c := range roster.Devices {
		if c.ID != own.ID && c.Role != enrol.Kiosk && !slices.Contains(roster.Revoked, c.ID) {
			to = append(to, c)
		}
	}
	if len(to) == 0 {
		return nil, nil, fault.New(CarryNobody, "")
	}
	slices.SortFunc(to, func(a, b enrol.Colleague) int {
		return cmp.Or(cmp.Compare(len(a.Code), len(b.Code)), cmp.Compare(a.Code, b.Code))
	})
	first, err = d.fellow().Hello(ctx)
	return to, first, err
}

// fellow is this device's part in exchanges without HQ.
func (d *Device) fellow() *meet.Device {
	return &meet.Device{Log: d.Log, Fellow: d.member, Site: d.member.Identity().Site, App: build.Version, Now: d.now}
}

// gather makes the frames of a file and says in the first where they begin.
func (d *Device) gather(ctx context.Context, first *wire.Meet, days int) (frames []wire.Frame, err error) {
	err = d.Log.View(ctx, func(r storage.Reader) (err error) {
		if days >= 0 {
			if first.Above, err = meet.Since(r, time.Duration(days)*24*time.Hour); err != nil {
				return err
			}
		}
		frames, err = d.fellow().Pack(r, first)
		return err
	})
	return frames, err
}

// count counts what is in the frames and answers which entries these are.
func (out *Carried) count(frames []wire.Frame) map[journal.Ref]bool {
	given := map[journal.Ref]bool{}
	for _, f := range frames {
		entries := [][]byte(nil)
		switch f := f.(type) {
		case *wire.Push:
			entries, out.Unsent = f.Entries, out.Unsent+len(f.Entries)
		case *wire.Carried:
			entries = f.Entries
		}
		out.Entries += len(entries)
		for _, raw := range entries {
			if e, err := journal.Decode(raw); err == nil {
				given[e.Ref()] = true
			}
		}
	}
	return given
}

// carryAttachments adds the files of attachments that the given entries name and
// that are here.
func (d *Device) carryAttachments(ctx context.Context, w *meet.FileWriter, given map[journal.Ref]bool, which string) (n int, err error) {
	var names [][]byte
	err = d.Log.View(ctx, func(r storage.Reader) error {
		names = nil
		return d.Views.EachBlob(r, func(of journal.Ref, hash []byte, small bool) error {
			if given[of] && (which == "all" || which == "small" && small) {
				names = append(names, bytes.Clone(hash))
			}
			return nil
		})
	})
	for _, name := range names {
		if err != nil {
			return n, err
		}
		var whole bool
		if whole, err = d.carryAttachment(ctx, w, name); whole {
			n++
		}
	}
	return n, err
}

func (d *Device) carryAttachment(ctx context.Context, w *meet.FileWriter, name []byte) (whole bool, err error) {
	size, whole, err := d.blobs.Have(ctx, hex.EncodeToString(name))
	if err != nil || !whole {
		return false, err
	}
	in, err := d.blobs.Raw(ctx, hex.EncodeToString(name), 0)
	if err != nil {
		return false, err
	}
	defer in.Close()
	for at := int64(0); at < size; {
		piece := make([]byte, min(wire.MaxPieceBytes, size-at))
		if _, err := io.ReadFull(in, piece); err != nil {
			return false, err
		}
		if err := w.Write(&wire.Attached{Name: name, At: at, Of: size, Bytes: piece}); err != nil {
			return false, err
		}
		at += int64(len(piece))
	}
	return true, nil
}
