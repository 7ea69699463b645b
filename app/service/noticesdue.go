package service

import (
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/ladder"
	"etabli/app/domain/loan"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
)

// noticesDue is what customers are told because a day has come.
func (a *App) noticesDue(r storage.Reader) ([]notice, error) {
	var out []notice
	err := a.eachOpen(r, func(row views.RepairRow) error {
		if row.Status != repair.Ready {
			return nil
		}
		u, err := a.unclaimed(r, row)
		if err != nil || u.Due == "" || u.Due.By() != ladder.First.By() {
			return err
		}
		file, err := a.views.Repair(r, row.ID)
		since := u.NoticedOn.String()
		out = append(out, notice{event: message.Reminder, of: row.ID, nth: string(u.Due) + " " + since, atMS: a.now().UnixMilli(), file: file, step: u.Due, more: func(w Words) []string {
			return []string{"date", w.Date(since)}
		}})
		return err
	})
	if err != nil {
		return nil, err
	}
	sites, err := a.views.Sites(r)
	if err != nil {
		return nil, err
	}
	for _, s := range sites {
		asked, err := a.wondersDue(r, s.Code)
		if err != nil {
			return nil, err
		}
		out = append(out, asked...)
		loans, err := a.views.OpenLoans(r, s.Code)
		if err != nil {
			return nil, err
		}
		for _, l := range loans {
			n, is, err := a.loanDue(r, l)
			if err != nil {
				return nil, err
			}
			if is {
				out = append(out, n)
			}
		}
	}
	return out, nil
}

// wondersDue asks the customers of a shop whether all is well, the day after they have
// their device back: each once in a while, and only those who do not object.
func (a *App) wondersDue(r storage.Reader, code string) ([]notice, error) {
	says, err := a.views.SaysItself(r, code)
	set := says.Notices[message.AllWell]
	if err != nil || !set.On {
		return nil, err
	}
	due, err := a.opinionsDue(r, code)
	if err != nil {
		return nil, err
	}
	var out []notice
	for _, d := range due {
		file, err := a.views.Repair(r, d.ID)
		if err != nil {
			return nil, err
		}
		if file.ReturnedMS < set.SinceMS {
			continue // it was handed back before anybody was asked
		}
		publish := d.Publish
		out = append(out, notice{event: message.AllWell, of: d.ID, nth: d.ReturnedOn, atMS: a.now().UnixMilli(), file: file, asks: true, more: func(w Words) []string {
			if publish == "" {
				return []string{"publish", ""}
			}
			return []string{"publish", w.T("template.all_well.publish", "address", publish) + " "}
		}})
	}
	return out, nil
}

// loanDue tells of a loaner whose day has come, and again at each step of its
// ladder.
func (a *App) loanDue(r storage.Reader, l views.Loan) (notice, bool, error) {
	s, err := a.standing(r, l)
	if err != nil || s.Standing != loan.DueSoon && s.Standing != loan.Overdue {
		return notice{}, false, err
	}
	if _, err := civil.Parse("due_on", l.DueOn); err != nil {
		return notice{}, false, err
	}
	file, err := a.views.Repair(r, l.FileID)
	return notice{
		event: message.LoanDue, of: l.ID, nth: l.DueOn + " " + strconv.Itoa(s.Due), atMS: a.now().UnixMilli(), file: file,
		more: func(w Words) []string { return []string{"unit", l.Unit, "date", w.Date(l.DueOn)} },
	}, true, err
}
