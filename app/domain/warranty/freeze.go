package warranty

import (
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// RuleIDs lists the rules that verdicts are made by.
func RuleIDs() []string {
	return []string{
		"lgc_months", "lgc_used_months", "presumption_new_months", "presumption_used_months", "repair_ext_months",
		"remedy_days", "refund_days", "vc_months", "vc_long_stop_months", "repair_guarantee_months", "proof_hold_days",
		"several_repairs", "suspension_order", "presumption_moves", "replacement_by_choice", "suspended_by", "end_inclusive",
	}
}

// Freeze is a verdict as an entry keeps it. Somebody's own words stay out of
// it: who decided is named by id and why is in a private box.
func Freeze(v Verdict, c Case, set rules.Set) VerdictFacts {
	f := VerdictFacts{
		On: c.On.String(), Age: v.Age, Answer: v.Answer, Layer: v.Layer, Owes: v.Owes, Pays: v.Pays, Proof: v.Proof,
		Strength: int(v.Strength), Cause: c.Cause,
		Legal: PeriodFact{
			From: v.Legal.From.String(), End: v.Legal.End.String(),
			PresumptionEnd: v.Legal.PresumptionEnd.String(), Provisional: v.Legal.Provisional,
		},
		LastOn: v.Deadline.LastOn.String(), Clock: v.Deadline.Clock,
		Advice: AdviceFact(v.Advice), Rules: freezeRules(set),
	}
	for _, r := range v.Reasons {
		if r.Code != Decided {
			f.Reasons = append(f.Reasons, r)
		}
	}
	return f
}

func freezeRules(set rules.Set) RulesFact {
	f := RulesFact{Version: set.Version(), Country: set.Country}
	for _, r := range set.Rows {
		f.Rows = append(f.Rows, RowFact{
			ID: r.ID, ValidFrom: r.ValidFrom.String(), ValidTo: r.ValidTo.String(), AppliesOn: string(r.AppliesOn),
			Value: r.Value, Unit: string(r.Unit), Choice: r.Choice, Status: string(r.Status),
		})
	}
	return f
}

// Thaw is the rules as they were frozen. Their version is the one they had.
func (f RulesFact) Thaw() rules.Set {
	set := rules.Set{Country: f.Country}
	for _, r := range f.Rows {
		row := rules.Row{
			ID: r.ID, Country: f.Country, AppliesOn: rules.Basis(r.AppliesOn),
			Value: r.Value, Unit: rules.Unit(r.Unit), Choice: r.Choice, Status: rules.Status(r.Status),
		}
		row.ValidFrom, row.ValidTo = day(r.ValidFrom), day(r.ValidTo)
		set.Rows = append(set.Rows, row)
	}
	return set
}

// day reads a date of an entry; what is none is not known.
func day(s string) civil.Date {
	d, err := civil.Parse("date", strings.TrimSpace(s))
	if err != nil {
		return civil.None
	}
	return d
}
