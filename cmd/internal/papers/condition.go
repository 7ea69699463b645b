package papers

import (
	"context"
	"io"

	"etabli/app/domain/fault"
	"etabli/app/views"
	"etabli/printing/forms"
)

// maxPhotos bounds the photos of one paper.
const maxPhotos = 12

// photos reads the photos of a file that are on this device.
func (s Source) photos(ctx context.Context, file views.Repair) ([]forms.Photo, error) {
	var out []forms.Photo
	for _, at := range file.Attachments {
		if at.Role != "photo" || len(out) == maxPhotos {
			continue
		}
		rc, err := s.App.OpenAttachment(ctx, at)
		if fault.Of(err).Code == fault.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(rc)
		if err := rc.Close(); err != nil {
			return nil, err
		}
		if err != nil {
			return nil, err
		}
		out = append(out, forms.Photo{Data: data})
	}
	return out, nil
}

// condition is what was seen at the intake, with the photos that were taken.
func (m material) condition() forms.Condition {
	in := forms.Condition{
		Sheet: m.sheet, Moment: "intake", Customer: m.person(), Product: m.product(),
		Photos: m.photos, Signature: m.sign,
	}
	for _, seen := range m.file.Condition {
		in.Points = append(in.Points, forms.Point{Place: seen})
	}
	return in
}
