package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

// Spelled is a fault with its sentences by language.
type Spelled struct {
	Message map[string]string
	Next    map[string]string
}

// Problem is a fault as programs get it (RFC 9457), in the reader's language with
// both beside.
type Problem struct {
	Type     string            `json:"type"`
	Title    string            `json:"title"`
	Status   int               `json:"status"`
	Code     string            `json:"code"`
	Field    string            `json:"field,omitempty"`
	Args     map[string]string `json:"args,omitempty"`
	Detail   string            `json:"detail,omitempty"` // what to do next
	Messages map[string]string `json:"messages"`
	Next     map[string]string `json:"next,omitempty"`
}

// statuses are those of faults that are more than wrong input.
var statuses = map[fault.Code]int{
	KeyNeeded: http.StatusUnauthorized, ScopeNeeded: http.StatusForbidden, TooMany: http.StatusTooManyRequests,
	NoSuchDoor: http.StatusNotFound, OnceTaken: http.StatusConflict, fault.NotFound: http.StatusNotFound, fault.Conflict: http.StatusConflict,
	OnceNeeded: http.StatusBadRequest, fault.Malformed: http.StatusBadRequest, fault.Missing: http.StatusBadRequest,
	service.StoreStopped: http.StatusServiceUnavailable, service.StoreAway: http.StatusServiceUnavailable, service.ListsUndone: http.StatusServiceUnavailable,
	service.StoreFull: http.StatusServiceUnavailable, service.Interrupted: http.StatusServiceUnavailable,
}

// fail answers with a fault. What is no fault of the request goes to the log.
func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	var f *fault.Error
	status := http.StatusUnprocessableEntity
	if !errors.As(service.Explain(err), &f) {
		a.Log.Error("the door failed", "path", r.URL.Path, "error", err)
		f, status = fault.Of(err), http.StatusInternalServerError
	}
	if s, ok := statuses[f.Code]; ok {
		status = s
	}
	said := a.Spell(f)
	tag := "fr"
	if strings.HasPrefix(r.Header.Get("Accept-Language"), "en") {
		tag = "en"
	}
	switch status {
	case http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", "Bearer")
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "5")
	}
	a.answer(w, status, "application/problem+json", Problem{
		Type: "about:blank#" + string(f.Code), Title: said.Message[tag], Status: status, Code: string(f.Code), Field: f.Field, Args: f.Args,
		Detail: said.Next[tag], Messages: said.Message, Next: said.Next,
	})
}

func (a *API) answer(w http.ResponseWriter, status int, kind string, out any) {
	body, err := json.Marshal(out)
	if err != nil {
		a.Log.Error("the door could not write its answer", "error", err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// read reads the body of a request that acts; a field that nobody knows is a
// fault, because what it said would be lost.
func read(r *http.Request, raw []byte, into any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return fault.New(fault.Malformed, "Content-Type", "expected", "application/json")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fault.New(fault.Malformed, "", "expected", "json")
	}
	return nil
}

// number reads a number of the query.
func number(r *http.Request, name string, usual, least, most uint64) (uint64, error) {
	typed := r.URL.Query().Get(name)
	if typed == "" {
		return usual, nil
	}
	n, err := strconv.ParseUint(typed, 10, 64)
	if err != nil || n < least || n > most {
		return 0, fault.New(fault.OutOfRange, name, "min", strconv.FormatUint(least, 10), "max", strconv.FormatUint(most, 10))
	}
	return n, nil
}
