package law_test

import (
	"testing"

	"etabli/app/lang"
	"etabli/cmd/internal/law"
)

// People read what a rule is about, never its code.
func TestEveryRuleThatIsShippedHasItsWords(t *testing.T) {
	table, err := law.Table()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table.Rows() {
		for _, tag := range []string{"fr", "en"} {
			if !lang.For(tag).Has("norm." + row.ID) {
				t.Errorf("%s has no words in %s", row.ID, tag)
			}
		}
	}
}
