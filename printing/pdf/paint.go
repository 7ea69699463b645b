package pdf

import (
	"github.com/go-pdf/fpdf"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

// painter draws marks into one file.
type painter struct {
	file       *fpdf.Fpdf
	monochrome bool
	on         layout.Page      // the page being drawn
	pictures   map[string]drawn // those in the file already, by what they hold
	widths     map[int]bool     // of pictures, in pixels
	western    map[typeface.Face]map[rune]byte
}

func (p *painter) colour(i layout.Ink) (r, g, b int) {
	if p.monochrome && i != layout.White {
		return 0, 0, 0
	}
	red, green, blue := p.on.RGB(i)
	return int(red), int(green), int(blue)
}

func (p *painter) page(page layout.Page) error {
	p.on = page
	p.file.AddPageFormat("P", fpdf.SizeType{Wd: page.WidthMM, Ht: page.HeightMM})
	for _, m := range page.Marks {
		switch m := m.(type) {
		case layout.Text:
			p.text(m)
		case layout.Rect:
			p.file.SetFillColor(p.colour(m.Ink))
			p.file.Rect(m.X, m.Y, m.W, m.H, "F")
		case layout.Stroke:
			p.stroke(m)
		case layout.Cells:
			p.cells(m)
		case layout.Picture:
			if err := p.picture(m); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *painter) text(t layout.Text) {
	if t.String == "" {
		return
	}
	p.file.SetTextColor(p.colour(t.Ink))
	p.file.SetFont(t.Face.Name(), "", t.SizePT)
	p.file.Text(t.X, t.Y, p.spelled(t))
}

func (p *painter) stroke(s layout.Stroke) {
	if len(s.Points) < 2 {
		return
	}
	p.file.SetDrawColor(p.colour(s.Ink))
	p.file.SetLineWidth(s.WidthMM)
	p.file.SetLineCapStyle("round")
	p.file.SetLineJoinStyle("round")
	p.file.MoveTo(s.Points[0].X, s.Points[0].Y)
	for _, to := range s.Points[1:] {
		p.file.LineTo(to.X, to.Y)
	}
	p.file.DrawPath("S")
}

// cells fills all modules of a code as one path in full black: readers want
// contrast, and one path leaves no seams.
func (p *painter) cells(c layout.Cells) {
	p.file.SetFillColor(0, 0, 0)
	for _, s := range c.Spans {
		x, y := c.X+float64(s.X)*c.WidthMM, c.Y+float64(s.Y)*c.TallMM
		w, h := float64(s.W)*c.WidthMM, float64(s.H)*c.TallMM
		p.file.MoveTo(x, y)
		p.file.LineTo(x+w, y)
		p.file.LineTo(x+w, y+h)
		p.file.LineTo(x, y+h)
		p.file.ClosePath()
	}
	if len(c.Spans) > 0 {
		p.file.DrawPath("f")
	}
}
