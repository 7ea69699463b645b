package layout

import (
	"etabli/printing/document"
)

// pointMM is one typographic point.
const pointMM = 25.4 / 72

// sheet is the measure of one paper: its grid and its type scale.
type sheet struct {
	width, height         float64
	side, top, bottom     float64
	gap                   float64 // between two blocks
	size                  map[document.Size]float64
	leading               float64 // height of a line over the size of its type
	hair, rule            float64 // widths of thin and strong lines
	labelShare, columnGap float64
	narrow                bool
}

// largeLeading is the leading of titles and numbers.
const largeLeading = 1.14

// maxStripMM is where a strip of a roll ends and a second one begins; a PDF
// page cannot be longer than 5080.
const maxStripMM = 2000

var sheets = map[document.Paper]sheet{
	document.A4: {
		width: 210, height: 297, side: 20, top: 18, bottom: 16, gap: 2.8, leading: 1.36, hair: 0.15, rule: 0.4,
		size:       scale(10, 8, 12, 18, 30),
		labelShare: 0.28, columnGap: 8,
	},
	document.A5: {
		width: 148, height: 210, side: 12, top: 10, bottom: 9, gap: 1.6, leading: 1.3, hair: 0.15, rule: 0.4,
		size:       scale(8.4, 6.6, 10, 14, 25),
		labelShare: 0.3, columnGap: 6,
	},
	document.Roll80: {
		width: 80, height: maxStripMM, side: 4, top: 4, bottom: 8, gap: 1.6, leading: 1.28, hair: 0.25, rule: 0.5,
		size:       scale(8.8, 7.2, 11, 14, 23),
		labelShare: 0.36, columnGap: 4, narrow: true,
	},
	document.Roll58: {
		width: 58, height: maxStripMM, side: 5, top: 4, bottom: 8, gap: 1.5, leading: 1.26, hair: 0.25, rule: 0.5,
		size:       scale(8.2, 7, 10, 12, 15.5),
		labelShare: 0.38, columnGap: 3, narrow: true,
	},
}

func scale(body, small, large, title, huge float64) map[document.Size]float64 {
	return map[document.Size]float64{
		document.Body: body, document.Small: small, document.Large: large,
		document.Title: title, document.Huge: huge,
	}
}

// mostSnug is how many pages a document has at most that is set closer to save
// one of them.
const mostSnug = 4

// snug is the sheet with less air between and within the blocks.
func (s sheet) snug() sheet {
	s.gap *= 0.74
	s.leading *= 0.96
	s.top *= 0.8
	s.bottom *= 0.8
	return s
}

// room is the width between the margins.
func (s sheet) room() float64 { return s.width - 2*s.side }

// points is the size of a step of the scale; an unknown step is body text.
func (s sheet) points(size document.Size) float64 {
	if p, ok := s.size[size]; ok {
		return p
	}
	return s.size[document.Body]
}

// lineMM is the height of a line of type. Lines of large type stand closer,
// because they are short and few.
func (s sheet) lineMM(points float64) float64 {
	leading := s.leading
	if points >= s.size[document.Title] {
		leading = min(leading, largeLeading)
	}
	return points * pointMM * leading
}

func (s sheet) ink(t document.Tone) Ink {
	if s.narrow {
		return Black
	}
	switch t {
	case document.Quiet:
		return Grey
	case document.Work:
		return Blue
	case document.Late:
		return Red
	}
	return Black
}

func (s sheet) hairInk() Ink {
	if s.narrow {
		return Black
	}
	return Hair
}
