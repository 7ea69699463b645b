package present

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/app/views"
)

func itoa(n int) string { return strconv.Itoa(n) }

// choices are codes with their words, under a beginning of keys.
func (e Env) choices(prefix string, codes ...string) []Choice {
	var out []Choice
	for _, code := range codes {
		out = append(out, Choice{code, e.Words.T(prefix + code)})
	}
	return out
}

// named are words that stand for themselves.
func named(words []string) []Choice {
	var out []Choice
	for _, w := range words {
		out = append(out, Choice{w, w})
	}
	return out
}

// issueSheet hands the open unit out: for the file that a unit was looked for,
// or for one that somebody names.
func (l *Loans) issueSheet() plan {
	w, unit, kept, whom := l.Words, l.one.unit, l.one.loan, l.whom
	lgc := whom.Warranty != nil && whom.Warranty.Layer == warranty.LGC
	s := Sheet{
		Title: w.T("loans.issue", "unit", unit.Label), Submit: w.T("loans.issue.do"), Intro: w.T("loans.issue.intro"), Fields: l.issueFields(unit, lgc),
	}
	switch {
	case kept != nil:
		s.Intro = w.T("loans.issue.for", "number", kept.Number, "name", kept.Customer) + " " + s.Intro
	case !whom.ID.IsZero():
		s.Intro = w.T("loans.issue.for", "number", whom.Number, "name", whom.Customer) + " " + s.Intro
	default:
		file := SheetField{Key: "file", Label: w.T("loans.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")}
		s.Fields = append([]SheetField{file}, s.Fields...)
	}
	if lgc {
		s.Intro += " " + w.T("loans.free.law.long")
	}
	if unit.Status == loan.Kept && (kept == nil || kept.Status != loan.Reserved) {
		s.Notice = Notice{Tone: Watch, Text: w.T("loans.kept.other"), Next: w.T("loans.kept.other.next")}
	}
	var made ID
	return plan{sheet: s, prepare: func(v values) (job, error) {
		in, err := l.issue(v, unit, kept)
		if err != nil {
			return nil, err
		}
		if lgc {
			in.Layer = warranty.LGC
		}
		return func(ctx context.Context, call service.Call) error {
			if in.ID == nil {
				file, err := l.fileFor(ctx, whom.ID, v["file"])
				if err != nil {
					return err
				}
				in.File = &file
			}
			done, err := l.ports.Acts.IssueLoan(ctx, call, in)
			if out, ok := done.Data.(views.Loan); ok {
				made = out.ID
			}
			return err
		}, nil
	}, then: func() { l.issued(made) }}
}

// issueFields ask for what is noted when a unit goes out; what the law lends takes no
// deposit.
func (l *Loans) issueFields(unit views.Loaner, lgc bool) []SheetField {
	w := l.Words
	f := []SheetField{{
		Key: "condition", Label: w.T("loans.condition"), Kind: TextInput, Value: strings.Join(unit.Condition, ", "), Hint: w.T("edit.list"),
	}}
	if len(unit.Accessories) > 0 {
		f = append(f, SheetField{
			Key: "accessories", Label: w.T("loans.accessories.given"), Kind: TickInput,
			Value: strings.Join(unit.Accessories, "\n"), Choices: named(unit.Accessories),
		})
	}
	f = append(f,
		SheetField{Key: "photos", Label: w.T("intake.photos"), Kind: PhotoInput},
		SheetField{Key: "due_on", Label: w.T("loans.due_on"), Kind: DateInput, Hint: w.T("typed.date")})
	if !lgc && unit.ValueCents > 0 {
		f = append(f,
			SheetField{Key: "deposit_cents", Label: w.T("loans.deposit"), Kind: MoneyInput, Hint: w.T("loans.deposit.hint", "value", w.Money(unit.ValueCents, unit.Currency))},
			SheetField{Key: "deposit_by", Label: w.T("loans.deposit.by"), Kind: ChoiceInput, Value: "preauth", Choices: l.choices("loaning.deposit.", "preauth", "cash")})
	}
	return append(f, SheetField{Key: "attachments", Label: w.T("loans.agreement"), Kind: SignInput})
}

// fileFor is the file that a unit is lent for: the one it was opened from, or one that was
// scanned or typed.
func (l *Loans) fileFor(ctx context.Context, from ID, typed string) (ID, error) {
	if !from.IsZero() {
		return from, nil
	}
	file, err := fileNamed(ctx, l.ports.Files, "file", typed)
	return file.ID, err
}

