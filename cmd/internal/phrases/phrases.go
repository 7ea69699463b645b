// Package phrases gives the use cases the sentences of the catalogues, for what
// customers are written.
package phrases

import (
	"etabli/app/lang"
	"etabli/app/service"
)

// In is the sentences of a language.
func In(language string) service.Words { return lang.For(language) }
