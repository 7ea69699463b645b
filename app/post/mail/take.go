package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/post"
	"etabli/app/service"
	"etabli/storage/journal"
)

// Desk takes in what customers write.
type Desk interface {
	ReceiveMessage(ctx context.Context, call service.Call, in *service.ReceiveMessageInput) (service.Result, error)
	Attach(ctx context.Context, role string, content io.Reader) (service.AttachmentInput, error)
}

// maxPictures is how many pictures of a letter are taken.
const maxPictures = 8

// take takes a letter in, once however often it is read. A copy of one of ours is
// no letter of a customer.
func (i *In) take(ctx context.Context, raw []byte, at time.Time, whole bool) error {
	l, err := parse(raw, whole)
	if err != nil {
		return fault.New(fault.Malformed, "letter", "expected", "RFC 5322").Because(err)
	}
	if _, ours := post.Named(l.name); ours {
		return nil
	}
	in := &service.ReceiveMessageInput{
		Channel: message.Email, From: l.from, Subject: l.subject, Text: l.text, Weight: l.weight, Source: l.name, By: l.digest(),
	}
	if !at.IsZero() {
		in.ReceivedMS = at.UnixMilli()
	}
	for _, name := range l.answers {
		if ref, ok := post.Named(name); ok {
			in.Answers = &ref
			break
		}
	}
	if in.Pictures, err = i.pictures(ctx, &l); err != nil {
		return err
	}
	in.Left = l.left
	if in.Text == "" && in.Subject == "" && len(in.Pictures)+len(in.Left) == 0 {
		in.Left = []string{nothing}
	}
	call := service.Call{ID: journal.CommandIDFrom("message", string(message.Email), in.By, l.name)}
	_, err = i.Desk.ReceiveMessage(ctx, call, in)
	return err
}

// nothing stands in the place of what a letter without content would hold.
const nothing = "–"

// pictures takes the pictures of a letter, made anew. One that is none, or too
// large, is left, by its name.
func (i *In) pictures(ctx context.Context, l *letter) (out []service.AttachmentInput, err error) {
	for _, p := range l.pictures {
		at, err := i.Desk.Attach(ctx, "photo", bytes.NewReader(p.content))
		var f *fault.Error
		switch {
		case err == nil:
			out = append(out, at)
		case errors.As(err, &f) && (f.Code == service.NotAPicture || f.Code == service.PictureLarge || f.Code == service.NoBlobs):
			l.leave(p.name)
		default:
			return nil, err
		}
	}
	return out, nil
}

// digest tells letters apart that say the same name of themselves: nobody can keep
// another letter out by using its name first.
func (l *letter) digest() string {
	h := sha256.New()
	for _, part := range []string{l.from, l.subject, l.text} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	for _, p := range l.pictures {
		h.Write(p.content)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// lasting tells whether a letter will not be taken however often it is tried.
func lasting(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && (f.Code == fault.Missing || f.Code == fault.TooLong || f.Code == fault.Malformed || f.Code == fault.OutOfRange)
}
