package present

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

// The values of a field that asks for a signature.
const (
	SignedHere    = "here"
	SignedOnPaper = "paper"
)

// filed is a picture that belongs to a field of a sheet.
type filed struct {
	key, name string
	at        service.AttachmentInput
}

// valueLines reads the value of a field with ticks or names, a line each.
func valueLines(value string) []string {
	if value == "" {
		return []string{}
	}
	return strings.Split(value, "\n")
}

// photo stores a picture of a field. The reader is closed.
func (s *sheets) photo(key, name string, content io.ReadCloser) {
	if n := len(s.named(key)); n >= maxPhotos {
		_ = content.Close()
		s.refuse(fault.New(fault.TooLong, key, "limit", s.stay.Words.N("intake.photo_count", maxPhotos)))
		return
	}
	s.store("photo", content, func(at service.AttachmentInput) {
		s.files = append(slices.Clone(s.files), filed{key, name, at})
		s.typed(key, strings.Join(s.named(key), "\n"))
	})
}

// photoGone takes the n-th picture off a field.
func (s *sheets) photoGone(key string, n int) {
	var kept []filed
	for _, f := range s.files {
		if f.key == key {
			if n--; n == -1 {
				continue
			}
		}
		kept = append(kept, f)
	}
	s.files = kept
	s.typed(key, strings.Join(s.named(key), "\n"))
}

// signed stores a signature, a PNG; an empty one takes it back.
func (s *sheets) signed(key string, png []byte) {
	others := func() []filed {
		return slices.DeleteFunc(slices.Clone(s.files), func(f filed) bool { return f.key == key })
	}
	if len(png) == 0 {
		s.files = others()
		s.typed(key, "")
		return
	}
	s.store("signature", io.NopCloser(bytes.NewReader(png)), func(at service.AttachmentInput) {
		s.files = append(others(), filed{key, key, at}) // pictures may have come meanwhile
		s.typed(key, SignedHere)
	})
}

// store stores a picture for the sheet that is open, and for no later one.
func (s *sheets) store(role string, content io.ReadCloser, kept func(service.AttachmentInput)) {
	call := s.call.ID
	act(s.stay, func(ctx context.Context) (service.AttachmentInput, error) {
		defer content.Close()
		return s.attach.Attach(ctx, role, content)
	}, func(at service.AttachmentInput, err error) {
		switch {
		case s.call.ID != call || !s.state.Open:
		case err != nil:
			s.state.Notice = s.stay.Failure(err)
			s.publish()
		default:
			kept(at)
		}
	})
}

// named are the names of a field's pictures.
func (s *sheets) named(key string) []string {
	var out []string
	for _, f := range s.files {
		if f.key == key {
			out = append(out, f.name)
		}
	}
	return out
}

// attachments are the pictures of the sheet, as a command takes them.
func (s *sheets) attachments() []service.AttachmentInput {
	var out []service.AttachmentInput
	for _, f := range s.files {
		out = append(out, f.at)
	}
	return out
}
