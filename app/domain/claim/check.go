package claim

import (
	"cmp"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/domain/text"
)

// The faults of claims.
const (
	NotAllowed     fault.Code = "claim_not_allowed"     // args: from, to
	AboveAuthority fault.Code = "claim_above_authority" // args: cap_cents, sum_cents
	OfferGone      fault.Code = "claim_offer_gone"      // args: n; not the offer that stands
	VoucherUnasked fault.Code = "claim_voucher_unasked" // instead of money only by an explicit yes
	OtherMeans     fault.Code = "claim_other_means"     // args: means; law pays back as it was paid
	RefundNotThere fault.Code = "refund_not_there"      // args: from, to
	NoRefund       fault.Code = "claim_no_refund"       // nothing is to be paid back
	RefundOpen     fault.Code = "claim_refund_open"     // args: state
	AccountNeeded  fault.Code = "claim_account_needed"  // a transfer has nowhere to go
	VoucherOpen    fault.Code = "claim_voucher_open"    // the voucher that was agreed is not issued
	MediatorFirst  fault.Code = "claim_mediator_first"  // who is refused has to hear of the mediator
	NoMediator     fault.Code = "claim_no_mediator"     // the shop has not named one
)

// The limits of a claim.
const (
	MaxWords    = 8000
	MaxRef      = 120
	MaxName     = 300
	MaxReason   = 40
	MaxCount    = 1000
	MaxKm       = 100_000
	MaxMeasures = 5
	maxCents    = 100_000_000
)

// CheckOpened checks a new claim.
func CheckOpened(f OpenedFacts, box WordsBox) error {
	return fault.First(
		text.OneOf("channel", f.Channel, message.Channels()...),
		text.Moment("received_ms", f.ReceivedMS),
		text.OneOf("about", f.About, Matters()...),
		checkWish(f.Wish, f.WishCents),
		checkLoss("loss.", f.Loss),
		text.Line("receipt", f.Receipt, MaxRef),
		checkBox(box, true),
	)
}

// CheckHeard checks more that was said.
func CheckHeard(f HeardFacts, box WordsBox) error {
	loss := Loss{}
	if f.Loss != nil {
		loss = *f.Loss
	}
	return fault.First(
		text.OneOf("channel", f.Channel, message.Channels()...),
		text.Moment("received_ms", f.ReceivedMS),
		checkWish(f.Wish, f.WishCents),
		checkLoss("loss.", loss),
		checkBox(box, true),
	)
}

// CheckAnswered checks an answer of ours: what was said is kept.
func CheckAnswered(f AnsweredFacts, box WordsBox) error {
	return fault.First(
		text.OneOf("channel", f.Channel, message.Channels()...),
		text.Moment("at_ms", f.AtMS),
		checkBox(box, true),
	)
}

// CheckConfirmed checks a written confirmation.
func CheckConfirmed(f ConfirmedFacts, box WordsBox) error {
	if err := fault.First(text.OneOf("channel", f.Channel, message.Channels()...), text.Moment("at_ms", f.AtMS), text.Line("proof", f.Proof, MaxRef), checkBox(box, true)); err != nil {
		return err
	}
	if !Written(f.Channel) {
		return fault.New(fault.Malformed, "channel", "expected", "email, letter, sms, web, social")
	}
	return nil
}

// CheckMediated checks a step with the mediator from where it stands.
func CheckMediated(f MediatedFacts, before Mediation) error {
	if err := fault.First(
		text.OneOf("step", f.Step, Told, Referred, Proposed, Closed),
		text.Date("on", f.On),
		text.Line("ref", f.Ref, MaxRef),
		text.OneOf("outcome", f.Outcome, "", Yes, No, None),
	); err != nil {
		return err
	}
	switch {
	case !f.Step.After(before):
		return fault.New(NotAllowed, "step", "from", cmp.Or(string(before), string(Open)), "to", string(f.Step))
	case f.Step == Told && text.Blank(f.Name):
		return fault.New(NoMediator, "step")
	case f.Step == Closed && f.Outcome == "":
		return fault.New(fault.Missing, "outcome")
	}
	return text.Block("name", f.Name, MaxName)
}

// CheckReplied checks the customer's answer to an offer.
func CheckReplied(f RepliedFacts) error {
	return fault.First(
		text.OneOf("answer", f.Answer, Yes, No, None),
		text.OneOf("by", f.Channel, "", "counter", "phone", "page", "sms", "email", "letter", "social", "review"),
		text.Moment("at_ms", f.AtMS),
	)
}

// CheckEnded checks how a claim ends.
func CheckEnded(f EndedFacts, box WordsBox) error {
	return fault.First(text.OneOf("outcome", f.Outcome, Outcomes()...), checkBox(box, false))
}

// CheckAuthority checks what roles may decide.
func CheckAuthority(f AuthorityFacts) error {
	if len(f.Cents)+len(f.Off) == 0 {
		return fault.New(fault.Missing, "cents")
	}
	for role, n := range f.Off {
		at := "discounts_permille." + role
		if err := fault.First(text.OneOf(at, role, staff.Roles()...), fault.Within(at, int64(n), 0, 1000)); err != nil {
			return err
		}
	}
	for role, n := range f.Cents {
		if err := fault.First(text.OneOf("cents."+role, role, staff.Roles()...), fault.Within("cents."+role, n, 0, maxCents)); err != nil {
			return err
		}
	}
	return nil
}

// Written tells whether what comes by a channel is writing: a written complaint
// has its own clock, and a confirmation is one only in writing.
func Written(c message.Channel) bool { return c != message.Phone && c != message.Visit }

func checkWish(wish Remedy, cents int64) error {
	return fault.First(text.OneOf("wish", wish, append(Remedies(), "")...), fault.Within("wish_cents", cents, 0, maxCents))
}

func checkLoss(at string, l Loss) error {
	return fault.First(
		fault.Within(at+"trips", int64(l.Trips), 0, MaxCount),
		fault.Within(at+"km", int64(l.Km), 0, MaxKm),
		fault.Within(at+"days", int64(l.Days), 0, MaxCount),
		text.Date(at+"missed", l.Missed),
		fault.Within(at+"cents", l.Cents, 0, maxCents),
	)
}

func checkBox(box WordsBox, needed bool) error {
	check := text.Block
	if needed {
		check = text.NeededBlock
	}
	return fault.First(
		check("words", box.Words, MaxWords), text.Line("from", box.From, MaxName),
		text.Block("why", box.Why, MaxWords), text.Block("note", box.Note, MaxWords),
	)
}

// CheckReopened checks why a claim is taken up again.
func CheckReopened(f ReopenedFacts) error {
	if f.Reason == "" {
		return fault.New(fault.Missing, "reason")
	}
	return text.Code("reason", f.Reason, MaxReason)
}
