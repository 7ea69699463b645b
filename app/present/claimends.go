package present

import (
	"strings"

	"etabli/app/domain/bank"
	"etabli/app/domain/claim"
	"etabli/app/service"
)

// refundSheet takes the refund that is next a step on; what it asks for goes into
// the command.
func (c *Claims) refundSheet(act string, to claim.RefundState, fields ...SheetField) plan {
	w, t := c.Words, c.one
	o := t.Owed()
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + act), Submit: w.T("sheet.save"), Fields: fields,
			Intro: w.T("claims.refund.intro", "sum", w.Money(o.Refund.Cents, euro), "n", w.Number(o.N), "day", w.Date(o.Refund.By)),
		},
		prepare: func(v values) (job, error) {
			in := &service.StepRefundInput{
				ID: t.ID, N: o.N, State: to, Means: claim.Means(v["means"]), Agreed: v["terms"] == "agreed", Ref: strings.TrimSpace(v["ref"]), Proof: strings.TrimSpace(v["proof"]),
				IBAN: v["iban"], Holder: v["holder"],
			}
			var err error
			if in.By, err = c.parseDate("by", v["by"]); err != nil {
				return nil, err
			}
			for _, f := range fields {
				if f.Key == "ref" || f.Key == "proof" {
					err = required(f.Key, v[f.Key])
				}
			}
			return doing(c.ports.Acts.StepRefund, in), err
		},
	}
}

// meansFields ask by which means money goes back; where law owes it, whether the
// customer wants others than they paid with.
func (c *Claims) meansFields() []SheetField {
	o := c.one.Owed()
	fields := []SheetField{{
		Key: "means", Label: c.Words.T("claims.means"), Kind: ChoiceInput, Value: string(o.Refund.Means),
		Choices: append([]Choice{{"", c.Words.T("claims.means.before")}}, c.choices("claim.state.", codes(claim.AllMeans())...)...),
	}}
	if m, _ := o.Facts().Of(claim.Refund); m.Legal {
		fields = append(fields, SheetField{Key: "terms", Label: c.Words.T("claims.terms"), Kind: TickInput, Choices: c.choices("claiming.terms.", "agreed")})
	}
	return fields
}

func (c *Claims) byField() SheetField {
	return SheetField{Key: "by", Label: c.Words.T("claims.refund.by"), Kind: DateInput, Value: typedDate(c.one.Owed().Refund.By)}
}

func (c *Claims) orderedSheet() plan {
	return c.refundSheet(claimOrdered, claim.RefundOrdered, append(append(c.meansFields(), c.accountFields()...), c.byField())...)
}

// accountFields ask where a transfer goes, with what is known of it.
func (c *Claims) accountFields() []SheetField {
	to := bank.Account{Holder: c.one.CustomerName}
	if known := c.one.Owed().Refund.Account; known != nil {
		to = *known
	}
	return c.bankFields(to, "claims.refund.iban.hint")
}

func (c *Claims) executedSheet() plan {
	ref := SheetField{Key: "ref", Label: c.Words.T("claims.refund.ref"), Kind: TextInput, Hint: c.Words.T("claims.refund.ref.hint")}
	return c.refundSheet(claimExecuted, claim.RefundExecuted, append([]SheetField{ref}, c.meansFields()...)...)
}

func (c *Claims) arrivedSheet() plan {
	return c.refundSheet(claimConfirmed, claim.RefundConfirmed,
		SheetField{Key: "proof", Label: c.Words.T("claims.refund.proof"), Kind: TextInput, Hint: c.Words.T("claims.refund.proof.hint")})
}

func (c *Claims) againSheet() plan {
	return c.refundSheet(claimAgain, claim.RefundDecided, c.byField())
}

// mediateSheet notes a step with the mediator that may follow the last one.
func (c *Claims) mediateSheet() plan {
	w, t := c.Words, c.one
	var steps []string
	for _, m := range []claim.Mediation{claim.Told, claim.Referred, claim.Proposed, claim.Closed} {
		if m.After(t.Mediation) {
			steps = append(steps, string(m))
		}
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + claimMediate), Submit: w.T("sheet.save"), Intro: w.T("claims.mediate.intro"), Fields: []SheetField{
			{Key: "step", Label: w.T("claims.step"), Kind: ChoiceInput, Value: steps[0], Choices: c.choices("claim.state.", steps...)},
			{Key: "on", Label: w.T("inbox.promise.on"), Kind: DateInput, Value: typedDate(c.today())},
			{Key: "ref", Label: w.T("claims.mediate.ref"), Kind: TextInput},
			{Key: "outcome", Label: w.T("claims.mediate.outcome"), Kind: ChoiceInput, Choices: append([]Choice{{"", w.T("claims.mediate.none")}},
				c.choices("claiming.answer.", codes([]claim.Answer{claim.Yes, claim.No, claim.None})...)...)},
		}},
		prepare: func(v values) (job, error) {
			on, err := c.parseDate("on", v["on"])
			return doing(c.ports.Acts.MediateClaim, &service.MediateInput{
				ID: t.ID, Step: claim.Mediation(v["step"]), On: on, Ref: strings.TrimSpace(v["ref"]), Outcome: claim.Answer(v["outcome"]),
			}), err
		},
	}
}

func (c *Claims) endSheet() plan {
	w, id := c.Words, c.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + claimEnd), Submit: w.T("deed." + claimEnd), Fields: []SheetField{
			{Key: "outcome", Label: w.T("claims.outcome"), Kind: ChoiceInput, Value: string(claim.Settled), Choices: c.choices("claiming.outcome.", codes(claim.Outcomes())...)},
			{Key: "words", Label: w.T("claims.end.words"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			return doing(c.ports.Acts.EndClaim, &service.EndClaimInput{ID: id, Outcome: claim.Outcome(v["outcome"]), Words: strings.TrimSpace(v["words"])}), nil
		},
	}
}

func (c *Claims) reopenSheet() plan {
	w, id := c.Words, c.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + claimReopen), Submit: w.T("deed." + claimReopen), Fields: []SheetField{
			{Key: "reason", Label: w.T("claims.reason"), Kind: ChoiceInput, Value: "new_facts", Choices: c.choices("claiming.reason.", "new_facts", "refund_missing", "by_mistake")},
		}},
		prepare: func(v values) (job, error) {
			return doing(c.ports.Acts.ReopenClaim, &service.ReopenClaimInput{ID: id, Reason: v["reason"]}), nil
		},
	}
}
