package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/app/api"
	"etabli/app/post/signed"
	"etabli/storage/memstore"
)

// log is a feed of so many entries.
type log struct{ head uint64 }

func (l *log) Changes(_ context.Context, after uint64, limit int) (api.Changes, error) {
	out := api.Changes{Lineage: "1-ab", Next: min(after, l.head), Changes: []api.Change{}}
	for p := after + 1; p <= l.head && len(out.Changes) < min(limit, 3); p++ {
		out.Changes, out.Next = append(out.Changes, api.Change{Position: p}), p
	}
	out.More = out.Next < l.head
	return out, nil
}

func TestAProgramIsToldEverythingInOrderAndAgainWhenItWants(t *testing.T) {
	now := time.Unix(1_795_000_000, 0)
	store := memstore.New()
	defer store.Close()
	hooks := api.Hooks{Store: store, Random: rand.Reader}
	var told []uint64
	var names []string
	up, secret := false, ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = signed.Check(r.Header, []byte(secret), body, now)
		}
		var page api.Changes
		if err == nil {
			err = json.Unmarshal(body, &page)
		}
		if err != nil {
			t.Errorf("told %s: %v", body, err)
		}
		names = append(names, r.Header.Get("Idempotency-Key"))
		if !up {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		for _, c := range page.Changes {
			told = append(told, c.Position)
		}
	}))
	defer s.Close()
	hook, secretText, err := hooks.Add(t.Context(), s.URL, 2)
	if err != nil {
		t.Fatal(err)
	}
	secret = secretText
	teller := &api.Teller{Hooks: hooks, Feed: &log{head: 9}, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
	tell := func(times int) {
		t.Helper()
		for range times {
			if _, err := teller.Tell(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	tell(5)
	if len(names) != 1 {
		t.Errorf("a program that fails was asked %d times at once", len(names))
	}
	now = now.Add(time.Minute)
	up = true
	tell(5)
	if want := []uint64{3, 4, 5, 6, 7, 8, 9}; !slices.Equal(told, want) || names[0] != names[1] {
		t.Errorf("told %v under %v", told, names)
	}
	told = nil
	before := slices.Clone(names)
	if err := hooks.Replay(t.Context(), hook.ID, 7); err != nil {
		t.Fatal(err)
	}
	tell(3)
	if want := []uint64{8, 9}; !slices.Equal(told, want) {
		t.Errorf("told again %v", told)
	}
	for _, name := range names[len(before):] {
		if slices.Contains(before, name) {
			t.Errorf("what it asked for again comes under the name %s, which it knows", name)
		}
	}
	list, err := hooks.List(t.Context())
	if err != nil || len(list) != 1 || list[0].Position != 9 || list[0].Failures != 0 {
		t.Errorf("hooks %+v, %v", list, err)
	}
	if err := hooks.Remove(t.Context(), hook.ID); err != nil {
		t.Fatal(err)
	}
	if err := hooks.Replay(t.Context(), hook.ID, 0); err == nil {
		t.Error("a hook that was removed is told again")
	}
}

func TestAnAddressThatMayHoldASecretIsNotLogged(t *testing.T) {
	store := memstore.New()
	defer store.Close()
	hooks := api.Hooks{Store: store, Random: rand.Reader}
	if _, _, err := hooks.Add(t.Context(), "http://127.0.0.1:1/in?key=hush", 0); err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	teller := &api.Teller{Hooks: hooks, Feed: &log{head: 1}, Now: time.Now, Log: slog.New(slog.NewTextHandler(&lines, nil))}
	if _, err := teller.Tell(t.Context()); err != nil {
		t.Fatal(err)
	}
	if said := lines.String(); !strings.Contains(said, "not told") || strings.Contains(said, "hush") {
		t.Errorf("the log says %s", said)
	}
}
