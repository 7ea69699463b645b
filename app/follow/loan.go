package follow

import (
	"time"

	"etabli/app/domain/loan"
	"etabli/app/lang"
	"etabli/app/views"
)

// Loan is a loaner that a customer has at home.
type Loan struct {
	Unit  string
	DueOn string // "2006-01-02"
}

// Loans keeps of the loans of a file those that are out.
func Loans(all []views.Loan) []Loan {
	var out []Loan
	for _, l := range all {
		if l.Status == loan.Out {
			out = append(out, Loan{Unit: l.Unit, DueOn: l.DueOn})
		}
	}
	return out
}

// LoanNews is a loaner in words.
type LoanNews struct {
	Title, Due string
	Late       bool
}

// LentOf words a loaner for its customer.
func LentOf(c *lang.Catalogue, l Loan, today time.Time) LoanNews {
	n := LoanNews{Title: c.T("portal.loan.title", "unit", l.Unit), Late: l.DueOn != "" && l.DueOn < today.Format(time.DateOnly)}
	key := "portal.loan.due"
	if n.Late {
		key = "portal.loan.late"
	}
	if l.DueOn != "" {
		n.Due = c.T(key, "day", Solid(c.Date(l.DueOn)))
	}
	return n
}
