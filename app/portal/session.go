package portal

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"net/http"
	"time"
)

// sessionFor is how long the customer's own part of a page stays open.
const sessionFor = 30 * time.Minute

// cookieOf is the cookie of one repair's page: each has its own, because the
// address of a page may be written in more than one way.
func (p *Portal) cookieOf(token string) string {
	return "etabli-" + hex.EncodeToString(p.sealed("cookie", []byte(token))[:8])
}

// sealed is a message authentication code over what a secret of ours is for.
func (p *Portal) sealed(purpose string, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, p.secret[:])
	h.Write([]byte(purpose))
	for _, part := range parts {
		h.Write([]byte{0})
		h.Write(part)
	}
	return h.Sum(nil)[:16]
}

// opened tells whether a request comes from somebody who has shown the second
// factor of this token.
func (p *Portal) opened(r *http.Request, token string) bool {
	c, err := r.Cookie(p.cookieOf(token))
	if err != nil || token == "" {
		return false
	}
	raw, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || len(raw) != 8+16 {
		return false
	}
	until := int64(binary.BigEndian.Uint64(raw))
	good := subtle.ConstantTimeCompare(raw[8:], p.sealed("session", []byte(token), raw[:8])) == 1
	return good && p.options.Now().Unix() < until
}

// openFor lets the browser read the customer's part of this page for a while.
func (p *Portal) openFor(w http.ResponseWriter, r *http.Request, token string) {
	until := binary.BigEndian.AppendUint64(nil, uint64(p.options.Now().Add(sessionFor).Unix()))
	p.setCookie(w, r, token, base64.RawURLEncoding.EncodeToString(append(until, p.sealed("session", []byte(token), until)...)), int(sessionFor.Seconds()))
}

// shut ends it.
func (p *Portal) shut(w http.ResponseWriter, r *http.Request, token string) {
	p.setCookie(w, r, token, "", -1)
}

func (p *Portal) setCookie(w http.ResponseWriter, r *http.Request, token, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{
		Name: p.cookieOf(token), Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, Secure: p.encrypted(r), SameSite: http.SameSiteStrictMode,
	})
}

// pathOf is the address of a repair's page.
func pathOf(token string) string { return "/r/" + token }
