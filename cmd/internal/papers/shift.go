package papers

import (
	"cmp"
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/printing/document"
	"etabli/printing/forms"
)

// shiftList makes what the next team of this shop has to know, as it stands now.
func (s Source) shiftList(ctx context.Context, m material, site string, paper document.Paper) (document.Document, error) {
	if site != s.App.SiteCode() {
		return document.Document{}, fault.New(fault.Malformed, "number", "expected", s.App.SiteCode())
	}
	over, err := s.App.Handover(ctx, &service.SiteAsked{})
	if err != nil {
		return document.Document{}, err
	}
	m.sheet.Number = site
	return forms.ShiftList(forms.Shift{
		Sheet: m.sheet, On: over.On, NextOn: over.NextOn, ToTell: over.ToTell,
		Late: m.duties(over.Late), Today: m.duties(over.Today), Next: m.duties(over.Next), Done: m.duties(over.Ended),
		Calls: m.threads(over.Calls), Messages: m.threads(over.Threads), Numbers: numbers(over.Numbers),
	}, m.words, paper), nil
}

func (m material) duties(tasks []views.Task) (out []forms.Duty) {
	for _, t := range tasks {
		out = append(out, forms.Duty{
			What: t.What, Number: t.Number, For: t.CustomerName, On: t.On, AtMS: t.AtMS,
			Who: cmp.Or(t.DoerName, m.words.T("tasks.team")),
		})
	}
	return out
}

// numbers are those of the kiosk that nobody took in.
func numbers(unattended []service.Unattended) (out []forms.Duty) {
	for _, n := range unattended {
		out = append(out, forms.Duty{What: n.Ticket + " · " + n.Product, Number: n.Number, For: n.Customer, AtMS: n.AtMS})
	}
	return out
}

// threads are conversations that wait, each with what was said last and by when it is
// to be answered.
func (m material) threads(waiting []service.Timed) (out []forms.Duty) {
	for _, t := range waiting {
		out = append(out, forms.Duty{
			What: cmp.Or(strings.TrimSpace(t.Last), m.words.T("paper.shift.call")), Number: t.Number,
			For: cmp.Or(t.CustomerName, t.From), Who: t.AssignedName, AtMS: cmp.Or(t.PromisedMS, t.DueMS),
		})
	}
	return out
}
