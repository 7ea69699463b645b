package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// shown is one state of the customer's page.
type shown struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

// servePage serves the customer's page of every fixture to this machine, and a list
// of them at /states. What is sent is taken in memory; the second factor is 0047.
// Requests may come from as many addresses as X-Forwarded-For says.
func servePage(address string, out io.Writer) error {
	line, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	book, desk, states := &portaltest.Book{}, portaltest.NewDesk(), []shown{}
	for _, f := range portaltest.Fixtures() {
		book.Set(f.Token, f.Repair)
		states = append(states, shown{f.Name, "/r/" + f.Token})
	}
	states = append(states, shown{"proven", "/R/" + portaltest.ProofOfBook + "/00000000000000000000000000"}, shown{"stop", "/stop/code"}, shown{"unknown", "/r/none"})
	page := portal.New(portal.Options{
		Repairs: book, Deposits: book, Acts: desk, Letters: desk, Complaints: desk, Stops: desk, Secret: [32]byte{1},
		Now: func() time.Time { return portaltest.Now }, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	})
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { page.ServeHTTP(unhurried{w}, r) })
	mux.HandleFunc("/states", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(states)
	})
	fmt.Fprintf(out, "http://%s\n", line.Addr())
	return (&http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}).Serve(line)
}

// unhurried is an answer without deadlines, which the fixtures' clock would have
// passed long ago.
type unhurried struct{ http.ResponseWriter }

// SetWriteDeadline sets none.
func (unhurried) SetWriteDeadline(time.Time) error { return nil }

// FlushError sends what was written so far.
func (w unhurried) FlushError() error { return http.NewResponseController(w.ResponseWriter).Flush() }
