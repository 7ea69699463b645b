package present

import (
	"bytes"
	"context"
	"io"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

// Attaching stores pictures.
type Attaching interface {
	Attach(ctx context.Context, role string, content io.Reader) (service.AttachmentInput, error)
}

// maxPhotos is how many photos an intake may have.
const maxPhotos = 12

// PhotoChosen stores a photo of the device. The reader is closed.
func (n *Intake) PhotoChosen(name string, content io.ReadCloser) {
	if len(n.form.photos) >= maxPhotos {
		_ = content.Close()
		n.notice = n.Failure(fault.New(fault.TooLong, "attachments", "limit", n.Words.N("intake.photo_count", maxPhotos)))
		n.publish()
		return
	}
	call := n.form.call.ID
	act(&n.stay, func(ctx context.Context) (service.AttachmentInput, error) {
		defer content.Close()
		return n.ports.Reception.Attach(ctx, "photo", content)
	}, func(at service.AttachmentInput, err error) {
		if err != nil {
			n.notice = n.Failure(err)
			n.publish()
			return
		}
		if n.form.call.ID == call {
			n.form.photos = append(slices.Clone(n.form.photos), picture{name, at})
			n.touched()
		}
	})
}

// PhotoRemoved takes a photo off the intake.
func (n *Intake) PhotoRemoved(i int) {
	if i >= 0 && i < len(n.form.photos) {
		n.form.photos = slices.Delete(slices.Clone(n.form.photos), i, i+1)
		n.touched()
	}
}

// Signed stores the customer's signature, a PNG; an empty one takes it back.
func (n *Intake) Signed(png []byte) {
	if len(png) == 0 {
		n.form.signature = nil
		n.touched()
		return
	}
	call := n.form.call.ID
	act(&n.stay, func(ctx context.Context) (service.AttachmentInput, error) {
		return n.ports.Reception.Attach(ctx, "signature", bytes.NewReader(png))
	}, func(at service.AttachmentInput, err error) {
		if err != nil {
			n.notice = n.Failure(err)
			n.publish()
			return
		}
		if n.form.call.ID == call {
			n.form.signature = &at
			n.touched()
		}
	})
}
