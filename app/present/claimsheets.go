package present

import (
	"context"
	"strings"

	"etabli/app/domain/claim"
	"etabli/app/domain/message"
	"etabli/app/service"
	"etabli/app/views"
)

// saidFields ask what a customer said: by which channel, in which words, what they
// wish, and what it cost them.
func (c *Claims) saidFields(channel string) []SheetField {
	w := c.Words
	wishes := append([]Choice{{"", w.T("claims.wish.none")}}, c.choices("claiming.do.", codes(claim.Remedies())...)...)
	return []SheetField{
		{Key: "words", Label: w.T("claims.words"), Kind: LongInput, Hint: w.T("claims.words.hint")},
		{Key: "channel", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: channel, Choices: c.choices("by.", codes(message.Channels())...)},
		{Key: "wish", Label: w.T("claims.wish"), Kind: ChoiceInput, Choices: wishes},
		{Key: "wish_cents", Label: w.T("claims.wish.sum"), Kind: MoneyInput, Hint: "0,00 €"},
		{Key: "loss.trips", Label: w.T("claims.trips"), Kind: TextInput},
		{Key: "loss.km", Label: w.T("claims.km"), Kind: TextInput},
		{Key: "loss.days", Label: w.T("claims.days"), Kind: TextInput},
		{Key: "loss.cents", Label: w.T("claims.spent"), Kind: MoneyInput, Hint: "0,00 €"},
		{Key: "why", Label: w.T("claims.missed"), Kind: TextInput},
	}
}

// codes are words of the domain as plain ones.
func codes[T ~string](list []T) []string {
	out := make([]string, 0, len(list))
	for _, code := range list {
		out = append(out, string(code))
	}
	return out
}

// said reads what saidFields asked.
func (c *Claims) said(v values) (in service.SaidInput, err error) {
	if err = required("words", v["words"]); err != nil {
		return in, err
	}
	in = service.SaidInput{
		Channel: message.Channel(v["channel"]), Words: strings.TrimSpace(v["words"]), Wish: claim.Remedy(v["wish"]), LossWhy: strings.TrimSpace(v["why"]),
	}
	for field, into := range map[string]*int64{"wish_cents": &in.WishCents, "loss.cents": &in.Loss.Cents} {
		if *into, err = c.parseMoney(field, v[field]); err != nil {
			return in, err
		}
	}
	for field, into := range map[string]*int{"loss.trips": &in.Loss.Trips, "loss.km": &in.Loss.Km, "loss.days": &in.Loss.Days} {
		if strings.TrimSpace(v[field]) == "" {
			continue
		}
		n, err := c.parseCount(field, v[field])
		if err != nil {
			return in, err
		}
		*into = int(n)
	}
	return in, nil
}

// openSheet begins a claim from nothing, or about a file.
func (c *Claims) openSheet(about views.Repair) plan {
	w := c.Words
	var opened views.Claim
	s := Sheet{Title: w.T("deed." + claimNew), Submit: w.T("claims.new.do"), Intro: w.T("claims.new.intro"), Fields: append([]SheetField{
		{Key: "repair", Label: w.T("loans.file"), Kind: ScanInput, Value: about.Number, Hint: w.T("claims.file.hint")},
		{Key: "about", Label: w.T("claims.about"), Kind: ChoiceInput, Value: claim.Matters()[0], Choices: c.choices("claiming.about.", claim.Matters()...)},
	}, c.saidFields(string(message.Phone))...)}
	s.Fields = append(s.Fields,
		SheetField{Key: "from", Label: w.T("inbox.from"), Kind: TextInput, Hint: w.T("inbox.from.hint")},
		SheetField{Key: "receipt", Label: w.T("claims.receipt"), Kind: ScanInput},
		SheetField{Key: "labelled", Label: w.T("claims.labelled"), Kind: TickInput, Choices: []Choice{{"yes", w.T("claims.labelled.yes")}}},
	)
	return plan{sheet: s, prepare: func(v values) (job, error) {
		said, err := c.said(v)
		if err != nil {
			return nil, err
		}
		said.From = strings.TrimSpace(v["from"])
		in := &service.ClaimInput{SaidInput: said, About: v["about"], Labelled: v["labelled"] != ""}
		in.Receipt = strings.TrimSpace(v["receipt"])
		return func(ctx context.Context, call service.Call) error {
			file, err := c.fileOf(ctx, about, strings.TrimSpace(v["repair"]))
			if err != nil {
				return err
			}
			in.Repair = file
			done, err := c.ports.Acts.OpenClaim(ctx, call, in)
			opened, _ = done.Data.(views.Claim)
			return err
		}, nil
	}, then: func() {
		if !opened.ID.IsZero() {
			c.Go(Route{Screen: ClaimsScreen, Open: opened.ID})
		}
	}}
}

// fileOf is the file that was named: the one it began with, another, or none.
func (c *Claims) fileOf(ctx context.Context, about views.Repair, typed string) (*ID, error) {
	switch typed {
	case "":
		return nil, nil
	case about.Number:
		return &about.ID, nil
	}
	row, err := fileNamed(ctx, c.ports.Search, "repair", typed)
	if err != nil {
		return nil, err
	}
	return &row.ID, nil
}

func (c *Claims) hearSheet() plan {
	w, id := c.Words, c.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + claimHear), Submit: w.T("sheet.save"), Intro: w.T("claims.hear.intro"), Fields: c.saidFields(string(c.one.Channel))},
		prepare: func(v values) (job, error) {
			said, err := c.said(v)
			return doing(c.ports.Acts.HearClaim, &service.HearInput{ID: id, SaidInput: said}), err
		},
	}
}

func (c *Claims) answerSheet() plan {
	w, id := c.Words, c.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + claimAnswer), Submit: w.T("sheet.save"), Intro: w.T("claims.answer.intro"), Fields: []SheetField{
			{Key: "words", Label: w.T("inbox.said"), Kind: LongInput},
			{Key: "channel", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: string(c.one.Channel), Choices: c.channels(string(c.one.Channel))},
		}},
		prepare: func(v values) (job, error) {
			in := &service.ClaimAnswerInput{ID: id, Channel: message.Channel(v["channel"]), Words: strings.TrimSpace(v["words"])}
			return doing(c.ports.Acts.AnswerClaim, in), required("words", in.Words)
		},
	}
}
