package present

import (
	"context"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
)

// accessoryKey is the field of the hand-back sheet for the n-th accessory.
func accessoryKey(n int) string { return "accessory." + strconv.Itoa(n) }

// handBackSheet asks about each accessory: nothing is given back in silence,
// and nothing is forgotten in silence.
func (r *Repair) handBackSheet() plan {
	w, file := r.Words, r.file.repair
	s := Sheet{Title: w.T("move.returned"), Submit: w.T("move.returned"), Intro: w.T("handback.intro")}
	states := []Choice{
		{"returned", w.T("accessory.returned")}, {"left", w.T("accessory.left")}, {"missing", w.T("accessory.missing")},
	}
	for i, name := range file.Accessories {
		s.Fields = append(s.Fields, SheetField{Key: accessoryKey(i), Label: name, Kind: ChoiceInput, Choices: states})
	}
	if len(file.Accessories) == 0 {
		s.Intro = w.T("handback.none")
	}
	r.askAboutLoaner(&s)
	if due := unpaid(file); due > 0 {
		text := w.T("handback.unpaid", "sum", w.Money(due, "EUR"))
		if s.Notice.IsZero() {
			s.Notice = Notice{Tone: Watch, Text: text, Next: w.T("handback.unpaid.text")}
		} else { // both matter, and one must not hide the other
			s.Notice.Text += " " + text
		}
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		in := &service.HandBackInput{ID: file.ID, Outcome: file.Outcome, LoanerReason: strings.TrimSpace(v["loaner_reason"])}
		for i, name := range file.Accessories {
			state := v[accessoryKey(i)]
			if state == "" {
				return nil, fault.New(service.AccessoriesOpen, accessoryKey(i), "name", name)
			}
			if in.Accessories == nil {
				in.Accessories = map[string]string{}
			}
			in.Accessories[name] = state
		}
		return func(ctx context.Context, call service.Call) error {
			_, err := r.ports.Acts.HandBack(ctx, call, in)
			return err
		}, nil
	}}
}

// editSheet changes one field of the file.
func (r *Repair) editSheet(field string) plan {
	file := r.file.repair
	f := SheetField{Key: field, Label: r.fieldName(field), Kind: TextInput}
	switch field {
	case "fault":
		f.Kind, f.Value = LongInput, file.Fault
	case "product":
		f.Value = file.Product
	case "serial":
		f.Value = file.Serial
	case "accessories":
		f.Value, f.Hint = strings.Join(file.Accessories, ", "), r.Words.T("edit.list")
	case "condition":
		f.Value, f.Hint = strings.Join(file.Condition, ", "), r.Words.T("edit.list")
	case "promised_on":
		f.Kind, f.Value, f.Hint = DateInput, typedDate(file.PromisedOn), r.Words.T("typed.date")
	case "bought_on":
		f.Kind, f.Value, f.Hint = DateInput, typedDate(file.BoughtOn), r.Words.T("typed.date")
	case "ceiling_cents":
		f.Kind, f.Hint = MoneyInput, "0,00 €"
		if file.CeilingCents > 0 {
			f.Value = r.typedMoney(file.CeilingCents)
		}
	case "diagnosis_cents":
		f.Kind, f.Hint = MoneyInput, "0,00 €"
		if file.Diagnosis != nil {
			f.Value = r.typedMoney(file.Diagnosis.Cents)
		}
	}
	fields := []SheetField{f}
	if field == "promised_on" && file.PromisedOn != "" {
		fields = append(fields, r.promiseWhy(file))
	}
	return plan{
		sheet: Sheet{
			Title: r.Words.T("edit.title"), Intro: r.Words.T("edit.intro"), Submit: r.Words.T("sheet.save"),
			Fields: fields,
		},
		prepare: func(v values) (job, error) {
			in, err := r.edit(field, v[field])
			in.PromisedWhy = v[repair.FieldPromisedWhy]
			return func(ctx context.Context, call service.Call) error {
				_, err := r.ports.Acts.Edit(ctx, call, in)
				return err
			}, err
		},
	}
}

// promiseWhy asks why a promised day moves: the customer is told.
func (r *Repair) promiseWhy(file views.Repair) SheetField {
	choices := []Choice{{"", r.Words.T("edit.why.none")}}
	for _, why := range repair.Whys() {
		choices = append(choices, Choice{string(why), r.Words.T("promise.why." + string(why))})
	}
	return SheetField{
		Key: repair.FieldPromisedWhy, Label: r.Words.T("edit.why"), Kind: ChoiceInput,
		Value: string(repair.WhyOf(file.Status)), Choices: choices, Hint: r.Words.T("edit.why.hint"),
	}
}

// edit is the command for a field and what was typed.
func (r *Repair) edit(field, text string) (*service.EditInput, error) {
	in := &service.EditInput{ID: r.id}
	text = strings.TrimSpace(text)
	switch field {
	case "fault":
		in.Fault = &text
	case "product":
		in.Product = &text
		return in, required(field, text)
	case "serial":
		in.Serial = &text
	case "accessories":
		list := splitList(text)
		in.Accessories = &list
	case "condition":
		list := splitList(text)
		in.Condition = &list
	case "promised_on", "bought_on":
		date, err := r.parseDate(field, text)
		in.PromisedOn = &date
		if field == "bought_on" {
			in.PromisedOn, in.BoughtOn = nil, &date
		}
		return in, err
	case "ceiling_cents":
		cents, err := r.parseMoney(field, text)
		in.CeilingCents = &cents
		return in, err
	case "diagnosis_cents":
		cents, err := r.parseMoney(field, text)
		in.Diagnosis = &cents
		return in, err
	}
	return in, nil
}

// splitList reads a list that was typed with commas.
func splitList(text string) []string {
	out := []string{}
	for _, part := range strings.Split(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
