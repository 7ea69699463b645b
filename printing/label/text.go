package label

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

// pointMM is one typographic point.
const pointMM = 25.4 / 72

// The box of a line, in ems: every letter that is left by tame stays in it.
const (
	ascent  = 1.03
	descent = 0.29
	ellipse = "…"
	// overhang is how far a letter may reach over its neighbours, such as the
	// accent of a narrow one.
	overhang = 0.15
)

// width is how much room a line needs. Beyond ASCII its last letter may reach
// further than it counts.
func (s setter) width(face typeface.Face, points float64, text string) float64 {
	ems := s.ruler.Width(face, text)
	if last, _ := utf8.DecodeLastRuneInString(text); last >= utf8.RuneSelf {
		ems += overhang
	}
	return ems * points * pointMM
}

// tame replaces characters whose ink leaves the box of a line, such as rules
// and piled accents, and drops accents that have no letter to stand on.
func (s setter) tame(text string) string {
	var b strings.Builder
	letter := false
	for _, c := range text {
		mark := unicode.Is(unicode.M, c)
		switch {
		case mark && !letter:
		case !s.fitsLine(c):
			b.WriteRune('□')
		default:
			b.WriteRune(c)
		}
		letter = unicode.IsLetter(c) || letter && mark && !unicode.IsSpace(c)
		letter = letter && !mark // one accent a letter
	}
	return b.String()
}

// fitsLine tells whether the ink of a character stays within its line in every
// face that labels use.
func (s setter) fitsLine(c rune) bool {
	if c >= ' ' && c <= '~' {
		return true
	}
	for _, face := range []typeface.Face{typeface.Sans, typeface.SansSemiBold, typeface.SansBold, typeface.Mono, typeface.MonoSemiBold} {
		steps, err := s.ruler.Outline(face, c)
		if err != nil {
			return false
		}
		for _, step := range steps {
			for _, p := range step.Points {
				if -p[1] > ascent || p[1] > descent {
					return false
				}
				if !unicode.Is(unicode.M, c) && (p[0] < -overhang || p[0] > s.ruler.Width(face, string(c))+overhang && p[0] > overhang) {
					return false
				}
			}
		}
	}
	return true
}

// cut breaks a text into at most so many lines; what is left over is cut at a
// word with an ellipsis, or inside a word that no line holds. The tail is kept
// whole at the end of the last line. It tells whether anything was cut.
func (s setter) cut(r row, points, width float64) (lines []string, whole bool) {
	fits := func(text string) bool { return s.width(r.face, points, text) <= width }
	if !fits(ellipse + r.tail) {
		return nil, false
	}
	words := strings.Split(r.text, " ")
	line := ""
	for i, word := range words {
		longer := strings.TrimPrefix(line+" "+word, " ")
		end := ""
		if i == len(words)-1 {
			end = r.tail
		}
		if fits(longer + end) {
			line = longer
			continue
		}
		if line != "" && len(lines) < r.lines-1 && fits(word+end) {
			lines, line = append(lines, line), word
			continue
		}
		return append(lines, s.shortened(r, line, strings.Join(words[i:], " "), fits)), false
	}
	return append(lines, line+r.tail), true
}

// shortened fills the last line with what fits before an ellipsis: whole words
// when there are some, else a part of the word.
func (s setter) shortened(r row, line, rest string, fits func(string) bool) string {
	if line != "" && fits(line+ellipse+r.tail) {
		return line + ellipse + r.tail
	}
	if line != "" {
		for cut := line; ; {
			i := strings.LastIndexByte(cut, ' ')
			if i < 0 {
				rest = line
				break
			}
			if cut = cut[:i]; fits(cut + ellipse + r.tail) {
				return cut + ellipse + r.tail
			}
		}
	}
	kept := ""
	for i, c := range rest {
		if !fits(rest[:i] + string(c) + ellipse + r.tail) {
			break
		}
		kept = rest[:i] + string(c)
	}
	return strings.TrimRight(kept, " \u00a0") + ellipse + r.tail
}

// mark places a line of text with the top of its box at y.
func mark(face typeface.Face, points, x, y float64, text string) layout.Mark {
	return layout.Text{X: x, Y: y + ascent*points*pointMM, SizePT: points, Face: face, Ink: layout.Black, String: text}
}
