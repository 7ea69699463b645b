package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/visit"
	"etabli/app/service"
)

// The sheets of a visit.

func (v *Visit) writeSheet() plan {
	w := v.Words
	var ends []Choice
	for _, s := range []visit.Status{visit.Done, visit.Partial, visit.ToWorkshop} {
		ends = append(ends, Choice{string(s), w.T("visit.result." + string(s))})
	}
	result := string(v.sheet.Result)
	if result == "" {
		result = string(visit.Done)
		if !v.now.visit.Taken.IsZero() {
			result = string(visit.ToWorkshop)
		}
	}
	return plan{
		sheet: Sheet{Title: w.T("visit.write"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "result", Label: w.T("visit.result"), Kind: ChoiceInput, Value: result, Choices: ends},
			{Key: "done", Label: w.T("visit.done"), Kind: LongInput, Value: v.sheet.Done},
			{Key: "note", Label: w.T("visit.note"), Kind: TextInput, Value: v.sheet.Note},
		}},
		prepare: func(in values) (job, error) {
			done, note := strings.TrimSpace(in["done"]), strings.TrimSpace(in["note"])
			return v.noting(func(s *worksheet) { s.Result, s.Done, s.Note = visit.Status(in["result"]), done, note }), required("done", done)
		},
	}
}

// noting changes the worksheet as the act of a sheet.
func (v *Visit) noting(change func(*worksheet)) job {
	return func(context.Context, service.Call) error {
		v.Post(func() {
			change(&v.sheet)
			v.noted()
		})
		return nil
	}
}

func (v *Visit) questionSheet() plan {
	w := v.Words
	answers := []Choice{{yes, w.T("answer.yes")}, {no, w.T("answer.no")}}
	return plan{
		sheet: Sheet{Title: w.T("visit.answer"), Intro: w.T("visit.answer.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "asked", Label: w.T("visit.asked"), Kind: ChoiceInput, Value: v.sheet.Asked, Choices: answers},
			{Key: "urgent", Label: w.T("visit.urgent"), Kind: ChoiceInput, Value: v.sheet.Urgent, Choices: answers},
		}},
		prepare: func(in values) (job, error) {
			for _, key := range []string{"asked", "urgent"} {
				if err := required(key, in[key]); err != nil {
					return nil, err
				}
			}
			return v.noting(func(s *worksheet) { s.Asked, s.Urgent = in["asked"], in["urgent"] }), nil
		},
	}
}

func (v *Visit) lineSheet() plan {
	w := v.Words
	var kinds []Choice
	for _, k := range []quote.LineKind{quote.Labour, quote.Travel, quote.Part, quote.Diagnosis, quote.Other} {
		kinds = append(kinds, Choice{string(k), w.T("visit.line." + string(k))})
	}
	return plan{
		sheet: Sheet{Title: w.T("visit.line.add"), Submit: w.T("visit.line.add.do"), Fields: []SheetField{
			{Key: "kind", Label: w.T("visit.line.kind"), Kind: ChoiceInput, Value: string(quote.Labour), Choices: kinds},
			{Key: "label", Label: w.T("visit.line.label")},
			{Key: "cents", Label: w.T("visit.line.sum"), Kind: MoneyInput, Hint: "0,00 €"},
		}},
		prepare: func(in values) (job, error) {
			label := strings.TrimSpace(in["label"])
			cents, err := v.parseMoney("cents", in["cents"])
			if err == nil {
				err = required("label", label)
			}
			if err == nil {
				err = required("cents", in["cents"])
			}
			return v.noting(func(s *worksheet) {
				s.Lines = append(slices.Clone(s.Lines), charged{visit.Line{Label: label, Cents: cents}, quote.LineKind(in["kind"])})
			}), err
		},
	}
}

func (v *Visit) reasonField(codes ...string) SheetField {
	f := SheetField{Key: "reason", Label: v.Words.T("visit.reason"), Kind: ChoiceInput}
	for _, c := range codes {
		f.Choices = append(f.Choices, Choice{c, v.Words.T("visit.reason." + c)})
	}
	return f
}

