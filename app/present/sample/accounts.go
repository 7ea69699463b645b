package sample

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/account"
	"etabli/app/domain/debt"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
)

// Books are the accounts of businesses, their invoices, and what is owed.
type Books struct {
	Accounts []service.AccountNow
	Due      []service.ToInvoice
	Invoices []service.InvoiceNow
	Owed     []service.DebtNow
}

// books are three accounts, one with a late invoice and a refund that wants a credit
// note, one near its ceiling, one that is up to date; and a consumer who owes.
func books() Books {
	left := func(cents int64) *int64 { return &cents }
	one := func(n byte, name, siren string, f account.SavedFacts, owed int64) service.AccountNow {
		a := service.AccountNow{Business: views.Business{Customer: ID(n), Name: name, SavedFacts: f, OwedCents: owed}}
		a.IdentityBox = account.IdentityBox{Legal: name, SIREN: siren, VAT: "FR12" + siren, Address: "8 quai du Wault\n59800 Lille", Email: "compta@exemple.fr"}
		if f.Ceiling > 0 {
			a.LeftCents = left(f.Ceiling - owed)
		}
		return a
	}
	b := Books{Accounts: []service.AccountNow{
		one(3, "Société Ferrand et fils", "552100554", account.SavedFacts{Monthly: true, Ceiling: 300_000, TermDays: 30, EndOfMonth: true, OrderNeeded: true}, 184_250),
		one(170, "Clinique du Parc", "309634954", account.SavedFacts{Ceiling: 100_000, TermDays: 30, Public: true}, 93_400),
		one(171, "Atelier Mercier", "732829320", account.SavedFacts{TermDays: 15}, 0),
	}}
	b.Accounts[0].ToInvoice, b.Accounts[0].Overdue, b.Accounts[0].DueOn = 42_800, 61_200, on(-21)
	b.Accounts[0].People = []views.Person{{Key: "a", Name: "Lucie Ferrand", Roles: nil}}
	b.Due = []service.ToInvoice{{Customer: ID(3), Name: "Société Ferrand et fils", Monthly: true, Receipts: []string{"LIL2-2026-000401", "LIL2-2026-000417"}, Cents: 42_800, Credits: []string{"LIL2-2026-000388"}}}
	b.Invoices = []service.InvoiceNow{
		billed(180, "F-LIL2-2026-000031", -51, 61_200, 61_200, invoice.Delivered), billed(181, "F-LIL2-2026-000034", -20, 123_050, 123_050, invoice.Issued),
		billed(182, "F-LIL2-2026-000027", -82, 48_900, 0, invoice.Collected),
	}
	b.Invoices[0].DaysLate, b.Invoices[0].Interest, b.Invoices[0].FeeCents = 21, 422, 4_000
	b.Owed = []service.DebtNow{
		{Number: "LIL2-2026-000352", Day: on(-51).String(), Site: "LIL", Customer: ID(3), CustomerName: "Société Ferrand et fils", Trade: true, Age: "1_30",
			Standing: debt.Standing{Owed: 61_200, Over: 61_200, DueOn: on(-21), DaysLate: 21, Remind: 2}, Parts: []debt.Part{{Due: on(-21).String(), Cents: 61_200}},
			Reminders: []debt.RemindedFacts{{Number: "LIL2-2026-000352", Step: 1, Channel: "email", On: on(-12).String()}}, Reminded: 1, Interest: 422, Fee: 4_000},
		{Number: "LIL2-2026-000420", Day: on(-6).String(), Site: "LIL", FileNumber: number("2", 427, "C5"), CustomerName: "Paul Vasseur", Age: "0", Agreed: true,
			Standing: debt.Standing{Owed: 12_000, DueOn: on(9)}, Parts: []debt.Part{{Due: on(9).String(), Cents: 6_000}, {Due: on(39).String(), Cents: 6_000}}},
	}
	file := ID(5)
	b.Owed[1].File = &file
	return b
}

func billed(n byte, number string, days int, total, owed int64, state invoice.State) service.InvoiceNow {
	i := service.InvoiceNow{Invoice: views.Invoice{ID: ID(n), State: state, Customer: ID(3), OwedCents: owed, IssuedMS: before(time.Duration(-days) * day)}}
	i.Buyer = invoice.BuyerBox{Name: "Société Ferrand et fils", SIREN: "552100554"}
	i.IssuedFacts = invoice.IssuedFacts{
		Number: number, Site: "LIL", On: on(days).String(), From: on(days - 30).String(), To: on(days - 1).String(), DueOn: on(days + 30).String(), Total: total, Fee: 4_000,
		Groups: []invoice.Group{{File: "LIL1-00912-DQN", Device: "LaserJet M404", Order: "BC-7781", Receipts: []string{"LIL2-2026-000352"}, Lines: []till.Line{
			{Label: "Remplacement du four", Cents: total - 9_000}, {Label: "Déplacement", Cents: 9_000},
		}}},
	}
	if state != invoice.Issued {
		i.Ref = "PDP-88120"
	}
	return i
}

