package present_test

import (
	"context"
	"strings"
	"testing"

	"etabli/app/domain/repair"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/views"
)

// linked is a shop with a connection of its own.
type linked struct {
	*sample.Shop
	state present.ConnectionState
}

func (l linked) Connection() present.Connection { return present.Connection{State: l.state} }
func (linked) Search(context.Context, string, int) ([]views.Hit, error) {
	return nil, nil
}

func TestANumberThatIsNotHereSaysWhoseItIsAndWhatToDo(t *testing.T) {
	number := func(site string) string { return repair.FormatNumber(site, "1", 87, [2]byte{4, 9}) }
	for name, c := range map[string]struct {
		query       string
		state       present.ConnectionState
		says, never string
	}{
		"of a shop that is known":   {number("ROU"), present.Online, "Roubaix (ROU)", "Sans connexion"},
		"how to reach it":           {strings.ToLower(number("ROU")), present.Online, "03 20 99 40 12", "Rien pour"},
		"without a connection":      {number("ROU"), present.Offline, "Sans connexion", "Rien pour"},
		"of a shop that is not":     {number("NCE"), present.Online, "NCE", "Rien pour"},
		"of a shop alone":           {number("NCE"), present.Alone, "donné le reçu", "siège"},
		"of this shop":              {number("LIL"), present.Online, "Relisez", "autre poste"},
		"of this shop, cut off":     {number("LIL"), present.Offline, "autre poste", "Relisez"},
		"what is no number":         {"aspirateur", present.Online, "Rien pour", "boutique"},
		"with a sign that is wrong": {number("ROU")[:13] + "U", present.Online, "Rien pour", "Roubaix"},
	} {
		t.Run(name, func(t *testing.T) {
			var state present.SearchState
			p := present.NewSearch(sample.Env(lang.For("fr")), linked{sample.Typical(), c.state}, func(next present.SearchState) { state = next })
			p.Enter(t.Context())
			defer p.Leave()
			p.Typed(c.query)
			said := state.Empty.Title + " " + state.Empty.Text
			if !strings.Contains(said, c.says) || strings.Contains(said, c.never) {
				t.Errorf("%s: %q", c.query, said)
			}
		})
	}
}
