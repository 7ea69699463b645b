package enrol

import (
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
)

// The paths of the exchange, under HQ's sync port.
const (
	PathBegin  = "/enrol/1/begin"
	PathFinish = "/enrol/1/finish"
	PathRenew  = "/enrol/1/renew"
	PathRoster = "/enrol/1/roster"
)

const contentType = "application/cbor"

// retryMS is told with ErrTooManyGuesses.
const retryMS = int64(guessEvery / 1e6)

// Handler serves the exchange. An error that is HQ's own is logged and answered
// as status 500 without a reason.
func (d *Desk) Handler(log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+PathBegin, func(w http.ResponseWriter, r *http.Request) {
		var in beginRequest
		out, err := beginAnswer{}, readMessage(r.Body, &in)
		if err == nil {
			out, err = d.begin(in)
		}
		answer(w, log, out, err)
	})
	mux.HandleFunc("POST "+PathFinish, func(w http.ResponseWriter, r *http.Request) {
		var in finishRequest
		out, err := finishAnswer{}, readMessage(r.Body, &in)
		if err == nil {
			out, err = d.finish(r.Context(), addressOf(r), in)
		}
		answer(w, log, out, err)
	})
	mux.HandleFunc("POST "+PathRenew, func(w http.ResponseWriter, r *http.Request) {
		var in renewRequest
		err := readMessage(r.Body, &in)
		var peer Peer
		if err == nil {
			peer, err = d.authority.Identify(r.TLS)
		}
		var out finishAnswer // without a proof: the connection itself proves HQ
		if err == nil {
			out.Body, err = d.renew(r.Context(), peer, in)
		}
		answer(w, log, out, err)
	})
	mux.HandleFunc("POST "+PathRoster, func(w http.ResponseWriter, r *http.Request) {
		var in rosterRequest
		err := readMessage(r.Body, &in)
		var peer Peer
		if err == nil {
			peer, err = d.authority.Identify(r.TLS)
		}
		var out rosterAnswer
		if err == nil {
			out, err = d.roster(r.Context(), peer)
		}
		answer(w, log, out, err)
	})
	mux.HandleFunc("POST "+PathMove, func(w http.ResponseWriter, r *http.Request) {
		var in moveRequest
		err := readMessage(r.Body, &in)
		var peer Peer
		if err == nil {
			peer, err = d.authority.Identify(r.TLS)
		}
		var out moveAnswer
		if err == nil {
			out, err = d.move(r.Context(), peer, in)
		}
		answer(w, log, out, err)
	})
	return mux
}

func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func readMessage(body io.Reader, into any) error {
	raw, err := io.ReadAll(io.LimitReader(body, maxMessageBytes+1))
	if err != nil {
		return errors.Join(ErrBadRequest, err)
	}
	if len(raw) > maxMessageBytes {
		return ErrBadRequest
	}
	return decode(raw, into)
}

func answer(w http.ResponseWriter, log *slog.Logger, out any, err error) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store")
	if err != nil {
		no := refusal{Number: refusalNumber(err)}
		status := http.StatusForbidden
		switch {
		case no.Number == 0:
			status = http.StatusInternalServerError
			log.Error("enrolment failed", "error", err)
		case errors.Is(err, ErrTooManyGuesses):
			status, no.RetryMS = http.StatusTooManyRequests, retryMS
		case errors.Is(err, ErrBadRequest):
			status = http.StatusBadRequest
		}
		w.WriteHeader(status)
		out = no
	}
	if _, err := w.Write(encode(out)); err != nil {
		log.Debug("enrolment answer not sent", "error", err)
	}
}
