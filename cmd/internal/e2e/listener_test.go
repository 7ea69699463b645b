package e2e_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"etabli/app/post/signed"
)

// listener is another program that HQ tells what changed.
//
//	listener start          sets LISTENER to its address
//	listener secret TEXT    the secret it was given
//	listener down|up        says whether it takes what it is told
//	listener heard N        waits until it was told of position N, each one once and in order
//	listener forget         forgets what it was told
func listener(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: listener start | secret TEXT | down | up | heard N | forget")
	}
	l := ts.Value("listener").(*program)
	if args[0] == "start" {
		s := httptest.NewServer(l)
		ts.Defer(s.Close)
		ts.Setenv("LISTENER", s.URL)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch args[0] {
	case "secret":
		l.secret = args[1]
	case "down", "up":
		l.down = args[0] == "down"
	case "forget":
		l.told = nil
	case "heard":
		l.wait(ts, args[1])
	}
}

// program keeps the positions that it was told of.
type program struct {
	mu     sync.Mutex
	secret string
	down   bool
	told   []json.Number
	wrong  string
}

func (l *program) wait(ts *testscript.TestScript, until string) {
	deadline := time.Now().Add(patience)
	for len(l.told) == 0 || l.told[len(l.told)-1].String() != until {
		if l.wrong != "" || time.Now().After(deadline) {
			ts.Fatalf("told of %v, not up to %s; %s", l.told, until, l.wrong)
		}
		l.mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		l.mu.Lock()
	}
	for i := 1; i < len(l.told); i++ {
		before, _ := l.told[i-1].Int64()
		if now, _ := l.told[i].Int64(); now != before+1 {
			ts.Fatalf("told of %v", l.told)
		}
	}
}

// ServeHTTP implements http.Handler.
func (l *program) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	l.mu.Lock()
	defer l.mu.Unlock()
	var page struct {
		Changes []struct{ Position json.Number }
	}
	switch {
	case l.down || l.secret == "":
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	case err != nil || signed.Check(r.Header, []byte(l.secret), body, time.Now()) != nil || json.Unmarshal(body, &page) != nil:
		l.wrong = "not signed, or not readable: " + string(body)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	for _, c := range page.Changes {
		l.told = append(l.told, c.Position)
	}
}
