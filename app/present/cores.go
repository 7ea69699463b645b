package present

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/service"
	"etabli/storage/journal"
)

// Owing is what is read of old devices and parts that are owed: by customers after an
// advance exchange, and of credit by suppliers for what went back to them.
type Owing interface {
	Cores(ctx context.Context, in *service.SiteAsked) ([]service.Core, error)
	ReturnsAgeing(ctx context.Context, in *service.Anything) ([]service.OwedBack, error)
}

func (t *Thirds) readCores(ctx context.Context) (cores []service.Core, owes []service.OwedBack, err error) {
	if cores, err = t.ports.Thirds.Cores(ctx, &service.SiteAsked{}); err != nil {
		return nil, nil, err
	}
	owes, err = t.ports.Thirds.ReturnsAgeing(ctx, &service.Anything{})
	return cores, owes, err
}

// owesID names a supplier that owes us, which has no id of its own.
func owesID(one service.OwedBack) ID {
	return ID(journal.CommandIDFrom("credit owed by a supplier", one.Supplier))
}

func (t *Thirds) readCore(ctx context.Context, id ID) (out third, err error) {
	cores, owes, err := t.readCores(ctx)
	if err != nil {
		return out, err
	}
	for _, one := range cores {
		if one.File == id {
			return third{core: &one}, nil
		}
	}
	for _, one := range owes {
		if owesID(one) == id {
			return third{owes: &one}, nil
		}
	}
	return out, fault.New(fault.NotFound, "id", "what", "repair")
}

func (t *Thirds) coreRow(one service.Core) Row {
	return Row{ID: one.File, Number: one.Number, When: t.dayOr(one.CoreDueOn), Product: one.Label, Customer: joined(one.Customer, t.sum(one.CoreCents)), Chip: t.coreChip(one)}
}

func (t *Thirds) coreChip(one service.Core) Chip {
	left, dated := dayDistance(t.today(), one.CoreDueOn)
	switch {
	case one.DaysLate > 0:
		return Chip{Late, "clock", t.Words.N("thirds.core.late", one.DaysLate)}
	case dated:
		return Chip{deadlineTone(left), "hourglass", t.Words.T("thirds.core.due", "date", t.dayOr(one.CoreDueOn))}
	}
	return Chip{Work, "hourglass", t.Words.T("thirds.core.owed")}
}

func (t *Thirds) showCore(s *Detail, one service.Core) {
	w := t.Words
	s.Code, s.Title, s.Sub, s.Chips = one.Number, one.Label, one.Customer, []Chip{t.coreChip(one)}
	due := ClockCard{Label: w.T("thirds.core.back"), Value: t.dayOr(one.CoreDueOn), Share: -1}
	if left, dated := dayDistance(t.today(), one.CoreDueOn); dated {
		due.Value, due.Tone, due.Sub = t.countdown(left), deadlineTone(left), w.Date(one.CoreDueOn)
		due.Share = t.gone(one.AtMS, one.CoreDueOn)
	}
	s.Clocks = []ClockCard{due, {Label: w.T("thirds.core.cents"), Value: t.sum(one.CoreCents), Share: -1, Sub: w.T("thirds.core.cents.sub")}}
	old := DetailCard{Title: w.T("thirds.core.old"), Text: w.T("thirds.core.text"), Lines: []DetailLine{
		{Label: w.T("thirds.core.serial"), Value: serialGroups(one.OldSerial)}, {Label: w.T("thirds.core.given"), Value: joined(serialGroups(one.NewSerial), t.dateOf(one.AtMS))},
	}}
	s.Cards = cardsOf(old, t.aboutCard(one.Number, ""))
	t.deeds(s, thirdIcons, coreSettle)
}

// coreSheet says what became of an old device: here, billed, or let go.
func (t *Thirds) coreSheet() plan {
	w, one := t.Words, *t.one.core
	fields := func(v values) []SheetField {
		list := []SheetField{{Key: "state", Label: w.T("thirds.core.state"), Kind: ChoiceInput, Value: "received", Choices: t.choices(thirdsVerb+".core.", "received", "invoiced", "waived")}}
		if v["state"] == "invoiced" {
			list = append(list, SheetField{Key: "here", Label: w.T("thirds.core.here"), Kind: TickInput, Choices: []Choice{{yes, w.T("thirds.core.here.yes")}}})
		}
		return list
	}
	return plan{
		fields: fields,
		sheet:  Sheet{Title: w.T("deed." + coreSettle), Submit: w.T("sheet.save"), Intro: w.T("thirds.core.intro", "amount", t.sum(one.CoreCents)), Fields: fields(values{})},
		prepare: func(v values) (job, error) {
			return doing(t.ports.Acts.SettleCore, &service.CoreInput{File: one.File, State: v["state"], Here: v["here"] == yes}), nil
		},
		then: func() { // it stands in the list no more
			t.open.choose(ID{})
			t.one, t.read = third{}, false
			t.publish()
		},
	}
}

func (t *Thirds) owesRow(one service.OwedBack) Row {
	return Row{ID: owesID(one), Number: t.sum(one.Cents), Product: one.Supplier, Customer: t.Words.N("thirds.owes.n", one.N), Chip: t.owesChip(one)}
}

func (t *Thirds) owesChip(one service.OwedBack) Chip {
	last := len(one.AgeCents) - 1
	switch {
	case one.Late > 0:
		return Chip{Late, "triangle-alert", t.Words.N("thirds.owes.late", one.Late)}
	case last >= 0 && one.AgeCents[last] > 0:
		return Chip{Watch, "clock", t.Words.T("thirds.owes.old", "days", t.Words.Number(guarantor.Ages[len(guarantor.Ages)-1]))}
	}
	return Chip{Work, "hourglass", t.Words.T("thirds.owes.awaited")}
}

// showOwes is what a supplier owes, by its age.
func (t *Thirds) showOwes(s *Detail, one service.OwedBack) {
	w := t.Words
	s.Title, s.Sub, s.Chips = one.Supplier, w.N("thirds.owes.n", one.N), []Chip{t.owesChip(one)}
	s.Clocks = []ClockCard{
		{Label: w.T("thirds.credit"), Value: t.sum(one.Cents), Share: -1, Sub: w.N("thirds.owes.n", one.N)},
		{Label: w.T("thirds.owes.cores"), Value: t.sum(one.CoreCents), Share: -1, Sub: w.N("thirds.owes.cores.n", one.Cores)},
	}
	ages := DetailCard{Title: w.T("thirds.owes.age"), Text: w.T("thirds.owes.age.text")}
	from := 0
	for i, cents := range one.AgeCents {
		line := DetailLine{Label: w.T("thirds.owes.over", "days", w.Number(from)), Value: t.sum(cents)}
		if i < len(guarantor.Ages) {
			line.Label = w.T("thirds.owes.upto", "from", w.Number(from), "to", w.Number(guarantor.Ages[i]))
			from = guarantor.Ages[i]
		}
		if cents > 0 && i == len(one.AgeCents)-1 {
			line.Tone = Late
		}
		ages.Lines = append(ages.Lines, line)
	}
	s.Cards = []DetailCard{ages}
}
