package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"etabli/app/api"
)

// Whatever a program asks, with a good key or without, it is answered in a form that
// it can read; without a key it learns and changes nothing.
func FuzzDoor(f *testing.F) {
	w := open(f)
	key := w.key(f, api.Scopes()...)
	f.Add("GET", "/v1/repairs", "limit=1&cursor=%00&scope=mine", "", "", "", true)
	f.Add("GET", "/v1/repairs/../customers/x", "", "", "fr;q=zz", "", true)
	f.Add("POST", "/v1/messages", "", `{"channel":"sms","from":"+33639980011","text":"x","source":"1"}`, "en", "once", true)
	f.Add("POST", "/v1/messages", "", `{"channel":"sms","from":"\u0000","text":1e999}`, "", "\x00", true)
	f.Add("POST", "/v1/reservations", "a=b", `[[[[`, "", "x", false)
	f.Add("GET", "/v1/events", "after=99999999999999999999&limit=-1", "", "", "", true)
	f.Add("GET", "v1/events", "aft", "", "", "_\x96", true)
	f.Add("GET", "/v1/repairs.csv", "", "", "", "", true)
	f.Add("DELETE", "/v1/hooks/%2e%2e", "", "", "", "", true)
	f.Fuzz(func(t *testing.T, method, path, query, body, language, once string, known bool) {
		w.now = w.now.Add(time.Hour) // no budget is ever spent
		r := httptest.NewRequest(http.MethodGet, "/", strings.NewReader(body))
		if strings.Trim(path, "/") == "v1/events" { // a feed has no end of its own
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			r = r.WithContext(ctx)
		}
		r.Method, r.URL.Path, r.URL.RawQuery = method, "/"+strings.TrimPrefix(path, "/"), query
		r.Header = http.Header{"Accept-Language": {language}, "Content-Type": {"application/json"}, "Idempotency-Key": {once}}
		if known {
			r.Header.Set("Authorization", "Bearer "+key)
		}
		got := httptest.NewRecorder()
		w.Config.Handler.ServeHTTP(got, r)
		open := got.Code >= 300 && got.Code < 400 || path == "openapi.json" || path == "/openapi.json"
		switch {
		case got.Code >= http.StatusInternalServerError:
			t.Errorf("%s %q %q %q answers %d: %.200s", method, path, query, body, got.Code, got.Body)
		case !known && !open && got.Code < http.StatusBadRequest:
			t.Errorf("%s %q answers %d to nobody: %.200s", method, path, got.Code, got.Body)
		case strings.Contains(got.Header().Get("Content-Type"), "json") && got.Code != http.StatusNoContent && !json.Valid(got.Body.Bytes()):
			t.Errorf("%s %q: %.200s", method, path, got.Body)
		}
		if strings.Contains(got.Body.String(), "goroutine ") {
			t.Errorf("%s %q tells too much", method, path)
		}
	})
}
