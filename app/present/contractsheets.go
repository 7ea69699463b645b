package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/bank"
	"etabli/app/domain/contract"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/app/views"
)

// counted are what a contract gives so many times a term, and freely what it gives
// as often as needed.
var counted, freely = []string{"visit", "call_out"}, []string{"loaner", "part", "upkeep"}

// signSheet signs a contract for the customer and the device of a file.
func (c *Contracts) signSheet() plan {
	w := c.Words
	fields := []SheetField{
		{Key: "repair", Label: w.T("loans.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
		{Key: "sort", Label: w.T("contracts.sort"), Kind: ChoiceInput, Value: string(contract.Maintenance), Choices: c.choices(contractsVerb+".sort.", codes(contract.Sorts())...)},
		{Key: "plan", Label: w.T("contracts.plan"), Kind: TextInput, Hint: w.T("contracts.plan.hint")},
		{Key: "made", Label: w.T("contracts.made"), Kind: ChoiceInput, Value: string(quote.AtShop), Choices: c.choices(contractsVerb+".made.", codes(quote.Places())...)},
		{Key: "buyer", Label: w.T("contracts.buyer"), Kind: ChoiceInput, Value: string(warranty.Consumer), Choices: c.choices(contractsVerb+".buyer.", string(warranty.Consumer), string(warranty.NonProfessional), string(warranty.Professional))},
		{Key: "starts_on", Label: w.T("contracts.starts"), Kind: DateInput, Value: typedDate(c.today()), Hint: w.T("typed.date")},
		{Key: "months", Label: w.T("contracts.months"), Kind: TextInput, Value: "12"},
		{Key: "renews", Label: w.T("contracts.renewal"), Kind: TickInput, Value: "yes", Choices: []Choice{{"yes", w.T("contracts.renews")}}},
		{Key: "notice_months", Label: w.T("contracts.notice"), Kind: TextInput, Value: "1"},
		{Key: "cents", Label: w.T("contracts.price"), Kind: MoneyInput, Hint: "0,00 €"},
	}
	for _, what := range counted {
		fields = append(fields, SheetField{Key: what, Label: w.T("contracts.gives.each", "what", c.entitled(what)), Kind: TextInput, Hint: w.T("contracts.gives.hint")})
	}
	fields = append(fields,
		SheetField{Key: "freely", Label: w.T("contracts.gives.free"), Kind: TickInput, Choices: c.choices(contractsVerb+".gives.", freely...)},
		SheetField{Key: "exit_cents", Label: w.T("contracts.exit.cost"), Kind: MoneyInput, Hint: "0,00 €"},
		SheetField{Key: "overlap", Label: w.T("contracts.overlap"), Kind: TickInput, Choices: []Choice{{"told", w.T("contracts.overlap.told")}}},
	)
	var signed views.Contract
	return plan{
		sheet: Sheet{Title: w.T("deed." + contractNew), Submit: w.T("contracts.sign.do"), Intro: w.T("contracts.sign.intro"), Fields: fields},
		prepare: func(v values) (job, error) {
			in, err := c.terms(v)
			if err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				row, err := fileNamed(ctx, c.ports.Files, "repair", v["repair"])
				if err != nil {
					return err
				}
				file, err := c.ports.Contracts.Repair(ctx, row.ID)
				if err != nil {
					return err
				}
				in.Customer, in.Devices = file.CustomerID, []service.CoveredInput{{Repair: &row.ID}}
				done, err := c.ports.Acts.SignContract(ctx, call, in)
				signed, _ = done.Data.(views.Contract)
				return err
			}, nil
		},
		then: func() {
			if !signed.ID.IsZero() {
				c.Go(Route{Screen: ContractsScreen, Open: signed.ID})
			}
		},
	}
}

// terms are those of a new contract, as they were typed.
func (c *Contracts) terms(v values) (in *service.SignContractInput, err error) {
	in = &service.SignContractInput{
		Sort: contract.Sort(v["sort"]), Plan: strings.TrimSpace(v["plan"]), Buyer: warranty.Buyer(v["buyer"]), Made: v["made"],
		Renews: v["renews"] != "", OverlapTold: v["overlap"] != "",
	}
	if err := fault.First(required("repair", v["repair"]), required("plan", in.Plan)); err != nil {
		return nil, err
	}
	if in.StartsOn, err = c.parseDate("starts_on", v["starts_on"]); err != nil {
		return nil, err
	}
	months, err := c.parseCount("months", v["months"])
	if err != nil {
		return nil, err
	}
	in.Months = int(months)
	if in.Renews && v["notice_months"] != "" {
		notice, err := c.parseCount("notice_months", v["notice_months"])
		if err != nil {
			return nil, err
		}
		in.Notice = int(notice)
	}
	if in.Cents, err = c.parseMoney("cents", v["cents"]); err != nil {
		return nil, err
	}
	if in.ExitCents, err = c.parseMoney("exit_cents", v["exit_cents"]); err != nil {
		return nil, err
	}
	for _, what := range counted {
		if v[what] == "" {
			continue
		}
		n, err := c.parseCount(what, v[what])
		if err != nil {
			return nil, err
		}
		in.Entitled = append(in.Entitled, contract.Entitlement{What: what, N: int(n)})
	}
	for _, what := range freely {
		if slices.Contains(strings.Split(v["freely"], "\n"), what) {
			in.Entitled = append(in.Entitled, contract.Entitlement{What: what})
		}
	}
	return in, nil
}

// useSheet counts a use; beyond what the term gives somebody allows it by name.
func (c *Contracts) useSheet() plan {
	w, id := c.Words, c.one.ID
	var what []Choice
	for _, left := range c.one.Left {
		what = append(what, Choice{left.What, c.entitled(left.What)})
	}
	team := c.one.team
	allow := append([]Choice{{"", w.T("contracts.allow.none")}}, overriders(team)...)
	uses := []SheetField{
		{Key: "what", Label: w.T("contracts.what"), Kind: ChoiceInput, Choices: what},
		{Key: "on", Label: w.T("tasks.on"), Kind: DateInput, Value: typedDate(c.today()), Hint: w.T("typed.date")},
		{Key: "repair", Label: w.T("tasks.file"), Kind: ScanInput, Hint: w.T("tasks.file.hint")},
		{Key: "cost_cents", Label: w.T("contracts.cost"), Kind: MoneyInput, Hint: "0,00 €"},
	}
	if len(what) > 0 {
		uses[0].Value = what[0].Value
	}
	fields := func(v values) []SheetField {
		return append(slices.Clip(uses), c.approverFields(w.T("contracts.allow"), team, allow, v[approvedBy])...)
	}
	return plan{
		sheet:  Sheet{Title: w.T("deed." + contractUse), Submit: w.T("sheet.save"), Fields: fields(nil)},
		fields: fields,
		prepare: func(v values) (job, error) {
			in := &service.UseContractInput{ID: id, What: v["what"]}
			var err error
			if in.On, err = c.parseDate("on", v["on"]); err != nil {
				return nil, err
			}
			if in.CostCents, err = c.parseMoney("cost_cents", v["cost_cents"]); err != nil {
				return nil, err
			}
			if in.ApprovedBy, err = namedStaff(v[approvedBy]); err != nil {
				return nil, err
			}
			return allowing(c.ports.Contracts, team, in.ApprovedBy, v[approvalPIN], func(ctx context.Context, call service.Call) error {
				if v["repair"] != "" {
					row, err := fileNamed(ctx, c.ports.Files, "repair", v["repair"])
					if err != nil {
						return err
					}
					in.Repair = &row.ID
				}
				_, err := c.ports.Acts.UseContract(ctx, call, in)
				return err
			}), nil
		},
	}
}

func (c *Contracts) noticeSheet() plan {
	w, one := c.Words, c.one
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + contractNotice), Submit: w.T("sheet.save"),
			Intro: w.T("contracts.notice.intro", "from", c.dayOr(one.Term.NoticeFrom.String()), "until", c.dayOr(one.Term.NoticeUntil.String())),
			Fields: []SheetField{
				{Key: "channel", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: "letter", Choices: c.choices("by.", "letter", "email")},
				{Key: "on", Label: w.T("contracts.notice.on"), Kind: DateInput, Value: typedDate(c.today()), Hint: w.T("typed.date")},
				{Key: "proof", Label: w.T("contracts.proof"), Kind: TextInput, Hint: w.T("contracts.proof.hint")},
				{Key: "cents", Label: w.T("contracts.price.next"), Kind: MoneyInput, Hint: c.typedMoney(one.Term.Cents)},
			},
		},
		prepare: func(v values) (job, error) {
			in := &service.NoticeContractInput{ID: one.ID, Channel: v["channel"], Proof: strings.TrimSpace(v["proof"])}
			var err error
			if in.On, err = c.parseDate("on", v["on"]); err != nil {
				return nil, err
			}
			in.Cents, err = c.parseMoney("cents", v["cents"])
			return doing(c.ports.Acts.NoticeContract, in), err
		},
	}
}

