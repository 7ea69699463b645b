package enrol

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"sync"
	"time"

	"etabli/sync/wire"
)

// Member is this device as a member of a fleet. Its methods may be called from
// several goroutines.
type Member struct {
	secrets Secrets

	rostering sync.Mutex // held while the roster is read or written

	mu          sync.Mutex
	identity    Identity
	key         crypto.Signer
	certificate *x509.Certificate
	authorities []*x509.Certificate
	receiptKey  []byte
	former      []*ecdsa.PrivateKey // before renewals, oldest first
}

// formerKeys is how many keys are kept that a renewal replaced: what was sealed
// for them is still on its way.
const formerKeys = 2

// Identity is what a device knows of itself.
type Identity struct {
	Device
	Name      string
	Address   string // HQ's sync port, host:port
	PortalURL string
	Lineage   wire.Lineage
	Expires   time.Time // of the certificate
}

// storedMember is the secret's form.
type storedMember struct {
	Address    string     `cbor:"1,keyasint"`
	Key        []byte     `cbor:"2,keyasint"` // PKCS #8
	Membership Membership `cbor:"3,keyasint"`
	Former     [][]byte   `cbor:"4,keyasint,omitempty"` // PKCS #8, oldest first
}

// OpenMember loads who this device is, or ErrNotEnrolled.
func OpenMember(secrets Secrets) (*Member, error) {
	raw, err := secrets.Load(secretMember)
	if Absent(err) {
		return nil, ErrNotEnrolled
	}
	if err != nil {
		return nil, fmt.Errorf("enrol: load the member: %w", err)
	}
	var stored storedMember
	if err := decode(raw, &stored); err != nil {
		return nil, fmt.Errorf("enrol: load the member: %w", err)
	}
	key, err := parseKey(stored.Key)
	if err != nil {
		return nil, err
	}
	m := &Member{secrets: secrets}
	if m.former, err = parseFormer(stored.Former); err != nil {
		return nil, err
	}
	return m, m.take(stored.Address, key, stored.Membership)
}

// Identity tells who this device is.
func (m *Member) Identity() Identity {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.identity
}

// ReceiptKey is what the fleet proves its receipts with; nothing when HQ has
// not told it yet.
func (m *Member) ReceiptKey() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return bytes.Clone(m.receiptKey)
}

// ClientConfig is the mutual TLS towards HQ.
func (m *Member) ClientConfig() *tls.Config {
	m.mu.Lock()
	defer m.mu.Unlock()
	return clientConfig(m.authorities, &tls.Certificate{
		Certificate: [][]byte{m.certificate.Raw}, PrivateKey: m.key, Leaf: m.certificate,
	})
}

// Due tells whether the certificate has lived half its life and should be
// renewed.
func (m *Member) Due(now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	life := m.certificate.NotAfter.Sub(m.certificate.NotBefore)
	return now.After(m.certificate.NotBefore.Add(life / 2))
}

// Renew gets a new certificate for a new key and saves it. The old one may have
// expired. It also brings what HQ tells its members, such as the portal's
// address.
func (m *Member) Renew(ctx context.Context) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("enrol: make a key: %w", err)
	}
	request, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, key)
	if err != nil {
		return fmt.Errorf("enrol: make a request: %w", err)
	}
	address := m.Identity().Address
	var out finishAnswer
	if _, err := post(ctx, m.ClientConfig(), address, PathRenew, renewRequest{Request: request}, &out); err != nil {
		return err
	}
	var membership Membership
	if err := decode(out.Body, &membership); err != nil {
		return err
	}
	return m.adopt(address, key, membership)
}

// Move notes another address of the same HQ; its authorities stay pinned.
func (m *Member) Move(address string) error {
	if err := CheckAddress(address); err != nil {
		return fmt.Errorf("%w: %w", ErrBadCode, err)
	}
	m.mu.Lock()
	key, certificate, identity, authorities, receipts := m.key, m.certificate, m.identity, m.authorities, m.receiptKey
	m.mu.Unlock()
	return m.adopt(address, key, Membership{
		Certificate: certificate.Raw, Authorities: rawCertificates(authorities), Name: identity.Name,
		PortalURL: identity.PortalURL, Lineage: identity.Lineage, ReceiptKey: receipts,
	})
}

// adopt checks a membership, saves it and goes on with it.
func (m *Member) adopt(address string, key crypto.Signer, membership Membership) error {
	if err := new(Member).take(address, key, membership); err != nil {
		return err
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("enrol: write a key: %w", err)
	}
	former := m.formerWith(key)
	kept, err := writeFormer(former)
	if err != nil {
		return err
	}
	if err := m.secrets.Save(secretMember, encode(storedMember{address, raw, membership, kept})); err != nil {
		return fmt.Errorf("enrol: save the member: %w", err)
	}
	m.mu.Lock()
	m.former = former
	m.mu.Unlock()
	// The key of the request served its purpose.
	if err := m.secrets.Save(secretRequest, []byte{}); err != nil {
		return fmt.Errorf("enrol: forget the request key: %w", err)
	}
	return m.take(address, key, membership)
}

func (m *Member) take(address string, key crypto.Signer, membership Membership) error {
	certificate, err := x509.ParseCertificate(membership.Certificate)
	if err != nil {
		return fmt.Errorf("%w: certificate: %w", ErrBadRequest, err)
	}
	authorities, err := parseAuthorities(membership.Authorities)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil || !bytes.Equal(public, certificate.RawSubjectPublicKeyInfo) {
		return fmt.Errorf("%w: the certificate is for another key", ErrBadRequest)
	}
	if err := verify(certificate, authorities, x509.ExtKeyUsageClientAuth); err != nil {
		return err
	}
	device, err := DeviceOf(certificate)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.key, m.certificate, m.authorities, m.receiptKey = key, certificate, authorities, membership.ReceiptKey
	m.identity = Identity{
		Device: device, Name: membership.Name, Address: address,
		PortalURL: membership.PortalURL, Lineage: membership.Lineage, Expires: certificate.NotAfter,
	}
	return nil
}
