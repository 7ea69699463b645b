package post_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"strconv"
	"testing"
	"time"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/message"
	"etabli/app/lang"
	"etabli/app/post"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hlc"
)

// noon is a Monday in Lille.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

type memory struct{ state hlc.State }

func (m *memory) Load() (hlc.State, error)   { return m.state, nil }
func (m *memory) Save(state hlc.State) error { m.state = state; return nil }

// shop opens the use cases in memory; the clock is set from outside.
func shop(t testing.TB, now *time.Time) *service.App {
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
	return service.New(service.Options{
		Journal: log, Views: read, Now: tell, Random: rand.Reader,
		Rules: domaintest.Rules(t), Words: func(language string) service.Words { return lang.For(language) },
		Place: service.Place{Site: "LIL", Device: "2", PortalURL: "https://suivi.example"},
	})
}

// do runs a command and answers its data.
func do[T any](t testing.TB, app *service.App, name, input string) (out T) {
	t.Helper()
	result, err := app.Do(context.Background(), name, []byte(input))
	if err != nil {
		t.Fatalf("%s %s: %v", name, input, err)
	}
	raw, err := json.Marshal(result.Data)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fake is a carrier that answers what it is told to, and keeps what it was given.
type fake struct {
	channel message.Channel
	answer  message.CarriedFacts
	away    error
	took    []service.Letter
	knows   bool
}

func (f *fake) Knows() bool { return f.knows }

func (f *fake) Channel() message.Channel { return f.channel }
func (f *fake) Close()                   {}

func (f *fake) Open(context.Context) (post.Way, error) { return f, f.away }

func (f *fake) Carry(_ context.Context, l service.Letter) message.CarriedFacts {
	f.took = append(f.took, l)
	return f.answer
}

// office is an office over a carrier, begun an hour ago.
func office(app post.Desk, c post.Carrier, now *time.Time) *post.Office {
	since := noon.Add(-time.Hour).UnixMilli()
	return post.New(post.Options{
		Desk: app, Carrier: c, Since: post.Since{FirstMS: since, SureMS: since}, Alone: true,
		Now: func() time.Time { return *now }, Log: slog.New(slog.DiscardHandler),
	})
}

func carry(t testing.TB, o *post.Office) time.Time {
	t.Helper()
	next, err := o.Carry(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// said is the last line of a thread.
func said(t testing.TB, app *service.App, thread journal.EntityID) views.ThreadLine {
	t.Helper()
	now, err := app.Thread(t.Context(), thread)
	if err != nil || len(now.Lines) == 0 {
		t.Fatalf("thread %+v, %v", now, err)
	}
	return now.Lines[len(now.Lines)-1]
}

func itoa(n uint64) string { return strconv.FormatUint(n, 10) }
