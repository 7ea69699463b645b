package enrol

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"
)

// Colleague is a device of a site as others of the site know it. Key is its
// public key in certificate form, for which a file is sealed.
type Colleague struct {
	ID   DeviceID `cbor:"1,keyasint"`
	Role Role     `cbor:"2,keyasint"`
	Code string   `cbor:"3,keyasint"`
	Name string   `cbor:"4,keyasint"`
	Key  []byte   `cbor:"5,keyasint"`
}

// Roster is who belongs to a site and who does no more. HQ signs it, so that
// devices which meet without HQ can hand it on.
type Roster struct {
	Site    string      `cbor:"1,keyasint"`
	MadeMS  int64       `cbor:"2,keyasint"` // HQ's time
	Devices []Colleague `cbor:"3,keyasint"`
	Revoked []DeviceID  `cbor:"4,keyasint"`
}

// signedRoster is a roster as it travels.
type signedRoster struct {
	Body      []byte `cbor:"1,keyasint"` // an encoded Roster
	Signature []byte `cbor:"2,keyasint"`
}

// storedRoster is the secret's form. Who was revoked once stays so, whatever a
// later roster says.
type storedRoster struct {
	Signed  []byte     `cbor:"1,keyasint"`
	Revoked []DeviceID `cbor:"2,keyasint"`
}

type rosterRequest struct{}

type rosterAnswer struct {
	Signed []byte `cbor:"1,keyasint"`
}

const (
	secretRoster = "roster"
	rosterUse    = "etabli roster 1"
)

// rosterDecoding reads what has more items than other messages.
var rosterDecoding = must(cbor.DecOptions{
	DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden,
	TagsMd: cbor.TagsForbidden, MaxNestedLevels: 8, MaxArrayElements: 4096, MaxMapPairs: 64,
}.DecMode())

// roster answers a member who belongs to its site.
func (d *Desk) roster(ctx context.Context, peer Peer) (rosterAnswer, error) {
	devices, revoked, err := d.register.Colleagues(ctx, peer.Device, peer.Certificate.RawSubjectPublicKeyInfo)
	if err != nil {
		return rosterAnswer{}, err
	}
	body := encode(Roster{Site: peer.Site, MadeMS: d.now().UnixMilli(), Devices: devices, Revoked: revoked})
	signature, err := sign(d.authority.current.key, rosterUse, body)
	return rosterAnswer{encode(signedRoster{body, signature})}, err
}

// sign signs a text for one use.
func sign(key crypto.Signer, use string, text []byte) ([]byte, error) {
	signature, err := key.Sign(rand.Reader, digestFor(use, text), crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("enrol: sign: %w", err)
	}
	return signature, nil
}

// signed tells whether the key of a certificate signed a text for a use.
func signed(by *x509.Certificate, use string, text, signature []byte) bool {
	key, ok := by.PublicKey.(*ecdsa.PublicKey)
	return ok && ecdsa.VerifyASN1(key, digestFor(use, text), signature)
}

func digestFor(use string, text []byte) []byte {
	h := sha256.New()
	h.Write([]byte(use))
	h.Write([]byte{0})
	h.Write(text)
	return h.Sum(nil)
}

// FetchRoster asks HQ who belongs to the site.
func (m *Member) FetchRoster(ctx context.Context) error {
	var out rosterAnswer
	if _, err := post(ctx, m.ClientConfig(), m.Identity().Address, PathRoster, rosterRequest{}, &out); err != nil {
		return err
	}
	return m.takeRoster(out.Signed, true)
}

// HearRoster takes what another device hands on of HQ's roster, if it is newer
// than the one that is known.
func (m *Member) HearRoster(raw []byte) error {
	if len(raw) == 0 {
		return nil
	}
	return m.takeRoster(raw, false)
}

func (m *Member) takeRoster(raw []byte, fromHQ bool) error {
	r, err := m.openRoster(raw)
	if err != nil {
		return err
	}
	m.rostering.Lock()
	defer m.rostering.Unlock()
	stored, known, err := m.loadRoster()
	if err != nil {
		return err
	}
	keep := storedRoster{Signed: stored.Signed, Revoked: union(stored.Revoked, r.Revoked)}
	if fromHQ || r.MadeMS > known.MadeMS {
		keep.Signed = raw
	}
	if err := m.secrets.Save(secretRoster, encode(keep)); err != nil {
		return fmt.Errorf("enrol: save the roster: %w", err)
	}
	return nil
}

// openRoster reads a roster that one of the trusted authorities signed.
func (m *Member) openRoster(raw []byte) (r Roster, err error) {
	var s signedRoster
	if err := decode(raw, &s); err != nil {
		return r, err
	}
	m.mu.Lock()
	by := func(c *x509.Certificate) bool { return signed(c, rosterUse, s.Body, s.Signature) }
	good, site := slices.ContainsFunc(m.authorities, by), m.identity.Site
	m.mu.Unlock()
	if !good {
		return r, fmt.Errorf("%w: a roster that HQ did not sign", ErrForeignCertificate)
	}
	if err := rosterDecoding.Unmarshal(s.Body, &r); err != nil {
		return r, fmt.Errorf("%w: %w", ErrBadRequest, err)
	}
	if r.Site != site {
		return r, fmt.Errorf("%w: the roster of %s", ErrForeignCertificate, r.Site)
	}
	return r, nil
}

func (m *Member) loadRoster() (stored storedRoster, r Roster, err error) {
	raw, err := m.secrets.Load(secretRoster)
	if Absent(err) {
		return stored, r, nil
	}
	if err == nil {
		err = rosterDecoding.Unmarshal(raw, &stored)
	}
	if err != nil {
		return stored, r, fmt.Errorf("enrol: load the roster: %w", err)
	}
	if r, err = m.openRoster(stored.Signed); errors.Is(err, ErrForeignCertificate) {
		// HQ has other authorities now; who was revoked stays known.
		return stored, Roster{}, nil
	}
	return stored, r, err
}

// Roster tells who belongs to the site as far as this device knows, and as HQ
// signed it, for whoever is met next. Without one both are empty.
func (m *Member) Roster() (r Roster, raw []byte, err error) {
	m.rostering.Lock()
	defer m.rostering.Unlock()
	stored, r, err := m.loadRoster()
	r.Revoked = stored.Revoked
	return r, stored.Signed, err
}

// Revoked lists the devices that HQ admits no more, after hearing what another
// device hands on of the roster.
func (m *Member) Revoked(heard []byte) ([]DeviceID, error) {
	if err := m.HearRoster(heard); err != nil {
		return nil, err
	}
	r, _, err := m.Roster()
	return r.Revoked, err
}

// Signed is the roster as HQ signed it, to be handed on.
func (m *Member) Signed() ([]byte, error) {
	_, raw, err := m.Roster()
	return raw, err
}

func union(a, b []DeviceID) []DeviceID {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(x, y DeviceID) int { return slices.Compare(x[:], y[:]) })
	return slices.Compact(all)
}
