package present

import (
	"context"
	"slices"

	"etabli/app/domain/discount"
	"etabli/app/domain/staff"
	"etabli/app/service"
	"etabli/app/views"
)

// The fields by which somebody allows what whoever works here may not.
const (
	approvedBy  = "approved_by"
	approvalPIN = "pin"
	discountWhy = "discount_why"
)

// Approving knows who works here, and their PINs.
type Approving interface {
	Pins
	Staff(ctx context.Context) ([]views.Staff, error)
}

// approverFields ask who of some allows something, and for the PIN of whoever has one.
// Every screen on which somebody may do more by name of a colleague asks by these.
func (e Env) approverFields(label string, team []views.Staff, some []Choice, by string) []SheetField {
	fields := []SheetField{{Key: approvedBy, Label: label, Kind: ChoiceInput, Value: by, Choices: some}}
	if i := slices.IndexFunc(team, func(p views.Staff) bool { return p.ID.String() == by }); i >= 0 && team[i].HasPIN {
		fields = append(fields, SheetField{Key: approvalPIN, Label: e.Words.T("approval.pin", "name", team[i].Display), Kind: SecretInput})
	}
	return fields
}

// overriders are who may let a rule of the house be passed.
func overriders(team []views.Staff) (out []Choice) {
	for _, p := range team {
		if !p.Gone && p.Person().May(staff.Override) {
			out = append(out, Choice{p.ID.String(), p.Display})
		}
	}
	return out
}

// discountFields ask why more of a price is let go of than usual, and who allows it.
func (e Env) discountFields(team []views.Staff, caps discount.Caps, by string) []SheetField {
	w := e.Words
	own := 0
	var others []Choice
	for _, p := range team {
		if p.ID == e.Desk.Staff {
			own = caps[p.Role]
		}
	}
	for _, p := range team {
		if n := caps[p.Role]; n > own && !p.Gone {
			others = append(others, Choice{p.ID.String(), w.T("discount.approver", "name", p.Display, "percent", e.percent(n))})
		}
	}
	why := SheetField{Key: discountWhy, Label: w.T("discount.why"), Kind: ChoiceInput, Choices: e.choices("discount.why.", discount.Reasons()...)}
	return append([]SheetField{why}, e.approverFields(w.T("discount.approved"), team, others, by)...)
}

// approved checks that whoever is named was there to allow it: by their PIN, if they have
// one.
func approved(ctx context.Context, port Pins, team []views.Staff, by *ID, pin string) error {
	if by == nil || !slices.ContainsFunc(team, func(p views.Staff) bool { return p.ID == *by && p.HasPIN }) {
		return nil
	}
	if err := required(approvalPIN, pin); err != nil {
		return err
	}
	_, err := port.CheckPin(ctx, *by, pin)
	return err
}

// allowing runs an act once whoever is named was there to allow it.
func allowing(port Pins, team []views.Staff, by *ID, pin string, act job) job {
	return func(ctx context.Context, call service.Call) error {
		if err := approved(ctx, port, team, by, pin); err != nil {
			return err
		}
		return act(ctx, call)
	}
}
