package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The limits of what is indexed of one document. Words beyond them are not
// found; nothing else is lost.
const (
	MaxWords     = 96
	MaxWordRunes = 40
)

// ligatures are the letters that Unicode does not take apart.
var ligatures = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ı", "i")

// Fold brings a text into the form in which words are compared: lower case,
// without accents, compatibility forms resolved.
func Fold(text string) string {
	if ascii(text) {
		return strings.ToLower(text)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return ligatures.Replace(b.String())
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Words takes texts apart into their distinct folded words, in order of
// appearance, MaxWords at most.
func Words(texts ...string) []string {
	var out []string
	seen := map[string]bool{}
	for _, text := range texts {
		for _, word := range Split(text) {
			if seen[word] {
				continue
			}
			if len(out) == MaxWords {
				return out
			}
			seen[word] = true
			out = append(out, word)
		}
	}
	return out
}

// Split takes a text apart into its folded words, repeated ones too.
func Split(text string) []string {
	words := strings.FieldsFunc(Fold(text), between)
	for i, w := range words {
		words[i] = cut(w)
	}
	return words
}

func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Joined is a text as one word, for numbers that people type with or without
// their dashes and spaces.
func Joined(text string) string {
	return cut(strings.Map(func(r rune) rune {
		if between(r) {
			return -1
		}
		return r
	}, Fold(text)))
}

// NameMark leads a word that names its document, such as a serial number. It is found like
// any other, and apart from the same word in a text; no word of a text has it.
const NameMark = "="

// Name is a text as a word that names its document.
func Name(text string) string {
	if word := Joined(text); word != "" {
		return NameMark + word
	}
	return ""
}

// is tells whether a word of a document is the one that is looked for, or begins with it.
func is(held, word string, prefix bool) bool {
	held = strings.TrimPrefix(held, NameMark)
	return held == word || prefix && strings.HasPrefix(held, word)
}

func cut(word string) string {
	if len(word) <= MaxWordRunes {
		return word
	}
	n := 0
	for i := range word {
		if n == MaxWordRunes {
			return word[:i]
		}
		n++
	}
	return word
}
