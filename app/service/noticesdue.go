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
