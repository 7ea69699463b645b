package service

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// The limits of a picture. A larger one is refused before it is decoded, so
// that a small file cannot ask for gigabytes of memory.
const (
	MaxPictureBytes  = 20 << 20
	maxDecoded       = 2 // pictures at a time
	maxPicturePixels = 50_000_000
	maxPictureSide   = 2048
	thumbSide        = 320
	pictureQuality   = 82
)

// The faults of attachments.
const (
	NotAPicture  fault.Code = "not_a_picture"
	PictureLarge fault.Code = "picture_too_large"
	NoBlobs      fault.Code = "no_attachments_here"
	BlobAway     fault.Code = "attachment_away" // it was taken elsewhere and has not come yet
)

// AttachmentInput names a stored picture or signature.
type AttachmentInput struct {
	Role string `json:"role" doc:"photo or signature"`
	Hash string `json:"hash" doc:"name that attach answered"`
	Size int64  `json:"size"`
	Type string `json:"type" doc:"media type"`
	// Thumb is the name of the small picture of it.
	Thumb string `json:"thumb,omitempty" doc:"name of its small picture, that attach answered"`
}

// Attach stores a picture and answers how to name it in a command. The picture
// is decoded and written anew, so that nothing of its file comes along: no
// place, no camera, no thumbnail.
func (a *App) Attach(ctx context.Context, role string, content io.Reader) (AttachmentInput, error) {
	if a.blobs == nil {
		return AttachmentInput{}, fault.New(NoBlobs, "attachments")
	}
	raw, err := io.ReadAll(io.LimitReader(content, MaxPictureBytes+1))
	if err != nil {
		return AttachmentInput{}, err
	}
	all, err := a.AttachAll(ctx, role, [][]byte{raw})
	if err != nil {
		return AttachmentInput{}, err
	}
	return all[0], nil
}

// AttachAll stores several pictures like Attach. When one of them is refused none
// is stored.
func (a *App) AttachAll(ctx context.Context, role string, pictures [][]byte) ([]AttachmentInput, error) {
	if a.blobs == nil && len(pictures) > 0 {
		return nil, fault.New(NoBlobs, "attachments")
	}
	made := make([]madeAnew, len(pictures))
	for i, raw := range pictures {
		var err error
		if made[i], err = a.cleaned(ctx, raw); err != nil {
			return nil, err
		}
	}
	out := make([]AttachmentInput, len(made))
	for i, m := range made {
		at := AttachmentInput{Role: role, Type: "image/jpeg"}
		var err error
		if at.Hash, at.Size, err = a.blobs.Put(ctx, bytes.NewReader(m.picture)); err != nil {
			return nil, Explain(err)
		}
		if at.Thumb, _, err = a.blobs.Put(ctx, bytes.NewReader(m.thumb)); err != nil {
			return nil, Explain(err)
		}
		out[i] = at
	}
	return out, nil
}

// madeAnew is a picture as it is stored, with a small one of it.
type madeAnew struct{ picture, thumb []byte }

// cleaned makes a picture anew. Only so many are decoded at a time: a small file
// may say that it is a large picture, and strangers send them.
func (a *App) cleaned(ctx context.Context, raw []byte) (out madeAnew, err error) {
	if len(raw) > MaxPictureBytes {
		return out, fault.New(PictureLarge, "attachments", "limit", "20 Mo")
	}
	select {
	case a.decoders <- struct{}{}:
		defer func() { <-a.decoders }()
	case <-ctx.Done():
		return out, ctx.Err()
	}
	out.picture, out.thumb, err = cleanPicture(raw)
	return out, err
}

// OpenAttachment reads a stored picture. A picture that another device took is
// not here before its blob has come: BlobAway says so.
func (a *App) OpenAttachment(ctx context.Context, at repair.Attachment) (io.ReadCloser, error) {
	return a.openBlob(ctx, at.Hash)
}

// OpenThumb reads the small picture of an attachment.
func (a *App) OpenThumb(ctx context.Context, at repair.Attachment) (io.ReadCloser, error) {
	return a.openBlob(ctx, at.Thumb)
}

func (a *App) openBlob(ctx context.Context, hash []byte) (io.ReadCloser, error) {
	if a.blobs == nil {
		return nil, fault.New(NoBlobs, "attachments")
	}
	key, err := a.keyOf(ctx, hash)
	if err != nil {
		return nil, Explain(err)
	}
	rc, err := a.blobs.OpenWith(ctx, hex.EncodeToString(hash), key)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, fault.New(BlobAway, "attachments").Because(err)
	}
	return rc, Explain(err)
}

// keyOf is the key of a blob: of one that was put here, or from the box of the
// entry that names it.
func (a *App) keyOf(ctx context.Context, hash []byte) ([32]byte, error) {
	key, err := a.blobs.Key(hex.EncodeToString(hash))
	if !errors.Is(err, storage.ErrNotFound) {
		return key, err
	}
	return read(ctx, a, func(r storage.Reader) ([32]byte, error) { return a.views.BlobKey(r, hash) })
}

