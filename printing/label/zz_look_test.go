package label_test

import (
	"image"
	"image/color"
	"image/draw"
	"os"
	"testing"
	"time"

	"etabli/app/lang"
	"etabli/printing/preview"
	"etabli/printing/profile"
	"etabli/printing/sample"
)

func TestLook(t *testing.T) {
	set, err := profile.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, stock := range set.Stocks() {
		out := image.NewRGBA(image.Rect(0, 0, 1500, 3000))
		draw.Draw(out, out.Rect, image.NewUniform(color.Gray{Y: 180}), image.Point{}, draw.Src)
		x, y, row := 10, 10, 0
		for _, l := range sample.AllLabels() {
			t0 := time.Now()
			made, err := l.Make(lang.For("fr"), stock)
			if err != nil {
				t.Error(stock.ID, l.Form, l.Case, err)
				continue
			}
			t.Log(stock.ID, l.Form, l.Case, time.Since(t0), made[0].Omitted)
			for _, m := range made {
				img, err := preview.Colour(m.Page, 150)
				if err != nil {
					t.Fatal(err)
				}
				if x+img.Rect.Dx() > 1490 {
					x, y, row = 10, y+row+10, 0
				}
				draw.Draw(out, img.Rect.Add(image.Pt(x, y)), img, image.Point{}, draw.Src)
				x += img.Rect.Dx() + 10
				row = max(row, img.Rect.Dy())
			}
		}
		f, _ := os.Create("/tmp/e2/label-" + stock.ID + ".png")
		preview.WritePNG(f, out.SubImage(image.Rect(0, 0, 1500, y+row+10)))
		f.Close()
	}
}
