package api_test

import (
	"bufio"
	"encoding/csv"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"etabli/app/api"
)

func (w *world) get(t *testing.T, path, key string, headers ...string) io.Reader {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+key)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp.Body
}

func TestTheFilesComeAsTablesWithoutTheirCustomers(t *testing.T) {
	w := open(t)
	w.now = time.Now() // the server's deadlines are of this clock
	key := w.key(t, api.WriteRepairs, api.ReadRepairs)
	evil := strings.Replace(pump, "Miele W1", "=cmd|' /C calc'!A1", 1)
	for i, body := range []string{pump, evil} {
		if status, _, out := w.call(t, "POST", "/v1/repairs", key, body, "Idempotency-Key", string(rune('a'+i))); status != 201 {
			t.Fatal(out)
		}
	}
	for _, path := range []string{"/v1/repairs.csv", "/v1/ords.csv"} {
		raw, err := io.ReadAll(w.get(t, path, key))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
		if err != nil || len(rows) != 3 {
			t.Errorf("%s: %d rows, %v", path, len(rows), err)
		}
		for _, never := range []string{"Ana Roy", "0011", ",=cmd"} {
			if strings.Contains(string(raw), never) {
				t.Errorf("%s holds %q", path, never)
			}
		}
	}
}

func TestTheEventFeedGoesOnWhereAProgramLeft(t *testing.T) {
	w := open(t)
	w.now = time.Now()
	key := w.key(t, api.ReadChanges)
	lines := bufio.NewScanner(w.get(t, "/v1/events?after=3", key, "Last-Event-ID", "7"))
	var got []string
	for len(got) < 4 && lines.Scan() {
		if lines.Text() != "" {
			got = append(got, lines.Text())
		}
	}
	want := []string{"retry: 5000", "event: lineage", "data: 1-ab", "id: 8"}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("the feed says %q", got)
		}
	}
	if status, _, out := w.call(t, "GET", "/v1/events", key, "", "Last-Event-ID", "-1"); status != 400 || out["field"] != "Last-Event-ID" {
		t.Errorf("a wrong position: %d %v", status, out)
	}
}

func TestAPieceIsReservedOnlyWhereItMayBePromised(t *testing.T) {
	w := open(t)
	key := w.key(t, api.WriteStock, api.ReadStock)
	if _, err := w.app.Do(t.Context(), "part.save", []byte(`{"ref":"BAT1","label":"Batterie"}`)); err != nil {
		t.Fatal(err)
	}
	want := `{"site":"LIL","ref":"BAT1","customer":{"name":"Ana Roy","phone":"06 39 98 00 11"}}`
	status, _, out := w.call(t, "POST", "/v1/reservations", key, want, "Idempotency-Key", "1")
	if status != 201 || out["status"] != "asked" {
		t.Fatalf("none in the books: %d %v", status, out)
	}
	if _, _, again := w.call(t, "POST", "/v1/reservations", key, want, "Idempotency-Key", "1"); again["id"] != out["id"] || again["repeated"] != true {
		t.Errorf("again: %v", again)
	}
	for _, bad := range []string{`{"site":"LIL","ref":"NONE"}`, `{"site":"../LIL","ref":"BAT1"}`, `{"site":"LIL","ref":"BAT1","n":-5}`, `{"site":"LIL","ref":"BAT1","needed_on":"demain"}`} {
		if status, _, out := w.call(t, "POST", "/v1/reservations", key, bad, "Idempotency-Key", bad); status < 400 || status > 499 {
			t.Errorf("%s: %d %v", bad, status, out)
		}
	}
}
