package signed_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"etabli/app/post/signed"
)

func TestOnlyTheVeryBodyUnderTheVerySecretIsBelieved(t *testing.T) {
	now := time.Unix(1_795_000_000, 0)
	secret, body := []byte("sixteen bytes or more"), []byte(`{"text":"été"}`)
	good := http.Header{}
	signed.Sign(good, secret, body, now)
	rotated := good.Clone()
	rotated.Set(signed.SignatureHeader, "v1=00, "+good.Get(signed.SignatureHeader))
	moved := good.Clone()
	moved.Set(signed.TimeHeader, "1795000001")
	for _, c := range []struct {
		name   string
		header http.Header
		secret string
		body   string
		now    time.Time
		want   error
	}{
		{"as it was", good, string(secret), string(body), now, nil},
		{"four minutes later", good, string(secret), string(body), now.Add(4 * time.Minute), nil},
		{"while the secret changes", rotated, string(secret), string(body), now, nil},
		{"six minutes later", good, string(secret), string(body), now.Add(6 * time.Minute), signed.ErrStale},
		{"six minutes before", good, string(secret), string(body), now.Add(-6 * time.Minute), signed.ErrStale},
		{"another body", good, string(secret), `{"text":"ete"}`, now, signed.ErrForeign},
		{"another secret", good, "another sixteen bytes", string(body), now, signed.ErrForeign},
		{"another time", moved, string(secret), string(body), now, signed.ErrForeign},
		{"no headers", http.Header{}, string(secret), string(body), now, signed.ErrForeign},
		{"no secret", good, "", string(body), now, signed.ErrForeign},
	} {
		if err := signed.Check(c.header, []byte(c.secret), []byte(c.body), c.now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}
