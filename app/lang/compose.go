package lang

// Compose sets a text that does not come from the catalogue, such as the
// wording of a law, with the typography of the language, and puts values into
// its {name} places as T does.
func (c *Catalogue) Compose(text string, args ...string) string {
	return fill(c.typeset(text), args)
}
