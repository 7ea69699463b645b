package sms_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"etabli/app/domain/message"
	"etabli/app/post/signed"
	"etabli/app/post/sms"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

var (
	secret = []byte("sixteen bytes or more")
	now    = time.Unix(1_795_000_000, 0)
)

// gateway answers each request by fn, after it was checked.
func gateway(t *testing.T, fn http.HandlerFunc) *sms.Out {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if err := signed.Check(r.Header, secret, body, now); err != nil {
			t.Errorf("not signed: %v", err)
		}
		var in map[string]string
		if err := json.Unmarshal(body, &in); err != nil || in["to"] != "+33639980011" || in["text"] != "C’est prêt" || in["sender"] != "Etabli" || in["id"] != r.Header.Get("Idempotency-Key") {
			t.Errorf("asked %s (%v)", body, err)
		}
		fn(w, r)
	}))
	t.Cleanup(s.Close)
	return sms.NewOut(sms.Gateway{URL: s.URL, Secret: secret, Sender: "Etabli", Now: func() time.Time { return now }})
}

func letter() service.Letter {
	return service.Letter{
		Outgoing: views.Outgoing{Ref: journal.Ref{Chain: journal.ChainID{1}, Seq: 4}, Channel: message.SMS},
		To:       "+33639980011", Text: "C’est prêt", Language: "fr",
	}
}

func says(code int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

func TestTheGatewaysAnswerDecides(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		want   message.CarriedFacts
	}{
		{"taken, with its price", says(202, `{"id":"gw-7","cost":"0.045","currency":"EUR"}`), message.CarriedFacts{State: message.Sent, Name: "gw-7", CostMicros: 45_000, Currency: "EUR"}},
		{"a price as a number", says(200, `{"cost":0.1,"currency":"EUR"}`), message.CarriedFacts{State: message.Sent, CostMicros: 100_000, Currency: "EUR"}},
		{"taken without a word", says(204, ``), message.CarriedFacts{State: message.Sent}},
		{"taken, in no form of ours", says(200, `<html>`), message.CarriedFacts{State: message.Sent}},
		{"a price that cannot be", says(200, `{"cost":"-1","currency":"EUR"}`), message.CarriedFacts{State: message.Sent}},
		{"refused", says(422, ``), message.CarriedFacts{State: message.GivenUp, Reason: message.Refused, Code: 422}},
		{"busy", says(429, ``, "Retry-After", "90"), message.CarriedFacts{State: message.Failed, Reason: message.Busy, Code: 429, NextMS: now.Add(90 * time.Second).UnixMilli()}},
		{"broken", says(503, ``), message.CarriedFacts{State: message.Failed, Reason: message.Busy, Code: 503}},
		{"our secret is wrong", says(401, ``), message.CarriedFacts{State: message.Failed, Reason: message.Busy, Code: 401}},
		{"it sends us elsewhere", says(302, ``, "Location", "http://127.0.0.1:1/"), message.CarriedFacts{State: message.Failed, Reason: message.Busy, Code: 302}},
	} {
		if got := gateway(t, c.answer).Carry(t.Context(), letter()); !same(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// same compares what carriers say; the rest of the facts is not theirs.
func same(a, b message.CarriedFacts) bool {
	a.Chain, b.Chain = nil, nil
	return a.State == b.State && a.Reason == b.Reason && a.Code == b.Code && a.NextMS == b.NextMS &&
		a.Name == b.Name && a.CostMicros == b.CostMicros && a.Currency == b.Currency
}

func TestAGatewayThatHangsUpMayHaveTakenIt(t *testing.T) {
	o := gateway(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	if got := o.Carry(t.Context(), letter()); got.State != message.Failed || got.Reason != message.AnswerLost {
		t.Errorf("came of it: %+v", got)
	}
	away := sms.NewOut(sms.Gateway{URL: "http://127.0.0.1:1/", Secret: secret, Now: func() time.Time { return now }})
	if got := away.Carry(t.Context(), letter()); got.State != message.Failed || got.Reason != message.Unreachable {
		t.Errorf("nobody there: %+v", got)
	}
}
