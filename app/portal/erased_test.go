package portal_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// Whoever had the detail open when the customer was erased reads and writes nothing
// any more.
func TestAnErasedCustomersPageOpensAndTakesNothing(t *testing.T) {
	c := newCustomer(t)
	c.open()
	ticket, desk, book := c.ticket(), c.desk, &portaltest.Book{}
	erased := portaltest.Waiting()
	erased.Erased = true
	book.Set(token, erased)
	c.p = portal.New(portal.Options{
		Repairs: book, Acts: desk, Letters: desk, Complaints: desk, Now: func() time.Time { return c.now }, HTTPS: true, Secret: [32]byte{1},
	})
	page := c.look()
	if !strings.Contains(page, "ont été effacées") || strings.Contains(page, "<form") || strings.Contains(page, "129,00") {
		t.Errorf("the page of an erased customer:\n%s", page)
	}
	for _, act := range c.p.Acts() {
		if _, code := c.send(act, url.Values{"ticket": {ticket}, "digits": {portaltest.Digits}, "text": {"x"}}); code != http.StatusForbidden {
			t.Errorf("%s answers %d", act, code)
		}
	}
	if n := len(desk.Said) + len(desk.Complaints) + len(desk.Ways) + len(desk.Asked); n > 0 {
		t.Errorf("%d things were kept", n)
	}
	r := httptest.NewRequest(http.MethodGet, "/r/"+token+"/paper/deposit.pdf", nil)
	r.Header.Set("Cookie", c.cookie)
	w := httptest.NewRecorder()
	c.p.ServeHTTP(w, r)
	if w.Code != http.StatusNotFound {
		t.Errorf("a paper answers %d", w.Code)
	}
}