func (c *Contracts) paySheet() plan  { return c.moneySheet(contractPay, c.one.OwedCents, 1) }
func (c *Contracts) backSheet() plan { return c.moneySheet(contractBack, c.one.BackCents, -1) }

// moneySheet notes what was paid, or what went back, by a receipt of the till or by
// the reference of a transfer.
func (c *Contracts) moneySheet(deed string, cents, sign int64) plan {
	w, id := c.Words, c.one.ID
	var back []SheetField
	if sign < 0 {
		back = c.bankFields(bank.Account{Holder: c.one.CustomerName}, "bank.iban.receipt")
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + deed), Submit: w.T("sheet.save"), Intro: w.T("contracts.money.intro"), Fields: append([]SheetField{
			{Key: "cents", Label: w.T("contracts.sum"), Kind: MoneyInput, Value: c.typedMoney(cents)},
			{Key: "receipt", Label: w.T("contracts.receipt"), Kind: ScanInput, Hint: w.T("contracts.receipt.hint")},
			{Key: "ref", Label: w.T("contracts.ref"), Kind: TextInput, Hint: w.T("contracts.ref.hint")},
			{Key: "on", Label: w.T("tasks.on"), Kind: DateInput, Value: typedDate(c.today()), Hint: w.T("typed.date")},
		}, back...)},
		prepare: func(v values) (job, error) {
			in := &service.PayContractInput{ID: id, Receipt: strings.TrimSpace(v["receipt"]), Ref: strings.TrimSpace(v["ref"]), BankInput: bankOf(v)}
			typed, err := c.parseMoney("cents", v["cents"])
			if err != nil {
				return nil, err
			}
			in.Cents = sign * typed
			in.On, err = c.parseDate("on", v["on"])
			return doing(c.ports.Acts.PayContract, in), err
		},
	}
}

