package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"etabli/app/post/signed"
)

// gatewaySecret is what the gateway of the scripts shares with HQ.
const gatewaySecret = "sixteen bytes or more"

// gateway is a real text message gateway, of each script that asks for one. It
// believes signed requests alone and knows messages by their names.
//
//	gateway start         sets GATEWAY to its address
//	gateway takes|holds   says what it does from now on
//	gateway says ID FROM TEXT   hands a message in at $WATCH and prints the status
//	gateway has N         waits until it has N messages, and there are no more
//	gateway text N REGEXP, gateway to N REGEXP    read one, from 1
func gateway(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: gateway start | takes | holds | has N | text N REGEXP | to N REGEXP")
	}
	g := ts.Value("gateway").(*smsGateway)
	switch args[0] {
	case "start":
		g.gone = make(chan struct{})
		s := httptest.NewServer(g)
		ts.Defer(s.Close)
		ts.Defer(func() { close(g.gone) })
		ts.Setenv("GATEWAY", s.URL)
		return
	case "takes", "holds":
		g.set(args[0] == "holds")
		return
	case "says":
		says(ts, args[1], args[2], args[3])
		return
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	deadline := time.Now().Add(patience)
	for len(g.all()) < n {
		if time.Now().After(deadline) {
			ts.Fatalf("the gateway has %d messages, not %d", len(g.all()), n)
		}
		time.Sleep(20 * time.Millisecond)
	}
	all := g.all()
	switch {
	case args[0] == "has" && len(all) != n:
		ts.Fatalf("the gateway has %d messages, not %d", len(all), n)
	case args[0] != "has":
		matches(ts, all[n-1][args[0]], args[2])
	}
}

// says hands a message in.
func says(ts *testscript.TestScript, id, from, text string) {
	body, err := json.Marshal(map[string]string{"id": id, "from": from, "text": text})
	ts.Check(err)
	req, err := http.NewRequest(http.MethodPost, "http://"+ts.Getenv("WATCH")+"/hooks/sms", bytes.NewReader(body))
	ts.Check(err)
	signed.Sign(req.Header, []byte(gatewaySecret), body, time.Now())
	resp, err := http.DefaultClient.Do(req)
	ts.Check(err)
	defer resp.Body.Close()
	fmt.Fprintln(ts.Stdout(), resp.StatusCode)
}

// smsGateway keeps what it took, by name.
type smsGateway struct {
	mu    sync.Mutex
	holds bool
	took  []map[string]string
	names map[string]bool
	gone  chan struct{}
}

func (g *smsGateway) set(holds bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.holds = holds
}

func (g *smsGateway) all() []map[string]string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]map[string]string(nil), g.took...)
}

// take keeps a message unless it has one of that name.
func (g *smsGateway) take(name string, in map[string]string) (holds bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.names == nil {
		g.names = map[string]bool{}
	}
	if !g.names[name] {
		g.names[name] = true
		g.took = append(g.took, in)
	}
	return g.holds
}

// ServeHTTP implements http.Handler.
func (g *smsGateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil || signed.Check(r.Header, []byte(gatewaySecret), body, time.Now()) != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var in map[string]string
	if json.Unmarshal(body, &in) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if g.take(r.Header.Get("Idempotency-Key"), in) {
		select {
		case <-g.gone:
		case <-r.Context().Done():
		}
		return
	}
	fmt.Fprint(w, `{"id":"gw-1","cost":"0.045","currency":"EUR"}`)
}

func matches(ts *testscript.TestScript, got, want string) {
	if !regexp.MustCompile(want).MatchString(got) {
		ts.Fatalf("%q does not match %s", got, want)
	}
}
