package present

import (
	"etabli/app/domain/fault"
	"etabli/app/service"
)

// The sheets that end a loan, or what was left for it.

func (l *Loans) releaseSheet() plan {
	w, at := l.Words, *l.one.loan
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + loanRelease), Submit: w.T("deed." + loanRelease),
			Intro: w.T("loans.release.intro", "held", w.Money(at.Deposit, l.currency()), "how", w.T("loaning.deposit."+at.Agreement.DepositBy)),
		},
		prepare: func(values) (job, error) {
			return doing(l.ports.Acts.LoanDeposit, &service.LoanDepositInput{ID: at.ID, Act: "released"}), nil
		},
	}
}

func (l *Loans) keepSheet() plan {
	w, at := l.Words, *l.one.loan
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + loanKeep), Submit: w.T("deed." + loanKeep),
			Intro: w.T("loans.keep.intro", "held", w.Money(at.Deposit, l.currency())),
			Fields: []SheetField{
				{Key: "cents", Label: w.T("loans.keep.cents"), Kind: MoneyInput, Hint: "0,00 €"},
				{Key: "reason", Label: w.T("loans.reason"), Kind: ChoiceInput, Choices: l.choices("loaning.keep.", "damage", "missing", "lost")},
			},
		},
		prepare: func(v values) (job, error) {
			cents, err := l.parseMoney("cents", v["cents"])
			if err == nil && cents == 0 {
				err = fault.New(fault.Missing, "cents")
			}
			if err == nil {
				err = required("reason", v["reason"])
			}
			return doing(l.ports.Acts.LoanDeposit, &service.LoanDepositInput{ID: at.ID, Act: "kept", Cents: cents, Reason: v["reason"]}), err
		},
	}
}

func (l *Loans) lostSheet() plan {
	w, at := l.Words, *l.one.loan
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + loanLost), Intro: w.T("loans.lost.intro"), Submit: w.T("deed." + loanLost),
			Fields: []SheetField{
				{Key: "reason", Label: w.T("loans.reason"), Kind: ChoiceInput, Choices: l.choices("loaning.lost.", "lost", "stolen", "not_returned")},
				{Key: "report", Label: w.T("loans.lost.report"), Kind: TextInput},
			},
		},
		prepare: func(v values) (job, error) {
			return doing(l.ports.Acts.LoseLoan, &service.LostLoanInput{ID: at.ID, Reason: v["reason"], Report: v["report"]}), required("reason", v["reason"])
		},
	}
}

func (l *Loans) sellSheet() plan {
	w, at := l.Words, *l.one.loan
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + loanSell), Intro: w.T("loans.sell.intro"), Submit: w.T("deed." + loanSell),
			Fields: []SheetField{{Key: "cents", Label: w.T("loans.sell.cents"), Kind: MoneyInput, Hint: "0,00 €"}},
		},
		prepare: func(v values) (job, error) {
			cents, err := l.parseMoney("cents", v["cents"])
			if err == nil {
				err = required("cents", v["cents"])
			}
			return doing(l.ports.Acts.SellLoan, &service.SellLoanInput{ID: at.ID, Cents: cents, Currency: l.currency()}), err
		},
	}
}

func (l *Loans) cancelSheet() plan {
	w, at := l.Words, *l.one.loan
	return plan{
		sheet: Sheet{Title: w.T("deed." + loanCancel), Intro: w.T("loans.cancel.intro", "unit", at.Unit, "number", at.Number), Submit: w.T("deed." + loanCancel)},
		prepare: func(values) (job, error) {
			return doing(l.ports.Acts.CancelLoan, &service.CancelLoanInput{ID: at.ID, Reason: "counter"}), nil
		},
	}
}

// remindSheet notes that the customer was told once more; the sentence is read
// aloud or sent by whoever tells them.
func (l *Loans) remindSheet() plan {
	w, at := l.Words, *l.one.loan
	return plan{
		sheet: Sheet{
			Title: l.step(at.Due), Intro: w.T("loans.remind.intro", "unit", at.Unit, "date", w.Date(at.DueOn)), Submit: w.T("loans.remind.do"),
			Fields: []SheetField{
				{Key: "channel", Label: w.T("loans.remind.channel"), Kind: ChoiceInput, Value: "phone", Choices: l.choices("tell.", "sms", "email", "phone", "letter")},
			},
		},
		prepare: func(v values) (job, error) {
			return doing(l.ports.Acts.RemindLoan, &service.RemindLoanInput{ID: at.ID, Channel: v["channel"]}), nil
		},
	}
}
