package enrol

import (
	"crypto/ecdsa"
	"crypto/hpke"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/storage/journal"
	"etabli/sync/wire"
)

// The uses of a device's signature.
const (
	vouchUse = "etabli chain head 1"
	fileUse  = "etabli carried file 1"
)

// headText is what a device signs of its chain.
func headText(chain journal.ChainID, seq uint64, link journal.Digest) []byte {
	text := binary.BigEndian.AppendUint64(chain[:len(chain):len(chain)], seq)
	return append(text, link[:]...)
}

// Vouch signs where a chain of this device stands, so that others can prove its
// entries without it.
func (m *Member) Vouch(chain journal.ChainID, seq uint64, link journal.Digest) (*wire.Vouch, error) {
	own := m.signer()
	signature, err := sign(own.key, vouchUse, headText(chain, seq, link))
	return &wire.Vouch{Seq: seq, Link: link, Certificate: own.certificate.Raw, Signature: signature}, err
}

// SignFile signs the digest of a file that this device made.
func (m *Member) SignFile(digest []byte) ([]byte, error) {
	return sign(m.signer().key, fileUse, digest)
}

// Certificate is who this device is, as it shows others.
func (m *Member) Certificate() []byte {
	return m.signer().certificate.Raw
}

func (m *Member) signer() signer {
	m.mu.Lock()
	defer m.mu.Unlock()
	return signer{m.certificate, m.key}
}

// Vouched tells which device of the fleet signed for a chain.
func (m *Member) Vouched(chain journal.ChainID, v *wire.Vouch) (Device, error) {
	return vouched(m.trusted(), chain, v)
}

// Vouched tells which device of the fleet signed for a chain.
func (a *Authority) Vouched(chain journal.ChainID, v *wire.Vouch) (Device, error) {
	return vouched(a.certificates(), chain, v)
}

func (m *Member) trusted() []*x509.Certificate {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.authorities
}

func vouched(trusted []*x509.Certificate, chain journal.ChainID, v *wire.Vouch) (Device, error) {
	certificate, d, err := member(trusted, v.Certificate)
	if err == nil && !signed(certificate, vouchUse, headText(chain, v.Seq, v.Link), v.Signature) {
		err = fmt.Errorf("%w: the signature of %s is wrong", ErrForeignCertificate, chain)
	}
	return d, err
}

// member reads the certificate of a device of the fleet.
func member(trusted []*x509.Certificate, raw []byte) (*x509.Certificate, Device, error) {
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		return nil, Device{}, fmt.Errorf("%w: %w", ErrForeignCertificate, err)
	}
	if err := verify(certificate, trusted, x509.ExtKeyUsageClientAuth); err != nil {
		return nil, Device{}, err
	}
	d, err := DeviceOf(certificate)
	return certificate, d, err
}

// Maker tells which device of the fleet a certificate belongs to.
func (m *Member) Maker(certificate []byte) (Device, error) {
	_, d, err := member(m.trusted(), certificate)
	return d, err
}

// SignedFile tells whether the owner of a certificate signed the digest of a
// file.
func (m *Member) SignedFile(certificate, digest, signature []byte) bool {
	c, err := x509.ParseCertificate(certificate)
	return err == nil && signed(c, fileUse, digest, signature)
}

// Seal seals a small secret for one colleague.
func (c *Colleague) Seal(use string, secret []byte) ([]byte, error) {
	key, err := x509.ParsePKIXPublicKey(c.Key)
	if err != nil {
		return nil, fmt.Errorf("enrol: key of %s: %w", c.ID, err)
	}
	public, ok := key.(*ecdsa.PublicKey)
	if !ok {
		return nil, fmt.Errorf("enrol: key of %s: %T", c.ID, key)
	}
	point, err := public.ECDH()
	if err != nil {
		return nil, fmt.Errorf("enrol: key of %s: %w", c.ID, err)
	}
	to, err := hpke.NewDHKEMPublicKey(point)
	if err != nil {
		return nil, fmt.Errorf("enrol: key of %s: %w", c.ID, err)
	}
	return hpke.Seal(to, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), []byte(use), secret)
}

// ErrNotSealedForUs says that no key of this device opens a secret.
var ErrNotSealedForUs = errors.New("enrol: not sealed for this device")

// Unseal opens what a colleague sealed for this device, with its present key or
// with one that it had before a renewal.
func (m *Member) Unseal(use string, sealed []byte) ([]byte, error) {
	m.mu.Lock()
	keys := append([]*ecdsa.PrivateKey{}, m.former...)
	if own, ok := m.key.(*ecdsa.PrivateKey); ok {
		keys = append(keys, own)
	}
	m.mu.Unlock()
	for _, key := range slices.Backward(keys) {
		point, err := key.ECDH()
		if err != nil {
			return nil, fmt.Errorf("enrol: own key: %w", err)
		}
		own, err := hpke.NewDHKEMPrivateKey(point)
		if err != nil {
			return nil, fmt.Errorf("enrol: own key: %w", err)
		}
		if secret, err := hpke.Open(own, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), []byte(use), sealed); err == nil {
			return secret, nil
		}
	}
	return nil, ErrNotSealedForUs
}
