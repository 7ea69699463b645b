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
)

// The limits of a picture. A larger one is refused before it is decoded, so
// that a small file cannot ask for gigabytes of memory.
const (
	maxPictureBytes  = 20 << 20
	maxPicturePixels = 50_000_000
	maxPictureSide   = 2048
	pictureQuality   = 82
)

// The faults of attachments.
const (
	NotAPicture  fault.Code = "not_a_picture"
	PictureLarge fault.Code = "picture_too_large"
	NoBlobs      fault.Code = "no_attachments_here"
)

// AttachmentInput names a stored picture or signature.
type AttachmentInput struct {
	Role string `json:"role" doc:"photo or signature"`
	Hash string `json:"hash" doc:"name that attach answered"`
	Size int64  `json:"size"`
	Type string `json:"type" doc:"media type"`
}

// Attach stores a picture and answers how to name it in a command. The picture
// is decoded and written anew, so that nothing of its file comes along: no
// place, no camera, no thumbnail.
func (a *App) Attach(ctx context.Context, role string, content io.Reader) (AttachmentInput, error) {
	if a.blobs == nil {
		return AttachmentInput{}, fault.New(NoBlobs, "attachments")
	}
	raw, err := io.ReadAll(io.LimitReader(content, maxPictureBytes+1))
	if err != nil {
		return AttachmentInput{}, err
	}
	if len(raw) > maxPictureBytes {
		return AttachmentInput{}, fault.New(PictureLarge, "attachments", "limit", "20 Mo")
	}
	clean, err := cleanPicture(raw)
	if err != nil {
		return AttachmentInput{}, err
	}
	name, size, err := a.blobs.Put(ctx, bytes.NewReader(clean))
	if err != nil {
		return AttachmentInput{}, Explain(err)
	}
	return AttachmentInput{Role: role, Hash: name, Size: size, Type: "image/jpeg"}, nil
}

// OpenAttachment reads a stored picture.
func (a *App) OpenAttachment(ctx context.Context, at repair.Attachment) (io.ReadCloser, error) {
	if a.blobs == nil {
		return nil, fault.New(NoBlobs, "attachments")
	}
	rc, err := a.blobs.Open(ctx, hex.EncodeToString(at.Hash))
	return rc, Explain(err)
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

func cleanPicture(raw []byte) ([]byte, error) {
	for _, f := range pictureFormats {
		if f.matches(raw) {
			return f.clean(raw)
		}
	}
	return nil, fault.New(NotAPicture, "attachments")
}

func (f pictureFormat) clean(raw []byte) ([]byte, error) {
	cfg, err := f.config(bytes.NewReader(raw))
	if err != nil {
		return nil, fault.New(NotAPicture, "attachments").Because(err)
	}
	if cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > maxPicturePixels/cfg.Height {
		return nil, fault.New(PictureLarge, "attachments", "limit", "50 MP")
	}
	img, err := f.picture(raw)
	if err != nil {
		return nil, fault.New(NotAPicture, "attachments").Because(err)
	}
	img = shrink(img, maxPictureSide)
	var out bytes.Buffer
	err = jpeg.Encode(&out, upright(img, orientation(raw)), &jpeg.Options{Quality: pictureQuality})
	return out.Bytes(), err
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

// checkAttachments checks what names photos and signatures, and that each of
// them is stored here: a name that leads nowhere would be found out by whoever
// opens the file, long after.
func (a *App) checkAttachments(ctx context.Context, list []repair.Attachment) error {
	if len(list) == 0 {
		return nil
	}
	if err := repair.CheckAttachments("attachments", list); err != nil {
		return err
	}
	for i, at := range list {
		rc, err := a.OpenAttachment(ctx, at)
		if errors.Is(err, fault.New(fault.NotFound, "")) {
			return fault.New(fault.NotFound, "attachments."+itoa(i)+".hash", "what", "attachment").Because(err)
		}
		if err != nil {
			return err
		}
		if err := rc.Close(); err != nil {
			return err
		}
	}
	return nil
}

func attachments(in []AttachmentInput) []repair.Attachment {
	var out []repair.Attachment
	for _, at := range in {
		hash, err := hex.DecodeString(at.Hash)
		if err != nil {
			hash = nil // refused by the check of attachments, which names the field
		}
		out = append(out, repair.Attachment{Role: at.Role, Hash: hash, Size: at.Size, Type: at.Type})
	}
	return out
}
