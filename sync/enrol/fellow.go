package enrol

import (
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
)

// PeerConfig is the mutual TLS between two devices of a site, for either end. It
// judges certificates without the own clock, as towards HQ. It admits every
// device of the fleet; Fellow tells which of them may exchange.
func (m *Member) PeerConfig() *tls.Config {
	own := func() (*tls.Certificate, error) {
		s := m.signer()
		return &tls.Certificate{Certificate: [][]byte{s.certificate.Raw}, PrivateKey: s.key, Leaf: s.certificate}, nil
	}
	return &tls.Config{
		MinVersion:             tls.VersionTLS13,
		NextProtos:             []string{"http/1.1"},
		ClientAuth:             tls.RequireAnyClientCert,
		SessionTicketsDisabled: true,
		// Host names and public authorities play no part: VerifyConnection does
		// the whole check.
		InsecureSkipVerify:   true,
		GetCertificate:       func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return own() },
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return own() },
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 {
				return ErrNoCertificate
			}
			_, err := m.Maker(state.PeerCertificates[0].Raw)
			return err
		},
	}
}

// ErrOtherSite says that a device of the fleet belongs to another site.
var ErrOtherSite = errors.New("enrol: a device of another site")

// Fellow tells which other device of the own site is at the other end of a
// connection. ErrRevoked: HQ admits it no more, as far as is known here.
func (m *Member) Fellow(state *tls.ConnectionState) (Device, error) {
	if state == nil || len(state.PeerCertificates) == 0 {
		return Device{}, ErrNoCertificate
	}
	d, err := m.Maker(state.PeerCertificates[0].Raw)
	if err != nil {
		return Device{}, err
	}
	own := m.Identity()
	if d.Site != own.Site {
		return Device{}, ErrOtherSite
	}
	if d.ID == own.ID {
		return Device{}, fmt.Errorf("%w: this very device", ErrForeignCertificate)
	}
	revoked, err := m.Revoked(nil)
	if err == nil && slices.Contains(revoked, d.ID) {
		err = ErrRevoked
	}
	return d, err
}
