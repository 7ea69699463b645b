package kind

// LetterheadSaved is of a site: what its papers carry at their head and foot.
const LetterheadSaved Kind = 380

// RuleSaid is a row of the rules of a country that people said: a table that was
// imported, or one number that changed.
const RuleSaid Kind = 391

// RuleTable is the rules of a country, as far as people said them.
const RuleTable uint8 = 60

func ofSites() []Kind { return []Kind{LetterheadSaved, RuleSaid} }
