package sms_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/post/signed"
	"etabli/app/post/sms"
	"etabli/app/service"
)

// desk keeps what it is given, or fails.
type desk struct {
	took []service.ReceiveMessageInput
	err  error
}

func (d *desk) ReceiveMessage(_ context.Context, _ service.Call, in *service.ReceiveMessageInput) (service.Result, error) {
	d.took = append(d.took, *in)
	return service.Result{}, d.err
}

func TestOnlyTheGatewayHandsMessagesIn(t *testing.T) {
	const good = `{"id":"gw-9","from":"+33639980011","text":"C’est prêt ?","received_ms":1795000000000}`
	for _, c := range []struct {
		name, body, secret string
		at                 time.Time
		err                error
		status, took       int
	}{
		{"as it is", good, string(secret), now, nil, 204, 1},
		{"under another secret", good, "another sixteen bytes", now, nil, 401, 0},
		{"from yesterday", good, string(secret), now.Add(-24 * time.Hour), nil, 401, 0},
		{"no JSON", `x`, string(secret), now, nil, 400, 0},
		{"without a name", `{"from":"+33639980011","text":"x"}`, string(secret), now, nil, 400, 0},
		{"without words", `{"id":"1","from":"+33639980011"}`, string(secret), now, fault.New(fault.Missing, "text"), 422, 1},
		{"while the store is away", good, string(secret), now, errors.New("away"), 503, 1},
		{"a giant", `{"id":"` + strings.Repeat("x", 70_000) + `"}`, string(secret), now, nil, 413, 0},
	} {
		d := &desk{err: c.err}
		in := &sms.In{Desk: d, Secret: secret, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
		r := httptest.NewRequest(http.MethodPost, "/hooks/sms", strings.NewReader(c.body))
		signed.Sign(r.Header, []byte(c.secret), []byte(c.body), c.at)
		w := httptest.NewRecorder()
		in.ServeHTTP(w, r)
		if w.Code != c.status || len(d.took) != c.took {
			t.Errorf("%s: %d, taken %d times", c.name, w.Code, len(d.took))
		}
		if c.status == 204 && (d.took[0].Channel != message.SMS || d.took[0].Source != "gw-9" || d.took[0].Text != "C’est prêt ?") {
			t.Errorf("%s: taken as %+v", c.name, d.took[0])
		}
	}
}
