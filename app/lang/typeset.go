package lang

import "strings"

// The two spaces that keep a French line together.
const (
	narrowSpace = "\u202f" // before ; : ! ? and inside « »
	hardSpace   = "\u00a0" // before % and €, after n°
)

// frenchMarks turns the plain spaces that writers type into the spaces that
// French typesetting asks for, so that no line breaks before a mark.
var frenchMarks = strings.NewReplacer(
	"'", "’",
	" ;", narrowSpace+";",
	" :", narrowSpace+":",
	" !", narrowSpace+"!",
	" ?", narrowSpace+"?",
	" »", narrowSpace+"»",
	"« ", "«"+narrowSpace,
	" %", hardSpace+"%",
	" €", hardSpace+"€",
	"n° ", "n°"+hardSpace,
)

// typeset applies the typography of the language to a message at load.
func (c *Catalogue) typeset(text string) string {
	if c.tag != French {
		return text
	}
	return frenchMarks.Replace(text)
}
