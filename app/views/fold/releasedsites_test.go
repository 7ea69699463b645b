package fold_test

import (
	"maps"

	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/domain/site"
	"etabli/app/domain/till"
)

// releasedSites are the facts of a shop's papers.
var releasedSites = map[kind.Kind][]any{kind.LetterheadSaved: {site.LetterheadFacts{}}, kind.DrawersSaid: {till.DrawersFacts{}}, kind.RuleSaid: {rules.SaidFacts{}}}

func init() { maps.Copy(released, releasedSites) }
