package sms_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"etabli/app/post/signed"
	"etabli/app/post/sms"
)

// Nothing is taken in that the gateway did not sign, and of what it signed nothing
// without a name and a sender.
func FuzzHook(f *testing.F) {
	f.Add(`{"id":"gw-9","from":"+33639980011","text":"C’est prêt ?","received_ms":1795000000000}`, "v1=00", "1795000000", true)
	f.Add(`{"id":"","from":"x"}`, "v1=,,v1=", "-1", true)
	f.Add(`[[[[[[`, "", "99999999999999999999", false)
	f.Add(`{"id":1,"from":{}}`, "v1=zz", "", true)
	f.Fuzz(func(t *testing.T, body, signature, stamp string, own bool) {
		d := &desk{}
		in := &sms.In{Desk: d, Secret: secret, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
		r := httptest.NewRequest(http.MethodPost, "/hooks/sms", strings.NewReader(body))
		if own {
			signed.Sign(r.Header, secret, []byte(body), now)
		} else {
			r.Header[signed.SignatureHeader], r.Header[signed.TimeHeader] = []string{signature}, []string{stamp}
		}
		w := httptest.NewRecorder()
		in.ServeHTTP(w, r)
		if !own && (w.Code != http.StatusUnauthorized || len(d.took) > 0) {
			t.Errorf("%q under %q at %q: %d", body, signature, stamp, w.Code)
		}
		if own && w.Code >= http.StatusInternalServerError {
			t.Errorf("%q answers %d", body, w.Code)
		}
		for _, m := range d.took {
			if m.From == "" || m.Source == "" {
				t.Errorf("taken %+v", m)
			}
		}
	})
}
