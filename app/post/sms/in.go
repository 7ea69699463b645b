package sms

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/post/signed"
	"etabli/app/service"
	"etabli/storage/journal"
)

// Reader takes in what customers say.
type Reader interface {
	ReceiveMessage(ctx context.Context, call service.Call, in *service.ReceiveMessageInput) (service.Result, error)
}

// In takes text messages from the gateway: signed requests, each message once by
// the gateway's own name for it. What the gateway cannot help is answered in a
// way that makes it send again.
type In struct {
	Desk   Reader
	Secret []byte
	Now    func() time.Time
	Log    *slog.Logger
}

// maxMessage bounds a request.
const maxMessage = 64 << 10

// received is what the gateway says.
type received struct {
	ID         string `json:"id"`
	From       string `json:"from"`
	Text       string `json:"text"`
	ReceivedMS int64  `json:"received_ms"`
}

// ServeHTTP implements http.Handler.
func (i *In) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxMessage))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if err := signed.Check(r.Header, i.Secret, body, i.Now()); err != nil {
		i.Log.Warn("a text message was not believed", "error", err)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.WriteHeader(i.take(r.Context(), body))
}

// take takes one message in, and answers how that went.
func (i *In) take(ctx context.Context, body []byte) int {
	var in received
	if err := json.Unmarshal(body, &in); err != nil || in.ID == "" || in.From == "" {
		return http.StatusBadRequest
	}
	call := service.Call{ID: journal.CommandIDFrom("message", string(message.SMS), in.ID)}
	_, err := i.Desk.ReceiveMessage(ctx, call, &service.ReceiveMessageInput{
		Channel: message.SMS, From: in.From, Text: in.Text, Source: in.ID, ReceivedMS: in.ReceivedMS,
	})
	var f *fault.Error
	switch {
	case err == nil:
		return http.StatusNoContent
	case errors.As(err, &f) && (f.Code == fault.Missing || f.Code == fault.TooLong || f.Code == fault.Malformed || f.Code == fault.OutOfRange):
		i.Log.Warn("a text message could not be taken in", "code", string(f.Code), "field", f.Field)
		return http.StatusUnprocessableEntity
	}
	i.Log.Error("a text message was not taken in", "error", err)
	return http.StatusServiceUnavailable
}
