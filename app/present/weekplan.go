package present

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/app/views"
)

// usualMinutes is the work of a visit that nobody estimated.
const usualMinutes = 60

// Show begins an appointment for a file that a route names.
func (k *Week) Show(at Route) {
	if at.Repair.IsZero() || at.Repair == k.file {
		return
	}
	k.file = at.Repair
	ask(&k.stay, &k.lead, func(ctx context.Context) (views.Repair, error) {
		return k.plans.Repair(ctx, at.Repair)
	}, func(file views.Repair, err error) {
		if err != nil {
			k.notice = k.Failure(err)
			k.publish()
			return
		}
		k.begun("week.planned", k.planSheet(k.today(), file))
	})
}

// PlanPressed makes an appointment on a day; empty is today.
func (k *Week) PlanPressed(on string) {
	k.begun("week.planned", k.planSheet(cmp.Or(on, k.today()), views.Repair{}))
}

// planSheet makes an appointment at the home of the customer of a file. What an absence
// costs is asked here, because only what was announced can be asked for later.
func (k *Week) planSheet(on string, file views.Repair) plan {
	w := k.Words
	aims, who := make([]Choice, 0, len(visit.Aims())), []Choice{{"", w.T("visit.nobody")}}
	for _, aim := range visit.Aims() {
		aims = append(aims, Choice{string(aim), w.T("visit.for." + string(aim))})
	}
	for _, p := range k.people {
		if !p.Gone {
			who = append(who, Choice{p.ID.String(), p.Display})
		}
	}
	person := k.usually()
	fields := []SheetField{
		{Key: "repair", Label: w.T("tasks.file"), Kind: ScanInput, Value: file.Number, Hint: w.T("loans.file.hint")},
		{Key: "for", Label: w.T("visit.for"), Kind: ChoiceInput, Value: string(visit.Repair), Choices: aims},
		{Key: "on", Label: w.T("visit.on"), Kind: DateInput, Value: typedDate(on), Hint: w.T("typed.date")},
		{Key: "hours", Label: w.T("visit.hours"), Kind: DateInput, Hint: "14:00-16:00"},
		{Key: "to", Label: w.T("visit.to"), Kind: ChoiceInput, Value: person, Choices: who},
		{Key: "minutes", Label: w.T("visit.minutes"), Value: strconv.Itoa(usualMinutes)},
		{Key: "address", Label: w.T("visit.address"), Hint: w.T("visit.address.hint")},
		{Key: "codes", Label: w.T("visit.codes"), Hint: w.T("visit.codes.hint")},
		{Key: "note", Label: w.T("visit.plan.note")},
		k.toldField(),
		{Key: "words", Label: w.T("visit.words"), Kind: LongInput, Value: w.T("week.plan.words")},
		{Key: "absent_cents", Label: w.T("visit.absent_cents"), Kind: MoneyInput, Hint: "0,00 €"},
	}
	return plan{
		sheet:   Sheet{Title: w.T("week.plan"), Submit: w.T("sheet.save"), Fields: fields},
		prepare: func(in values) (job, error) { return k.planning(in, file) },
	}
}

// usually is who goes: whose week is shown, or the only technician of the shop.
func (k *Week) usually() string {
	if !k.person.IsZero() {
		return k.person.String()
	}
	var travels []string
	for _, p := range k.people {
		if !p.Gone && p.Role == staff.Technician {
			travels = append(travels, p.ID.String())
		}
	}
	if len(travels) != 1 {
		return ""
	}
	return travels[0]
}

// planning reads the sheet. The customer reads day and hours after the words.
func (k *Week) planning(in values, file views.Repair) (job, error) {
	if err := required("repair", in["repair"]); err != nil {
		return nil, err
	}
	slot, err := k.slotOf(in)
	if err == nil {
		err = required("hours", in["hours"])
	}
	if err != nil {
		return nil, err
	}
	made := &service.VisitInput{
		For: visit.Aim(in["for"]), Slot: slot, Address: strings.TrimSpace(in["address"]), Codes: strings.TrimSpace(in["codes"]),
		Note: strings.TrimSpace(in["note"]), Told: in["told"],
	}
	if made.To, err = namedStaff(in["to"]); err != nil {
		return nil, err
	}
	if made.Minutes, err = strconv.Atoi(cmp.Or(strings.TrimSpace(in["minutes"]), "0")); err != nil {
		return nil, fault.New(fault.Malformed, "minutes", "expected", strconv.Itoa(usualMinutes)).Because(err)
	}
	if made.Absent, err = k.parseMoney("absent_cents", in["absent_cents"]); err != nil {
		return nil, err
	}
	if made.Told != "" {
		made.Words = strings.TrimSpace(in["words"]) + " " + k.Words.T("week.plan.text", "day", k.Words.Day(slot.FromMS, k.Zone), "slot", k.slotText(slot))
	}
	return func(ctx context.Context, call service.Call) error {
		id := file.ID
		if id.IsZero() || in["repair"] != file.Number {
			row, err := fileNamed(ctx, k.plans, "repair", in["repair"])
			if err != nil {
				return err
			}
			id = row.ID
		}
		made.Repair = &id
		_, err := k.plans.PlanVisit(ctx, call, made)
		return err
	}, nil
}
