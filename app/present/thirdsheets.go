package present

import (
	"context"
	"strings"

	"etabli/app/domain/bonus"
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/sendout"
	"etabli/app/service"
	"etabli/app/views"
)

func (t *Thirds) fileField() SheetField {
	return SheetField{Key: "repair", Label: t.Words.T("loans.file"), Kind: ScanInput, Hint: t.Words.T("loans.file.hint")}
}

func (t *Thirds) dayField(key, value string) SheetField {
	return SheetField{Key: key, Label: t.Words.T("thirds.day"), Kind: DateInput, Value: value, Hint: t.Words.T("typed.date")}
}

func (t *Thirds) reasonField(list []string, needed bool) SheetField {
	f := SheetField{Key: "reason", Label: t.Words.T("thirds.reason"), Kind: ChoiceInput, Choices: t.choices(thirdsVerb+".reason.", list...)}
	if needed {
		f.Value = list[0]
	} else {
		f.Choices = append([]Choice{{"", t.Words.T("thirds.reason.none")}}, f.Choices...)
	}
	return f
}

// guarantorSheet adds somebody who answers for repairs.
func (t *Thirds) guarantorSheet() plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + guarantorNew), Submit: w.T("sheet.save"), Intro: w.T("thirds.guarantor.intro"), Fields: []SheetField{
			{Key: "name", Label: w.T("thirds.name"), Kind: TextInput, Hint: "SEB"},
			{Key: "code", Label: w.T("thirds.code"), Kind: TextInput, Hint: "seb"},
			{Key: "sort", Label: w.T("thirds.sort"), Kind: ChoiceInput, Value: string(guarantor.Maker), Choices: t.choices(thirdsVerb+".sort.", codes(guarantor.Sorts())...)},
			{Key: "asks_first", Label: w.T("thirds.authority"), Kind: TickInput, Choices: []Choice{{"yes", w.T("thirds.asks_first")}}},
		}},
		prepare: func(v values) (job, error) {
			in := &guarantor.SavedFacts{Code: strings.TrimSpace(v["code"]), Name: strings.TrimSpace(v["name"]), Sort: guarantor.Sort(v["sort"]), Asks: v["asks_first"] != ""}
			return doing(t.ports.Acts.SaveGuarantor, in), fault.First(required("name", in.Name), required("code", in.Code))
		},
	}
}

// recourseSheet asks a guarantor to pay for a file: what the quote says they bear, or
// one line that is typed.
func (t *Thirds) recourseSheet(who []Choice) plan {
	w := t.Words
	var made views.Recourse
	return plan{
		sheet: Sheet{Title: w.T("deed." + recourseNew), Submit: w.T("thirds.ask.do"), Intro: w.T("thirds.ask.intro"), Fields: []SheetField{
			t.fileField(),
			{Key: "guarantor", Label: w.T("thirds.guarantor"), Kind: ChoiceInput, Value: who[0].Value, Choices: who},
			{Key: "policy", Label: w.T("thirds.policy"), Kind: TextInput},
			{Key: "label", Label: w.T("thirds.line"), Kind: TextInput, Hint: w.T("thirds.line.hint")},
			{Key: "lines.0.cents", Label: w.T("thirds.sum"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "own_cents", Label: w.T("thirds.excess"), Kind: MoneyInput, Hint: "0,00 €"},
		}},
		prepare: func(v values) (job, error) {
			in := &service.RecourseInput{Guarantor: v["guarantor"], Policy: strings.TrimSpace(v["policy"])}
			cents, err := t.parseMoney("lines.0.cents", v["lines.0.cents"])
			if err != nil {
				return nil, err
			}
			if label := strings.TrimSpace(v["label"]); label != "" {
				in.Lines = []guarantor.Line{{Label: label, Cents: cents}}
			}
			if in.OwnCents, err = t.parseMoney("own_cents", v["own_cents"]); err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				row, err := fileNamed(ctx, t.ports.Files, "repair", v["repair"])
				if err != nil {
					return err
				}
				in.Repair = row.ID
				done, err := t.ports.Acts.OpenRecourse(ctx, call, in)
				made, _ = done.Data.(views.Recourse)
				return err
			}, required("repair", v["repair"])
		},
		then: func() { t.opened(made.ID) },
	}
}

// opened shows what was just begun.
func (t *Thirds) opened(id ID) {
	if !id.IsZero() {
		t.Go(Route{Screen: ThirdsScreen, Open: id})
	}
}

