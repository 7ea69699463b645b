package table

import (
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
		score += worth(r, at(text, i-1), at(text, i+1))
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

func worth(r, before, after rune) int {
	switch {
	case unicode.IsLetter(r):
		return letter(r, before, after)
	case strings.ContainsRune("’‘", r):
		if unicode.IsLetter(before) && unicode.IsLetter(after) {
			return usual
		}
		return either(unicode.IsLetter(before) || unicode.IsLetter(after), rare)
	case strings.ContainsRune("€°²³½¼", r):
		return either(unicode.IsDigit(before) || unicode.IsDigit(after) || strings.ContainsRune(" \u00a0\u202fnN(", before), usual)
	case strings.ContainsRune("«“„", r):
		return either(!unicode.IsLetter(before), rare)
	case strings.ContainsRune("»”", r):
		return either(!unicode.IsLetter(after), rare)
	case strings.ContainsRune("–—·•×±µ®™©§\u00a0", r):
		return either(!unicode.IsLetter(before) || !unicode.IsLetter(after), rare)
	case r == '…':
		return either(!unicode.IsLetter(after), rare)
	}
	return unlikely
}

func either(fits bool, worth int) int {
	if fits {
		return worth
	}
	return unlikely
}

// letter is what a letter with a mark is worth between its neighbours: large ones stand at
// the beginning of a word or in a word of large ones, small ones not behind two large ones.
func letter(r, before, after rune) int {
	alone := !unicode.IsLetter(before) && !unicode.IsLetter(after)
	switch {
	case strings.ContainsRune("ºª", r):
		return either(unicode.IsDigit(before), usual)
	case unicode.IsUpper(r) && (unicode.IsLower(before) || unicode.IsUpper(before) && unicode.IsLower(after)), unicode.IsLower(r) && unicode.IsUpper(before) && unicode.IsUpper(after):
		return wrong
	case alone && !strings.ContainsRune("àÀ", r):
		return unlikely
	case !unicode.IsLetter(before) && !unicode.IsSpace(before) && !strings.ContainsRune("'’-([«“\"/;,|.&", before): // nothing begins there
		return unlikely
	case unicode.IsUpper(r) && unicode.IsLower(after) && r != 'É': // few words begin so
		return rare
	case r == 'à' && unicode.IsLetter(after): // it ends words
		return unlikely
	case strings.ContainsRune("éèàêçÉÈ", r):
		return common
	case strings.ContainsRune("âîôûùëïœÀÂÊÇÎÔŒ", r):
		return usual
	case strings.ContainsRune("äöüßñáíóúÄÖÜÑÁåÅøØæÆÿãõÙÛËÏ", r):
		return rare
	}
	return unlikely
}
