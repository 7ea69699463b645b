package enrol

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"io"
	"time"

	"etabli/sync/wire"
)

// Ticket is a pairing code that HQ gave out, as its register keeps it: the code
// itself is not in it.
type Ticket struct {
	ID        CodeID
	Key       CodeKey
	Site      string
	Role      Role
	ExpiresMS int64
	// UsedBy is the pin of the key that was admitted; zero while unused.
	UsedBy Pin
	Device DeviceID
}

// Register is where HQ keeps tickets and devices.
type Register interface {
	// AddTicket keeps a new ticket.
	AddTicket(ctx context.Context, t Ticket) error
	// Ticket returns a ticket, or ErrWrongCode.
	Ticket(ctx context.Context, id CodeID) (Ticket, error)
	// Admit marks a ticket used by a key and makes a device with the site's
	// next code, in one transaction. A second call with the same key returns
	// the same device; with another key it is ErrCodeUsed, after expiry
	// ErrCodeExpired.
	Admit(ctx context.Context, id CodeID, key Pin, fresh DeviceID, name string) (Device, error)
	// Certified notes the certificate a device was given. ErrRevoked: it gets
	// none. A device the register does not know is entered from its certificate.
	Certified(ctx context.Context, d Device, certificate *x509.Certificate) (name string, err error)
	// Colleagues lists the devices of a device's site, and those that were
	// revoked. It notes the key of who asks. ErrRevoked: it hears nothing.
	Colleagues(ctx context.Context, d Device, key []byte) (devices []Colleague, revoked []DeviceID, err error)
	// Belongs is the site where a device belongs. ErrRevoked: nowhere.
	Belongs(ctx context.Context, d Device) (site string, err error)
	// Left notes that a device has joined the site where it belongs under another
	// name: as this one it is admitted no more.
	Left(ctx context.Context, d Device) error
}

// Terms are what HQ tells its members beside their certificate.
type Terms struct {
	PortalURL string
	Lineage   wire.Lineage
	// ReceiptKey is what the fleet proves its receipts with; it may be empty.
	ReceiptKey []byte
}

// Desk is where HQ admits devices.
type Desk struct {
	authority *Authority
	register  Register
	terms     func(ctx context.Context) (Terms, error)
	now       func() time.Time
	random    io.Reader
	guard     *guard
	open      *questions
}

// DeskOptions are what a Desk needs; all are required.
type DeskOptions struct {
	Authority *Authority
	Register  Register
	Terms     func(ctx context.Context) (Terms, error)
	Now       func() time.Time
	Random    io.Reader
}

// NewDesk makes a desk.
func NewDesk(o DeskOptions) *Desk {
	return &Desk{
		authority: o.Authority, register: o.Register, terms: o.Terms,
		now: o.Now, random: o.Random, guard: newGuard(), open: newQuestions(),
	}
}

// Invite gives out a code for one device of a site; address is host:port of
// HQ's sync port as devices reach it.
func (d *Desk) Invite(ctx context.Context, address, site string, role Role) (Invite, time.Time, error) {
	if err := CheckAddress(address); err != nil {
		return Invite{}, time.Time{}, fmt.Errorf("%w: address: %w", ErrBadRequest, err)
	}
	if !ValidSite(site) || !role.Known() {
		return Invite{}, time.Time{}, fmt.Errorf("%w: site %q, role %q", ErrBadRequest, site, role)
	}
	code, err := NewCode(d.random)
	if err != nil {
		return Invite{}, time.Time{}, err
	}
	expires := d.now().Add(CodeLife)
	err = d.register.AddTicket(ctx, Ticket{
		ID: code.ID(), Key: code.Key(), Site: site, Role: role, ExpiresMS: expires.UnixMilli(),
	})
	return Invite{Address: address, Code: code}, expires, err
}

