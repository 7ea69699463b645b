package main

import (
	"context"
	"slices"

	"etabli/app/domain/warranty"
	"etabli/app/portal"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// remedies are the choices that are acts; the others are rights that are told.
var remedies = []warranty.Choice{warranty.ChooseRepair, warranty.ChooseReplacement, warranty.ChooseReduction, warranty.ChooseRescission}

// guaranteeFor is what is owed on a file, as its customer may read it; nil where nothing
// is, and no named person has decided.
func (a acts) guaranteeFor(ctx context.Context, file views.Repair) (*portal.Guarantee, error) {
	v, err := a.hq.app.VerdictForCustomer(ctx, file.ID)
	if err != nil || v.Answer != warranty.Covered && v.Answer != warranty.Possible && v.Decision == nil {
		return nil, err
	}
	out := &portal.Guarantee{
		Layer: string(v.Layer), Owes: string(v.Owes), Answer: string(v.Answer), Provisional: v.Age == warranty.Provisional && v.Decision == nil,
	}
	if v.Decision != nil {
		out.Why = v.Decision.Why
	}
	if l := v.Limit; l != nil && (l.Clock == warranty.Running || l.Clock == warranty.Passed) {
		out.LastOn, out.Passed = l.LastOn.String(), l.Clock == warranty.Passed
	}
	if w := file.Warranty; w != nil {
		out.Chosen = string(w.Remedy.Chose)
	}
	for _, c := range v.Choices {
		if slices.Contains(remedies, c) {
			out.Choices = append(out.Choices, string(c))
		} else {
			out.Rights = append(out.Rights, string(c))
		}
	}
	if file.ReturnedMS != 0 {
		out.Choices, out.LastOn = nil, ""
	}
	return out, nil
}

// Choose records what the customer chooses under the guarantee.
func (a acts) Choose(ctx context.Context, token string, in portal.Choice) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	_, err = a.hq.app.ChooseRemedy(ctx, service.Call{ID: journal.CommandID(in.ID)}, &service.ChooseRemedyInput{
		ID: file.ID, Chose: warranty.Remedy(in.Chose), By: "page",
	})
	return err
}
