package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/law"
	"etabli/cmd/internal/phrases"
)

// BenchmarkStatusPage is one status page of a repair that is being worked on, from
// request to compressed answer, out of HQ's own store on disk.
func BenchmarkStatusPage(b *testing.B) {
	b.Setenv("ETABLI_KEYRING", "off")
	h, err := open(b.Context(), b.TempDir(), place{}, "http://127.0.0.1:1", days(90), slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	defer h.Close()
	made, err := h.app.Do(b.Context(), "site.save", []byte(`{"code":"LIL","name":"Atelier de Lille","phone":"03 20 00 00 00"}`))
	if err != nil {
		b.Fatal(made, err)
	}
	table, err := law.Table()
	if err != nil {
		b.Fatal(err)
	}
	counter := service.New(service.Options{
		Journal: h.hub, Views: views.New(), Blobs: h.blobs, Rules: table, Words: phrases.In, Now: time.Now, Random: rand.Reader,
		Place: service.Place{Site: "LIL", Device: "1", PortalURL: "http://127.0.0.1:1"},
	})
	token := worked(b, counter)
	pages := newPages(h)
	defer pages.Close()
	at := time.Now()
	page := portal.New(portal.Options{
		Repairs: pages, Deposits: pages, Acts: acts{pages}, Letters: acts{pages}, Complaints: acts{pages}, Secret: h.pageKey,
		Now: func() time.Time { at = at.Add(time.Second); return at }, // so fast that no budget is ever spent
	})
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, "/r/"+token, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		page.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code, w.Body)
		}
	}
}

// worked takes a repair in and works on it; it answers the token of its page.
func worked(b *testing.B, app *service.App) string {
	do := func(name, input string) service.Result {
		made, err := app.Do(context.Background(), name, []byte(input))
		if err != nil {
			b.Fatalf("%s: %v", name, err)
		}
		return made
	}
	got := do("repair.receive", `{"customer":{"name":"Amélie Durand","phone":"06 39 98 00 47"},"product":{"label":"Lave-linge Bosch WAX32"},"fault":"Ne vidange plus","promised_on":"2030-01-04"}`)
	in := got.Data.(service.Received)
	on := `{"id":"` + in.ID.String() + `"`
	do("repair.move", on+`,"to":"diag"}`)
	do("repair.note", on+`,"text":"Pompe bloquée"}`)
	do("repair.diagnose", on+`,"finding":"Pompe de vidange bloquée"}`)
	do("repair.move", on+`,"to":"repair"}`)
	return strings.ToLower(in.Link[strings.LastIndex(in.Link, "/")+1:])
}
