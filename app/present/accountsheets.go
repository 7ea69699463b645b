package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/account"
	owing "etabli/app/domain/debt"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// newSheet gives the customer of a file an account.
func (a *Accounts) newSheet() plan {
	file := SheetField{Key: "repair", Label: a.Words.T("accounts.by_file"), Kind: ScanInput, Hint: a.Words.T("loans.file.hint")}
	p := a.accountSheet(service.AccountNow{})
	asked := p.fields
	p.fields = func(v values) []SheetField { return append([]SheetField{file}, asked(v)...) }
	p.sheet.Title, p.sheet.Fields = a.Words.T("deed."+accountNew), p.fields(values{})
	var made ID
	p.prepare = func(v values) (job, error) {
		in, err := a.accountTyped(v)
		if err != nil {
			return nil, err
		}
		return func(ctx context.Context, call service.Call) error {
			row, err := fileNamed(ctx, a.ports.Files, "repair", v["repair"])
			if err != nil {
				return err
			}
			of, err := a.ports.Accounts.Repair(ctx, row.ID)
			if err != nil {
				return err
			}
			if in.ID = of.CustomerID; in.ID.IsZero() {
				return fault.New(fault.NotFound, "repair", "what", "customer")
			}
			made = in.ID
			_, err = a.ports.Acts.SaveAccount(ctx, call, in)
			return err
		}, required("repair", v["repair"])
	}
	p.then = func() { a.Go(Route{Screen: AccountsScreen, Open: made}) }
	return p
}

func (a *Accounts) editSheet() plan {
	now := *a.one.account
	p := a.accountSheet(now)
	p.prepare = func(v values) (job, error) {
		in, err := a.accountTyped(v)
		if err != nil {
			return nil, err
		}
		in.ID = now.Customer
		return doing(a.ports.Acts.SaveAccount, in), nil
	}
	return p
}

func ticks(say ...string) string { return strings.Join(say, "\n") }

// accountSheet asks who a business is in law, and how it pays.
func (a *Accounts) accountSheet(now service.AccountNow) plan {
	w := a.Words
	var how []string
	for code, is := range map[string]bool{"monthly": now.Monthly, "end_of_month": now.EndOfMonth, "order_needed": now.OrderNeeded, "public": now.Public, "untaxed": now.Untaxed} {
		if is {
			how = append(how, code)
		}
	}
	slices.Sort(how)
	days, ceiling := "", ""
	if !now.Customer.IsZero() {
		days = itoa(now.TermDays)
	}
	if now.Ceiling > 0 {
		ceiling = a.typedMoney(now.Ceiling)
	}
	fields := func(v values) []SheetField {
		scheme, typed := v["scheme"]
		if !typed {
			scheme = string(now.Scheme)
		}
		list := []SheetField{
			{Key: "legal_name", Label: w.T("accounts.legal_name"), Kind: TextInput, Value: now.Legal},
			{Key: "scheme", Label: w.T("accounts.scheme"), Kind: ChoiceInput, Value: scheme, Choices: a.schemeChoices()},
		}
		list = append(list, a.identityFields(account.Scheme(scheme), now)...)
		return append(list,
			SheetField{Key: "address", Label: w.T("accounts.address"), Kind: LongInput, Value: now.Address},
			SheetField{Key: "email", Label: w.T("accounts.email"), Kind: TextInput, Value: now.Email},
			SheetField{Key: "routing", Label: w.T("accounts.routing"), Kind: TextInput, Value: now.Routing, Hint: w.T("accounts.routing.hint")},
			SheetField{Key: "how", Label: w.T("accounts.paying"), Kind: TickInput, Value: ticks(how...), Choices: a.choices(accountsVerb+".how.", "monthly", "end_of_month", "order_needed", "public", "untaxed")},
			SheetField{Key: "term_days", Label: w.T("accounts.term"), Kind: TextInput, Value: days, Hint: w.T("accounts.term.hint")},
			SheetField{Key: "ceiling_cents", Label: w.T("accounts.ceiling"), Kind: MoneyInput, Value: ceiling, Hint: w.T("accounts.ceiling.hint")})
	}
	return plan{sheet: Sheet{Title: w.T("deed." + accountEdit), Submit: w.T("sheet.save"), Fields: fields(values{})}, fields: fields}
}

