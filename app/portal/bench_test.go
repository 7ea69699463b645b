package portal_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// A page from request to compressed answer; the clock runs so fast that no
// budget is ever spent.
func BenchmarkPage(b *testing.B) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	at := portaltest.Now
	p := portal.New(portal.Options{Repairs: book, Now: func() time.Time { at = at.Add(time.Second); return at }})
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, "/r/"+token, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