// begin answers with a nonce and the authorities.
func (d *Desk) begin(in beginRequest) (beginAnswer, error) {
	var nonce Nonce
	if _, err := io.ReadFull(d.random, nonce[:]); err != nil {
		return beginAnswer{}, fmt.Errorf("enrol: draw a nonce: %w", err)
	}
	d.open.ask(nonce, in.Code, d.now())
	return beginAnswer{Nonce: nonce, Authorities: rawCertificates(d.authority.certificates())}, nil
}

// finish admits the device that proves it knows a code. address is where the
// request came from, for counting guesses.
func (d *Desk) finish(ctx context.Context, address string, in finishRequest) (finishAnswer, error) {
	now := d.now()
	if !d.guard.admits(address, now) {
		return finishAnswer{}, ErrTooManyGuesses
	}
	if !d.open.answered(in.Nonce, in.Code, now) {
		return finishAnswer{}, ErrReplay
	}
	ticket, err := d.register.Ticket(ctx, in.Code)
	if err != nil {
		d.guard.wrong(address, now)
		return finishAnswer{}, err
	}
	x := exchange{pins: d.authority.Pins(), deviceNonce: in.DeviceNonce, nonce: in.Nonce}
	if !x.proves(ticket.Key, deviceSide, in.Body, in.Proof) {
		d.guard.wrong(address, now)
		return finishAnswer{}, ErrImpostor
	}
	body, err := d.admit(ctx, ticket, in.Body)
	if err != nil {
		return finishAnswer{}, err
	}
	return finishAnswer{Body: body, Proof: x.proof(ticket.Key, hqSide, body)}, nil
}

func (d *Desk) admit(ctx context.Context, ticket Ticket, body []byte) ([]byte, error) {
	var in application
	if err := decode(body, &in); err != nil {
		return nil, err
	}
	if len(in.Name) > maxNameBytes || len(in.App) > maxNameBytes {
		return nil, fmt.Errorf("%w: name of %d bytes", ErrBadRequest, len(in.Name))
	}
	key, err := requestPin(in.Request)
	if err != nil {
		return nil, err
	}
	var fresh DeviceID
	if _, err := io.ReadFull(d.random, fresh[:]); err != nil {
		return nil, fmt.Errorf("enrol: draw an id: %w", err)
	}
	device, err := d.register.Admit(ctx, ticket.ID, key, fresh, in.Name)
	if err != nil {
		return nil, err
	}
	return d.certify(ctx, device, in.Request)
}

// renew gives a member, whose certificate may have expired, a new one.
func (d *Desk) renew(ctx context.Context, peer Peer, in renewRequest) ([]byte, error) {
	if _, err := requestPin(in.Request); err != nil {
		return nil, err
	}
	return d.certify(ctx, peer.Device, in.Request)
}

func (d *Desk) certify(ctx context.Context, device Device, request []byte) ([]byte, error) {
	certificate, err := d.authority.Issue(device, request)
	if err != nil {
		return nil, err
	}
	name, err := d.register.Certified(ctx, device, certificate)
	if err != nil {
		return nil, err
	}
	terms, err := d.terms(ctx)
	if err != nil {
		return nil, err
	}
	return encode(Membership{
		Certificate: certificate.Raw,
		Authorities: rawCertificates(d.authority.certificates()),
		Name:        name,
		PortalURL:   terms.PortalURL,
		Lineage:     terms.Lineage,
		HQMS:        d.now().UnixMilli(),
		ReceiptKey:  terms.ReceiptKey,
	}), nil
}

// requestPin returns the pin of the key that a PKCS #10 request is for.
func requestPin(raw []byte) (Pin, error) {
	csr, err := x509.ParseCertificateRequest(raw)
	if err == nil {
		err = csr.CheckSignature()
	}
	if err != nil {
		return Pin{}, fmt.Errorf("%w: certificate request: %w", ErrBadRequest, err)
	}
	return sha256.Sum256(csr.RawSubjectPublicKeyInfo), nil
}

func rawCertificates(certificates []*x509.Certificate) [][]byte {
	raw := make([][]byte, len(certificates))
	for i, c := range certificates {
		raw[i] = c.Raw
	}
	return raw
}
