package layout

import (
	"errors"
	"fmt"

	"etabli/printing/document"
	"etabli/printing/typeface"
)

// Limits of one document. Beyond them it is refused, because no shop prints
// that and a printer must not run all night.
const (
	MaxPages      = 100
	MaxTextBytes  = 200_000 // in all texts together
	MaxDepth      = 8       // blocks within blocks
	MaxImageBytes = 8 << 20
)

var (
	// ErrPaper says that the paper is not one of document.Papers.
	ErrPaper = errors.New("layout: unknown paper")
	// ErrTooLong says that a document is longer than MaxPages or MaxTextBytes.
	ErrTooLong = errors.New("layout: document too long")
	// ErrTooDeep says that blocks are nested deeper than MaxDepth.
	ErrTooDeep = errors.New("layout: blocks nested too deep")
	// ErrImage says that a picture is too large to decode.
	ErrImage = errors.New("layout: picture too large")
)

// Lay sets the document on its paper. Errors are ErrPaper, ErrTooLong,
// ErrTooDeep, ErrImage and those of the codes (package qr).
func Lay(d document.Document) ([]Page, error) {
	sheet, ok := sheets[d.Paper]
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrPaper, d.Paper)
	}
	ruler, err := typeface.NewRuler()
	if err != nil {
		return nil, err
	}
	d = d.Clean()
	pages, err := layOn(sheet, ruler, d)
	if err != nil || sheet.narrow || len(pages) < 2 || len(pages) > mostSnug {
		return pages, err
	}
	// A few lines on a page of their own look lost: set closer they may fit.
	if closer, err := layOn(sheet.snug(), ruler, d); err == nil && len(closer) < len(pages) {
		return closer, nil
	}
	return pages, nil
}

func layOn(sheet sheet, ruler *typeface.Ruler, d document.Document) ([]Page, error) {
	l := &layouter{sheet: sheet, ruler: ruler}
	edges, err := l.setEdges(d)
	if err != nil {
		return nil, fmt.Errorf("layout: setting the edges of %q: %w", d.Title, err)
	}
	l.taken = edges.height(sheet)
	slabs, err := l.blocks(d.Body, sheet.room())
	if err != nil {
		return nil, fmt.Errorf("layout: setting %q: %w", d.Title, err)
	}
	return l.paginate(d, edges, slabs)
}

// layouter sets blocks into slabs for one document.
type layouter struct {
	sheet sheet
	ruler *typeface.Ruler
	depth int
	boxes int     // open frames around the block
	taken float64 // height of a page that its head and its foot take
	bytes int
}

// blocks sets blocks under each other.
func (l *layouter) blocks(blocks []document.Block, width float64) ([]slab, error) {
	if l.depth++; l.depth > MaxDepth {
		return nil, ErrTooDeep
	}
	defer func() { l.depth-- }()
	var out []slab
	for i, b := range blocks {
		slabs, err := l.block(b, width)
		if err != nil {
			return nil, err
		}
		if i > 0 && isHeading(blocks[i-1]) && len(slabs) > 0 {
			slabs[0].gap *= noteGap
		}
		out = append(out, slabs...)
	}
	return out, nil
}

func isHeading(b document.Block) bool {
	_, ok := b.(document.Heading)
	return ok
}

func (l *layouter) block(b document.Block, width float64) ([]slab, error) {
	switch b := b.(type) {
	case document.Heading:
		return l.heading(b, width)
	case document.Paragraph:
		return l.paragraph(b, width)
	case document.Pairs:
		return l.pairs(b, width)
	case document.Table:
		return l.table(b, width)
	case document.List:
		return l.list(b, width)
	case document.Rule:
		return l.rule(b, width), nil
	case document.Spacer:
		return []slab{{height: min(max(b.HeightMM, 0), l.sheet.height/2)}}, nil
	case document.Columns:
		return l.columns(b, width)
	case document.Box:
		return l.box(b, width)
	case document.Keep:
		slabs, err := l.blocks(b.Body, width)
		return glued(slabs), err
	case document.Break:
		return l.pageBreak(width), nil
	case document.Blanks:
		return l.blanks(b, width)
	}
	return l.drawn(b, width)
}

// drawn sets a block that is a picture of its own.
func (l *layouter) drawn(b document.Block, width float64) ([]slab, error) {
	switch b := b.(type) {
	case document.Image:
		return l.image(b, width)
	case document.Signature:
		return l.signature(b, width)
	case document.QR:
		return l.qr(b, width)
	case document.Barcode:
		return l.barcode(b, width)
	}
	return nil, fmt.Errorf("layout: no rule for %T", b)
}

// count adds text to what the document has and refuses too much of it.
func (l *layouter) count(runs []document.Run) error {
	for _, r := range runs {
		l.bytes += len(r.Text)
	}
	if l.bytes > MaxTextBytes {
		return fmt.Errorf("%w: more than %d bytes of text", ErrTooLong, MaxTextBytes)
	}
	return nil
}
