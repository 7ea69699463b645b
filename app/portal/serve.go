package portal

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"net/http"

	"etabli/app/lang"
)

// serveRepair answers with the page of one repair.
func (p *Portal) serveRepair(w http.ResponseWriter, r *http.Request, token string) {
	found, err := p.find(r, token)
	switch {
	case errors.Is(err, ErrUnknown):
		p.unknown(w, r)
	case err != nil:
		p.options.Log.Error("the page could not read a repair", "err", err)
		p.failed(w, r)
	default:
		c := catalogueFor(r)
		page := newPage(c, p.paths, found, p.options.Now(), p.options.Acts != nil)
		part := p.mainPart(page)
		page.Main = template.HTML(part.html) // our own template wrote it
		if page.Own, err = p.ownPart(r, c, token, found); err != nil {
			p.options.Log.Error("the customer's part of a page could not be read", "err", err)
			p.failed(w, r)
			return
		}
		page.Said = noticeOf(c, r.URL.Query().Get("said"))
		page.Live = "/r/" + token + "/live?lang=" + c.Tag() + "&seen=" + part.version
		p.send(w, r, http.StatusOK, "repair.html", page)
	}
}

// find asks the port for a repair. What is no token is unknown. A reader that
// has closed its half of the connection still waits for the answer: the server
// takes that for a departure, so the short look-up does not depend on it.
func (p *Portal) find(r *http.Request, token string) (Repair, error) {
	if token == "" {
		return Repair{}, ErrUnknown
	}
	return p.options.Repairs.ByToken(context.WithoutCancel(r.Context()), token)
}

// unknown answers for every address that leads nowhere, always in the same way,
// and charges the asker more than a page costs.
func (p *Portal) unknown(w http.ResponseWriter, r *http.Request) {
	p.addresses.allow(p.address(r), p.options.Now(), unknownCost-1)
	p.message(w, r, http.StatusNotFound, "unknown")
}

// busy answers when a budget is spent.
func (p *Portal) busy(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "10")
	p.message(w, r, http.StatusTooManyRequests, "busy")
}

// failed answers when the news cannot be read at the moment.
func (p *Portal) failed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "30")
	p.message(w, r, http.StatusServiceUnavailable, "failed")
}

// message is a page that says one thing and what to do.
func (p *Portal) message(w http.ResponseWriter, r *http.Request, code int, what string) {
	p.send(w, r, code, "message.html", newMessage(catalogueFor(r), p.paths, what))
}

// send renders a page and sends it. Nobody may keep it: the next look must show
// the next news.
func (p *Portal) send(w http.ResponseWriter, r *http.Request, code int, name string, data any) {
	var out bytes.Buffer
	if err := p.pages.ExecuteTemplate(&out, name, data); err != nil {
		p.options.Log.Error("a page could not be written", "page", name, "err", err)
		http.Error(w, lang.For(lang.French).T("portal.failed.title"), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Language")
	zip(out.Bytes()).write(w, r, code)
}
