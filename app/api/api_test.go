package api_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"etabli/app/api"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hlc"
)

type memory struct{ state hlc.State }

func (m *memory) Load() (hlc.State, error)   { return m.state, nil }
func (m *memory) Save(state hlc.State) error { m.state = state; return nil }

// feed is a log of one entry.
type feed struct{}

func (feed) Changes(_ context.Context, after uint64, _ int) (api.Changes, error) {
	return api.Changes{Lineage: "1-ab", Next: 1, Changes: []api.Change{{Position: after + 1, ReceivedMS: 5, Kind: 20, Entities: []api.Entity{{Type: "repair", ID: "x"}}}}}, nil
}

// world is a door over real use cases, in memory.
type world struct {
	*httptest.Server
	keys api.Keys
	app  *service.App
	now  time.Time
}

func open(t testing.TB) *world {
	t.Helper()
	w := &world{now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	tell := func() time.Time { return w.now }
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
	w.app = service.New(service.Options{
		Journal: log, Views: read, Now: tell, Random: rand.Reader, Rules: domaintest.Rules(t),
		Words: func(language string) service.Words { return lang.For(language) },
	})
	w.keys = api.Keys{Store: store, Random: rand.Reader}
	w.Server = httptest.NewServer(api.New(api.Options{
		Desk: w.app, Feed: feed{}, Keys: w.keys, Now: tell, Log: slog.New(slog.DiscardHandler),
		Spell: func(f *fault.Error) api.Spelled {
			return api.Spelled{Message: map[string]string{"fr": "fr " + string(f.Code), "en": "en " + string(f.Code)}, Next: map[string]string{"fr": "suite", "en": "next"}}
		},
	}))
	t.Cleanup(func() { w.Close(); _ = log.Close(); _ = store.Close() })
	return w
}

func (w *world) key(t testing.TB, scopes ...api.Scope) string {
	t.Helper()
	secret, _, err := w.keys.Make(t.Context(), "shop", scopes, w.now.UnixMilli())
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// call asks the door, and answers its status, type and JSON.
func (w *world) call(t *testing.T, method, path, key, body string, headers ...string) (status int, kind string, out map[string]any) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, w.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		t.Fatalf("%s %s: %v: %s", method, path, err, raw)
	}
	return resp.StatusCode, resp.Header.Get("Content-Type"), out
}

func TestAKeyOpensWhatItsScopesSay(t *testing.T) {
	w := open(t)
	reader := w.key(t, api.ReadRepairs)
	for _, c := range []struct {
		name, method, path, key string
		status                  int
		code                    string
	}{
		{"no key", "GET", "/v1/repairs", "", 401, "api_key_needed"},
		{"no such key", "GET", "/v1/repairs", "etabli_0000", 401, "api_key_needed"},
		{"no scope", "GET", "/v1/customers/x", reader, 403, "api_scope_needed"},
		{"no such file", "GET", "/v1/repairs/x", reader, 404, "not_found"},
		{"no such path", "GET", "/v2/repairs", reader, 404, "api_no_such_path"},
		{"a wrong limit", "GET", "/v1/repairs?limit=0", reader, 422, "out_of_range"},
		{"a wrong cursor", "GET", "/v1/repairs?cursor=zz", reader, 400, "malformed"},
		{"a wrong scope", "GET", "/v1/repairs?scope=mine", reader, 400, "malformed"},
	} {
		status, kind, out := w.call(t, c.method, c.path, c.key, "", "Accept-Language", "en")
		if status != c.status || kind != "application/problem+json" || out["code"] != c.code || out["title"] != "en "+c.code || out["messages"].(map[string]any)["fr"] != "fr "+c.code {
			t.Errorf("%s: %d %s %v", c.name, status, kind, out)
		}
	}
	if status, _, out := w.call(t, "GET", "/v1/repairs", reader, ""); status != 200 || len(out["repairs"].([]any)) != 0 {
		t.Errorf("a good key: %d %v", status, out)
	}
	list, err := w.keys.List(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("keys %v, %v", list, err)
	}
	if err := w.keys.Revoke(t.Context(), list[0].ID, 1); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := w.call(t, "GET", "/v1/repairs", reader, ""); status != 401 {
		t.Errorf("a revoked key: %d", status)
	}
}