func (v *Visit) noAccessSheet() plan {
	w, id := v.Words, v.id
	return plan{
		sheet: Sheet{Title: w.T("visit.no_access"), Intro: w.T("visit.no_access.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			v.reasonField("unsafe_place", "minor_alone", "animal", "refused", "address_wrong", "other"),
		}},
		prepare: func(in values) (job, error) {
			step := &service.StepVisitInput{ID: id, To: visit.NoAccess, Reason: in["reason"]}
			return func(ctx context.Context, call service.Call) error {
				_, err := v.ports.Acts.StepVisit(ctx, call, step)
				return err
			}, required("reason", in["reason"])
		},
	}
}

// whenFields ask for another slot.
func (v *Visit) whenFields() []SheetField {
	return []SheetField{
		{Key: "on", Label: v.Words.T("visit.on"), Kind: DateInput, Hint: v.Words.T("typed.date")},
		{Key: "hours", Label: v.Words.T("visit.hours"), Kind: DateInput, Hint: "14:00-16:00"},
	}
}

func (v *Visit) slotSheet() plan {
	w, id := v.Words, v.id
	reason := v.reasonField("customer_asked", "part_missing", "overrun", "technician_away", "van_down", "weather", "other")
	reason.Value = "customer_asked"
	fields := append(v.whenFields(), reason, v.toldField(), SheetField{Key: "words", Label: w.T("visit.words"), Kind: LongInput, Value: w.T("visit.new_slot.words")})
	return plan{
		sheet: Sheet{Title: w.T("visit.new_slot"), Submit: w.T("sheet.save"), Fields: fields},
		prepare: func(in values) (job, error) {
			slot, err := v.slotOf(in)
			if err == nil && slot == (visit.Slot{}) {
				err = fault.New(fault.Missing, "on")
			}
			if err != nil {
				return nil, err
			}
			move := &service.MoveVisitInput{ID: id, Slot: slot, Reason: in["reason"], Told: in["told"], Words: strings.TrimSpace(in["words"]) + " " + v.newSlotText(slot)}
			return func(ctx context.Context, call service.Call) error {
				_, err := v.ports.Acts.MoveVisit(ctx, call, move)
				return err
			}, nil
		},
	}
}

// follows asks what is proposed instead.
func (v *Visit) follows() []SheetField {
	w := v.Words
	next := SheetField{Key: "next", Label: w.T("visit.next"), Kind: ChoiceInput, Value: "call", Choices: []Choice{
		{"slot", w.T("visit.next.slot")}, {"call", w.T("visit.next.call")}, {"declined", w.T("visit.next.declined")},
	}}
	return append([]SheetField{next}, v.whenFields()...)
}

func (v *Visit) nextOf(in values) (next service.NextInput, err error) {
	switch in["next"] {
	case "declined":
		next.Declined = true
	case "call":
		if next.CallOn, err = v.parseDate("on", in["on"]); err == nil {
			err = required("on", next.CallOn)
		}
	default:
		if next.Slot, err = v.slotOf(in); err == nil && next.Slot == (visit.Slot{}) {
			err = fault.New(fault.Missing, "on")
		}
	}
	return next, err
}

func (v *Visit) callOffSheet() plan {
	w, id := v.Words, v.id
	by := SheetField{Key: "by", Label: w.T("visit.by"), Kind: ChoiceInput, Value: "customer", Choices: []Choice{
		{"customer", w.T("visit.by.customer")}, {"us", w.T("visit.by.us")},
	}}
	reason := v.reasonField("customer_asked", "no_need", "duplicate", "part_missing", "technician_ill", "weather", "other")
	reason.Value = "customer_asked"
	fields := append([]SheetField{by, reason}, v.follows()...)
	fields = append(fields, v.toldField(), SheetField{Key: "words", Label: w.T("visit.words"), Kind: LongInput, Value: w.T("visit.call_off.words")})
	return plan{
		sheet: Sheet{Title: w.T("visit.call_off"), Submit: w.T("visit.call_off.submit"), Fields: fields},
		prepare: func(in values) (job, error) {
			next, err := v.nextOf(in)
			off := &service.CancelVisitInput{ID: id, Reason: in["reason"], By: in["by"], Told: in["told"], Words: strings.TrimSpace(in["words"]), Next: next}
			return func(ctx context.Context, call service.Call) error {
				_, err := v.ports.Acts.CancelVisit(ctx, call, off)
				return err
			}, err
		},
	}
}