// issued shows the loan that was made, and prints its agreement.
func (l *Loans) issued(made ID) {
	l.whom = views.Repair{}
	if made.IsZero() {
		return
	}
	l.scope = OutScope
	l.Go(Route{Screen: LoansScreen, Open: made})
	l.open.print(l.ports.Papers, made, LoanA4)
}

func (l *Loans) issue(v values, unit views.Loaner, kept *service.LoanStanding) (*service.IssueInput, error) {
	in := &service.IssueInput{
		Condition: splitList(v["condition"]), Accessories: valueLines(v["accessories"]),
		Attachments: l.open.sheets.attachments(), Paper: v["attachments"] == SignedOnPaper,
	}
	if kept != nil {
		in.ID = &kept.ID
	} else {
		in.Unit = &unit.ID
	}
	var err error
	if in.DueOn, err = l.parseDate("due_on", v["due_on"]); err != nil {
		return nil, err
	}
	if in.DepositCents, err = l.parseMoney("deposit_cents", v["deposit_cents"]); err != nil {
		return nil, err
	}
	if in.DepositCents > 0 {
		in.DepositBy = v["deposit_by"]
	}
	if v["attachments"] == "" {
		return nil, fault.New(loan.NotSigned, "attachments")
	}
	return in, nil
}

func (l *Loans) reserveSheet() plan {
	w, unit, whom := l.Words, l.one.unit, l.whom
	s := Sheet{Title: w.T("deed." + loanReserve), Intro: w.T("loans.reserve.intro"), Submit: w.T("deed." + loanReserve)}
	if whom.ID.IsZero() {
		s.Fields = append(s.Fields, SheetField{Key: "file", Label: w.T("loans.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")})
	}
	s.Fields = append(s.Fields, SheetField{Key: "needed_on", Label: w.T("loans.needed_on"), Kind: DateInput, Hint: w.T("typed.date")})
	return plan{sheet: s, prepare: func(v values) (job, error) {
		needed, err := l.parseDate("needed_on", v["needed_on"])
		return func(ctx context.Context, call service.Call) error {
			file := whom.ID
			if file.IsZero() {
				found, err := fileNamed(ctx, l.ports.Files, "file", v["file"])
				if err != nil {
					return err
				}
				file = found.ID
			}
			_, err := l.ports.Acts.ReserveLoan(ctx, call, &service.ReserveInput{Unit: unit.ID, File: file, NeededOn: needed})
			return err
		}, err
	}}
}

// returnSheet takes the unit back beside what was noted when it went out.
func (l *Loans) returnSheet() plan {
	w, at := l.Words, *l.one.loan
	s := Sheet{
		Title: w.T("loans.return", "unit", at.Unit), Submit: w.T("deed." + loanReturn),
		Intro: w.T("loans.return.intro", "condition", l.listed(at.Out)), Photos: l.pictures(at.PhotosOut),
		Fields: []SheetField{{
			Key: "condition", Label: w.T("loans.condition.now"), Kind: TextInput, Value: strings.Join(at.Out, ", "), Hint: w.T("edit.list"),
		}},
	}
	states := l.choices("accessory.", "returned", "left", "missing")
	for i, name := range at.Accessories {
		s.Fields = append(s.Fields, SheetField{Key: accessoryKey(i), Label: name, Kind: ChoiceInput, Choices: states})
	}
	s.Fields = append(s.Fields,
		SheetField{Key: "damage.0.what", Label: w.T("loans.damage"), Kind: TextInput, Hint: w.T("loans.damage.hint")},
		SheetField{Key: "damage.0.cents", Label: w.T("loans.damage.cents"), Kind: MoneyInput, Hint: "0,00 €"},
		SheetField{Key: "photos", Label: w.T("intake.photos"), Kind: PhotoInput},
		SheetField{Key: "attachments", Label: w.T("loans.return.sign"), Kind: SignInput})
	return plan{sheet: s, prepare: func(v values) (job, error) {
		in := &service.ReturnLoanInput{
			ID: at.ID, Condition: splitList(v["condition"]), Attachments: l.open.sheets.attachments(), Paper: v["attachments"] == SignedOnPaper,
		}
		for i, name := range at.Accessories {
			state := v[accessoryKey(i)]
			if state == "" {
				return nil, fault.New(service.AccessoriesOpen, accessoryKey(i), "name", name)
			}
			if in.Accessories == nil {
				in.Accessories = map[string]string{}
			}
			in.Accessories[name] = state
		}
		cents, err := l.parseMoney("damage.0.cents", v["damage.0.cents"])
		if err != nil {
			return nil, err
		}
		if what := strings.TrimSpace(v["damage.0.what"]); what != "" || cents > 0 {
			in.Damage = []service.DamageInput{{What: what, Cents: cents}}
		}
		if v["attachments"] == "" {
			return nil, fault.New(loan.NotSigned, "attachments")
		}
		return doing(l.ports.Acts.ReturnLoan, in), nil
	}, then: func() { l.scope = OutScope }}
}

