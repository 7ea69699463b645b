package enrol

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"net/url"
	"sync"
	"time"
)

// leafCache keeps HQ's own certificate; its key never leaves memory.
type leafCache struct {
	mu   sync.Mutex
	leaf *tls.Certificate
}

// ServerConfig is the TLS of HQ's sync port. Clients may come without a
// certificate, to enrol; whoever serves anything else asks Identify.
func (a *Authority) ServerConfig() *tls.Config {
	return &tls.Config{
		MinVersion:             tls.VersionTLS13,
		NextProtos:             []string{"http/1.1"},
		ClientAuth:             tls.RequestClientCert,
		SessionTicketsDisabled: true,
		GetCertificate:         func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return a.serverLeaf() },
	}
}

// serverLeaf returns HQ's certificate, made anew after a third of its life.
func (a *Authority) serverLeaf() (*tls.Certificate, error) {
	a.leaf.mu.Lock()
	defer a.leaf.mu.Unlock()
	now := a.now()
	if l := a.leaf.leaf; l != nil && now.Before(l.Leaf.NotAfter.Add(-serverLife*2/3)) {
		return l, nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("enrol: make HQ's key: %w", err)
	}
	leaf, err := a.current.sign(key.Public(), &x509.Certificate{
		Subject:     pkix.Name{CommonName: "Etabli HQ"},
		URIs:        []*url.URL{{Scheme: uriScheme, Opaque: uriHQ}},
		NotBefore:   now.Add(-backdate),
		NotAfter:    now.Add(serverLife),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	})
	if err != nil {
		return nil, err
	}
	a.leaf.leaf = &tls.Certificate{
		Certificate: [][]byte{leaf.Raw, a.current.certificate.Raw}, PrivateKey: key, Leaf: leaf,
	}
	return a.leaf.leaf, nil
}

// Peer is a device at the other end of a connection.
type Peer struct {
	Device
	Certificate *x509.Certificate
	Expired     bool // it may renew and hand in, and nothing else
}

// Identify tells which device a connection comes from.
func (a *Authority) Identify(state *tls.ConnectionState) (Peer, error) {
	if state == nil || len(state.PeerCertificates) == 0 {
		return Peer{}, ErrNoCertificate
	}
	leaf := state.PeerCertificates[0]
	if err := verify(leaf, a.certificates(), x509.ExtKeyUsageClientAuth); err != nil {
		return Peer{}, err
	}
	d, err := DeviceOf(leaf)
	if err != nil {
		return Peer{}, err
	}
	return Peer{Device: d, Certificate: leaf, Expired: a.now().After(leaf.NotAfter)}, nil
}

// verify checks that one of the trusted authorities signed a certificate for a
// use. It sets the time to the certificate's own beginning, because the clock
// of a device proves nothing; where expiry matters HQ looks at it apart.
func verify(leaf *x509.Certificate, trusted []*x509.Certificate, use x509.ExtKeyUsage) error {
	roots := x509.NewCertPool()
	for _, c := range trusted {
		roots.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{
		Roots:       roots,
		CurrentTime: leaf.NotBefore.Add(time.Second),
		KeyUsages:   []x509.ExtKeyUsage{use},
	})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrForeignCertificate, err)
	}
	return nil
}

// verifyHQ is the check of a client that trusts the given authorities.
func verifyHQ(trusted []*x509.Certificate) func(tls.ConnectionState) error {
	return func(state tls.ConnectionState) error {
		if len(state.PeerCertificates) == 0 {
			return ErrNoCertificate
		}
		leaf := state.PeerCertificates[0]
		if err := verify(leaf, trusted, x509.ExtKeyUsageServerAuth); err != nil {
			return err
		}
		if !isHQ(leaf) {
			return fmt.Errorf("%w: it is not HQ's", ErrForeignCertificate)
		}
		return nil
	}
}

// clientConfig trusts exactly the given authorities, whatever the host's name.
func clientConfig(trusted []*x509.Certificate, own *tls.Certificate) *tls.Config {
	c := &tls.Config{
		MinVersion: tls.VersionTLS13,
		NextProtos: []string{"http/1.1"},
		// Host names and public authorities play no part: VerifyConnection does
		// the whole check.
		InsecureSkipVerify: true,
		VerifyConnection:   verifyHQ(trusted),
	}
	if own != nil {
		c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return own, nil }
	}
	return c
}
