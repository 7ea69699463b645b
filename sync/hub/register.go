package hub

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
)

// ticketsKept is how long a pairing code is remembered after it expired, so
// that a person hears "expired" and not "wrong".
const ticketsKept = 30 * 24 * time.Hour

// Register keeps devices and pairing codes in HQ's store.
type Register struct {
	store storage.Store
	now   func() time.Time
}

// deviceRow is a device as it is stored. Fields are append-only.
type deviceRow struct {
	Site       string            `cbor:"1,keyasint"`
	Role       enrol.Role        `cbor:"2,keyasint"`
	Code       string            `cbor:"3,keyasint"`
	Name       string            `cbor:"4,keyasint"`
	Serial     string            `cbor:"5,keyasint"` // of the certificate, hexadecimal
	ExpiresMS  int64             `cbor:"6,keyasint"`
	EnrolledMS int64             `cbor:"7,keyasint"`
	RevokedMS  int64             `cbor:"8,keyasint"`
	Chains     []journal.ChainID `cbor:"9,keyasint"`
	Seen       sighting          `cbor:"10,keyasint"`
	Key        []byte            `cbor:"11,keyasint,omitempty"` // public, in certificate form
	// MovesTo is the site that HQ sends it to; Moved, that it has joined there anew.
	MovesTo string `cbor:"12,keyasint,omitempty"`
	Moved   bool   `cbor:"13,keyasint,omitempty"`
	// Sent is who sent it away, and why.
	Sent SentAway `cbor:"14,keyasint,omitzero"`
}

// SentAway is in whose name a device was revoked, and why.
type SentAway struct {
	By  string `cbor:"1,keyasint,omitempty"`
	Why string `cbor:"2,keyasint,omitempty"`
}

// sighting is what a device last told of itself.
type sighting struct {
	AtMS    int64    `cbor:"1,keyasint"`
	App     string   `cbor:"2,keyasint"`
	DriftMS int64    `cbor:"3,keyasint"` // the device's clock minus HQ's
	Applied uint64   `cbor:"4,keyasint"` // it holds HQ's log up to here
	Kinds   [32]byte `cbor:"5,keyasint"`
	// Waiting and OldestMS are what it had not sent when it connected.
	Waiting  uint64 `cbor:"6,keyasint"`
	OldestMS int64  `cbor:"7,keyasint"`
	// Cleared is up to where nothing is left on it of what was erased.
	Cleared uint64 `cbor:"8,keyasint,omitempty"`
}

type ticketRow struct {
	Key       enrol.CodeKey  `cbor:"1,keyasint"`
	Site      string         `cbor:"2,keyasint"`
	Role      enrol.Role     `cbor:"3,keyasint"`
	ExpiresMS int64          `cbor:"4,keyasint"`
	UsedBy    enrol.Pin      `cbor:"5,keyasint"`
	Device    enrol.DeviceID `cbor:"6,keyasint"`
}

// AddTicket keeps a new pairing code and forgets very old ones.
func (g *Register) AddTicket(ctx context.Context, t enrol.Ticket) error {
	oldest := g.now().Add(-ticketsKept).UnixMilli()
	return g.store.Update(ctx, func(tx storage.Tx) error {
		var old [][]byte
		err := tx.Scan(storage.Prefix([]byte{prefix, 't'}), func(key, value []byte) error {
			var row ticketRow
			if err := parseRow(key, value, &row); err != nil {
				return err
			}
			if row.ExpiresMS < oldest {
				old = append(old, slices.Clone(key))
			}
			return nil
		})
		for _, key := range old {
			if err == nil {
				err = tx.Delete(key)
			}
		}
		if err != nil {
			return err
		}
		return putRow(tx, ticketKey(t.ID), ticketRow{
			Key: t.Key, Site: t.Site, Role: t.Role, ExpiresMS: t.ExpiresMS,
		})
	})
}

