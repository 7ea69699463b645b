package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Verdict is what is owed on a file, and why. Codes are those of the catalogue
// under "warranty." and "reason.".
type Verdict struct {
	Age       warranty.Age      `json:"age"`
	Answer    warranty.Answer   `json:"answer"`
	Layer     warranty.Layer    `json:"layer,omitempty"`
	Owes      warranty.Party    `json:"owes,omitempty"`
	OwedBy    string            `json:"owed_by,omitempty"`
	Pays      warranty.Party    `json:"pays,omitempty"` // only once it is settled
	Proof     warranty.Proof    `json:"proof,omitempty"`
	Strength  string            `json:"strength"`
	Evidence  []Shown           `json:"evidence,omitempty"`
	Limit     *Limit            `json:"limit,omitempty"` // to bring into conformity; never pauses
	Legal     *LegalTime        `json:"legal,omitempty"`
	Standings []Standing        `json:"standings"`
	Choices   []warranty.Choice `json:"choices,omitempty"`
	Duties    []Duty            `json:"duties,omitempty"`
	Reasons   []warranty.Reason `json:"reasons"`
	Advice    Advice            `json:"advice"`
	Decision  *Decided          `json:"decision,omitempty"`
	Rules     string            `json:"rules"`                // version
	Since     civil.Date        `json:"rules_since,omitzero"` // as they are
	Frozen    *Frozen           `json:"frozen,omitempty"`
	Views     *BothViews        `json:"views,omitempty"` // while a change of layer is not agreed
}

// Shown is one thing that shows the purchase.
type Shown struct {
	Kind     warranty.EvidenceKind `json:"kind"`
	Strength string                `json:"strength"`
	On       civil.Date            `json:"on,omitzero"`
	Ref      string                `json:"ref,omitempty"`
}

// Limit is the time to bring into conformity.
type Limit struct {
	RequestedOn civil.Date     `json:"requested_on,omitzero"`
	LastOn      civil.Date     `json:"last_on,omitzero"`
	DaysLeft    int            `json:"days_left"`
	Clock       warranty.Clock `json:"clock"`
	OpensOn     civil.Date     `json:"opens_on,omitzero"` // from then on money instead
	RefundBy    civil.Date     `json:"refund_by,omitzero"`
	Alert       int            `json:"alert"` // 0, or which of the three warnings is reached
}

// LegalTime is the legal guarantee of conformity.
type LegalTime struct {
	From           civil.Date  `json:"from,omitzero"`
	End            civil.Date  `json:"end,omitzero"`
	PresumptionEnd civil.Date  `json:"presumption_end,omitzero"`
	Provisional    bool        `json:"provisional,omitempty"`
	Steps          []LegalStep `json:"steps,omitempty"`
}

// LegalStep is one event on the way to its end.
type LegalStep struct {
	Kind warranty.StepKind `json:"kind"`
	From civil.Date        `json:"from,omitzero"`
	To   civil.Date        `json:"to,omitzero"`
	Days int               `json:"days,omitempty"`
	File string            `json:"file,omitempty"`
	End  civil.Date        `json:"end,omitzero"`
}

// Standing is how one layer stands.
type Standing struct {
	Layer warranty.Layer `json:"layer"`
	State warranty.State `json:"state"`
	From  civil.Date     `json:"from,omitzero"`
	End   civil.Date     `json:"end,omitzero"`
	Owes  warranty.Party `json:"owes,omitempty"`
	Name  string         `json:"name,omitempty"`
}

// Duty is what the shop owes by when.
type Duty struct {
	Code warranty.Obligation `json:"code"`
	By   civil.Date          `json:"by,omitzero"`
}

// Advice is what the program by itself would answer.
type Advice struct {
	Layer  warranty.Layer  `json:"layer,omitempty"`
	Answer warranty.Answer `json:"answer"`
}

// Decided is what a named person settled.
type Decided struct {
	By         string     `json:"by"`
	Why        string     `json:"why"`
	On         civil.Date `json:"on,omitzero"`
	Overridden bool       `json:"overridden"` // it differs from the advice
}

// Frozen is the verdict that the file keeps.
type Frozen struct {
	On      string          `json:"on"`
	Age     warranty.Age    `json:"age"`
	Answer  warranty.Answer `json:"answer"`
	Layer   warranty.Layer  `json:"layer,omitempty"`
	Rules   string          `json:"rules"`
	Changed bool            `json:"changed"` // what is known today comes to something else
}

// BothViews is a disputed file under the layer it came from and under the one
// it was to go to.
type BothViews struct {
	Before Side `json:"before"`
	After  Side `json:"after"`
}

// Side is one of the two.
type Side struct {
	Layer  warranty.Layer  `json:"layer,omitempty"`
	Answer warranty.Answer `json:"answer"`
	Pays   warranty.Party  `json:"pays,omitempty"`
	Limit  *Limit          `json:"limit,omitempty"`
}

// Verdict says what is owed on a file today.
func (a *App) Verdict(ctx context.Context, id journal.EntityID) (Verdict, error) {
	return read(ctx, a, func(r storage.Reader) (Verdict, error) {
		file, err := a.views.Repair(r, id)
		if err != nil {
			return Verdict{}, err
		}
		return a.verdict(r, file)
	})
}

// VerdictForCustomer is what is owed on a file today, as its customer may read it.
func (a *App) VerdictForCustomer(ctx context.Context, id journal.EntityID) (Verdict, error) {
	return read(ctx, a, func(r storage.Reader) (Verdict, error) {
		file, err := a.views.Repair(r, id)
		if err != nil {
			return Verdict{}, err
		}
		j, alerts, err := a.judged(r, file)
		if err != nil {
			return Verdict{}, err
		}
		j.verdict = j.verdict.ForCustomer()
		return j.shown(alerts), nil
	})
}

// judged is what is owed on a file by the rules of its shop, with what these warn of.
func (a *App) judged(r storage.Reader, file views.Repair) (j judgement, s alerts, err error) {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return j, s, err
	}
	if j, err = a.judge(r, file, at); err != nil {
		return j, s, err
	}
	s, err = at.alerts()
	return j, s, err
}

func (a *App) verdict(r storage.Reader, file views.Repair) (Verdict, error) {
	j, alerts, err := a.judged(r, file)
	if err != nil {
		return Verdict{}, err
	}
	out := j.shown(alerts)
	if w := file.Warranty; w != nil {
		out.Frozen = frozen(w.Judged, j.verdict)
		if !w.WorkMayStart() {
			out.Views = j.both(w.Change, alerts)
		}
	}
	return out, nil
}

func frozen(f *warranty.VerdictFacts, now warranty.Verdict) *Frozen {
	if f == nil {
		return nil
	}
	return &Frozen{
		On: f.On, Age: f.Age, Answer: f.Answer, Layer: f.Layer, Rules: f.Rules.Version,
		Changed: f.Answer != now.Answer || f.Layer != now.Layer || f.Legal.End != now.Legal.End.String(),
	}
}
