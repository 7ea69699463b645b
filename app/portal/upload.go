package portal

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"sync"
	"time"
)

// The limits of pictures that customers send.
const (
	maxPictures      = 4
	maxPictureBytes  = 12 << 20
	maxLetterBytes   = maxPictures*maxPictureBytes + maxFormBytes
	letterTimeout    = 3 * time.Minute // a picture over a slow line
	maxLetters       = 4               // that are read at a time
	picturePerSecond = 1.0 / 600       // of one repair
	pictureBurst     = 12
)

// letterSent reads a form that may have pictures. The ticket comes first: nothing
// is read from whom this page was not shown to.
func (p *Portal) letterSent(w http.ResponseWriter, r *http.Request, token string) (*sent, string) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return p.formSent(w, r, token)
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return nil, "stale"
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxLetterBytes)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, "stale"
	}
	first, err := parts.NextPart()
	if err != nil || first.FormName() != "ticket" {
		return nil, "stale"
	}
	ticket, _ := io.ReadAll(io.LimitReader(first, maxFormBytes))
	s := &sent{token: token}
	var good bool
	if s.id, good = p.punched(token, string(ticket)); !good {
		return nil, "stale"
	}
	if !p.letters.enter(token) {
		return nil, "crowded"
	}
	s.done = func() { p.letters.leave(token) }
	p.takeTime(w)
	if why := p.readLetter(parts, s); why != "" {
		s.done()
		return nil, why
	}
	return s, ""
}

// inbox counts the letters that are read at a time: a few in all, and one of each
// repair, so that no one line however slow keeps the others out.
type inbox struct {
	mu  sync.Mutex
	now map[string]bool
}

func (i *inbox) enter(token string) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.now) >= maxLetters || i.now[token] {
		return false
	}
	if i.now == nil {
		i.now = map[string]bool{}
	}
	i.now[token] = true
	return true
}

func (i *inbox) leave(token string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	delete(i.now, token)
}

// takeTime lets one request last as long as a slow line needs.
func (p *Portal) takeTime(w http.ResponseWriter) {
	c := http.NewResponseController(w)
	until := p.options.Now().Add(letterTimeout)
	// where the server has no deadlines there are none to move
	_ = c.SetReadDeadline(until)
	_ = c.SetWriteDeadline(until.Add(answerTimeout))
}

// readLetter reads what comes after the ticket, and says why it is not taken.
func (p *Portal) readLetter(parts *multipart.Reader, s *sent) string {
	values := map[string]string{}
	s.values = func(name string) string { return values[name] }
	for left := maxFormBytes; ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return unread(err)
		}
		if part.FormName() != "photo" {
			value, err := io.ReadAll(io.LimitReader(part, int64(left)+1))
			if left -= len(value); err != nil || left < 0 {
				return "large"
			}
			values[part.FormName()] = string(value)
			continue
		}
		if part.FileName() == "" {
			continue // no picture was chosen
		}
		picture, err := io.ReadAll(io.LimitReader(part, maxPictureBytes+1))
		switch {
		case err != nil:
			return unread(err)
		case len(picture) > maxPictureBytes, len(s.pictures) == maxPictures:
			return "large"
		case !p.pictures.allow(s.token, p.options.Now(), 1):
			return "pictured"
		}
		s.pictures = append(s.pictures, picture)
	}
}

// unread says why what a browser sends could not be read.
func unread(err error) string {
	var most *http.MaxBytesError
	if errors.As(err, &most) {
		return "large"
	}
	return "stale"
}
