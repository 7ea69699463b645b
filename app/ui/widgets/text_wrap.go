package widgets

import "strings"

// word is what must stay on one line: the parts of runs up to an ordinary
// space. No-break spaces do not end a word, so that French punctuation never
// starts a line.
type word struct {
	parts []Run
	space bool // an ordinary space follows
}

// splitWords cuts runs at U+0020; a word may reach over several runs.
func splitWords(runs []Run) []word {
	var (
		out  []word
		open word
	)
	closeWord := func(space bool) {
		open.space = space
		out = append(out, open)
		open = word{}
	}
	for _, r := range runs {
		for rest := r.Text; rest != ""; {
			before, after, found := strings.Cut(rest, " ")
			if before != "" {
				open.parts = append(open.parts, Run{Text: before, Style: r.Style})
			}
			if found {
				open.parts = append(open.parts, Run{Text: " ", Style: r.Style})
				closeWord(true)
			}
			rest = after
		}
	}
	if len(open.parts) > 0 {
		closeWord(false)
	}
	return out
}

// wrapped lays runs out on as many lines as the width asks for.
func (t typesetter) wrapped(runs []Run, width float32) []textLine {
	var (
		lines   []textLine
		current []Run
		used    float32
	)
	end := func() {
		lines = append(lines, t.single(trimSpace(joined(current))))
		current, used = nil, 0
	}
	for _, w := range splitWords(runs) {
		ink, all := t.wordWidths(w)
		if used > 0 && ink > 0 && used+ink > width+slack { // what is only space hangs over the end
			end()
		}
		for used == 0 && ink > width+slack && len(w.parts) > 0 {
			head, tail := t.broken(w, width)
			if len(head) == 0 {
				break
			}
			current = head
			end()
			w.parts = tail
			ink, all = t.wordWidths(w)
		}
		current = append(current, w.parts...)
		used += all
	}
	if len(current) > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// wordWidths returns the width of a word without and with its space.
func (t typesetter) wordWidths(w word) (ink, all float32) {
	for i, p := range w.parts {
		width := t.width(p)
		all += width
		if !w.space || i < len(w.parts)-1 {
			ink += width
		}
	}
	return ink, all
}

// broken cuts a word that is longer than a line, such as a serial number, and
// returns what fits and the rest.
func (t typesetter) broken(w word, width float32) (head, tail []Run) {
	var used float32
	for i, p := range w.parts {
		if size := t.width(p); used+size <= width+slack {
			head, used = append(head, p), used+size
			continue
		}
		runes := []rune(p.Text)
		n := t.longest(len(runes), width-used, func(n int) Run {
			return Run{Text: string(runes[:n]), Style: p.Style}
		})
		if n == 0 && len(head) == 0 {
			n = 1
		}
		if n > 0 {
			head = append(head, Run{Text: string(runes[:n]), Style: p.Style})
		}
		if n < len(runes) {
			tail = append(tail, Run{Text: string(runes[n:]), Style: p.Style})
		}
		return head, append(tail, w.parts[i+1:]...)
	}
	return head, nil
}

// joined merges neighbours of one style, so that a line is few texts.
func joined(runs []Run) []Run {
	var out []Run
	for _, r := range runs {
		if n := len(out); n > 0 && out[n-1].Style == r.Style {
			out[n-1].Text += r.Text
			continue
		}
		out = append(out, r)
	}
	return out
}

// trimSpace drops the space at the end of a line.
func trimSpace(runs []Run) []Run {
	for n := len(runs); n > 0; n-- {
		runs[n-1].Text = strings.TrimRight(runs[n-1].Text, " ")
		if runs[n-1].Text != "" {
			return runs[:n]
		}
	}
	return runs[:0]
}