// pictureFormat is one kind of file that Attach reads.
type pictureFormat struct {
	magic  string // first bytes; a '?' stands for any
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var pictureFormats = []pictureFormat{
	{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode},
	{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode},
	{"RIFF????WEBP", webp.DecodeConfig, webp.Decode},
}

func (f pictureFormat) matches(raw []byte) bool {
	if len(raw) < len(f.magic) {
		return false
	}
	for i := range len(f.magic) {
		if f.magic[i] != '?' && f.magic[i] != raw[i] {
			return false
		}
	}
	return true
}

// cleanPicture writes a picture anew, and a small one of it.
func cleanPicture(raw []byte) (clean, thumb []byte, err error) {
	for _, f := range pictureFormats {
		if f.matches(raw) {
			return f.clean(raw)
		}
	}
	return nil, nil, fault.New(NotAPicture, "attachments")
}

func (f pictureFormat) clean(raw []byte) (clean, thumb []byte, err error) {
	img, err := f.read(raw, "attachments")
	if err != nil {
		return nil, nil, err
	}
	img = upright(shrink(img, maxPictureSide), orientation(raw))
	if clean, err = jpegOf(img); err == nil {
		thumb, err = jpegOf(shrink(img, thumbSide))
	}
	return clean, thumb, err
}

func jpegOf(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, &jpeg.Options{Quality: pictureQuality})
	return out.Bytes(), err
}

// read decodes a picture that is not too large; faults name the field.
func (f pictureFormat) read(raw []byte, field string) (image.Image, error) {
	cfg, err := f.config(bytes.NewReader(raw))
	if err != nil {
		return nil, fault.New(NotAPicture, field).Because(err)
	}
	if cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > maxPicturePixels/cfg.Height {
		return nil, fault.New(PictureLarge, field, "limit", "50 MP")
	}
	img, err := f.picture(raw)
	if err != nil {
		return nil, fault.New(NotAPicture, field).Because(err)
	}
	return img, nil
}

// picture keeps a decoder's panic on a hostile file from ending the program.
func (f pictureFormat) picture(raw []byte) (img image.Image, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("picture decoder failed")
		}
	}()
	return f.decode(bytes.NewReader(raw))
}

// shrink scales a picture down to fit a square of the given side.
func shrink(img image.Image, side int) image.Image {
	b := img.Bounds()
	longest := max(b.Dx(), b.Dy())
	if longest <= side {
		return img
	}
	w, h := max(1, b.Dx()*side/longest), max(1, b.Dy()*side/longest)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	return out
}

// photos are attachments that were checked, with the keys that open them; an
// entry takes them by draft.attach.
type photos struct{ box repair.PhotosBox }

// checkAttachments checks what names photos and signatures, and that each of
// them is stored here: a name that leads nowhere would be found out by whoever
// opens the file, long after.
func (a *App) checkAttachments(ctx context.Context, list []repair.Attachment) (out photos, err error) {
	if len(list) == 0 {
		return out, nil
	}
	if err := repair.CheckAttachments("attachments", list); err != nil {
		return out, err
	}
	if a.blobs == nil {
		return out, fault.New(NoBlobs, "attachments")
	}
	for i, at := range list {
		if err := a.checkBlob(ctx, &out, at.Hash, false); err != nil {
			return out, within("attachments."+itoa(i), err)
		}
		if len(at.Thumb) > 0 {
			if err := a.checkBlob(ctx, &out, at.Thumb, true); err != nil {
				return out, within("attachments."+itoa(i), err)
			}
		}
	}
	return out, nil
}

func (a *App) checkBlob(ctx context.Context, out *photos, hash []byte, small bool) error {
	_, whole, err := a.blobs.Have(ctx, hex.EncodeToString(hash))
	if err != nil {
		return Explain(err)
	}
	if !whole {
		return fault.New(fault.NotFound, "hash", "what", "attachment")
	}
	key, err := a.keyOf(ctx, hash)
	if err != nil {
		return Explain(err)
	}
	out.box.Keys = append(out.box.Keys, repair.BlobKey{Hash: hash, Key: key[:], Small: small})
	return nil
}

// attach seals the keys of attachments for whoever may see what they show.
func (d *draft) attach(subject journal.EntityID, p photos) {
	if len(p.box.Keys) > 0 {
		d.box(subject, journal.Photos, p.box)
	}
}

// signature is what a customer signs by: a typed name, a drawing, or both; shown goes to
// their file.
func (a *App) signature(ctx context.Context, name string, in []AttachmentInput) (proof []repair.Attachment, shown photos, err error) {
	if name != "" {
		if err := repair.CheckText("name", name); err != nil {
			return nil, shown, err
		}
	}
	proof = attachments(in)
	shown, err = a.checkAttachments(ctx, proof)
	return proof, shown, err
}

func attachments(in []AttachmentInput) []repair.Attachment {
	var out []repair.Attachment
	for _, at := range in {
		hash, err := hex.DecodeString(at.Hash)
		if err != nil {
			hash = nil // refused by the check of attachments, which names the field
		}
		thumb, err := hex.DecodeString(at.Thumb)
		if err != nil {
			thumb = []byte{0} // likewise
		}
		out = append(out, repair.Attachment{Role: at.Role, Hash: hash, Size: at.Size, Type: at.Type, Thumb: thumb})
	}
	return out
}
