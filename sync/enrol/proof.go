package enrol

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
)

// Pin is the SHA-256 of a public key in its certificate form.
type Pin [32]byte

// PinOf returns the pin of a certificate's key.
func PinOf(c *x509.Certificate) Pin { return sha256.Sum256(c.RawSubjectPublicKeyInfo) }

// Nonce makes one exchange unlike every other.
type Nonce [32]byte

// exchange is what both sides bind their proofs to.
type exchange struct {
	pins               []Pin // of HQ's authorities, the current one first
	deviceNonce, nonce Nonce // nonce is HQ's
}

// proof says that whoever made it knows the code and saw this exchange. side
// keeps a proof from being sent back to its maker.
func (x exchange) proof(key CodeKey, side string, body []byte) []byte {
	mac := hmac.New(sha256.New, key[:])
	part := func(b []byte) {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(b)))
		mac.Write(size[:])
		mac.Write(b)
	}
	part([]byte("etabli pairing proof 1 " + side))
	for _, pin := range x.pins {
		part(pin[:])
	}
	part(x.deviceNonce[:])
	part(x.nonce[:])
	part(body)
	return mac.Sum(nil)
}

func (x exchange) proves(key CodeKey, side string, body, proof []byte) bool {
	return hmac.Equal(proof, x.proof(key, side, body))
}

const (
	deviceSide = "device"
	hqSide     = "hq"
)
