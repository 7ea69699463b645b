package enrol

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net/url"
	"time"
)

const (
	authorityLife = 30 * 365 * 24 * time.Hour
	deviceLife    = 365 * 24 * time.Hour
	serverLife    = 90 * 24 * time.Hour
	// backdate lets a device whose clock is late use its certificate at once.
	backdate = 48 * time.Hour
)

// Authority is HQ's own pair of certificate authorities: the current one signs,
// the next one is already trusted by every device, so that the current one can
// be replaced without visiting anybody.
type Authority struct {
	current, next signer
	now           func() time.Time
	leaf          leafCache
}

// signer is one authority with its key.
type signer struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

type storedSigner struct {
	Certificate []byte `cbor:"1,keyasint"`
	Key         []byte `cbor:"2,keyasint"` // PKCS #8
}

type storedAuthority struct {
	Current storedSigner `cbor:"1,keyasint"`
	Next    storedSigner `cbor:"2,keyasint"`
}

// OpenAuthority loads HQ's authorities, or makes them on the first run.
func OpenAuthority(secrets Secrets, now func() time.Time) (*Authority, error) {
	a := &Authority{now: now}
	raw, err := secrets.Load(secretAuthority)
	if Absent(err) {
		return a, a.create(secrets)
	}
	if err != nil {
		return nil, fmt.Errorf("enrol: load the authority: %w", err)
	}
	var stored storedAuthority
	if err := decode(raw, &stored); err != nil {
		return nil, fmt.Errorf("enrol: load the authority: %w", err)
	}
	if a.current, err = stored.Current.open(); err != nil {
		return nil, err
	}
	if a.next, err = stored.Next.open(); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *Authority) create(secrets Secrets) (err error) {
	if a.current, err = newSigner("Etabli HQ authority 1", a.now()); err != nil {
		return err
	}
	if a.next, err = newSigner("Etabli HQ authority 2", a.now()); err != nil {
		return err
	}
	current, err := a.current.stored()
	if err != nil {
		return err
	}
	next, err := a.next.stored()
	if err != nil {
		return err
	}
	if err := secrets.Save(secretAuthority, encode(storedAuthority{current, next})); err != nil {
		return fmt.Errorf("enrol: save the authority: %w", err)
	}
	return nil
}

// certificates returns both authorities, the current one first.
func (a *Authority) certificates() []*x509.Certificate {
	return []*x509.Certificate{a.current.certificate, a.next.certificate}
}

// Pins returns the pins of both authorities, the current one first.
func (a *Authority) Pins() []Pin {
	return []Pin{PinOf(a.current.certificate), PinOf(a.next.certificate)}
}

// Issue signs a device's certificate for the key of a PKCS #10 request; the
// request's own names are ignored.
func (a *Authority) Issue(d Device, request []byte) (*x509.Certificate, error) {
	csr, err := x509.ParseCertificateRequest(request)
	if err == nil {
		err = csr.CheckSignature()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: certificate request: %w", ErrBadRequest, err)
	}
	return a.current.sign(csr.PublicKey, &x509.Certificate{
		Subject:     pkix.Name{CommonName: fmt.Sprintf("%s%s %s", d.Site, d.Code, d.ID)},
		URIs:        []*url.URL{d.uri()},
		NotBefore:   a.now().Add(-backdate),
		NotAfter:    a.now().Add(deviceLife),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	})
}

func newSigner(name string, now time.Time) (signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return signer{}, fmt.Errorf("enrol: make an authority: %w", err)
	}
	s := signer{key: key}
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             now.Add(-backdate),
		NotAfter:              now.Add(authorityLife),
		KeyUsage:              x509.KeyUsageCertSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
	}
	s.certificate = template
	s.certificate, err = s.sign(key.Public(), template)
	return s, err
}

// sign completes a template with a random serial and signs it.
func (s signer) sign(public crypto.PublicKey, template *x509.Certificate) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 126))
	if err != nil {
		return nil, fmt.Errorf("enrol: draw a serial: %w", err)
	}
	template.SerialNumber = serial.Add(serial, big.NewInt(1))
	raw, err := x509.CreateCertificate(rand.Reader, template, s.certificate, public, s.key)
	if err != nil {
		return nil, fmt.Errorf("enrol: sign a certificate: %w", err)
	}
	return x509.ParseCertificate(raw)
}

func (s signer) stored() (storedSigner, error) {
	key, err := x509.MarshalPKCS8PrivateKey(s.key)
	if err != nil {
		return storedSigner{}, fmt.Errorf("enrol: write a key: %w", err)
	}
	return storedSigner{Certificate: s.certificate.Raw, Key: key}, nil
}

func (s storedSigner) open() (signer, error) {
	certificate, err := x509.ParseCertificate(s.Certificate)
	if err != nil {
		return signer{}, fmt.Errorf("enrol: read an authority: %w", err)
	}
	key, err := parseKey(s.Key)
	return signer{certificate: certificate, key: key}, err
}

func parseKey(raw []byte) (crypto.Signer, error) {
	key, err := x509.ParsePKCS8PrivateKey(raw)
	if err != nil {
		return nil, fmt.Errorf("enrol: read a key: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("enrol: read a key: %T does not sign", key)
	}
	return signer, nil
}
