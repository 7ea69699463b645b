package portal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"
)

// The times of a live stream.
const (
	liveBeat  = 20 * time.Second // the page is looked at again at least so often
	liveSpan  = 30 * time.Minute // after which the browser connects anew
	liveRetry = 5 * time.Second  // how long it waits before
)

// serveLive sends the main part of the page again whenever it reads otherwise
// than what the browser shows, as server-sent events.
func (p *Portal) serveLive(w http.ResponseWriter, r *http.Request, token string) {
	if _, err := p.find(r, token); err != nil {
		p.unknown(w, r)
		return
	}
	if !p.streams.enter(token) {
		p.busy(w, r)
		return
	}
	defer p.streams.leave(token)
	ctx, cancel := context.WithTimeout(r.Context(), liveSpan)
	defer cancel()

	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // asks a proxy to pass events on at once
	s := stream{to: w, out: http.NewResponseController(w), now: p.options.Now}
	if err := s.send(fmt.Appendf(nil, "retry: %d\n\n", liveRetry.Milliseconds())); err != nil || r.Method == http.MethodHead {
		return
	}
	p.follow(ctx, r, token, &s)
}

// follow sends until the reader leaves, the token ends or the time is up. Where
// it ends, the browser connects again and meets the answer of the page.
func (p *Portal) follow(ctx context.Context, r *http.Request, token string, s *stream) {
	beat := time.NewTicker(liveBeat)
	defer beat.Stop()
	news := p.options.Repairs.Watch(ctx, token)
	shown := r.Header.Get("Last-Event-ID")
	if shown == "" {
		shown = r.URL.Query().Get("seen")
	}
	for {
		found, err := p.find(r, token)
		if err != nil {
			return
		}
		part := p.mainPart(newPage(catalogueFor(r), p.paths, found, p.options.Now(), p.options.Acts != nil))
		if part.version != shown {
			shown = part.version
			if s.send(part.event()) != nil {
				return
			}
		}
		select {
		case <-ctx.Done():
			return
		case _, open := <-news:
			if !open {
				news = nil
			}
		case <-beat.C:
			if s.send([]byte(":\n\n")) != nil {
				return
			}
		}
	}
}

// part is the main part of a page as it was rendered, with a name for just this
// content.
type part struct {
	html    []byte
	version string
}

// mainPart renders what the script puts into the page.
func (p *Portal) mainPart(page repairPage) part {
	var out bytes.Buffer
	if err := p.pages.ExecuteTemplate(&out, "main", page); err != nil {
		p.options.Log.Error("a page could not be written", "page", "main", "err", err)
	}
	sum := sha256.Sum256(out.Bytes())
	return part{out.Bytes(), hex.EncodeToString(sum[:8])}
}

// event is the part as a server-sent event.
func (p part) event() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "id: %s\n", p.version)
	for line := range bytes.Lines(p.html) {
		b.WriteString("data: ")
		b.Write(bytes.TrimRight(line, "\r\n"))
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// stream writes to a reader who may be slow, and gives up in time.
type stream struct {
	to  http.ResponseWriter
	out *http.ResponseController
	now func() time.Time
}

func (s *stream) send(raw []byte) error {
	if err := s.out.SetWriteDeadline(s.now().Add(answerTimeout)); err != nil {
		return fmt.Errorf("portal: setting the time to write: %w", err)
	}
	if _, err := s.to.Write(raw); err != nil {
		return fmt.Errorf("portal: sending news: %w", err)
	}
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("portal: sending news: %w", err)
	}
	return nil
}
