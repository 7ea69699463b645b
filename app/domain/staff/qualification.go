package staff

import (
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Unqualified says that an assignment needs what the person does not have, or
// not any more; args: name, code, until.
const (
	Unqualified fault.Code = "not_qualified"        // args: name, code
	Lapsed      fault.Code = "qualification_lapsed" // it holds no more on that day; args: name, code, until
)

// The qualifications that somebody else grants. Any other code is a skill of
// the shop's own naming.
const (
	Electrical = "electrical" // habilitation électrique
	Fluids     = "fluids"     // attestation d'aptitude, fluides frigorigènes
	Gas        = "gas"
	Maker      = "maker" // a maker's authorisation
	Label      = "label" // QualiRépar and the like
)

// Qualifications lists them.
func Qualifications() []string { return []string{Electrical, Fluids, Gas, Maker, Label} }

// WarnDays is how long before its last day a qualification is a risk.
const WarnDays = 60

// Qualification is a skill or a qualification as it stands.
type Qualification struct {
	Code  string
	Until civil.Date // last day; none is for ever
}

// Holds tells whether it holds on a day.
func (q Qualification) Holds(on civil.Date) bool { return !q.Until.Known() || on <= q.Until }

// EndsSoon tells whether somebody has to see to its renewal: it ends within
// WarnDays, or has ended.
func (q Qualification) EndsSoon(on civil.Date) bool {
	return q.Until.Known() && q.Until < on.AddDays(WarnDays+1)
}

// CheckQualified checks what is said about a qualification.
func CheckQualified(f QualifiedFacts) error {
	if f.Code == "" {
		return fault.New(fault.Missing, "code")
	}
	if err := text.Code("code", f.Code, MaxCode); err != nil {
		return err
	}
	return text.Date("until", f.Until)
}

// Qualified refuses an assignment that needs a code which a person does not
// have on a day. No code is nothing to ask for. Faults: not_qualified,
// qualification_lapsed.
func Qualified(name, code string, has []Qualification, on civil.Date) error {
	if code == "" {
		return nil
	}
	i := slices.IndexFunc(has, func(q Qualification) bool { return q.Code == code })
	if i >= 0 && has[i].Holds(on) {
		return nil
	}
	if i >= 0 {
		return fault.New(Lapsed, "to", "name", name, "code", code, "until", has[i].Until.String())
	}
	return fault.New(Unqualified, "to", "name", name, "code", code)
}
