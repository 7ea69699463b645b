package repair

import (
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// LegalRuleID names the rule of how long bringing into conformity may take.
const LegalRuleID = "remedy_days"

// LegalRule is what a file keeps of the rule that its legal clock goes by, as it
// held for the day of the request: a later change of the law, or of what a shop
// said of it, moves no clock that already runs. Of no days it says that no verified rule
// was known.
type LegalRule struct {
	Value int    `cbor:"1,keyasint" json:"value"`
	Unit  string `cbor:"2,keyasint" json:"unit"`
	From  string `cbor:"3,keyasint,omitempty" json:"valid_from,omitempty"` // first day of the row
}

// LegalRuleOf is what a file keeps of a row.
func LegalRuleOf(row rules.Row) *LegalRule {
	return &LegalRule{Value: row.Value, Unit: string(row.Unit), From: row.ValidFrom.String()}
}

// LastDay is the last day after a request, in the site's zone; none without a
// request or a rule. Days are civil days: a change of the clocks does not move
// it. Working days go by the holidays of the region.
func (l *LegalRule) LastDay(requestedMS int64, zone *time.Location, region civil.Region) civil.Date {
	if l == nil || l.Value == 0 || requestedMS == 0 {
		return civil.None
	}
	return rules.Span{N: l.Value, Unit: rules.Unit(l.Unit)}.After(civil.At(requestedMS, zone), region)
}

// WorkingDays tells whether it counts days on which shops work: their holidays
// matter then.
func (l *LegalRule) WorkingDays() bool {
	return l != nil && (l.Unit == string(rules.Ouvres) || l.Unit == string(rules.Ouvrables))
}
