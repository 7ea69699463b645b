package portal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	formFor      = 12 * time.Hour // how long a form that was shown may be sent
	maxFormBytes = 24 << 10
)

// ticket is what a form carries: the id of the act it would do, and a proof that
// this page showed it. A form that is sent twice does one act.
func (p *Portal) ticket(token string) string {
	raw := make([]byte, 24, 40)
	_, _ = rand.Read(raw[:16]) // never fails
	binary.BigEndian.PutUint64(raw[16:], uint64(p.options.Now().Unix()))
	return base64.RawURLEncoding.EncodeToString(append(raw, p.sealed("form", []byte(token), raw)...))
}

// punched is the id in a ticket, false when it is not one of this page or old.
func (p *Portal) punched(token, ticket string) (id [16]byte, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(ticket)
	if err != nil || len(raw) != 40 || subtle.ConstantTimeCompare(raw[24:], p.sealed("form", []byte(token), raw[:24])) != 1 {
		return id, false
	}
	age := p.options.Now().Sub(time.Unix(int64(binary.BigEndian.Uint64(raw[16:24])), 0))
	return [16]byte(raw[:16]), age >= 0 && age <= formFor
}

// readForm reads what a browser sends from a form of this page: of this site, not
// too long, and with a good ticket.
func (p *Portal) readForm(w http.ResponseWriter, r *http.Request, token string) (form url.Values, id [16]byte, ok bool) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return nil, id, false
	}
	if kind := r.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/x-www-form-urlencoded") {
		return nil, id, false
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxFormBytes)
	if r.ParseForm() != nil {
		return nil, id, false
	}
	id, ok = p.punched(token, r.PostForm.Get("ticket"))
	return r.PostForm, id, ok
}

// written is a text as a person wrote it: valid, without control characters but
// line ends, and no longer than allowed. It is false when nothing is left or it
// is too long.
func written(text string, most int) (string, bool) {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n")
	text = strings.TrimSpace(strings.Map(func(c rune) rune {
		if c != '\n' && unicode.IsControl(c) {
			return -1
		}
		return c
	}, text))
	return text, text != "" && utf8.RuneCountInString(text) <= most
}
