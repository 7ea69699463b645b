package parts

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
	"etabli/app/ui/widgets/stroke"
)

// The picture of a signature, in pixels.
const (
	signaturePixels = 900
	signaturePen    = 5
)

// Sign lets a customer sign what a text says; signed gets the picture, nothing
// when nobody did.
func Sign(host Host, text string, signed func(png []byte)) {
	w := host.Words
	pad := widgets.NewSignaturePad(w.T("intake.signature"))
	body := widgets.V(FieldGap, widgets.Paragraph(widgets.Muted.Of(text)), pad)
	var dialog *widgets.Dialog
	keep := func() {
		dialog.Close()
		signed(SignaturePNG(pad.Drawing(), pad.Ratio()))
	}
	dialog = widgets.NewDialog(w.T("intake.sign"), body, widgets.DialogOptions{Width: 520, OnCancel: func() {}},
		widgets.Secondary(w.T("sheet.cancel"), widgets.ButtonOptions{}, func() { dialog.Cancel() }),
		widgets.Primary(w.T("sheet.save"), widgets.ButtonOptions{Icon: icon.Check}, keep))
	dialog.Open(host.Canvas())
}

// SignaturePNG is a signature as dark strokes on white, as it goes on paper;
// nothing when nobody signed.
func SignaturePNG(d stroke.Drawing, ratio float32) []byte {
	if d.Empty() || ratio <= 0 {
		return nil
	}
	height := int(signaturePixels * ratio)
	ink := d.Picture(signaturePixels, height, inkOnPaper(), signaturePen)
	paper := image.NewRGBA(ink.Bounds())
	draw.Draw(paper, paper.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(paper, paper.Bounds(), ink, image.Point{}, draw.Over)
	var out bytes.Buffer
	if png.Encode(&out, paper) != nil {
		return nil
	}
	return out.Bytes()
}

// inkOnPaper is the colour of a signature, whatever the screen looks like.
func inkOnPaper() color.Color {
	return theme.New(theme.Options{Appearance: theme.Light}).Token(theme.Ink1)
}