func (l *Loans) extendSheet() plan {
	w, at := l.Words, *l.one.loan
	left := at.Agreement.ExtensionDays - at.ExtraDays
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + loanExtend), Intro: w.T("loans.extend.intro", "days", w.Number(max(0, left))), Submit: w.T("sheet.save"),
			Fields: []SheetField{{Key: "days", Label: w.T("loans.extend.days"), Kind: TextInput, Value: itoa(max(0, left))}},
		},
		prepare: func(v values) (job, error) {
			days, err := l.parseCount("days", v["days"])
			return doing(l.ports.Acts.ExtendLoan, &service.ExtendLoanInput{ID: at.ID, Days: int(days)}), err
		},
	}
}

// checkSheet makes a unit that came back fit to be lent again.
func (l *Loans) checkSheet() plan {
	w, id := l.Words, l.one.unit.ID
	steps := []string{"wiped", "accounts_off", "tested", "charged"}
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + unitCheck), Intro: w.T("loans.check.intro"), Submit: w.T("loans.check.do"),
			Fields: []SheetField{{Key: "done", Label: w.T("loans.check.done"), Kind: TickInput, Choices: l.choices("loaning.check.", steps...)}},
		},
		prepare: func(v values) (job, error) {
			done := valueLines(v["done"])
			has := func(step string) bool { return slices.Contains(done, step) }
			in := &service.CheckLoanerInput{ID: id, Wiped: has("wiped"), AccountsOff: has("accounts_off"), Tested: has("tested"), Charged: has("charged")}
			for _, step := range steps {
				if !has(step) {
					return nil, fault.New(loan.NotFit, "done", "what", w.T("loaning.check."+step))
				}
			}
			return doing(l.ports.Acts.CheckLoaner, in), nil
		},
	}
}

// unitSheet adds a unit to the pool, or changes one.
func (l *Loans) unitSheet(u views.Loaner) plan {
	w, known := l.Words, !u.ID.IsZero()
	title, value := w.T("loans.add"), ""
	if known {
		title = w.T("deed." + unitEdit)
	}
	if u.ValueCents > 0 {
		value = l.typedMoney(u.ValueCents)
	}
	retired := ""
	if u.Status == loan.Retired {
		retired = "retired"
	}
	s := Sheet{Title: title, Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "label", Label: w.T("loans.label"), Kind: TextInput, Value: u.Label, Hint: w.T("intake.product.hint")},
		{Key: "serial", Label: w.T("field.serial"), Kind: ScanInput, Value: u.Serial},
		{Key: "category", Label: w.T("loans.category"), Kind: TextInput, Value: u.Category},
		{Key: "accessories", Label: w.T("loans.accessories"), Kind: TextInput, Value: strings.Join(u.Accessories, ", "), Hint: w.T("edit.list")},
		{Key: "condition", Label: w.T("loans.condition"), Kind: TextInput, Value: strings.Join(u.Condition, ", "), Hint: w.T("edit.list")},
		{Key: "value_cents", Label: w.T("loans.value"), Kind: MoneyInput, Value: value, Hint: "0,00 €"},
	}}
	if known {
		s.Fields = append(s.Fields, SheetField{Key: "retired", Label: w.T("loans.pool.field"), Kind: TickInput, Value: retired, Choices: l.choices("loaning.", "retired")})
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		in := &service.LoanerInput{
			Label: strings.TrimSpace(v["label"]), Serial: strings.TrimSpace(v["serial"]), Category: strings.TrimSpace(v["category"]),
			Accessories: splitList(v["accessories"]), Condition: splitList(v["condition"]), Retired: v["retired"] != "",
			Site: u.Site, Currency: cmp.Or(u.Currency, euro),
		}
		if known {
			in.ID = &u.ID
		}
		var err error
		if in.ValueCents, err = l.parseMoney("value_cents", v["value_cents"]); err != nil {
			return nil, err
		}
		return doing(l.ports.Acts.SaveLoaner, in), required("label", in.Label)
	}, then: func() {
		if !known {
			l.scope = PoolScope
		}
	}}
}
