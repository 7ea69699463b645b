// Package lang holds the words people read, one catalogue a language, as plain
// values: screen, paper and web page each choose their own catalogue, so the
// language of a receipt never depends on the language of the screen.
//
// Messages live in assets/i18n/<language>/<room>.json as flat "key": "text".
// All rooms of a language are merged at load. A text holds {name} where a value
// goes; a counted text exists twice, as key.one and key.other.
package lang

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/bojanz/currency"

	"etabli/assets"
)

// The languages, the default first.
const (
	French  = "fr"
	English = "en"
)

// Catalogue is the messages of one language with its dates, numbers and sums.
// It is immutable and safe for concurrent use.
type Catalogue struct {
	tag      string
	messages map[string]string
	money    *currency.Formatter
}

// embedded reads the catalogues that ship with the program. A fault in a file
// costs the messages of that file and not the program: the test of this package
// is what reports it.
var embedded = sync.OnceValue(func() map[string]*Catalogue {
	set, _ := Load(assets.I18N, "i18n")
	return set
})

// Tags lists the languages that people can choose, the default first.
func Tags() []string { return []string{French, English} }

// For finds the catalogue of a language tag such as "en" or "en-GB". A language
// that there is no catalogue for reads French.
func For(tag string) *Catalogue {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	if c, ok := embedded()[base]; ok {
		return c
	}
	return embedded()[French]
}

// Tag is the language of the catalogue, "fr" or "en".
func (c *Catalogue) Tag() string { return c.tag }

// Has tells whether there is a message for the key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.messages[key]
	return ok
}

// Keys lists the keys of all messages in order.
func (c *Catalogue) Keys() []string {
	return slices.Sorted(maps.Keys(c.messages))
}

// T is the message for a key. The args are pairs of name and value for the
// {name} places; a value is put in as it is and never read for places of its
// own. A missing message reads ⟦key⟧, so that it is seen and can be found.
func (c *Catalogue) T(key string, args ...string) string {
	text, ok := c.messages[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	return fill(text, args)
}

// fill puts values into the places of a text. An abbreviation that ends a sentence,
// such as "27 nov.", shares its full stop.
func fill(text string, args []string) string {
	if len(args) < 2 || !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for i := 0; i+1 < len(args); i += 2 {
		if strings.HasSuffix(args[i+1], ".") {
			pairs = append(pairs, "{"+args[i]+"}.", args[i+1])
		}
		pairs = append(pairs, "{"+args[i]+"}", args[i+1])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// N is the counted message for a key: key.one or key.other by the rule of the
// language, with {n} written in groups of digits.
func (c *Catalogue) N(key string, n int, args ...string) string {
	form := ".other"
	if c.singular(n) {
		form = ".one"
	}
	return c.T(key+form, append([]string{"n", c.Number(n)}, args...)...)
}

// singular tells whether n takes the form for one: in French zero does too.
func (c *Catalogue) singular(n int) bool {
	if n < 0 {
		n = -n
	}
	return n == 1 || (n == 0 && c.tag == French)
}
