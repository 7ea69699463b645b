// Package signed proves to another program that a request is ours and fresh, and
// to us that one is theirs. Two headers say when it was made and by whom: the
// HMAC-SHA256, under a secret that both know, of the time, a full stop and the
// body as it is.
package signed

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of a signed request.
const (
	TimeHeader      = "Etabli-Timestamp" // Unix seconds
	SignatureHeader = "Etabli-Signature" // v1= and the signature in hex; several with commas while secrets change
)

// scheme begins a signature of the form above.
const scheme = "v1="

// Fresh is how far the clock of the other side may be from ours.
const Fresh = 5 * time.Minute

// MinSecret is the fewest bytes of a secret.
const MinSecret = 16

// The reasons for which a request is not believed.
var (
	ErrForeign = errors.New("signed: the signature is not of this body under this secret")
	ErrStale   = errors.New("signed: the request was made too long ago, or is of a time to come")
)

// Sign adds the headers to a request with a body.
func Sign(h http.Header, secret, body []byte, at time.Time) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	h.Set(TimeHeader, stamp)
	h.Set(SignatureHeader, scheme+hex.EncodeToString(sum(secret, stamp, body)))
}

// Check tells whether a request is from whoever knows the secret, and fresh.
func Check(h http.Header, secret, body []byte, now time.Time) error {
	stamp := h.Get(TimeHeader)
	unix, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || len(secret) < MinSecret {
		return ErrForeign
	}
	want, known := sum(secret, stamp, body), false
	for _, one := range strings.Split(h.Get(SignatureHeader), ",") {
		text, is := strings.CutPrefix(strings.TrimSpace(one), scheme)
		got, err := hex.DecodeString(text)
		known = known || is && err == nil && hmac.Equal(got, want)
	}
	if !known {
		return ErrForeign
	}
	if off := now.Sub(time.Unix(unix, 0)); off > Fresh || off < -Fresh {
		return ErrStale
	}
	return nil
}

func sum(secret []byte, stamp string, body []byte) []byte {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte(stamp))
	m.Write([]byte{'.'})
	m.Write(body)
	return m.Sum(nil)
}
