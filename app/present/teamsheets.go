package present

import (
	"cmp"
	"context"
	"strings"

	"etabli/app/domain/staff"
	"etabli/app/service"
	"etabli/app/views"
)

// making saves somebody, and notes who was made.
func (t *Team) making(made *ID, in *service.StaffInput) job {
	return func(ctx context.Context, call service.Call) error {
		done, err := t.port.SaveStaff(ctx, call, in)
		if out, ok := done.Data.(views.Staff); ok && in.ID == nil {
			*made = out.ID
		}
		return err
	}
}

// goneSheet lets somebody leave. Their name stays where it was written.
func (t *Team) goneSheet(p views.Staff) plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("team.gone.title", "name", p.Display), Intro: w.T("team.gone.text"), Submit: w.T("deed." + teamGone)},
		prepare: func(values) (job, error) {
			return doing(t.port.SaveStaff, saved(p, true)), nil
		},
	}
}

// qualifySheet records a qualification.
func (t *Team) qualifySheet(p views.Staff) plan {
	w := t.Words
	return plan{sheet: Sheet{Title: w.T("deed." + teamQualify), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "code", Label: w.T("team.qualified.which"), Kind: ChoiceInput, Choices: t.choices("qualification.", staff.Qualifications()...)},
		{Key: "skill", Label: w.T("team.qualified.skill"), Kind: TextInput, Hint: w.T("team.qualified.hint")},
		{Key: "until", Label: w.T("team.qualified.until"), Kind: DateInput, Hint: w.T("typed.date")},
	}}, prepare: func(v values) (job, error) {
		until, err := t.parseDate("until", v["until"])
		if err != nil {
			return nil, err
		}
		in := &service.QualifyInput{ID: p.ID, Code: cmp.Or(strings.TrimSpace(v["skill"]), v["code"]), Until: until}
		return doing(t.port.Qualify, in), required("code", in.Code)
	}}
}

// awaySheet notes an absence, with who stands in.
func (t *Team) awaySheet(p views.Staff) plan {
	w := t.Words
	stands := []Choice{{"", w.T("team.away.nobody")}}
	for _, other := range t.people {
		if other.ID != p.ID && !other.Gone {
			stands = append(stands, Choice{other.ID.String(), other.Display})
		}
	}
	return plan{sheet: Sheet{Title: w.T("deed." + teamAway), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "from", Label: w.T("team.away.from"), Kind: DateInput, Hint: w.T("typed.date")},
		{Key: "to", Label: w.T("team.away.to"), Kind: DateInput, Hint: w.T("typed.date")},
		{Key: "reason", Label: w.T("team.away.reason"), Kind: ChoiceInput, Value: "leave", Choices: t.choices("absence.", "leave", "sick", "training", "other")},
		{Key: "substitute", Label: w.T("team.away.substitute"), Kind: ChoiceInput, Choices: stands},
	}}, prepare: func(v values) (job, error) {
		from, err := t.parseDate("from", v["from"])
		if err != nil {
			return nil, err
		}
		to, err := t.parseDate("to", v["to"])
		if err != nil {
			return nil, err
		}
		in := &service.AwayInput{ID: p.ID, From: from, To: cmp.Or(to, from), Reason: v["reason"]}
		if v["substitute"] != "" {
			in.Substitute = new(ID)
			if err := in.Substitute.UnmarshalText([]byte(v["substitute"])); err != nil {
				return nil, err
			}
		}
		return doing(t.port.BeAway, in), required("from", from)
	}}
}

// backSheet lifts an absence that begins on a day.
func (t *Team) backSheet(p views.Staff, first string) plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("team.back.title"), Intro: w.T("team.back.text", "name", p.Display), Submit: w.T("team.back.title")},
		prepare: func(values) (job, error) {
			return doing(t.port.BeAway, &service.AwayInput{ID: p.ID, From: first, To: first, Reason: "other", Back: true}), nil
		},
	}
}