// Ticket returns a pairing code that was given out, or enrol.ErrWrongCode.
func (g *Register) Ticket(ctx context.Context, id enrol.CodeID) (t enrol.Ticket, err error) {
	err = g.store.View(ctx, func(r storage.Reader) error {
		var row ticketRow
		found, err := getRow(r, ticketKey(id), &row)
		if err == nil && !found {
			return enrol.ErrWrongCode
		}
		t = enrol.Ticket{
			ID: id, Key: row.Key, Site: row.Site, Role: row.Role,
			ExpiresMS: row.ExpiresMS, UsedBy: row.UsedBy, Device: row.Device,
		}
		return err
	})
	return t, err
}

// Admit makes the device of a pairing code; see enrol.Register.
func (g *Register) Admit(ctx context.Context, id enrol.CodeID, key enrol.Pin, fresh enrol.DeviceID, name string) (d enrol.Device, err error) {
	nowMS := g.now().UnixMilli()
	err = g.store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(ticketKey(id)); err != nil {
			return err
		}
		var t ticketRow
		if found, err := getRow(tx, ticketKey(id), &t); err != nil || !found {
			return orElse(err, enrol.ErrWrongCode)
		}
		switch {
		case t.UsedBy != enrol.Pin{} && t.UsedBy != key:
			return enrol.ErrCodeUsed
		case nowMS > t.ExpiresMS:
			return enrol.ErrCodeExpired
		case t.UsedBy == key:
			var row deviceRow
			_, err := getRow(tx, deviceKey(t.Device), &row)
			d = row.device(t.Device)
			return err
		}
		code, err := nextCode(tx, t.Site, 0)
		if err != nil {
			return err
		}
		row := deviceRow{Site: t.Site, Role: t.Role, Code: code, Name: name, EnrolledMS: nowMS}
		d = row.device(fresh)
		if err := putRow(tx, deviceKey(fresh), row); err != nil {
			return err
		}
		t.UsedBy, t.Device = key, fresh
		return putRow(tx, ticketKey(id), t)
	})
	return d, err
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// nextCode gives out a site's next device code; codes are never given twice.
// atLeast raises the count to a code that is known to exist.
func nextCode(tx storage.Tx, site string, atLeast uint64) (string, error) {
	if err := tx.Lock(codesKey(site)); err != nil {
		return "", err
	}
	var last uint64
	if _, err := getRow(tx, codesKey(site), &last); err != nil {
		return "", err
	}
	next := max(last+1, atLeast)
	return strconv.FormatUint(next, 10), putRow(tx, codesKey(site), next)
}

// Certified notes a certificate; see enrol.Register.
func (g *Register) Certified(ctx context.Context, d enrol.Device, certificate *x509.Certificate) (name string, err error) {
	err = g.store.Update(ctx, func(tx storage.Tx) error {
		row, err := g.enter(tx, d)
		if err != nil {
			return err
		}
		if row.RevokedMS != 0 {
			return enrol.ErrRevoked
		}
		row.Serial, row.ExpiresMS = certificate.SerialNumber.Text(16), certificate.NotAfter.UnixMilli()
		row.Key, name = certificate.RawSubjectPublicKeyInfo, row.Name
		return putRow(tx, deviceKey(d.ID), row)
	})
	return name, err
}

// enter returns a device's row; one that was lost comes back from what the
// certificate says.
func (g *Register) enter(tx storage.Tx, d enrol.Device) (deviceRow, error) {
	var row deviceRow
	found, err := getRow(tx, deviceKey(d.ID), &row)
	if err != nil || found {
		return row, err
	}
	code, err := strconv.ParseUint(d.Code, 10, 32)
	if err != nil {
		return row, fmt.Errorf("%w: code %q", enrol.ErrForeignCertificate, d.Code)
	}
	var last uint64
	if _, err := getRow(tx, codesKey(d.Site), &last); err != nil {
		return row, err
	}
	if code > last {
		if _, err := nextCode(tx, d.Site, code); err != nil {
			return row, err
		}
	}
	return deviceRow{Site: d.Site, Role: d.Role, Code: d.Code, EnrolledMS: g.now().UnixMilli()}, nil
}

