package service_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"strconv"
	"testing"
	"time"

	"etabli/app/domain/domaintest"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/blob"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hlc"
)

// noon is the time of every test: a Monday in Lille.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// memory keeps a clock's state while the test runs.
type memory struct{ state hlc.State }

func (m *memory) Load() (hlc.State, error)   { return m.state, nil }
func (m *memory) Save(state hlc.State) error { m.state = state; return nil }

// shop opens the use cases over a real journal and real views, in memory.
func shop(t testing.TB) *service.App {
	t.Helper()
	now := noon
	return shopAt(t, &now)
}

// shopAt is a shop whose clock is set from outside.
func shopAt(t testing.TB, now *time.Time) *service.App {
	t.Helper()
	return countersAt(t, now, "2")[0]
}

// countersAt are devices of one shop that know of each other at once.
func countersAt(t testing.TB, now *time.Time, codes ...string) []*service.App {
	t.Helper()
	return countersOver(t, now, func(log service.Journal) service.Journal { return log }, codes...)
}

// countersOver are such devices, over what is made of their journal.
func countersOver(t testing.TB, now *time.Time, over func(service.Journal) service.Journal, codes ...string) (out []*service.App) {
	t.Helper()
	tell := func() time.Time { return *now }
	store := memstore.New()
	clock, err := hlc.New(tell, &memory{})
	if err != nil {
		t.Fatal(err)
	}
	read := views.New()
	log, err := journal.OpenLog(t.Context(), journal.Options{
		Store: store, OutboxDir: t.TempDir(), OutboxKey: journal.Key{1}, Folder: read, Clock: clock, Rand: rand.Reader,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close(); _ = store.Close() })
	blobs, err := blob.Open(t.TempDir(), blob.Key{2})
	if err != nil {
		t.Fatal(err)
	}
	for i, code := range codes {
		series := []byte("chain00" + strconv.Itoa(i+1))
		out = append(out, service.New(service.Options{
			Journal: over(log), Views: read, Blobs: blobs, Now: tell, Random: rand.Reader,
			Rules: domaintest.Rules(t), Words: func(language string) service.Words { return lang.For(language) },
			Erases: true, Place: service.Place{Site: "LIL", Device: code, PortalURL: "https://suivi.example"},
			Till: &service.Register{
				Series: func() []byte { return series }, Key: func(series []byte) []byte { return append([]byte("key of "), series...) }, Software: "test",
			},
		}))
	}
	return out
}

// do runs a command and answers its data as a tree.
func do(t testing.TB, app *service.App, name, input string) map[string]any {
	t.Helper()
	result, err := app.Do(context.Background(), name, []byte(input))
	if err != nil {
		t.Fatalf("%s %s: %v", name, input, err)
	}
	raw, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// received takes a repair in and answers its id and number.
func received(t testing.TB, app *service.App) (id, number string) {
	t.Helper()
	data := do(t, app, "repair.receive", `{"customer":{"name":"Karim Benali","phone":"06 39 98 00 11"},
		"product":{"label":"ThinkPad T14","serial":"pf 2abc"},"fault":"Écran noir","accessories":["Chargeur"],"promised_on":"2026-12-01"}`)["data"].(map[string]any)
	return data["id"].(string), data["number"].(string)
}

func file(t testing.TB, app *service.App, id string) views.Repair {
	t.Helper()
	var e journal.EntityID
	if err := e.UnmarshalText([]byte(id)); err != nil {
		t.Fatal(err)
	}
	out, err := app.Repair(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func readAll(t testing.TB, rc io.ReadCloser) []byte {
	t.Helper()
	defer rc.Close()
	raw, err := io.ReadAll(rc)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
