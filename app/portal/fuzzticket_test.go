package portal_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// forms are what a page can send, each with the fields that it reads.
var forms = []struct{ act, one, two string }{
	{"open", "digits", "x"}, {"shut", "x", "y"}, {"quote", "answer", "version"}, {"quote", "name", "start"}, {"claim", "answer", "offer"},
	{"claim", "claim", "yes"}, {"rate", "score", "text"}, {"well", "well", "text"}, {"tell", "by", "x"}, {"data", "for", "x"},
	{"complaint", "about", "text"}, {"choose", "chose", "x"}, {"message", "wish", "text"}, {"collect", "name", "gone"},
}

// Whatever a form that this page showed is filled with, its answer is plain, and what
// is kept of it is text in bounds and one of the choices that were there.
func FuzzTicketedForms(f *testing.F) {
	f.Add(uint8(2), "accept", "2", "name", "Amélie\x00\r\nBcc: x", false)
	f.Add(uint8(2), "accept_used", "99999999999999999999", "version", "2", false)
	f.Add(uint8(4), "accept", "1", "claim", "c1", false)
	f.Add(uint8(6), "5", "\xff\xfe\u202e", "score", "9", false)
	f.Add(uint8(11), "collect_at:ROU", strings.Repeat("é", 2000), "photo", "\xff\xd8\xff\xe1", true)
	f.Add(uint8(11), "", "", "photo", "", true)
	f.Add(uint8(8), "none", "", "by", "sms", false)
	f.Fuzz(func(t *testing.T, which uint8, one, two, more, value string, whole bool) {
		form := forms[int(which)%len(forms)]
		desk, book, now := portaltest.NewDesk(), &portaltest.Book{}, portaltest.Now
		book.Set(token, portaltest.Waiting())
		c := &customer{t: t, desk: desk, now: now}
		c.p = portal.New(portal.Options{Repairs: book, Acts: desk, Letters: desk, Complaints: desk, Secret: [32]byte{1}, Now: func() time.Time { now = now.Add(time.Minute); return now }, HTTPS: true})
		c.look()
		c.open()
		fields := url.Values{"ticket": {c.ticket()}, form.one: {one}, form.two: {two}}
		if more != "ticket" {
			fields.Add(more, value)
		}
		kind, body := "application/x-www-form-urlencoded", bytes.NewBufferString(fields.Encode())
		if whole {
			kind, body = lettered(t, fields, value)
		}
		r := httptest.NewRequest(http.MethodPost, "/r/"+token+"/"+form.act, body)
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Cookie", c.cookie)
		w := httptest.NewRecorder()
		c.p.ServeHTTP(w, r)
		if w.Code >= http.StatusInternalServerError || w.Code == http.StatusOK || w.Code == http.StatusNotFound {
			t.Errorf("%s answers %d", form.act, w.Code)
		}
		if to := w.Header().Get("Location"); to != "" && !strings.HasPrefix(to, "/r/"+token+"?said=") {
			t.Errorf("leads to %q", to)
		}
		soundly(t, desk)
		if page := c.look(); !utf8.ValidString(page) || !strings.Contains(page, "</html>") {
			t.Error("the page is broken afterwards")
		}
	})
}

// lettered is the form as a browser sends it with a photo.
func lettered(t *testing.T, fields url.Values, photo string) (kind string, body *bytes.Buffer) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	write := func(name, value string) {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	write("ticket", fields.Get("ticket"))
	for name, values := range fields {
		if name != "ticket" && name != "photo" {
			write(name, values[0])
		}
	}
	to, err := w.CreateFormFile("photo", photo)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := to.Write([]byte(photo)); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), body
}

// soundly finds nothing kept that should not be.
func soundly(t *testing.T, d *portaltest.Desk) {
	t.Helper()
	text := func(what, s string, most int) {
		bad := strings.IndexFunc(s, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) >= 0
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > most || bad {
			t.Errorf("%s is kept as %.80q", what, s)
		}
	}
	for _, a := range d.Answers {
		text("a name", a.Name, 120)
		if a.Accepted && a.Name == "" {
			t.Error("accepted without a name")
		}
	}
	for _, s := range d.Said {
		text("a message", s.Text, 2000)
		if s.Text == "" && s.Wish.Ask == "" && len(s.Pictures) == 0 {
			t.Error("a message of nothing")
		}
	}
	for _, s := range d.Complaints {
		text("a complaint", s.Text, 2000)
	}
	for _, s := range d.Ratings {
		text("a rating", s.Text, 2000)
		if s.Score < 1 || s.Score > 5 {
			t.Errorf("score %d", s.Score)
		}
	}
	for _, s := range d.Opinions {
		text("an opinion", s.Text, 2000)
	}
	for _, s := range d.Ways {
		text("a way", s.By, 5)
	}
	for _, s := range d.Choices {
		if s.Chose != "repair" && s.Chose != "replacement" {
			t.Errorf("chose %q", s.Chose)
		}
	}
	for _, s := range d.Asked {
		text("a request", s.For, 10)
	}
}
