package enrol

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
)

// Join makes this device a member by a pairing code and saves who it is. name
// is what people call the device, app the version of the program. A call whose
// answer was lost may be repeated with the same code.
func Join(ctx context.Context, secrets Secrets, invite Invite, name, app string) (*Member, error) {
	key, err := requestKey(secrets)
	if err != nil {
		return nil, err
	}
	body, err := newApplication(key, name, app)
	if err != nil {
		return nil, err
	}
	membership, err := exchangeCode(ctx, invite, body)
	if err != nil {
		return nil, err
	}
	m := &Member{secrets: secrets}
	if err := m.adopt(invite.Address, key, membership); err != nil {
		return nil, err
	}
	return m, nil
}

// requestKey returns the key of an enrolment that was not finished, or makes
// and saves a new one: a repeated enrolment must come from the same key.
func requestKey(secrets Secrets) (crypto.Signer, error) {
	raw, err := secrets.Load(secretRequest)
	if err == nil && len(raw) > 0 {
		return parseKey(raw)
	}
	if err != nil && !Absent(err) {
		return nil, fmt.Errorf("enrol: load the request key: %w", err)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("enrol: make a key: %w", err)
	}
	if raw, err = x509.MarshalPKCS8PrivateKey(key); err != nil {
		return nil, fmt.Errorf("enrol: write a key: %w", err)
	}
	if err := secrets.Save(secretRequest, raw); err != nil {
		return nil, fmt.Errorf("enrol: save the request key: %w", err)
	}
	return key, nil
}

func newApplication(key crypto.Signer, name, app string) ([]byte, error) {
	request, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, key)
	if err != nil {
		return nil, fmt.Errorf("enrol: make a request: %w", err)
	}
	return encode(application{Request: request, Name: name, App: app}), nil
}

// exchangeCode runs the two steps and returns what HQ proved to have said.
func exchangeCode(ctx context.Context, invite Invite, body []byte) (Membership, error) {
	// Nothing is verified here: the proofs of the exchange do it.
	unverified := &tls.Config{MinVersion: tls.VersionTLS13, InsecureSkipVerify: true}
	var begun beginAnswer
	if _, err := post(ctx, unverified, invite.Address, PathBegin, beginRequest{Code: invite.Code.ID()}, &begun); err != nil {
		return Membership{}, err
	}
	authorities, err := parseAuthorities(begun.Authorities)
	if err != nil {
		return Membership{}, err
	}
	x := exchange{pins: pinsOf(authorities), nonce: begun.Nonce}
	if _, err := io.ReadFull(rand.Reader, x.deviceNonce[:]); err != nil {
		return Membership{}, fmt.Errorf("enrol: draw a nonce: %w", err)
	}
	key := invite.Code.Key()
	in := finishRequest{
		Code: invite.Code.ID(), DeviceNonce: x.deviceNonce, Nonce: x.nonce,
		Body: body, Proof: x.proof(key, deviceSide, body),
	}
	// The second step already runs over a connection that shows a certificate
	// of those authorities; a man in the middle would have to offer his own, and
	// then HQ finds the wrong pins in the proof.
	var out finishAnswer
	if _, err := post(ctx, clientConfig(authorities, nil), invite.Address, PathFinish, in, &out); err != nil {
		return Membership{}, err
	}
	if !x.proves(key, hqSide, out.Body, out.Proof) {
		return Membership{}, ErrImpostor
	}
	var m Membership
	if err := decode(out.Body, &m); err != nil {
		return Membership{}, err
	}
	return m, nil
}
