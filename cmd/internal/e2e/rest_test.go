package e2e_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// rest METHOD PATH KEY [NAME JSON] asks the door for other programs at $WATCH, and
// prints the status and the answer.
func rest(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 && len(args) != 5 {
		ts.Fatalf("usage: rest METHOD PATH KEY [NAME JSON]")
	}
	body := ""
	if len(args) == 5 {
		body = args[4]
	}
	req, err := http.NewRequest(args[0], "http://"+ts.Getenv("WATCH")+args[1], strings.NewReader(body))
	ts.Check(err)
	if args[2] != "" {
		req.Header.Set("Authorization", "Bearer "+args[2])
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Idempotency-Key", args[3])
	}
	resp, err := http.DefaultClient.Do(req)
	ts.Check(err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%d %s\n", resp.StatusCode, raw)
}
