package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/app/api"
	"etabli/assets"
)

// document is what the door says of itself.
type document struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]schema }
}

type operation struct {
	Scope       string `json:"x-scope"`
	RequestBody *struct {
		Content map[string]struct{ Schema schema }
	}
	Responses map[string]struct {
		Content map[string]struct{ Schema schema }
	}
}

type schema struct {
	Ref        string `json:"$ref"`
	Type       string
	Properties map[string]schema
	Required   []string
	Items      *schema
	Enum       []string
	Additional json.RawMessage `json:"additionalProperties"`
}

func described(t *testing.T) (d document) {
	t.Helper()
	if err := json.Unmarshal(assets.OpenAPI, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// wrong says what of a value is not as a schema says.
func (d document) wrong(s schema, v any, at string) (faults []string) {
	if s.Ref != "" {
		named, ok := d.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")]
		if !ok {
			return []string{at + ": no schema " + s.Ref}
		}
		return d.wrong(named, v, at)
	}
	switch v := v.(type) {
	case map[string]any:
		if s.Type != "object" {
			return []string{fmt.Sprintf("%s is an object, not %s", at, s.Type)}
		}
		for _, name := range s.Required {
			if _, ok := v[name]; !ok {
				faults = append(faults, at+": no "+name)
			}
		}
		for name, value := range v {
			if p, ok := s.Properties[name]; ok {
				faults = append(faults, d.wrong(p, value, at+"."+name)...)
			} else if string(s.Additional) == "false" {
				faults = append(faults, at+": "+name+" is not described")
			}
		}
	case []any:
		if s.Type != "array" || s.Items == nil {
			return []string{fmt.Sprintf("%s is a list, not %s", at, s.Type)}
		}
		for i, value := range v {
			faults = append(faults, d.wrong(*s.Items, value, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case string:
		if s.Type != "string" || len(s.Enum) > 0 && !slices.Contains(s.Enum, v) {
			faults = append(faults, fmt.Sprintf("%s is %q, not %s %v", at, v, s.Type, s.Enum))
		}
	case float64:
		if s.Type != "integer" || v != float64(int64(v)) {
			faults = append(faults, fmt.Sprintf("%s is %v, not %s", at, v, s.Type))
		}
	case bool:
		if s.Type != "boolean" {
			faults = append(faults, fmt.Sprintf("%s is a yes or no, not %s", at, s.Type))
		}
	default:
		faults = append(faults, fmt.Sprintf("%s is %v", at, v))
	}
	return faults
}

func TestTheDocumentHasTheDoorsRoutesAndNoOthers(t *testing.T) {
	var said []string
	for path, methods := range described(t).Paths {
		for method, op := range methods {
			said = append(said, strings.ToUpper(method)+" "+path+" "+op.Scope)
		}
	}
	slices.Sort(said)
	if got := api.Routes(); !slices.Equal(got, said) {
		t.Errorf("the door has\n%s\nthe document says\n%s", strings.Join(got, "\n"), strings.Join(said, "\n"))
	}
}

// Every route is asked, and every answer is as the document says; so is a fault.
func TestEveryAnswerIsAsTheDocumentSays(t *testing.T) {
	w, d := open(t), described(t)
	w.now = time.Now() // the server's deadlines are of this clock
	key := w.key(t, api.Scopes()...)
	_, _, made := w.call(t, "POST", "/v1/repairs", key, pump, "Idempotency-Key", "first")
	_, _, file := w.call(t, "GET", "/v1/repairs/"+made["id"].(string), key, "")
	bodies := map[string]string{
		"/v1/repairs":      pump,
		"/v1/reservations": `{"site":"LIL","ref":"BAT1","customer":{"name":"Ana Roy","phone":"06 39 98 00 11"}}`,
		"/v1/messages":     `{"channel":"sms","from":"06 39 98 00 11","text":"Bonjour ?","source":"7","received_ms":1795000000000}`,
		"/v1/calls":        `{"phone":"06 39 98 00 11","site":"LIL","waited_s":95,"source":"c-7","received_ms":1795000000000}`,
	}
	if _, err := w.app.Do(t.Context(), "part.save", []byte(`{"ref":"BAT1","label":"Batterie"}`)); err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{"/v1/repairs/{id}": made["id"].(string), "/v1/customers/{id}": file["customer_id"].(string)}
	for path, methods := range d.Paths {
		for method, op := range methods {
			method, body := strings.ToUpper(method), ""
			at := strings.Replace(path, "{id}", ids[path], 1)
			if path == "/v1/stock" {
				at += "?site=LIL"
			}
			if content := op.Responses["200"].Content; content != nil {
				if _, is := content["application/json"]; !is {
					w.sends(t, at, key, content)
					continue
				}
			}
			if method == "POST" {
				body = bodies[path]
				var in map[string]any
				if err := json.Unmarshal([]byte(body), &in); err != nil {
					t.Fatalf("%s has no example: %v", path, err)
				}
				for _, f := range d.wrong(op.RequestBody.Content["application/json"].Schema, in, "request") {
					t.Errorf("%s %s: %s", method, path, f)
				}
			}
			status, kind, out := w.call(t, method, at, key, body, "Idempotency-Key", "doc")
			answer, ok := op.Responses[fmt.Sprint(status)]
			if !ok {
				t.Errorf("%s %s answers %d %v, which is not described", method, path, status, out)
				continue
			}
			for _, f := range d.wrong(answer.Content[kind].Schema, out, "answer") {
				t.Errorf("%s %s: %s", method, path, f)
			}
			_, kind, out = w.call(t, method, at, "", body)
			for _, f := range d.wrong(op.Responses["default"].Content[kind].Schema, out, "problem") {
				t.Errorf("%s %s: %s", method, path, f)
			}
		}
	}
}

// sends asks for what is no JSON, and finds the type that the document says.
func (w *world) sends(t *testing.T, path, key string, content map[string]struct{ Schema schema }) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if _, said := content[kind]; resp.StatusCode != http.StatusOK || !said {
		t.Errorf("%s answers %d %s", path, resp.StatusCode, kind)
	}
	if status, _, out := w.call(t, http.MethodGet, path, "", ""); status != http.StatusUnauthorized || out["code"] != "api_key_needed" {
		t.Errorf("%s without a key: %d %v", path, status, out)
	}
}