// longestBooks make everything about an account as long as it gets.
func (s *Shop) longestBooks() {
	name := "Société anonyme coopérative des établissements Vandenbroucke-Lefèbvre et descendants réunis"
	s.Books.Accounts[0].Name, s.Books.Accounts[0].Legal, s.Books.Invoices[0].Buyer.Name = "Vandenbroucke", name, name
	s.Books.Accounts[0].OwedCents, s.Books.Accounts[0].Ceiling = 98_765_432_100, 99_999_999_900
	s.Books.Accounts[0].Address = strings.Repeat("Résidence des Trois Moulins, bâtiment C, ", 4)
	s.Books.Invoices[0].Groups[0].Lines[0].Label = strings.Repeat("Remplacement du four et de la carte d’alimentation ", 4)
	s.Books.Owed[0].CustomerName = name
}

// BusinessAccounts implements present.Accounting.
func (s *Shop) BusinessAccounts(context.Context, *service.Anything) ([]service.AccountNow, error) {
	return s.Books.Accounts, s.broken()
}

// BusinessAccount implements present.Accounting.
func (s *Shop) BusinessAccount(_ context.Context, in *service.ByID) (service.AccountNow, error) {
	i := slices.IndexFunc(s.Books.Accounts, func(a service.AccountNow) bool { return a.Customer == in.ID })
	if err := s.broken(); err != nil || i >= 0 {
		return s.Books.Accounts[max(0, i)], err
	}
	return service.AccountNow{}, fault.New(account.None, "id")
}

// InvoicesDue implements present.Accounting.
func (s *Shop) InvoicesDue(context.Context, *service.UpTo) ([]service.ToInvoice, error) {
	return s.Books.Due, s.broken()
}

// Invoices implements present.Accounting.
func (s *Shop) Invoices(_ context.Context, in *service.InvoicesAsked) (out []service.InvoiceNow, err error) {
	for _, i := range s.Books.Invoices {
		if in.List != views.InvoicesToHand || i.State == invoice.Issued {
			out = append(out, i)
		}
	}
	return out, s.broken()
}

// InvoicesOf implements present.Accounting.
func (s *Shop) InvoicesOf(_ context.Context, in *service.ByID) (out []service.InvoiceNow, err error) {
	for _, i := range s.Books.Invoices {
		if i.Customer == in.ID {
			out = append(out, i)
		}
	}
	return out, s.broken()
}

// InvoiceByID implements present.Accounting.
func (s *Shop) InvoiceByID(_ context.Context, in *service.ByID) (service.InvoiceNow, error) {
	for _, i := range s.Books.Invoices {
		if i.ID == in.ID {
			return i, s.broken()
		}
	}
	return service.InvoiceNow{}, fault.New(fault.NotFound, "id", "what", "invoice")
}

// Receivables implements present.Accounting.
func (s *Shop) Receivables(_ context.Context, in *service.ReceivablesAsked) (service.Receivables, error) {
	if in.GivenUp {
		return service.Receivables{}, s.broken()
	}
	return service.Receivables{Debts: s.Books.Owed}, s.broken()
}

// ReceivablesOf implements present.Accounting.
func (s *Shop) ReceivablesOf(_ context.Context, in *service.ByID) (out service.Receivables, err error) {
	for _, d := range s.Books.Owed {
		if d.Customer == in.ID {
			out.Debts = append(out.Debts, d)
		}
	}
	return out, s.broken()
}

// SaveAccount implements present.AccountActs.
func (s *Shop) SaveAccount(context.Context, service.Call, *service.AccountInput) (service.Result, error) {
	return s.forgotten()
}

// IssueInvoice implements present.AccountActs.
func (s *Shop) IssueInvoice(context.Context, service.Call, *service.IssueInvoiceInput) (service.Result, error) {
	return s.forgotten()
}

// CreditInvoice implements present.AccountActs.
func (s *Shop) CreditInvoice(context.Context, service.Call, *service.CreditInvoiceInput) (service.Result, error) {
	return s.forgotten()
}

// StepInvoice implements present.AccountActs.
func (s *Shop) StepInvoice(context.Context, service.Call, *service.StepInvoiceInput) (service.Result, error) {
	return service.Result{}, fault.New(fault.Missing, "ref")
}

// PayInvoice implements present.AccountActs.
func (s *Shop) PayInvoice(context.Context, service.Call, *service.PayInvoiceInput) (service.Result, error) {
	return s.forgotten()
}

// PlanDebt implements present.AccountActs.
func (s *Shop) PlanDebt(context.Context, service.Call, *service.PlanInput) (service.Result, error) {
	return s.forgotten()
}

// RemindDebt implements present.AccountActs.
func (s *Shop) RemindDebt(context.Context, service.Call, *service.RemindDebtInput) (service.Result, error) {
	return s.forgotten()
}

// GiveDebtUp implements present.AccountActs.
func (s *Shop) GiveDebtUp(context.Context, service.Call, *service.GiveUpInput) (service.Result, error) {
	return s.forgotten()
}
