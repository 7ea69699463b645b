package papers

import (
	"context"

	"etabli/app/domain/repair"
	"etabli/printing/forms"
)

// maxPhotos bounds the photos of one paper.
const maxPhotos = 12

// photos reads the photos of a list that are on this device.
func (s Source) photos(ctx context.Context, list []repair.Attachment) ([]forms.Photo, error) {
	var out []forms.Photo
	for _, at := range list {
		if at.Role != "photo" || len(out) == maxPhotos {
			continue
		}
		data, err := s.picture(ctx, at)
		if err != nil {
			return nil, err
		}
		if data != nil {
			out = append(out, forms.Photo{Data: data})
		}
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
