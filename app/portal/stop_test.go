package portal_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// oneCode ends the messages of one code.
type oneCode struct{ ended int }

func (o *oneCode) Stoppable(_ context.Context, code string) error {
	if code != "good" {
		return portal.ErrUnknown
	}
	return nil
}

func (o *oneCode) Stop(ctx context.Context, code string) error {
	err := o.Stoppable(ctx, code)
	if err == nil {
		o.ended++
	}
	return err
}

// Programs that look at links in letters read them; only a reader's click ends
// messages, and their mail program's own needs nothing of the page.
func TestLookingAtTheAddressInALetterEndsNothing(t *testing.T) {
	stops := &oneCode{}
	page := portal.New(portal.Options{Repairs: &portaltest.Book{}, Stops: stops, Now: func() time.Time { return portaltest.Now }})
	ask := func(method, path, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		if body != "" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		w := httptest.NewRecorder()
		page.ServeHTTP(w, r)
		return w
	}
	if w := ask("GET", "/stop/good?lang=fr", ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `action="/stop/good?lang=fr"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	ask("HEAD", "/stop/good", "")
	if stops.ended != 0 {
		t.Fatal("a look ends messages")
	}
	for range 2 {
		if w := ask("POST", "/stop/good", "List-Unsubscribe=One-Click"); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<form") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	if stops.ended != 2 {
		t.Errorf("ended %d times", stops.ended)
	}
	for _, method := range []string{"GET", "POST"} {
		if w := ask(method, "/stop/bad", ""); w.Code != http.StatusNotFound {
			t.Errorf("%s of what nobody gave out: %d", method, w.Code)
		}
	}
}
