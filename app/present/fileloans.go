package present

import (
	"slices"

	"etabli/app/domain/loan"
	"etabli/app/service"
)

// loanCards are the loaners that belong to a file.
func (e Env) loanCards(list []service.LoanStanding) []DetailCard {
	var out []DetailCard
	for _, at := range list {
		card := DetailCard{Title: e.Words.T("loans.card"), Chip: e.loanChip(at)}
		card.Lines = append(card.Lines, DetailLine{Label: e.Words.T("loans.unit"), Value: at.Unit, Open: actLoan + at.ID.String()})
		if at.DueOn != "" && at.Status == loan.Out {
			card.Lines = append(card.Lines, DetailLine{Label: e.Words.T("loans.due_on"), Value: e.Words.Date(at.DueOn)})
		}
		if at.Deposit > 0 {
			card.Lines = append(card.Lines, DetailLine{Label: e.Words.T("loans.deposit"), Value: e.Words.Money(at.Deposit, at.Agreement.Currency)})
		}
		out = append(out, card)
	}
	return out
}

// askAboutLoaner lets a hand-back go on without the loaner, with a reason. Whether
// one is needed is decided where the hand-back is: by the shop and by the law.
func (r *Repair) askAboutLoaner(s *Sheet) {
	i := slices.IndexFunc(r.file.loans, func(l service.LoanStanding) bool { return l.Status == loan.Out })
	if i < 0 {
		return
	}
	w := r.Words
	s.Notice = Notice{Tone: Watch, Text: w.T("handback.loaner", "unit", r.file.loans[i].Unit), Next: w.T("handback.loaner.next")}
	s.Fields = append(s.Fields, SheetField{Key: "loaner_reason", Label: w.T("handback.loaner.reason"), Kind: TextInput})
}