// known makes sure the register has a device that came with a good certificate,
// and tells whether it is revoked.
func (g *Register) known(ctx context.Context, d enrol.Device) error {
	missing := false
	err := g.store.View(ctx, func(r storage.Reader) error {
		var row deviceRow
		found, err := getRow(r, deviceKey(d.ID), &row)
		missing = !found
		if err == nil && row.RevokedMS != 0 {
			err = enrol.ErrRevoked
		}
		return err
	})
	if err != nil || !missing {
		return err
	}
	return g.store.Update(ctx, func(tx storage.Tx) error {
		row, err := g.enter(tx, d)
		if err != nil {
			return err
		}
		return putRow(tx, deviceKey(d.ID), row)
	})
}

// revoke marks a device; ErrUnknownDevice when there is none.
func (g *Register) revoke(ctx context.Context, id enrol.DeviceID, sent SentAway) error {
	return g.store.Update(ctx, func(tx storage.Tx) error {
		var row deviceRow
		found, err := getRow(tx, deviceKey(id), &row)
		if err != nil || !found {
			return orElse(err, enrol.ErrUnknownDevice)
		}
		if row.RevokedMS != 0 {
			return nil
		}
		row.RevokedMS, row.Sent = g.now().UnixMilli(), sent
		return errors.Join(putRow(tx, deviceKey(id), row), countRevocation(tx))
	})
}

// countRevocation lets other processes over the same store notice.
func countRevocation(tx storage.Tx) error {
	var n uint64
	if _, err := getRow(tx, revocationsKey, &n); err != nil {
		return err
	}
	return putRow(tx, revocationsKey, n+1)
}

func (row deviceRow) device(id enrol.DeviceID) enrol.Device {
	return enrol.Device{ID: id, Site: row.Site, Role: row.Role, Code: row.Code}
}

// Device is a device as HQ knows it.
type Device struct {
	enrol.Device
	Name              string
	Serial            string // of the certificate, hexadecimal
	Expires, Enrolled time.Time
	Revoked           time.Time // zero while it is admitted
	LastSeen          time.Time // zero when it never connected
	Online            bool
	App               string
	Drift             time.Duration // the device's clock minus HQ's
	Waiting           uint64        // entries it had not sent when it last connected
	Oldest            time.Time     // of them, by its own clock
	Applied, Lag      uint64        // holds the log up to here; positions behind HQ
	Cleared           uint64        // nothing of what was erased up to here is left on it
	Chains            []journal.ChainID
	Kinds             [32]byte
	MovesTo           string // the site that HQ sends it to
	Moved             bool   // it has joined there as another device
	Sent              SentAway
}

// list returns all devices, by site and code.
func (g *Register) list(ctx context.Context) (devices []Device, head Head, err error) {
	err = g.store.View(ctx, func(r storage.Reader) error {
		if head, err = HeadOf(r); err != nil {
			return err
		}
		return r.Scan(storage.Prefix([]byte{prefix, 'd'}), func(key, value []byte) error {
			var row deviceRow
			if err := parseRow(key, slices.Clone(value), &row); err != nil {
				return err
			}
			devices = append(devices, row.listed(enrol.DeviceID(key[2:])))
			return nil
		})
	})
	slices.SortFunc(devices, func(a, b Device) int {
		if c := strings.Compare(a.Site, b.Site); c != 0 {
			return c
		}
		if c := len(a.Code) - len(b.Code); c != 0 {
			return c
		}
		return strings.Compare(a.Code, b.Code)
	})
	return devices, head, err
}

func (row deviceRow) listed(id enrol.DeviceID) Device {
	d := Device{
		Device: row.device(id), Name: row.Name, Serial: row.Serial, Chains: row.Chains,
		Expires: moment(row.ExpiresMS), Enrolled: moment(row.EnrolledMS), Revoked: moment(row.RevokedMS),
		MovesTo: row.MovesTo, Moved: row.Moved, Sent: row.Sent,
	}
	d.see(row.Seen)
	return d
}

func (d *Device) see(s sighting) {
	d.LastSeen, d.App, d.Applied, d.Kinds = moment(s.AtMS), s.App, s.Applied, s.Kinds
	d.Waiting, d.Oldest, d.Cleared = s.Waiting, moment(s.OldestMS), s.Cleared
	d.Drift = time.Duration(s.DriftMS) * time.Millisecond
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
