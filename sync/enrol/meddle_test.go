package enrol_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"testing"
	"time"

	"etabli/sync/enrol"
	"etabli/sync/fleettest"

	"github.com/fxamacker/cbor/v2"
)

// begun is the answer to the first step, as somebody in between reads it.
type begun struct {
	Nonce       []byte   `cbor:"1,keyasint"`
	Authorities [][]byte `cbor:"2,keyasint"`
}

func postRaw(t *testing.T, address, path string, body []byte) string {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	answer, err := client.Post("https://"+address+path, "application/cbor", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d %s", answer.StatusCode, raw)
}

// authorities asks an HQ for its authorities.
func authorities(t *testing.T, address string) [][]byte {
	t.Helper()
	ask, err := cbor.Marshal(map[int]any{1: make([]byte, 16)})
	if err != nil {
		t.Fatal(err)
	}
	var b begun
	if err := cbor.Unmarshal([]byte(postRaw(t, address, enrol.PathBegin, ask)[4:]), &b); err != nil {
		t.Fatal(err)
	}
	return b.Authorities
}

func swapAuthorities(t *testing.T, answer []byte, with [][]byte) []byte {
	t.Helper()
	var b begun
	if err := cbor.Unmarshal(answer, &b); err != nil {
		t.Fatal(err)
	}
	b.Authorities = with
	out, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := out.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// serverConfigOf gives the server certificate of an HQ away.
func serverConfigOf(t *testing.T, h *hq) *tls.Config {
	t.Helper()
	config := h.Authority().ServerConfig()
	certificate, err := config.GetCertificate(nil)
	if err != nil {
		t.Fatal(err)
	}
	config.Certificates = []tls.Certificate{*certificate}
	return config
}

// Goal: a device's certificate does not make a server, and HQ's no device.
func TestCertificatesServeOneUseOnly(t *testing.T) {
	h := newHQ(t)
	m, err := join(t, &fleettest.Secrets{}, h.invite(t))
	if err != nil {
		t.Fatal(err)
	}
	own, err := m.ClientConfig().GetClientCertificate(nil)
	if err != nil {
		t.Fatal(err)
	}
	server, err := h.Authority().ServerConfig().GetCertificate(nil)
	if err != nil {
		t.Fatal(err)
	}
	check := m.ClientConfig().VerifyConnection
	if err := check(tls.ConnectionState{PeerCertificates: []*x509.Certificate{own.Leaf}}); err == nil {
		t.Error("a device passes for HQ")
	}
	if err := check(tls.ConnectionState{PeerCertificates: []*x509.Certificate{server.Leaf}}); err != nil {
		t.Errorf("HQ does not pass: %v", err)
	}
	if _, err := h.Authority().Identify(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{server.Leaf}}); err == nil {
		t.Error("HQ passes for a device")
	}
	if peer, err := h.Authority().Identify(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{own.Leaf}}); err != nil || peer.Device != m.Identity().Device {
		t.Errorf("the device is taken for %+v, %v", peer, err)
	}
	if _, err := h.Authority().Identify(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{selfMade(t, m.Identity())}}); err == nil {
		t.Error("a certificate that somebody made himself passes")
	}
}

// selfMade makes a certificate that says the same and that nobody signed.
func selfMade(t *testing.T, id enrol.Identity) *x509.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now(), NotAfter: time.Now().Add(time.Hour),
		URIs:        []*url.URL{{Scheme: "etabli", Opaque: "device:" + id.ID.String() + ":LIL:counter:1"}},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