func (a *Accounts) accountTyped(v values) (*service.AccountInput, error) {
	how := strings.Split(v["how"], "\n")
	in := &service.AccountInput{
		Legal: strings.TrimSpace(v["legal_name"]), SIREN: v["siren"], VAT: v["vat_number"], Address: strings.TrimSpace(v["address"]),
		Email: strings.TrimSpace(v["email"]), Routing: strings.TrimSpace(v["routing"]), Monthly: slices.Contains(how, "monthly"),
		EndOfMonth: slices.Contains(how, "end_of_month"), Order: slices.Contains(how, "order_needed"), Public: slices.Contains(how, "public"), Untaxed: slices.Contains(how, "untaxed"),
		Scheme: account.Scheme(v["scheme"]), Number: v["number"], Country: v["country"],
	}
	var err error
	if in.Ceiling, err = a.parseMoney("ceiling_cents", v["ceiling_cents"]); err != nil {
		return nil, err
	}
	if v["term_days"] != "" {
		days, err := a.parseCount("term_days", v["term_days"])
		if err != nil {
			return nil, err
		}
		n := int(days)
		in.TermDays = &n
	}
	return in, nil
}

// billSheet invoices what stands on the account, up to a day.
func (a *Accounts) billSheet() plan {
	w, now := a.Words, *a.one.account
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + accountBill), Submit: w.T("accounts.bill.do"),
			Intro: w.T("accounts.bill.intro", "amount", a.sum(a.one.due.Cents), "receipts", w.N("accounts.receipts", len(a.one.due.Receipts))),
			Fields: []SheetField{
				{Key: "from", Label: w.T("accounts.from"), Kind: DateInput, Hint: w.T("typed.date")},
				{Key: "to", Label: w.T("accounts.to"), Kind: DateInput, Value: typedDate(a.today()), Hint: w.T("typed.date")},
			},
		},
		prepare: func(v values) (job, error) {
			in := &service.IssueInvoiceInput{Customer: now.Customer}
			var err error
			if in.From, err = a.parseDate("from", v["from"]); err != nil {
				return nil, err
			}
			in.To, err = a.parseDate("to", v["to"])
			return doing(a.ports.Acts.IssueInvoice, in), err
		},
	}
}

// paySheet records the payment of an invoice; the oldest receipts are settled first.
func (a *Accounts) paySheet() plan {
	w, one := a.Words, *a.one.invoice
	tenders := []string{string(till.Transfer), string(till.Cheque), string(till.Card), string(till.Link)}
	return plan{
		sheet: Sheet{Title: w.T("deed." + invoicePay), Submit: w.T("sheet.save"), Intro: w.T("accounts.pay.intro"), Fields: []SheetField{
			{Key: "payment.cents", Label: w.T("accounts.sum"), Kind: MoneyInput, Value: a.typedMoney(one.OwedCents)},
			{Key: "payment.tender", Label: w.T("accounts.tender"), Kind: ChoiceInput, Value: tenders[0], Choices: a.choices("tender.", tenders...)},
			{Key: "payment.ref", Label: w.T("contracts.ref"), Kind: TextInput, Hint: w.T("contracts.ref.hint")},
		}},
		prepare: func(v values) (job, error) {
			cents, err := a.parseMoney("payment.cents", v["payment.cents"])
			in := &service.PayInvoiceInput{Number: one.Number, Payment: till.Paid{Tender: till.Tender(v["payment.tender"]), Cents: cents, Ref: strings.TrimSpace(v["payment.ref"])}}
			return doing(a.ports.Acts.PayInvoice, in), err
		},
	}
}

