package document

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// substitute stands for a character that no font of ours can hold. One that
// only lacks a glyph is kept, because the faces draw the same box for it and
// the text can still be searched.
const substitute = '□'

const (
	zeroWidthJoiner = '\u200d'
	firstSymbol     = '\u2000' // from here on a rune may be a part of an emoji
	lastBMP         = '\uffff'
)

// CleanText makes a text safe for every renderer: valid UTF-8 in composed form,
// line feeds the only control characters, no invisible or direction marks that
// could make a line read otherwise than it is stored, and □ for what lies
// outside the basic plane; an emoji of several parts is one □. Letters of
// right-to-left scripts stay in the order they were written.
func CleanText(s string) string {
	s = strings.ToValidUTF8(s, string(substitute))
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n", "\t", " ").Replace(s)
	var b strings.Builder
	b.Grow(len(s))
	joined, afterSubstitute := false, false
	for _, c := range norm.NFC.String(s) {
		switch {
		case c == zeroWidthJoiner:
			joined = afterSubstitute
		case c == '\n':
			b.WriteRune(c)
			joined, afterSubstitute = false, false
		case invisible(c):
		case outside(c):
			if !joined && !(afterSubstitute && skinTone(c)) {
				b.WriteRune(substitute)
			}
			joined, afterSubstitute = false, true
		default:
			part := joined && c >= firstSymbol
			if !part {
				b.WriteRune(c)
			}
			joined, afterSubstitute = false, part
		}
	}
	// What was taken out may have stood between a letter and its accent.
	return norm.NFC.String(b.String())
}

// invisible finds what leaves no ink and only changes how its neighbours read:
// controls, direction and format marks, variation selectors.
func invisible(c rune) bool {
	return unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c) || unicode.Is(unicode.Variation_Selector, c)
}

// outside finds what is no character of the basic plane.
func outside(c rune) bool {
	return c > lastBMP || unicode.Is(unicode.Co, c) || unicode.Is(unicode.Noncharacter_Code_Point, c)
}

func skinTone(c rune) bool { return c >= 0x1F3FB && c <= 0x1F3FF }

// Clean returns the document with every text clean. It shares no text or list
// with the original; renderers call it first.
func (d Document) Clean() Document {
	d.Title, d.Author = CleanText(d.Title), CleanText(d.Author)
	d.Banner, d.Running = CleanText(d.Banner), CleanText(d.Running)
	d.Footer.Text = CleanText(d.Footer.Text)
	d.Body = cleanBlocks(d.Body)
	return d
}

func cleanBlocks(blocks []Block) []Block {
	return each(blocks, cleanBlock)
}

func cleanBlock(b Block) Block {
	switch b := b.(type) {
	case Heading:
		return Heading{Text: CleanText(b.Text)}
	case Paragraph:
		b.Runs = cleanRuns(b.Runs)
		return b
	case Pairs:
		b.Rows = each(b.Rows, func(p Pair) Pair {
			return Pair{Label: CleanText(p.Label), Value: cleanRuns(p.Value)}
		})
		return b
	case Table:
		return cleanTable(b)
	case Columns:
		b.Parts = each(b.Parts, func(p Part) Part {
			return Part{Share: p.Share, Body: cleanBlocks(p.Body)}
		})
		return b
	case List:
		b.Items = each(b.Items, CleanText)
		return b
	case Box:
		b.Body = cleanBlocks(b.Body)
		return b
	case Image:
		b.Alt = CleanText(b.Alt)
		return b
	case Signature:
		b.Caption, b.Note = CleanText(b.Caption), CleanText(b.Note)
		return b
	case Keep:
		return Keep{Body: cleanBlocks(b.Body)}
	case Blanks:
		b.Labels = each(b.Labels, CleanText)
		return b
	}
	return b // Rule, Spacer, Break and the codes hold no text to set
}

func cleanRuns(runs []Run) []Run {
	return each(runs, func(r Run) Run {
		r.Text = CleanText(r.Text)
		return r
	})
}

func cleanTable(t Table) Table {
	t.Columns = each(t.Columns, func(c Column) Column {
		c.Title = CleanText(c.Title)
		return c
	})
	t.Rows = each(t.Rows, func(r Row) Row {
		r.Cells = each(r.Cells, CleanText)
		return r
	})
	return t
}

func each[T any](in []T, f func(T) T) []T {
	out := make([]T, len(in))
	for i, v := range in {
		out[i] = f(v)
	}
	return out
}
