package document

import (
	"fmt"
	"strings"
)

// String writes the tree as indented text, one line a part, for people and for
// comparison: equal documents give equal text.
func (d Document) String() string {
	w := &writer{}
	w.line("document %s %s %q", d.Paper, d.Lang, d.Title)
	for _, part := range []struct{ name, text string }{
		{"author", d.Author}, {"banner", d.Banner}, {"running", d.Running}, {"footer", d.Footer.Text},
	} {
		if part.text != "" {
			w.line("%s %q", part.name, part.text)
		}
	}
	if d.Accent != "" {
		w.line("accent %q", d.Accent)
	}
	if d.Footer.Numbered {
		w.line("numbered")
	}
	w.blocks(d.Body)
	return w.b.String()
}

type writer struct {
	b     strings.Builder
	depth int
}

func (w *writer) line(format string, args ...any) {
	w.b.WriteString(strings.Repeat("  ", w.depth))
	fmt.Fprintf(&w.b, format, args...)
	w.b.WriteByte('\n')
}

func (w *writer) blocks(blocks []Block) {
	w.depth++
	for _, b := range blocks {
		w.block(b)
	}
	w.depth--
}

func (w *writer) block(b Block) {
	switch b := b.(type) {
	case Heading:
		w.line("heading %q", b.Text)
	case Paragraph:
		w.line("paragraph%s %s", look(b), runs(b.Runs))
	case Pairs:
		w.line("pairs")
		for _, p := range b.Rows {
			w.line("  %q = %s", p.Label, runs(p.Value))
		}
	case Table:
		w.table(b)
	case List:
		w.line("list %s", names{"bullet", "check"}.of(int(b.Mark)))
		for _, item := range b.Items {
			w.line("  %q", item)
		}
	case Rule:
		w.line("rule%s", flag(b.Strong, " strong"))
	case Spacer:
		w.line("spacer %g", b.HeightMM)
	case Columns:
		w.line("columns")
		for _, p := range b.Parts {
			w.line("  part %g", p.Share)
			w.depth++
			w.blocks(p.Body)
			w.depth--
		}
	case Box:
		w.line("box%s", toneNames.of(int(b.Tone)))
		w.blocks(b.Body)
	case Keep:
		w.line("keep")
		w.blocks(b.Body)
	default:
		w.leaf(b)
	}
}

// leaf writes the blocks that are drawn and not set in type.
func (w *writer) leaf(b Block) {
	switch b := b.(type) {
	case Image:
		w.line("image %d bytes %g×%g %q", len(b.Data), b.MaxWidthMM, b.MaxHeightMM, b.Alt)
	case Signature:
		w.line("signature %q %q %d strokes, %d bytes, %g", b.Caption, b.Note, len(b.Strokes), len(b.Data), b.HeightMM)
	case QR:
		w.line("qr %g %q%s", b.WidthMM, b.Content, flag(b.Worn, " worn"))
	case Barcode:
		w.line("barcode %g %q", b.HeightMM, b.Content)
	case Break:
		w.line("break")
	case Blanks:
		w.line("blanks %g %q", b.HeightMM, b.Labels)
	default:
		w.line("%T", b)
	}
}

func (w *writer) table(t Table) {
	w.line("table")
	for _, c := range t.Columns {
		w.line("  column %g%s %q", c.Share, alignNames.of(int(c.Align)), c.Title)
	}
	for _, r := range t.Rows {
		w.line("  row%s %q", flag(r.Strong, " strong"), r.Cells)
	}
}

// names gives words to the values of an enumeration.
type names []string

func (n names) of(i int) string {
	if i < 0 || i >= len(n) {
		return " ?"
	}
	return n[i]
}

var (
	sizeNames   = names{"", " small", " large", " title", " huge"}
	toneNames   = names{"", " quiet", " work", " late"}
	alignNames  = names{"", " centre", " end"}
	weightNames = names{"", " strong", " italic"}
)

func look(p Paragraph) string {
	return sizeNames.of(int(p.Size)) + toneNames.of(int(p.Tone)) + alignNames.of(int(p.Align)) + flag(p.Fit, " fit")
}

func runs(all []Run) string {
	parts := make([]string, len(all))
	for i, r := range all {
		style := weightNames.of(int(r.Weight)) + flag(r.Mono, " mono")
		parts[i] = fmt.Sprintf("%q", r.Text)
		if style != "" {
			parts[i] += "(" + strings.TrimSpace(style) + ")"
		}
	}
	return strings.Join(parts, " ")
}

func flag(on bool, word string) string {
	if on {
		return word
	}
	return ""
}
