package present

import (
	"slices"
	"strings"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/service"
)

// decideSheet makes an offer: each thing that we do with its sum. What somebody may
// not decide alone names who allows it.
func (c *Claims) decideSheet() plan {
	w, t := c.Words, c.one
	money := func(do claim.Remedy) SheetField {
		return SheetField{Key: string(do), Label: w.T("claiming.sum." + string(do)), Kind: MoneyInput, Hint: "0,00 €"}
	}
	s := Sheet{Title: w.T("deed." + claimDecide), Submit: w.T("claims.decide.do"), Intro: c.capWords(), Fields: []SheetField{
		{Key: "why", Label: w.T("claims.why"), Kind: ChoiceInput, Value: claim.Grounds()[0], Choices: c.choices("claiming.why.", claim.Grounds()...)},
		{Key: "do", Label: w.T("claims.do"), Kind: TickInput, Value: string(t.Wish), Choices: c.choices("claiming.do.", codes(claim.Remedies())...)},
		money(claim.Refund), money(claim.Voucher), money(claim.Exchange), money(claim.Repair),
		{Key: "terms", Label: w.T("claims.terms"), Kind: TickInput, Choices: c.choices("claiming.terms.", "legal", "agreed")},
		{Key: "means", Label: w.T("claims.means"), Kind: ChoiceInput, Choices: append([]Choice{{"", w.T("claims.means.same")}}, c.choices("claim.state.", codes(claim.AllMeans())...)...)},
		{Key: "by", Label: w.T("claims.by"), Kind: DateInput, Hint: w.T("claims.by.hint")},
		{Key: "channel", Label: w.T("claims.told"), Kind: ChoiceInput, Value: string(t.Channel), Choices: c.channels(string(t.Channel))},
		{Key: "words", Label: w.T("claims.offer.words"), Kind: LongInput},
	}}
	if t.WishCents > 0 && t.Wish.Pays() {
		i := slices.IndexFunc(s.Fields, func(f SheetField) bool { return f.Key == string(t.Wish) })
		s.Fields[i].Value = c.typedMoney(t.WishCents)
	}
	alone := s.Fields
	fields := func(v values) []SheetField {
		if others := c.approvers(); len(others) > 1 {
			return append(slices.Clip(alone), c.approverFields(w.T("claims.approved"), t.team, others, v[approvedBy])...)
		}
		return alone
	}
	s.Fields = fields(nil)
	return plan{sheet: s, fields: fields, prepare: func(v values) (job, error) {
		in := &service.DecideClaimInput{ID: t.ID, Why: v["why"], Channel: message.Channel(v["channel"]), Words: strings.TrimSpace(v["words"])}
		var err error
		if in.Measures, err = c.measures(v); err != nil {
			return nil, err
		}
		if in.ApprovedBy, err = namedStaff(v[approvedBy]); err != nil {
			return nil, err
		}
		return allowing(c.ports.Disputes, t.team, in.ApprovedBy, v[approvalPIN], doing(c.ports.Acts.DecideClaim, in)), required("words", in.Words)
	}}
}

// measures reads what is offered.
func (c *Claims) measures(v values) (out []claim.Measure, err error) {
	by, err := c.parseDate("by", v["by"])
	if err != nil {
		return nil, err
	}
	terms := strings.Split(v["terms"], "\n")
	for _, do := range claim.Remedies() {
		if !slices.Contains(strings.Split(v["do"], "\n"), string(do)) {
			continue
		}
		m := claim.Measure{Do: do, By: by, Legal: do.Pays() && slices.Contains(terms, "legal")}
		if m.Cents, err = c.parseMoney(string(do), v[string(do)]); err != nil {
			return nil, err
		}
		if do.Pays() && m.Cents == 0 {
			return nil, fault.New(fault.Missing, string(do))
		}
		if do == claim.Refund {
			m.Means, m.Agreed = claim.Means(v["means"]), slices.Contains(terms, "agreed")
		}
		out = append(out, m)
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Missing, "do")
	}
	return out, nil
}

// capWords say how much whoever works here may still decide alone.
func (c *Claims) capWords() string {
	if own, known := c.ownCap(); known {
		return c.Words.T("claims.cap", "sum", c.Words.Money(max(0, own-c.one.Granted()), euro))
	}
	return c.Words.T("claims.cap.nobody")
}

func (c *Claims) ownCap() (cents int64, known bool) {
	for _, p := range c.one.team {
		if p.ID == c.Desk.Staff {
			return c.one.caps[p.Role], true
		}
	}
	return 0, false
}

// approvers are who may decide more than whoever works here.
func (c *Claims) approvers() []Choice {
	own, _ := c.ownCap()
	out := []Choice{{"", c.Words.T("claims.alone")}}
	for _, p := range c.one.team {
		if n := c.one.caps[p.Role]; n > own && !p.Gone && p.ID != c.Desk.Staff {
			out = append(out, Choice{p.ID.String(), c.Words.T("claims.approver", "name", p.Display, "sum", c.Words.Money(n, euro))})
		}
	}
	return out
}

// namedStaff reads a choice of somebody; nil for nobody.
func namedStaff(text string) (*ID, error) {
	if text == "" {
		return nil, nil
	}
	id := &ID{}
	return id, id.UnmarshalText([]byte(text))
}

func (c *Claims) confirmSheet() plan {
	w, t := c.Words, c.one
	o := t.Standing()
	return plan{
		sheet: Sheet{Title: w.T("deed." + claimConfirm), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "channel", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: string(message.Email), Choices: c.choices("by.", "email", "letter", "sms", "web", "social")},
			{Key: "words", Label: w.T("claims.confirm.words"), Kind: LongInput, Value: o.Words},
			{Key: "proof", Label: w.T("claims.proof.sent"), Kind: TextInput, Hint: w.T("claims.proof.sent.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.ConfirmClaimInput{
				ID: t.ID, N: o.N, Channel: message.Channel(v["channel"]), Proof: strings.TrimSpace(v["proof"]), Words: strings.TrimSpace(v["words"]),
			}
			return doing(c.ports.Acts.ConfirmClaim, in), required("words", in.Words)
		},
	}
}

// replySheet notes what the customer says to the offer that stands. A voucher where
// law owes money is only ever theirs to choose.
func (c *Claims) replySheet() plan {
	w, t := c.Words, c.one
	o := t.Standing()
	s := Sheet{Title: w.T("deed." + claimReply), Submit: w.T("sheet.save"), Intro: c.offerWords(*o), Fields: []SheetField{
		{Key: "answer", Label: w.T("claims.reply"), Kind: ChoiceInput, Value: string(claim.Yes), Choices: c.choices("claiming.answer.", codes([]claim.Answer{claim.Yes, claim.No, claim.None})...)},
		{Key: "by", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: "phone", Choices: c.choices("claiming.by.", "counter", "phone", "email", "sms", "letter", "social")},
		{Key: "words", Label: w.T("claims.words"), Kind: LongInput},
	}}
	if o.AsksYes {
		s.Fields = slices.Insert(s.Fields, 1, SheetField{Key: "voucher_yes", Label: w.T("claims.voucher_yes"), Kind: TickInput, Choices: []Choice{{"yes", w.T("claims.voucher_yes.yes")}}})
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		return doing(c.ports.Acts.ReplyClaim, &service.ReplyClaimInput{
			ID: t.ID, N: o.N, Answer: claim.Answer(v["answer"]), By: v["by"], VoucherYes: v["voucher_yes"] != "", Words: strings.TrimSpace(v["words"]),
		}), nil
	}}
}
