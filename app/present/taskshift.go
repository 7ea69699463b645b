package present

import (
	"cmp"

	"etabli/app/service"
	"etabli/app/views"
)

// showShift is what stands beside the list while no task is open: what the next team
// of the shop has to know, to be printed when the shift changes.
func (t *Tasks) showShift(s *Detail, over service.Handover) {
	w := t.Words
	s.Open, s.Title, s.Sub = true, w.T("tasks.shift"), w.Date(over.On.String())
	counts := DetailCard{Title: w.T("tasks.shift.now")}
	for _, one := range []struct {
		key  string
		n    int
		tone Tone
	}{
		{"tasks.shift.late", len(over.Late), Late}, {"tasks.shift.today", len(over.Today), Neutral},
		{"tasks.shift.calls", len(over.Calls), Watch}, {"tasks.shift.messages", len(over.Threads), Watch},
		{"tasks.shift.tell", over.ToTell, Watch}, {"tasks.shift.numbers", len(over.Numbers), Watch}, {"tasks.shift.ended", len(over.Ended), Neutral},
	} {
		line := DetailLine{Label: w.T(one.key), Value: w.Number(one.n)}
		if one.n > 0 {
			line.Tone = one.tone
		}
		counts.Lines = append(counts.Lines, line)
	}
	s.Cards = []DetailCard{counts}
	if len(over.Next) > 0 {
		s.Cards = append(s.Cards, t.shiftCard(w.T("tasks.shift.next", "date", w.DateShort(over.NextOn.String())), over.Next))
	}
	s.Primary, s.Actions = t.taskAct(taskShift), []Action{t.taskAct(taskNew)}
	if len(over.Numbers) > 0 {
		s.Actions = append(s.Actions, t.taskAct(taskNumbers))
		s.Cards = append(s.Cards, t.numbersCard(over.Numbers))
	}
}

func (t *Tasks) shiftCard(title string, tasks []views.Task) DetailCard {
	card := DetailCard{Title: title}
	for _, one := range tasks {
		card.Lines = append(card.Lines, DetailLine{Label: cmp.Or(one.DoerName, t.Words.T("tasks.team")), Value: oneLine(one.What)})
	}
	return card
}

// numbersCard lists the numbers of the kiosk with which nobody came, and ends them.
func (t *Tasks) numbersCard(numbers []service.Unattended) DetailCard {
	card := DetailCard{Title: t.Words.T("tasks.shift.numbers"), Acts: []Action{t.taskAct(taskNumbers)}}
	for _, n := range numbers {
		card.Lines = append(card.Lines, DetailLine{Label: n.Ticket, Value: joined(n.Product, n.Customer, t.Words.DayTime(n.AtMS, t.Zone))})
	}
	return card
}
