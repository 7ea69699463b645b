package portal

import (
	"context"
	"errors"
	"net/http"
)

// Stops ends messages to whoever got one: its address is in each, and tells nothing
// and opens nothing.
type Stops interface {
	// Stop ends the messages to whom a code was given; ErrUnknown for a code that
	// never was.
	Stop(ctx context.Context, code string) error
	// Stoppable tells whether a code was given out; ErrUnknown when it was not.
	Stoppable(ctx context.Context, code string) error
}

// stopPath is where messages are ended.
const stopPath = "/stop/"

// serveStop asks before anything is ended: programs that look at links in letters
// only read.
func (p *Portal) serveStop(w http.ResponseWriter, r *http.Request, _ string) {
	p.stopping(w, r, p.options.Stops.Stoppable, "stop", stopPath+r.PathValue("code"))
}

// serveStopped ends the messages. Mail programs send this by themselves when their
// reader wants it (RFC 8058), so it carries nothing of ours but its address.
func (p *Portal) serveStopped(w http.ResponseWriter, r *http.Request, _ string) {
	p.stopping(w, r, p.options.Stops.Stop, "stopped", "")
}

func (p *Portal) stopping(w http.ResponseWriter, r *http.Request, do func(context.Context, string) error, says, sends string) {
	switch err := do(r.Context(), r.PathValue("code")); {
	case errors.Is(err, ErrUnknown):
		p.unknown(w, r)
	case err != nil:
		p.options.Log.Error("messages could not be ended", "err", err)
		p.failed(w, r)
	default:
		m := newMessage(catalogueFor(r), p.paths, says)
		if m.Send = sends; sends != "" {
			m.Send += "?lang=" + m.Words.Tag()
		}
		p.send(w, r, http.StatusOK, "message.html", m)
	}
}
