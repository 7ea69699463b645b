package portal_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

var listens = regexp.MustCompile(`data-live="([^"]+)"`)

// reader is a browser that listens to a page.
type reader struct {
	t    *testing.T
	body *bufio.Scanner
	stop func()
}

func open(t *testing.T, server *httptest.Server, path string) reader {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Fatalf("answered %d, %s", answer.StatusCode, kind)
	}
	t.Cleanup(func() { cancel(); answer.Body.Close() })
	return reader{t, bufio.NewScanner(answer.Body), cancel}
}

// next reads up to the next event with data and returns it whole.
func (r reader) next() string {
	r.t.Helper()
	var event strings.Builder
	for r.body.Scan() {
		line := r.body.Text()
		if line == "" && strings.Contains(event.String(), "data: ") {
			return event.String()
		}
		event.WriteString(line + "\n")
	}
	r.t.Fatalf("the stream ended: %v", r.body.Err())
	return ""
}

func startLive(t *testing.T) (*portaltest.Book, *httptest.Server, string) {
	t.Helper()
	book := &portaltest.Book{}
	book.Set(token, laptop())
	server := httptest.NewUnstartedServer(nil)
	server.Config = portal.NewServer(portal.New(portal.Options{Repairs: book, Now: time.Now}))
	server.Start()
	t.Cleanup(server.Close)
	page := visit{path: "/r/" + token}.ask(server.Config.Handler)
	path := listens.FindStringSubmatch(page.Body.String())
	if path == nil {
		t.Fatal("the page does not say where to listen")
	}
	return book, server, strings.ReplaceAll(path[1], "&amp;", "&")
}

func TestAnOpenPageFollowsTheRepair(t *testing.T) {
	book, server, path := startLive(t)
	follower := open(t, server, path)
	r := laptop()
	r.Status = repair.Ready
	book.Set(token, r)
	event := follower.next()
	if !strings.Contains(event, "data: <h1>Votre appareil est prêt.</h1>") || strings.Contains(event, "<html") {
		t.Errorf("got %s", event)
	}
	if !strings.Contains(event, "id: ") {
		t.Error("the event cannot be taken up again")
	}
}

// What changed between the reading of the page and its first listening is told
// at once.
func TestAChangeBeforeListeningIsNotMissed(t *testing.T) {
	book, server, path := startLive(t)
	r := laptop()
	r.Status = repair.PartWait
	book.Set(token, r)
	if event := open(t, server, path).next(); !strings.Contains(event, "Nous attendons une pièce.") {
		t.Errorf("got %s", event)
	}
}

func TestAReaderWhoLeavesIsForgotten(t *testing.T) {
	book, server, path := startLive(t)
	follower := open(t, server, path)
	for book.Watching(token) == 0 {
		time.Sleep(time.Millisecond)
	}
	follower.stop()
	for book.Watching(token) != 0 {
		time.Sleep(time.Millisecond)
	}
}

func TestATokenThatEndsEndsItsStream(t *testing.T) {
	book, server, path := startLive(t)
	follower := open(t, server, path)
	book.Remove(token)
	for follower.body.Scan() {
		if strings.HasPrefix(follower.body.Text(), "data:") {
			t.Errorf("got %s", follower.body.Text())
		}
	}
}

func TestOneRepairHasAFewListenersAtATime(t *testing.T) {
	_, server, path := startLive(t)
	var last *http.Response
	for range 9 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if last, err = server.Client().Do(r); err != nil {
			t.Fatal(err)
		}
		defer last.Body.Close()
	}
	if last.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the ninth listener got %d", last.StatusCode)
	}
}