const pump = `{"site":"LIL","product":"Miele W1","fault":"Ne vidange plus","customer":{"name":"Ana Roy","phone":"06 39 98 00 11","language":"fr"}}`

func TestTheSameNameActsOnce(t *testing.T) {
	w := open(t)
	key := w.key(t, api.WriteRepairs, api.ReadRepairs, api.ReadCustomers)
	if status, _, out := w.call(t, "POST", "/v1/repairs", key, pump); status != 400 || out["code"] != "api_once_needed" {
		t.Errorf("without a name: %d %v", status, out)
	}
	status, _, first := w.call(t, "POST", "/v1/repairs", key, pump, "Idempotency-Key", "order 1")
	if status != 201 || first["repeated"] != false || !strings.HasPrefix(first["number"].(string), "LIL0-00001-") {
		t.Fatalf("%d %v", status, first)
	}
	if _, _, again := w.call(t, "POST", "/v1/repairs", key, pump, "Idempotency-Key", "order 1"); again["id"] != first["id"] || again["repeated"] != true {
		t.Errorf("again: %v", again)
	}
	changed := strings.Replace(pump, "Miele W1", "Miele W2", 1)
	if status, _, out := w.call(t, "POST", "/v1/repairs", key, changed, "Idempotency-Key", "order 1"); status != 409 || out["code"] != "api_once_taken" {
		t.Errorf("another body under the same name: %d %v", status, out)
	}
	if _, _, other := w.call(t, "POST", "/v1/repairs", key, pump, "Idempotency-Key", "order 2"); other["id"] == first["id"] || !strings.HasPrefix(other["number"].(string), "LIL0-00002-") {
		t.Errorf("another: %v", other)
	}
	_, _, file := w.call(t, "GET", "/v1/repairs/"+first["id"].(string), key, "")
	if file["status"] != "announced" || file["product"] != "Miele W1" {
		t.Errorf("file %v", file)
	}
	if _, _, who := w.call(t, "GET", "/v1/customers/"+file["customer_id"].(string), key, ""); who["name"] != "Ana Roy" || who["phone"] != "+33639980011" {
		t.Errorf("customer %v", who)
	}
	_, _, page := w.call(t, "GET", "/v1/repairs?limit=1", key, "")
	_, _, rest := w.call(t, "GET", "/v1/repairs?limit=1&cursor="+page["next"].(string), key, "")
	if a, b := page["repairs"].([]any), rest["repairs"].([]any); len(a) != 1 || len(b) != 1 || a[0].(map[string]any)["id"] == b[0].(map[string]any)["id"] || rest["next"] != nil {
		t.Errorf("pages %v, %v", page, rest)
	}
}

func TestBadInputIsRefusedAndNothingIsKept(t *testing.T) {
	w := open(t)
	key := w.key(t, api.WriteRepairs, api.WriteMessages, api.ReadRepairs)
	for _, c := range []struct {
		path, body string
		status     int
	}{
		{"/v1/repairs", `{"site":"LIL"`, 400},
		{"/v1/repairs", `{"site":"LIL","product":"x","colour":"red"}`, 400},
		{"/v1/repairs", `{"site":"LIL","product":"x"} {}`, 400},
		{"/v1/repairs", `{"site":"../LIL","product":"x"}`, 400},
		{"/v1/repairs", `{"site":"LIL","product":"a\nb"}`, 422},
		{"/v1/repairs", `{"site":"LIL","product":"` + strings.Repeat("x", 70_000) + `"}`, 400},
		{"/v1/messages", `{"channel":"phone","from":"x","text":"y"}`, 400},
		{"/v1/messages", `{"channel":"sms","from":"06 39 98 00 11","text":""}`, 400},
		{"/v1/calls", `{"phone":"06 39 98 00 11"}`, 400},
		{"/v1/calls", `{"site":"LIL"}`, 400},
		{"/v1/calls", `{"phone":"06 39 98 00 11","site":"lille"}`, 400},
	} {
		if status, _, out := w.call(t, "POST", c.path, key, c.body, "Idempotency-Key", "n"); status != c.status {
			t.Errorf("%.60s: %d %v", c.body, status, out)
		}
	}
	if status, _, _ := w.call(t, "POST", "/v1/repairs", key, pump, "Idempotency-Key", "n", "Content-Type", "text/plain"); status != 400 {
		t.Errorf("no JSON: %d", status)
	}
	if _, _, out := w.call(t, "GET", "/v1/repairs", key, ""); len(out["repairs"].([]any)) != 0 {
		t.Errorf("kept: %v", out)
	}
}

