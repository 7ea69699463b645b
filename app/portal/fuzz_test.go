package portal_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// Whatever is sent to a form without its ticket, and whatever follows a good one,
// gets a plain answer: nothing of what has no ticket is kept, and no page says
// what an address that leads nowhere would not.
func FuzzForms(f *testing.F) {
	f.Add("message", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"ticket\"\r\n\r\nAAAA\r\n--b--\r\n", "")
	f.Add("message", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../x\"\r\n\r\n\xff\xd8\xff\r\n--b", "same-origin")
	f.Add("quote", "application/x-www-form-urlencoded", "ticket=%00&answer=accept&version=99999999999999999999", "cross-site")
	f.Add("rate", "application/x-www-form-urlencoded", "score=5;ticket=1", "none")
	f.Add("data", "application/x-www-form-urlencoded", "for=erasure&ticket=", "same-origin")
	f.Add("open/../shut", "text/plain", "digits=0047", "")
	desk, book := portaltest.NewDesk(), &portaltest.Book{}
	book.Set(token, portaltest.Waiting())
	at := portaltest.Now
	p := portal.New(portal.Options{
		Repairs: book, Acts: desk, Letters: desk, Complaints: desk, Secret: [32]byte{1}, Now: func() time.Time { at = at.Add(time.Minute); return at },
	})
	f.Fuzz(func(t *testing.T, act, kind, body, site string) {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		r.URL.Path, r.RequestURI = "/r/"+token+"/"+act, ""
		r.Header["Content-Type"] = []string{kind}
		if site != "" {
			r.Header["Sec-Fetch-Site"] = []string{site}
		}
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		if w.Code >= http.StatusInternalServerError || w.Code == http.StatusOK {
			t.Errorf("%q answers %d", act, w.Code)
		}
		if n := len(desk.Said) + len(desk.Answers) + len(desk.Replies) + len(desk.Complaints) + len(desk.Ratings) + len(desk.Opinions) + len(desk.Ways) + len(desk.Asked); n > 0 {
			t.Errorf("%q kept %d things", act, n)
		}
		if to := w.Header().Get("Location"); strings.ContainsAny(to, "\r\n") || to != "" && !strings.HasPrefix(to, "/") {
			t.Errorf("%q leads to %q", act, to)
		}
	})
}

// No text but a token of the shop shows a repair.
func FuzzToken(f *testing.F) {
	for _, seed := range []string{token, strings.ToUpper(token), "", "..", "%2e%2e", token + "/live", token + "\x00", strings.Repeat("0", 26)} {
		f.Add(seed)
	}
	book := &portaltest.Book{}
	book.Set(token, portaltest.Waiting())
	p := portal.New(portal.Options{Repairs: book, Secret: [32]byte{1}, Now: func() time.Time { return portaltest.Now }})
	f.Fuzz(func(t *testing.T, text string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.Path = "/r/" + text
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		known, is := portal.ParseToken(text)
		if shown := strings.Contains(w.Body.String(), "LIL2-"); shown && (!is || known != token) {
			t.Errorf("%q shows a repair", text)
		}
		if w.Code >= http.StatusInternalServerError {
			t.Errorf("%q answers %d", text, w.Code)
		}
	})
}
