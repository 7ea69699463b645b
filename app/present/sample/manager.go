package sample

import (
	"context"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/customer"
	"etabli/app/domain/figure"
	"etabli/app/domain/loan"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/domain/task"
	"etabli/app/service"
	"etabli/app/views"
)

// Run is a shop at which whoever runs it works.
func Run(shop func() *Shop) func() *Shop {
	return func() *Shop {
		s := shop()
		s.People[0].Role, s.People[0].May = staff.Manager, staff.Rights()
		return s
	}
}

// Unread is a shop whose figures cannot be read.
func Unread() *Shop {
	s := Typical()
	s.Unread = true
	return s
}

// Figures implements present.Managing.
func (s *Shop) Figures(context.Context, *service.FiguresInput) (figure.Figures, error) {
	today := civil.At(Now.UnixMilli(), Zone)
	const weeks, dayMS = 12, 24 * 3600 * 1000
	f := figure.Of(figure.Matter{}, today, weeks)
	if len(s.Repairs) == 0 {
		return f, s.unread()
	}
	medians := [weeks]int64{11, 12, 10, 11, 9, 9, 8, 8, 7, 7, 6, 6}
	most := [weeks]int64{27, 28, 25, 26, 23, 24, 21, 21, 22, 19, 18, 17}
	for i := range f.Weeks {
		f.Weeks[i].Count, f.Weeks[i].MedianMS, f.Weeks[i].P90MS = 9+i%3, medians[i]*dayMS, most[i]*dayMS
	}
	f.Received, f.Ready, f.Returned, f.MedianMS, f.P90MS, f.Score, f.Scores = 14, 11, 12, 8*dayMS, 24*dayMS, 43, 7
	f.Uncollected, f.OldestDays = 3, 31
	return f, s.unread()
}

// Inbox implements present.Managing.
func (s *Shop) Inbox(context.Context, string) (service.Inbox, error) {
	if len(s.Talks) == 0 {
		return service.Inbox{}, s.unread()
	}
	return service.Inbox{Callers: message.Waits{Asked: 31, Open: 2, Late: 4, MedianMS: 22 * 60_000, P90MS: 205 * 60_000}}, s.unread()
}

// Pressing implements present.Managing.
func (s *Shop) Pressing(context.Context, *service.SiteAsked) (service.Pressing, error) {
	var p service.Pressing
	if len(s.Repairs) == 0 {
		return p, s.unread()
	}
	today := civil.At(Now.UnixMilli(), Zone)
	first, second := s.Repairs[0], s.Repairs[1]
	p.Loans = []service.LoanStanding{{Loan: views.Loan{
		Unit: "Galaxy A54 · n° 3", Customer: second.Customer, FileID: second.ID, Number: second.Number, DueOn: in(-3),
	}, Standing: loan.Overdue, DaysLate: 3}}
	p.Late = []views.Task{{What: "Rappeler le fournisseur de pompes", On: today.AddDays(-1), When: task.Yesterday, DoerName: "Yann L.", Repair: first.ID, Number: first.Number}}
	p.Today = []views.Task{{What: "Compter les batteries en sécurité", On: today, When: task.Today}}
	thread := views.Thread{CustomerName: first.Customer, Repair: first.ID, Number: first.Number, SinceMS: before(26 * time.Hour), Unread: 1}
	p.Threads = []service.Timed{
		{Thread: thread, Late: true},
		{Thread: views.Thread{From: "+33 6 98 12 34 11", SinceMS: before(40 * time.Minute), Unread: 1}},
	}
	called := thread
	called.PromisedMS = Now.Add(25 * time.Minute).UnixMilli()
	p.Calls = []service.Timed{{Thread: called, Promise: message.AtRisk}}
	p.Untold = []views.ToTell{{RepairRow: s.Repairs[3].RepairRow, SinceMS: before(25 * time.Hour), By: customer.ByLetter}}
	p.Cores, _ = s.Cores(context.Background(), nil)
	if len(p.Cores) > 0 {
		p.Cores = p.Cores[:1]
	}
	p.Credits = []service.OwedBack{{Supplier: "FOURNI-PIECES", N: 3, Cents: 18_450, Late: 2}}
	if len(s.Books.Accounts) > 0 {
		over := s.Books.Accounts[0]
		over.OwedCents = over.Ceiling + 12_450
		p.Accounts = []service.AccountNow{over}
	}
	p.Recalls = []service.RecallHit{{Code: "RAPPEX-0412", Title: "Batterie susceptible de surchauffer", Stop: true, Repair: first.ID, Number: first.Number, Product: first.Product, Customer: first.Customer}}
	p.Closed = []service.Clash{{What: "repair", ID: second.ID, Number: second.Number, On: today.AddDays(4), Name: "Inventaire", Next: today.AddDays(5)}}
	p.Orders, _ = s.OrderRisks(context.Background(), nil)
	p.Below = []views.Account{{Ref: "POMPE-BSH-0042", Label: "Pompe de vidange Bosch", Place: "LIL.shop", OnHand: -2}}
	return p, s.unread()
}