func (t *Thirds) authSheet() plan {
	w, id := t.Words, t.one.recourse.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + recourseAuth), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "granted", Label: w.T("thirds.authority"), Kind: ChoiceInput, Value: "yes", Choices: t.choices(thirdsVerb+".granted.", "yes", "no")},
			{Key: "number", Label: w.T("thirds.number"), Kind: TextInput},
			{Key: "cap_cents", Label: w.T("thirds.upto"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "until_on", Label: w.T("thirds.until"), Kind: DateInput, Hint: w.T("typed.date")},
			t.reasonField(guarantor.Reasons(), false),
		}},
		prepare: func(v values) (job, error) {
			in := &service.AuthoriseInput{ID: id, Granted: v["granted"] == "yes", Number: strings.TrimSpace(v["number"]), Reason: v["reason"]}
			var err error
			if in.CapCents, err = t.parseMoney("cap_cents", v["cap_cents"]); err != nil {
				return nil, err
			}
			in.UntilOn, err = t.parseDate("until_on", v["until_on"])
			return doing(t.ports.Acts.AuthoriseRecourse, in), err
		},
	}
}

func (t *Thirds) submitSheet() plan {
	w, one := t.Words, t.one.recourse
	return plan{
		sheet: Sheet{
			Title: w.T("deed." + recourseSubmit), Submit: w.T("thirds.submit.do"), Intro: w.T("thirds.submit.intro", "amount", t.sum(guarantor.Total(one.Lines)), "name", one.Name),
			Fields: []SheetField{
				{Key: "ref", Label: w.T("thirds.their_ref"), Kind: TextInput},
				t.dayField("on", typedDate(t.today())),
			},
		},
		prepare: func(v values) (job, error) {
			in := &service.SubmitInput{ID: one.ID, Ref: strings.TrimSpace(v["ref"])}
			var err error
			in.On, err = t.parseDate("on", v["on"])
			return doing(t.ports.Acts.SubmitRecourse, in), err
		},
	}
}

func (t *Thirds) answerSheet() plan {
	w, one := t.Words, t.one.recourse
	return plan{
		sheet: Sheet{Title: w.T("deed." + recourseAnswer), Submit: w.T("sheet.save"), Intro: w.T("thirds.answer.intro"), Fields: []SheetField{
			{Key: "cents", Label: w.T("thirds.taken"), Kind: MoneyInput, Value: t.typedMoney(one.ClaimedCents)},
			t.reasonField(guarantor.Reasons(), false),
			{Key: "note", Label: w.T("thirds.their_words"), Kind: LongInput},
			{Key: "resubmit_by", Label: w.T("thirds.resubmit_by"), Kind: DateInput, Hint: w.T("typed.date")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.TakenInput{ID: one.ID, Reason: v["reason"], Note: strings.TrimSpace(v["note"])}
			var err error
			if in.Cents, err = t.parseMoney("cents", v["cents"]); err != nil {
				return nil, err
			}
			in.ResubmitBy, err = t.parseDate("resubmit_by", v["resubmit_by"])
			return doing(t.ports.Acts.AnswerRecourse, in), err
		},
	}
}

// moneySheet notes money of a third party.
func (t *Thirds) moneySheet(deed string, cents int64, pay func(cents int64, ref, on string) job) plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + deed), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "cents", Label: w.T("thirds.sum"), Kind: MoneyInput, Value: t.typedMoney(cents)},
			{Key: "ref", Label: w.T("contracts.ref"), Kind: TextInput, Hint: w.T("contracts.ref.hint")},
			t.dayField("on", typedDate(t.today())),
		}},
		prepare: func(v values) (job, error) {
			sum, err := t.parseMoney("cents", v["cents"])
			if err != nil {
				return nil, err
			}
			on, err := t.parseDate("on", v["on"])
			return pay(sum, strings.TrimSpace(v["ref"]), on), err
		},
	}
}

func (t *Thirds) paidSheet() plan {
	one := t.one.recourse
	return t.moneySheet(recoursePay, one.AcceptedCents-one.PaidCents, func(cents int64, ref, on string) job {
		return doing(t.ports.Acts.PayRecourse, &service.RecoursePaidInput{ID: one.ID, Cents: cents, Ref: ref, On: on})
	})
}

func (t *Thirds) bonusPaidSheet() plan {
	one := t.one.bonus.Claim
	return t.moneySheet(bonusPay, one.AcceptedCents-one.PaidCents, func(cents int64, ref, on string) job {
		return doing(t.ports.Acts.PayBonus, &service.BonusPaidInput{ID: one.ID, Cents: cents, Ref: ref, On: on})
	})
}

// givingUp gives a claim up, with its reason.
func (t *Thirds) givingUp(deed string, id ID, reasons []string, drop func(context.Context, service.Call, *service.DropInput) (service.Result, error)) plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + deed), Submit: w.T("deed." + deed), Intro: w.T("thirds.drop.intro"), Fields: []SheetField{t.reasonField(reasons, true)}},
		prepare: func(v values) (job, error) {
			return doing(drop, &service.DropInput{ID: id, Reason: v["reason"]}), nil
		},
	}
}

func (t *Thirds) dropSheet() plan {
	return t.givingUp(recourseDrop, t.one.recourse.ID, guarantor.Reasons(), t.ports.Acts.DropRecourse)
}

func (t *Thirds) bonusDropSheet() plan {
	return t.givingUp(bonusDrop, t.one.bonus.Claim.ID, bonus.Reasons(), t.ports.Acts.DropBonus)
}

