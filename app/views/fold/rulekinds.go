package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/storage/journal"
)

// GroupRule is what people said of the rules of a country: facts, by rule, first day
// and entry. What was said before stays: a file keeps to the rules it began under.
const GroupRule = "rule/"

var ruleKinds = kinds{kind.RuleSaid: {ruleSaid}}

func ruleSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[rules.SaidFacts](a)
	if err != nil || !is(e, kind.RuleTable) {
		return err
	}
	return x.setFacts(GroupRule+f.ID+"/"+f.ValidFrom+"/"+a.ref.String(), f)
}
