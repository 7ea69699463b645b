// Package sms carries text messages by a gateway that speaks HTTP: each message
// is one signed request with a name of ours, and a gateway that gets the same
// name twice sends the message once.
package sms

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"etabli/app/domain/message"
	"etabli/app/post"
	"etabli/app/post/signed"
	"etabli/app/service"
)

// Gateway is how to reach the gateway that sends our text messages.
type Gateway struct {
	URL    string
	Secret []byte
	Sender string // what telephones show, when the gateway can choose
	Now    func() time.Time
}

// patience bounds one request.
const patience = 30 * time.Second

// maxAnswer bounds what is read of an answer.
const maxAnswer = 64 << 10

// Out carries text messages out. It is a post.Carrier and its own way.
type Out struct {
	gateway Gateway
	client  *http.Client
}

// NewOut makes a carrier.
func NewOut(g Gateway) *Out {
	return &Out{gateway: g, client: &http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Channel implements post.Carrier.
func (o *Out) Channel() message.Channel { return message.SMS }

// Knows implements post.Carrier: the gateway knows what it has by its name.
func (o *Out) Knows() bool { return true }

// Open implements post.Carrier; each message is a request of its own.
func (o *Out) Open(context.Context) (post.Way, error) { return o, nil }

// Close implements post.Way.
func (o *Out) Close() { o.client.CloseIdleConnections() }

// request is what the gateway is asked.
type request struct {
	ID       string `json:"id"`
	To       string `json:"to"` // E.164
	Text     string `json:"text"`
	Sender   string `json:"sender,omitempty"`
	Language string `json:"language,omitempty"`
}

// answer is what a gateway may say of a message it took.
type answer struct {
	ID       string      `json:"id"`
	Cost     json.Number `json:"cost"`
	Currency string      `json:"currency"`
}

// Carry gives one message to the gateway.
func (o *Out) Carry(ctx context.Context, l service.Letter) message.CarriedFacts {
	name := l.Ref.String()
	body, err := json.Marshal(request{ID: name, To: l.To, Text: l.Text, Sender: o.gateway.Sender, Language: l.Language})
	if err != nil {
		return message.CarriedFacts{State: message.GivenUp, Reason: message.Refused}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.gateway.URL, bytes.NewReader(body))
	if err != nil {
		return message.CarriedFacts{State: message.Failed, Reason: message.Unreachable}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", name)
	signed.Sign(req.Header, o.gateway.Secret, body, o.gateway.Now())
	resp, err := o.client.Do(req)
	if err != nil {
		return lost(err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	f := o.outcome(resp)
	if f.State == message.Sent && err == nil {
		priced(&f, said)
	}
	return f
}

// lost tells a gateway that was not reached from an answer that did not come.
func lost(err error) message.CarriedFacts {
	f := message.CarriedFacts{State: message.Failed, Reason: message.AnswerLost}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		f.Reason = message.Unreachable
	}
	return f
}

// outcome says what came of a request: the gateway took it, will never take it,
// or may take it another time.
func (o *Out) outcome(resp *http.Response) message.CarriedFacts {
	f := message.CarriedFacts{Code: resp.StatusCode}
	switch code := resp.StatusCode; {
	case code >= 200 && code < 300:
		f.State, f.Code = message.Sent, 0
	case code == http.StatusBadRequest || code == http.StatusGone ||
		code == http.StatusRequestEntityTooLarge || code == http.StatusUnprocessableEntity:
		f.State, f.Reason = message.GivenUp, message.Refused
	default:
		f.State, f.Reason = message.Failed, message.Busy
		if after, err := strconv.ParseInt(resp.Header.Get("Retry-After"), 10, 32); err == nil && after > 0 {
			f.NextMS = o.gateway.Now().Add(time.Duration(after) * time.Second).UnixMilli()
		}
	}
	return f
}

// priced adds what the gateway says of a message it took; what cannot be read
// is left out.
func priced(f *message.CarriedFacts, said []byte) {
	var a answer
	if json.Unmarshal(said, &a) != nil {
		return
	}
	if message.CheckName(a.ID) == nil {
		f.Name = a.ID
	}
	if micros, ok := message.Micros(a.Cost.String()); ok && message.IsCurrency(a.Currency) {
		f.CostMicros, f.Currency = micros, a.Currency
	}
}