func TestAMessageGoesToItsSendersConversationAndToNoOther(t *testing.T) {
	w := open(t)
	key := w.key(t, api.WriteMessages, api.WriteRepairs, api.ReadRepairs)
	_, _, made := w.call(t, "POST", "/v1/repairs", key, pump, "Idempotency-Key", "1")
	sent, err := w.app.Do(t.Context(), "message.send", []byte(`{"repair":"`+made["id"].(string)+`","channel":"email","text":"Un devis vous attend"}`))
	if err != nil {
		t.Fatal(err)
	}
	name := "etabli." + strings.Replace(sent.Entry.String(), "/", ".", 1) + "@etabli.example"
	for i, c := range []struct{ from, answers, want, waits string }{
		{"06 39 98 00 11", name, "same", ""},
		{"+33639980099", name, "other", "unknown_sender"},
		{"+33639980098", "etabli.nothing.1@x", "other", "unknown_sender"},
	} {
		status, _, out := w.call(t, "POST", "/v1/messages", key, `{"channel":"sms","from":"`+c.from+`","text":"D’accord","in_reply_to":"<`+c.answers+`>"}`, "Idempotency-Key", string(rune('a'+i)))
		waits, _ := out["waits"].(string)
		if same := out["id"] == sent.Data.(views.Thread).ID.String(); status != 201 || same != (c.want == "same") || waits != c.waits {
			t.Errorf("from %s: %d %v", c.from, status, out)
		}
	}
}

func TestWhoAsksTooOftenWaits(t *testing.T) {
	w := open(t)
	key, other := w.key(t, api.ReadRepairs), w.key(t, api.ReadRepairs)
	last := 0
	for range 61 {
		last, _, _ = w.call(t, "GET", "/v1/repairs", key, "")
	}
	if last != 429 {
		t.Errorf("after sixty requests at once: %d", last)
	}
	if status, _, _ := w.call(t, "GET", "/v1/repairs", other, ""); status != 200 {
		t.Errorf("another key waits too: %d", status)
	}
	w.now = w.now.Add(time.Second)
	if status, _, _ := w.call(t, "GET", "/v1/repairs", key, ""); status != 200 {
		t.Errorf("a second later: %d", status)
	}
}

func TestTwoProgramsMayGiveTheirMessagesTheSameName(t *testing.T) {
	w := open(t)
	one, two := w.key(t, api.WriteMessages), w.key(t, api.WriteMessages)
	say := func(key, text, once string) map[string]any {
		t.Helper()
		status, _, out := w.call(t, "POST", "/v1/messages", key, `{"channel":"social","from":"@`+text+`","text":"`+text+` ?","source":"1"}`, "Idempotency-Key", once)
		if status != 201 {
			t.Fatalf("%d %v", status, out)
		}
		return out
	}
	first, second := say(one, "ana", "a"), say(two, "paul", "a")
	if first["id"] == second["id"] || second["repeated"] != false {
		t.Errorf("the message of another program is lost: %v, %v", first, second)
	}
	if again := say(one, "ana", "b"); again["id"] != first["id"] || again["repeated"] != true {
		t.Errorf("the same message of one program twice: %v", again)
	}
}