// coverSheet brings the device of a file under the contract, or takes it out.
func (c *Contracts) coverSheet() plan {
	w, id := c.Words, c.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + contractCover), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "repair", Label: w.T("loans.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
			{Key: "how", Label: w.T("contracts.cover"), Kind: ChoiceInput, Value: "in", Choices: c.choices(contractsVerb+".cover.", "in", "out")},
		}},
		prepare: func(v values) (job, error) {
			return func(ctx context.Context, call service.Call) error {
				row, err := fileNamed(ctx, c.ports.Files, "repair", v["repair"])
				if err == nil {
					_, err = c.ports.Acts.CoverContract(ctx, call, &service.CoverContractInput{
						ID: id, Devices: []service.CoveredInput{{Repair: &row.ID}}, Out: v["how"] == "out",
					})
				}
				return err
			}, required("repair", v["repair"])
		},
	}
}

// leaveSheet ends the contract, by one of the reasons that are possible today; each
// says what it comes to.
func (c *Contracts) leaveSheet() plan {
	w, one := c.Words, c.one
	var why []Choice
	for _, way := range one.ways {
		label := w.T(contractsVerb+".why."+string(way.Why)) + " · " + w.T("contracts.exit.on", "date", c.dayOr(way.On.String()))
		if way.Cents > 0 {
			label += " · " + w.T("contracts.exit.back", "amount", c.sum(way.Cents))
		}
		why = append(why, Choice{string(way.Why), label})
	}
	fields := []SheetField{
		{Key: "why", Label: w.T("contracts.over.why"), Kind: ChoiceInput, Choices: why},
		{Key: "on", Label: w.T("contracts.exit.wanted"), Kind: DateInput, Hint: w.T("typed.date")},
		{Key: "channel", Label: w.T("contracts.exit.by"), Kind: ChoiceInput, Value: "counter", Choices: c.choices(contractsVerb+".by.", "counter", "phone", "letter", "email")},
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + contractEnd), Submit: w.T("deed." + contractEnd), Intro: w.T("contracts.exit.intro"), Fields: fields},
		prepare: func(v values) (job, error) {
			in := &service.EndContractInput{ID: one.ID, Why: contract.Why(v["why"]), Channel: v["channel"]}
			if err := required("why", v["why"]); err != nil {
				return nil, err
			}
			var err error
			in.On, err = c.parseDate("on", v["on"])
			return doing(c.ports.Acts.EndContract, in), err
		},
	}
}
