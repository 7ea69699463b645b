package charset

import (
	"slices"
	"strings"
	"unicode"
)

// What a sign beyond ASCII is worth for a reading of a text: common letters of French most,
// what stands where no such sign stands takes away.
const (
	common   = 4
	usual    = 3
	rare     = 1
	unlikely = -2
	wrong    = -4
)

// looks adds up how much a text looks like what people of here write. It is no possible
// reading when it holds signs that no table has.
func looks(text []rune) (score int, possible bool) {
	for i, r := range text {
		if r < 0x80 {
			continue
		}
		if r == unicode.ReplacementChar || unicode.IsControl(r) {
			return 0, false
		}
		score += worth(text, i)
	}
	return score, true
}

// at is a sign of a text; a blank beyond its ends.
func at(text []rune, i int) rune {
	if i < 0 || i >= len(text) {
		return ' '
	}
	return text[i]
}

// worth is what a sign says for a reading of a text: how usual it is between its neighbours.
func worth(text []rune, i int) int {
	r, before, after := text[i], at(text, i-1), at(text, i+1)
	switch {
	case !unicode.IsLetter(r):
		return mark(r, before, after)
	case odd(text, i):
		return unlikely
	}
	return letter(r, before, after)
}

// mark is what a sign that is no letter is worth between its neighbours.
func mark(r, before, after rune) int {
	ends, begins := unicode.IsLetter(before), unicode.IsLetter(after) // a word
	switch {
	case strings.ContainsRune("’‘", r) && ends && begins:
		return usual
	case strings.ContainsRune("’‘", r):
		return either(ends || begins, rare)
	case strings.ContainsRune("€°²³½¼", r):
		return either(unicode.IsDigit(before) || unicode.IsDigit(after) || strings.ContainsRune(" \u00a0\u202fnN(", before), usual)
	case strings.ContainsRune("«“„", r):
		return either(!ends, rare)
	case strings.ContainsRune("»”…", r):
		return either(!begins, rare)
	case strings.ContainsRune("–—·•×±", r):
		return either(!ends && !begins, rare)
	case strings.ContainsRune("µ®™©§\u00a0", r):
		return either(!ends || !begins, rare)
	}
	return unlikely
}

func either(fits bool, worth int) int {
	if fits {
		return worth
	}
	return unlikely
}

// inA are the words of French that end in "à" and are not that word alone.
var inA = []string{"là", "voilà", "déjà", "delà", "celà", "holà", "çà", "deçà"}

// odd tells whether a letter with a mark stands where French has none, though others
// stand there: it ends another word, or begins a sentence in the middle of one.
func odd(text []rune, i int) bool {
	before, after := at(text, i-1), at(text, i+1)
	ends := unicode.IsLetter(before) && !unicode.IsLetter(after)
	switch text[i] {
	case 'ê', 'î', 'â':
		return ends
	case 'è', 'ë', 'ï', 'ù', 'û':
		return unicode.IsLetter(after) && !unicode.IsLetter(before)
	case 'à':
		from := i
		for unicode.IsLetter(at(text, from-1)) {
			from--
		}
		return ends && !slices.Contains(inA, strings.ToLower(string(text[from:i+1]))) || !ends && before == '/'
	case 'À':
		return before == ' ' && !unicode.IsLetter(after) && !strings.ContainsRune(".!?:;,|\t\n\r\"« ", at(text, i-2)) && !unicode.IsUpper(at(text, i-2))
	}
	return false
}

// letter is what a letter with a mark is worth between its neighbours: large ones stand at
// the beginning of a word or in a word of large ones, small ones not behind two large ones.
func letter(r, before, after rune) int {
	switch {
	case strings.ContainsRune("ºª", r):
		return either(unicode.IsDigit(before), usual)
	case miscased(r, before, after):
		return wrong
	case misplaced(r, before, after):
		return unlikely
	case unicode.IsUpper(r) && unicode.IsLower(after) && r != 'É': // few words begin so
		return rare
	case strings.ContainsRune("éèàêçÉÈ", r):
		return common
	case strings.ContainsRune("âîôûùëïœÀÂÊÇÎÔŒ", r):
		return usual
	case strings.ContainsRune("äöüßñáíóúÄÖÜÑÁåÅøØæÆÿãõÙÛËÏ", r):
		return rare
	}
	return unlikely
}

func miscased(r, before, after rune) bool {
	if unicode.IsUpper(r) {
		return unicode.IsLower(before) || unicode.IsUpper(before) && unicode.IsLower(after)
	}
	return unicode.IsLower(r) && unicode.IsUpper(before) && unicode.IsUpper(after)
}

// misplaced tells whether a letter stands where no word has it.
func misplaced(r, before, after rune) bool {
	begins := !unicode.IsLetter(before)
	switch {
	case begins && !unicode.IsLetter(after) && !strings.ContainsRune("àÀ", r): // alone
		return true
	case begins && !unicode.IsSpace(before) && !strings.ContainsRune("'’-([«“\"/;,|.&", before): // nothing begins there
		return true
	}
	return r == 'à' && unicode.IsLetter(after) // it ends words
}
