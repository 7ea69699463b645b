package portal_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"etabli/app/portal/portaltest"
)

var heading = regexp.MustCompile(`<h1>([^<]+)</h1>`)

// Every status and outcome has its own words in both languages, and no page
// holds a key without a message.
func TestEveryStateHasItsWords(t *testing.T) {
	for _, tag := range []string{"fr", "en"} {
		seen := map[string]string{}
		for _, f := range portaltest.Fixtures() {
			book := &portaltest.Book{}
			book.Set(f.Token, f.Repair)
			w := visit{path: "/r/" + f.Token + "?lang=" + tag}.ask(newPortal(book))
			body := w.Body.String()
			if w.Code != http.StatusOK || strings.Contains(body, "⟦") || strings.Contains(body, "{") {
				t.Errorf("%s %s: answered %d with a text missing", tag, f.Name, w.Code)
			}
			hit := heading.FindStringSubmatch(body)
			if hit == nil {
				t.Errorf("%s %s has no headline", tag, f.Name)
				continue
			}
			if other, twice := seen[hit[1]]; twice && f.Repair.Status != "diag" {
				t.Errorf("%s: %s and %s read alike: %s", tag, f.Name, other, hit[1])
			}
			seen[hit[1]] = f.Name
		}
	}
}
