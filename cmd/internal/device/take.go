package device

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"

	"etabli/app/domain/fault"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/meet"
	"etabli/sync/wire"
)

// The faults of exchanging without HQ.
const (
	CarryNobody    fault.Code = "carry_nobody" // no other device of the site is known
	CarryNotOne    fault.Code = "carry_not_one"
	CarryDamaged   fault.Code = "carry_damaged"
	CarryForged    fault.Code = "carry_forged"
	CarryStranger  fault.Code = "carry_stranger"
	CarryOtherSite fault.Code = "carry_other_site"
	CarryRevoked   fault.Code = "carry_revoked"
	CarryNotForUs  fault.Code = "carry_not_for_us"
	CarryGap       fault.Code = "carry_gap"
	CarryOlder     fault.Code = "carry_older"
	CarryNewer     fault.Code = "carry_newer"
	CarryOwn       fault.Code = "carry_own"
)

// errOlder says that a file holds less than what is here, from its own maker.
var errOlder = errors.New("device: an older file")

func explainMeet(err error) error {
	for _, known := range []struct {
		err  error
		code fault.Code
	}{
		{meet.ErrNotAFile, CarryNotOne}, {meet.ErrDamaged, CarryDamaged}, {meet.ErrForged, CarryForged},
		{meet.ErrStranger, CarryStranger}, {meet.ErrOtherSite, CarryOtherSite}, {meet.ErrRevoked, CarryRevoked},
		{meet.ErrNotForUs, CarryNotForUs}, {meet.ErrGap, CarryGap}, {errOlder, CarryOlder},
		{meet.ErrVersion, CarryNewer}, {meet.ErrOwn, CarryOwn}, {journal.ErrOtherOwner, CarryForged},
		{enrol.ErrForeignCertificate, CarryStranger}, {enrol.ErrBadRequest, CarryDamaged},
	} {
		if errors.Is(err, known.err) {
			return fault.New(known.code, "file").Because(err)
		}
	}
	return err
}

// Taken is what a file brought.
type Taken struct {
	From        string `json:"from"`
	MadeMS      int64  `json:"made_ms"`
	Entries     int    `json:"entries"`
	New         int    `json:"new"`
	SetAside    int    `json:"set_aside,omitempty"` // contradict what is here
	LeftOut     int    `json:"left_out,omitempty"`  // HQ alone may bring them
	Attachments int    `json:"attachments"`
}

// Take takes in a file that another device of the site wrote. Nothing of it is
// believed before all of it is checked.
func (d *Device) Take(ctx context.Context, path string) (out Taken, err error) {
	if d.member == nil {
		return out, fault.New(NotEnrolled, "")
	}
	f, err := os.Open(path)
	if err != nil {
		return out, err
	}
	defer f.Close()
	given, maker, err := d.readFile(f)
	if err != nil {
		return out, explainMeet(err)
	}
	out.From, out.MadeMS = maker.Site+maker.Code, given.Meet.MadeMS
	judged, err := d.judge(ctx, given, maker)
	if err != nil {
		return out, explainMeet(err)
	}
	out.Entries, out.LeftOut = len(judged.Entries)+judged.LeftOut, judged.LeftOut
	received, err := d.Log.TakeIn(ctx, judged.Brought)
	if err != nil {
		return out, explainMeet(err)
	}
	out.New, out.SetAside = received.New, len(received.Quarantined)
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return out, err
	}
	out.Attachments, err = d.takeAttachments(ctx, f)
	return out, explainMeet(err)
}

// readFile reads a whole file but for its attachments, which it checks.
func (d *Device) readFile(in io.Reader) (given meet.Given, maker enrol.Device, err error) {
	r, err := meet.NewFileReader(in, d.member)
	if err != nil {
		return given, maker, err
	}
	defer r.Close()
	given = meet.Given{Meet: r.Meet, Above: r.Meet.Above}
	for {
		f, err := r.Next()
		if errors.Is(err, io.EOF) {
			return given, r.Maker, nil
		}
		if err != nil {
			return given, r.Maker, err
		}
		if _, attached := f.(*wire.Attached); !attached {
			given.Frames = append(given.Frames, f)
		}
	}
}

// judge checks what a device brought, and that it brings something.
func (d *Device) judge(ctx context.Context, given meet.Given, maker enrol.Device) (meet.Judged, error) {
	judged, err := d.fellow().Judge(ctx, given, maker.ID)
	if err != nil {
		return judged, err
	}
	return judged, d.Log.View(ctx, func(r storage.Reader) error { return older(r, given.Meet, maker, judged.Entries) })
}

// older tells, by an error, that a file brings nothing new because this device
// holds more of what the maker wrote than the file says.
func older(r storage.Reader, m *wire.Meet, maker enrol.Device, entries []journal.BroughtEntry) error {
	for i := range entries {
		if held, err := holds(r, entries[i].Entry.Ref()); err != nil || !held {
			return err
		}
	}
	for _, has := range m.Has {
		owner, err := journal.OwnerOf(r, has.Chain)
		if err != nil {
			return err
		}
		next := journal.Ref{Chain: has.Chain, Seq: has.Seq + 1}
		if held, err := holds(r, next); err != nil || held && owner == maker.ID {
			return errors.Join(err, errOlder)
		}
	}
	return nil
}

func holds(r storage.Reader, ref journal.Ref) (bool, error) {
	_, err := r.Get(journal.RowOf(ref))
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// takeAttachments takes the files of attachments from a file that was checked,
// but for what was erased since it was written.
func (d *Device) takeAttachments(ctx context.Context, in io.Reader) (n int, err error) {
	erased, err := d.erasedBlobs(ctx)
	if err != nil {
		return 0, err
	}
	r, err := meet.NewFileReader(in, d.member)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	for {
		f, err := r.Next()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		piece, ok := f.(*wire.Attached)
		if ok && !slices.ContainsFunc(erased, func(hash []byte) bool { return bytes.Equal(hash, piece.Name) }) {
			whole, err := d.takePiece(ctx, piece)
			if err != nil {
				return n, err
			}
			if whole {
				n++
			}
		}
	}
}

// takePiece adds a piece of an attachment; whole says that it was the last that
// was missing.
func (d *Device) takePiece(ctx context.Context, p *wire.Attached) (whole bool, err error) {
	name := hex.EncodeToString(p.Name)
	have, was, err := d.blobs.Have(ctx, name)
	if skip := have - p.At; err != nil || was || skip < 0 || skip >= int64(len(p.Bytes)) {
		return false, err
	} else if skip > 0 {
		p.At, p.Bytes = p.At+skip, p.Bytes[skip:]
	}
	_, whole, err = d.blobs.Append(ctx, name, p.At, p.Of, bytes.NewReader(p.Bytes))
	return whole, err
}