// stepSheet says how far an invoice is on its way over a platform.
func (a *Accounts) stepSheet() plan {
	w, one := a.Words, *a.one.invoice
	var can []string
	for _, to := range invoiceStates {
		if invoice.CanMove(one.State, to) {
			can = append(can, string(to))
		}
	}
	fields := []SheetField{
		{Key: "state", Label: w.T("accounts.way.now"), Kind: ChoiceInput, Choices: a.choices("status.invoice_", can...)},
		{Key: "ref", Label: w.T("accounts.way.ref"), Kind: TextInput, Hint: one.Ref},
		{Key: "reason", Label: w.T("accounts.way.reason"), Kind: TextInput, Hint: w.T("accounts.way.reason.hint")},
	}
	if len(can) > 0 {
		fields[0].Value = can[0]
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + invoiceStep), Submit: w.T("sheet.save"), Fields: fields},
		prepare: func(v values) (job, error) {
			return doing(a.ports.Acts.StepInvoice, &service.StepInvoiceInput{
				Number: one.Number, State: invoice.State(v["state"]), Ref: strings.TrimSpace(v["ref"]), Reason: strings.TrimSpace(v["reason"]),
			}), nil
		},
	}
}

func (a *Accounts) remindSheet() plan {
	w, one := a.Words, *a.one.debt
	return plan{
		sheet: Sheet{Title: w.T("accounts.remind", "n", itoa(max(1, one.Remind))), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "channel", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: "phone", Choices: a.choices(accountsVerb+".by.", "phone", "sms", "email", "letter", "registered", "counter")},
			{Key: "on", Label: w.T("tasks.on"), Kind: DateInput, Value: typedDate(a.today()), Hint: w.T("typed.date")},
			{Key: "proof", Label: w.T("contracts.proof"), Kind: TextInput, Hint: w.T("contracts.proof.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.RemindDebtInput{Number: one.Number, Channel: v["channel"], Proof: strings.TrimSpace(v["proof"])}
			var err error
			in.On, err = a.parseDate("on", v["on"])
			return doing(a.ports.Acts.RemindDebt, in), err
		},
	}
}

// debtParts is in how many parts a debt is paid, as a sheet asks.
const debtParts = 3

// planSheet agrees by which days a debt is paid; all of it on one day to begin with.
func (a *Accounts) planSheet() plan {
	w, one := a.Words, *a.one.debt
	var fields []SheetField
	for i := range debtParts {
		n := itoa(i)
		due := SheetField{Key: "parts." + n + ".due_on", Label: w.T("accounts.part.on", "n", itoa(i+1)), Kind: DateInput, Hint: w.T("typed.date")}
		cents := SheetField{Key: "parts." + n + ".cents", Label: w.T("accounts.part.sum", "n", itoa(i+1)), Kind: MoneyInput, Hint: "0,00 €"}
		if i == 0 {
			cents.Value = a.typedMoney(one.Owed)
		}
		fields = append(fields, due, cents)
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + debtPlan), Submit: w.T("sheet.save"), Intro: w.T("accounts.plan.intro", "amount", a.sum(one.Owed)), Fields: fields},
		prepare: func(v values) (job, error) {
			in := &service.PlanInput{Number: one.Number}
			for i := range debtParts {
				at := "parts." + itoa(i)
				day, err := a.parseDate(at+".due_on", v[at+".due_on"])
				if err != nil {
					return nil, err
				}
				cents, err := a.parseMoney(at+".cents", v[at+".cents"])
				if err != nil {
					return nil, err
				}
				if cents == 0 {
					continue
				}
				if err := required(at+".due_on", day); err != nil {
					return nil, err
				}
				in.Parts = append(in.Parts, owing.Part{Due: day, Cents: cents})
			}
			return doing(a.ports.Acts.PlanDebt, in), nil
		},
	}
}

func (a *Accounts) giveUpSheet() plan {
	w, one := a.Words, *a.one.debt
	return plan{
		sheet: Sheet{Title: w.T("deed." + debtGiveUp), Submit: w.T("deed." + debtGiveUp), Intro: w.T("accounts.give_up.intro"), Fields: []SheetField{
			{Key: "reason", Label: w.T("accounts.why"), Kind: ChoiceInput, Value: "too_small", Choices: a.choices(accountsVerb+".why.", "too_small", "bankrupt", "gone", "disputed", "goodwill")},
		}},
		prepare: func(v values) (job, error) {
			return doing(a.ports.Acts.GiveDebtUp, &service.GiveUpInput{Number: one.Number, Reason: v["reason"]}), nil
		},
	}
}
