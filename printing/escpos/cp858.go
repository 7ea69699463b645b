package escpos

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"etabli/printing/document"
)

const (
	// hardSpace is the space of CP858 that no line breaks at.
	hardSpace = 0xFF
	// unknown is the black square that stands for what cannot be written, so
	// that nobody reads a letter which was never meant.
	unknown = 0xFE
)

// Encode writes a text in CP858, the code page of western Europe with the euro
// sign. What it lacks is transliterated, and what cannot be is a black square.
// Line feeds are kept; no other control character can come out.
func Encode(text string) []byte {
	var out []byte
	letter := false
	for _, c := range document.CleanText(text) {
		if letter && unicode.Is(unicode.M, c) {
			continue // an accent that no letter is composed with
		}
		letter = unicode.IsLetter(c)
		out = append(out, encodeRune(c)...)
	}
	return out
}

func encodeRune(c rune) []byte {
	if c == '\n' || c >= ' ' && c <= '~' {
		return []byte{byte(c)}
	}
	if text, ok := stands[c]; ok {
		return encodePlain(text)
	}
	if b, ok := charmap.CodePage858.EncodeRune(c); ok && b >= 0x80 {
		return []byte{b}
	}
	if text, ok := otherAlphabet(c); ok {
		return encodePlain(text)
	}
	return decomposed(c)
}

// encodePlain encodes a text all of whose characters the code page has.
func encodePlain(text string) []byte {
	var out []byte
	for _, c := range text {
		if b, ok := charmap.CodePage858.EncodeRune(c); ok {
			out = append(out, b)
		}
	}
	return out
}

// decomposed writes the letters that a character is made of, without accents
// that the code page lacks. A sign loses its meaning with its stroke, so only
// letters do.
func decomposed(c rune) []byte {
	var out []byte
	letter := false
	for _, part := range norm.NFKD.String(string(c)) {
		switch {
		case unicode.Is(unicode.M, part):
			if !letter {
				return []byte{unknown}
			}
		case part == c:
			return []byte{unknown}
		default:
			out = append(out, encodeRune(part)...)
			letter = unicode.IsLetter(part)
		}
	}
	if len(out) == 0 {
		return []byte{unknown}
	}
	return out
}

// stands are the texts that stand for characters which decompose wrongly or
// not at all.
var stands = map[rune]string{
	'œ': "oe", 'Œ': "OE", 'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ħ': "h", 'Ħ': "H", 'ı': "i", 'ŋ': "n", 'Ŋ': "N",
	'ŧ': "t", 'Ŧ': "T", 'ẞ': "SS", 'ĸ': "k", 'ſ': "s", 'ə': "e", 'Ə': "E",
	'‘': "'", '’': "'", '‚': ",", '‛': "'", 'ʼ': "'", '“': `"`, '”': `"`, '„': `"`, '‟': `"`, '‹': "<", '›': ">", '′': "'", '″': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '•': "·", '∙': "·", '⋅': "·", '…': "...",
	'\u00a0': "\u00a0", '\u202f': "\u00a0", '\u2007': "\u00a0",
	'→': "->", '←': "<-", '⇒': "=>", '≤': "<=", '≥': ">=", '≠': "!=", '≈': "~", '√': "V", '∞': "inf.", '⁄': "/", '∕': "/",
	'☐': "[ ]", '☑': "[x]", '☒': "[x]", '✓': "v", '✔': "v", '□': "■", 'Ω': "Ohm", 'Δ': "Delta ",
}

// otherAlphabet transliterates Greek and Cyrillic letters.
func otherAlphabet(c rune) (string, bool) {
	if text, ok := alphabets[c]; ok {
		return text, true
	}
	text, ok := alphabets[unicode.ToLower(c)]
	if !ok || text == "" {
		return text, ok
	}
	return strings.ToUpper(text[:1]) + text[1:], true
}

var alphabets = pairsOf(
	"а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю iu я ia є ie і i ї i ґ g ђ dj ј j љ lj њ nj ћ c џ dz ў u",
	"α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ά a έ e ή i ί i ό o ύ y ώ o ϊ i ϋ y",
)

func pairsOf(lists ...string) map[rune]string {
	out := map[rune]string{'ъ': "", 'ь': ""}
	for _, list := range lists {
		words := strings.Fields(list)
		for i := 0; i+1 < len(words); i += 2 {
			out[[]rune(words[i])[0]] = words[i+1]
		}
	}
	return out
}