// validateSheet records that a customer validated a repair for the bonus.
func (t *Thirds) validateSheet() plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + bonusNew), Submit: w.T("sheet.save"), Intro: w.T("thirds.bonus.intro"), Fields: []SheetField{
			t.fileField(),
			{Key: "how", Label: w.T("thirds.how"), Kind: ChoiceInput, Value: "signature", Choices: t.choices(thirdsVerb+".how.", "signature", "sms")},
			{Key: "also", Label: w.T("thirds.also"), Kind: TickInput, Choices: t.choices(thirdsVerb+".also.", "plate", "screen")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.ValidateBonusInput{How: v["how"], Plate: strings.Contains(v["also"], "plate"), Screen: strings.Contains(v["also"], "screen")}
			return func(ctx context.Context, call service.Call) error {
				row, err := fileNamed(ctx, t.ports.Files, "repair", v["repair"])
				if err == nil {
					in.Repair = row.ID
					_, err = t.ports.Acts.ValidateBonus(ctx, call, in)
				}
				return err
			}, required("repair", v["repair"])
		},
	}
}

func (t *Thirds) completeSheet() plan {
	w, one := t.Words, t.one.bonus.Claim
	plate := ""
	if one.Plate {
		plate = "plate"
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + bonusComplete), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "fault", Label: w.T(thirdsVerb + ".lacks.fault"), Kind: TextInput, Value: one.Fault},
			{Key: "plate", Label: w.T("thirds.photos"), Kind: TickInput, Value: plate, Choices: t.choices(thirdsVerb+".also.", "plate")},
		}},
		prepare: func(v values) (job, error) {
			return doing(t.ports.Acts.CompleteBonus, &service.CompleteBonusInput{ID: one.ID, Fault: strings.TrimSpace(v["fault"]), Plate: v["plate"] != ""}), nil
		},
	}
}

func (t *Thirds) handInSheet() plan {
	w, one := t.Words, t.one.bonus.Claim
	return plan{
		sheet: Sheet{Title: w.T("deed." + bonusSubmit), Submit: w.T("thirds.submit.do"), Fields: []SheetField{
			{Key: "ref", Label: w.T("thirds.their_ref"), Kind: TextInput},
			t.dayField("on", typedDate(t.today())),
		}},
		prepare: func(v values) (job, error) {
			on, err := t.parseDate("on", v["on"])
			in := &service.SubmitBonusInput{ID: one.ID, Ref: strings.TrimSpace(v["ref"]), On: on}
			return doing(t.ports.Acts.SubmitBonus, in), fault.First(err, required("ref", in.Ref))
		},
	}
}

func (t *Thirds) bonusAnswerSheet() plan {
	w, one := t.Words, t.one.bonus.Claim
	return plan{
		sheet: Sheet{Title: w.T("deed." + bonusAnswer), Submit: w.T("sheet.save"), Intro: w.T("thirds.answer.intro"), Fields: []SheetField{
			{Key: "cents", Label: w.T("thirds.taken"), Kind: MoneyInput, Value: t.typedMoney(one.Cents)},
			t.reasonField(bonus.Reasons(), false),
			{Key: "note", Label: w.T("thirds.their_words"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			cents, err := t.parseMoney("cents", v["cents"])
			return doing(t.ports.Acts.AnswerBonus, &service.BonusAnswerInput{ID: one.ID, Cents: cents, Reason: v["reason"], Note: strings.TrimSpace(v["note"])}), err
		},
	}
}

// creditSheet records what a supplier answered to what went back.
func (t *Thirds) creditSheet() plan {
	w, one := t.Words, t.one.back
	return plan{
		sheet: Sheet{Title: w.T("deed." + backCredit), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "state", Label: w.T("thirds.credit"), Kind: ChoiceInput, Value: "received", Choices: t.choices(thirdsVerb+".credit.", "received", "refused")},
			{Key: "cents", Label: w.T("thirds.sum"), Kind: MoneyInput, Value: t.typedMoney(one.Back.CreditCents)},
			{Key: "number", Label: w.T("thirds.credit.number"), Kind: TextInput},
			{Key: "reason", Label: w.T("thirds.reason"), Kind: ChoiceInput, Choices: append([]Choice{{"", w.T("thirds.reason.none")}}, t.choices(thirdsVerb+".reason.", "late", "incomplete", "price", "other")...)},
		}},
		prepare: func(v values) (job, error) {
			in := &service.CreditInput{ID: one.ID, State: v["state"], Number: strings.TrimSpace(v["number"]), Reason: v["reason"]}
			var err error
			if in.State == "received" {
				in.Cents, err = t.parseMoney("cents", v["cents"])
			}
			return doing(t.ports.Acts.Credit, in), err
		},
	}
}

// came are the ways in which a device comes back from a subcontractor.
var came = []string{string(sendout.Repaired), string(sendout.Unrepaired), string(sendout.Missing)}
