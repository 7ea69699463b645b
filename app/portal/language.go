package portal

import (
	"net/http"

	"golang.org/x/text/language"

	"etabli/app/lang"
)

// matcher finds the closest of our languages for what a browser asks.
var matcher = language.NewMatcher([]language.Tag{language.French, language.English})

// maxAcceptBytes bounds the header that is read for languages.
const maxAcceptBytes = 256

// catalogueFor picks the language of a page: what ?lang= says, else what the
// browser asks for, else French. Nothing is remembered.
func catalogueFor(r *http.Request) *lang.Catalogue {
	asked := r.URL.Query().Get("lang")
	for _, tag := range lang.Tags() {
		if asked == tag {
			return lang.For(tag)
		}
	}
	accept := r.Header.Get("Accept-Language")
	if len(accept) > maxAcceptBytes {
		return lang.For(lang.French)
	}
	_, i := language.MatchStrings(matcher, accept)
	return lang.For(lang.Tags()[i])
}
