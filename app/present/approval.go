package present

import (
	"context"
	"slices"

	"etabli/app/domain/discount"
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

// approvalFields ask why more of a price is let go of than usual, who allows it, and the
// PIN of whoever has one.
func (e Env) approvalFields(team []views.Staff, caps discount.Caps, by string) []SheetField {
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
	fields := []SheetField{
		{Key: discountWhy, Label: w.T("discount.why"), Kind: ChoiceInput, Choices: e.choices("discount.why.", discount.Reasons()...)},
		{Key: approvedBy, Label: w.T("discount.approved"), Kind: ChoiceInput, Choices: others},
	}
	if i := slices.IndexFunc(team, func(p views.Staff) bool { return p.ID.String() == by }); i >= 0 && team[i].HasPIN {
		fields = append(fields, SheetField{Key: approvalPIN, Label: w.T("discount.pin", "name", team[i].Display), Kind: SecretInput})
	}
	return fields
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
