package sample

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// units are the pool of the shop.
func units() []views.Loaner {
	unit := func(n byte, label, serial string, status loan.UnitStatus, condition ...string) views.Loaner {
		return views.Loaner{
			ID: ID(n), Label: label, Site: "LIL", Serial: serial, Category: "Téléphone", Accessories: []string{"Chargeur", "Coque"},
			Condition: condition, ValueCents: 15_000, Currency: "EUR", Status: status, Books: 1, Promisable: status == loan.Available,
		}
	}
	list := []views.Loaner{
		unit(80, "Galaxy A15", "350123456789012", loan.Lent, "Coin rayé"),
		unit(81, "iPhone SE", "350123456789020", loan.Lent),
		unit(82, "Moto G54", "350123456789038", loan.Available, "Comme neuf"),
		unit(83, "Galaxy A15", "350123456789046", loan.ToCheck, "Écran fêlé"),
		unit(84, "ThinkPad L13", "PF3K9A2B", loan.Kept),
		unit(85, "Micro-ondes Samsung", "", loan.Available, "Plateau rayé"),
	}
	list[4].Category, list[4].ValueCents = "Ordinateur", 45_000
	list[5].Category, list[5].Accessories = "Cuisine", nil
	return list
}

// lendings are the loans of the shop: due soon, overdue, kept, back and to be
// checked.
func lendings() []service.LoanStanding {
	photo := repair.Attachment{Role: "photo", Hash: []byte{1}, Thumb: []byte{2}}
	terms := loan.Agreement{ValueCents: 15_000, DepositCents: 10_000, DepositBy: "preauth", Currency: "EUR", ReturnDays: 30, ExtensionDays: 15}
	one := func(n, unit, file byte, number, label, who string, status loan.Status, out int) service.LoanStanding {
		return service.LoanStanding{Loan: views.Loan{
			ID: ID(n), UnitID: ID(unit), Unit: label, FileID: ID(file), Number: number, Customer: who, Site: "LIL", Status: status,
			SinceMS: before(time.Duration(out) * day), IssuedMS: before(time.Duration(out) * day), Agreement: terms,
			Out: []string{"Coin rayé"}, Accessories: []string{"Chargeur", "Coque"}, PhotosOut: []repair.Attachment{photo}, Deposit: 10_000,
		}}
	}
	list := []service.LoanStanding{
		one(90, 80, 4, number("2", 428, "MB"), "Galaxy A15", "Jeanne Lopez", loan.Out, 5),
		one(91, 81, 1, number("2", 431, "X7"), "iPhone SE", "Amélie Durand", loan.Out, 44),
		one(92, 84, 2, number("2", 430, "W3"), "ThinkPad L13", "Karim Benali", loan.Asked, 0),
		one(93, 83, 7, number("1", 733, "B2"), "Galaxy A15", "Jeanne Lopez", loan.Damaged, 20),
	}
	list[0].Serial, list[0].ReadyOn, list[0].DueOn, list[0].Standing = "350123456789012", in(-28), in(2), loan.DueSoon
	list[0].Tentative = true
	list[1].Serial, list[1].DueOn, list[1].Standing, list[1].DaysLate, list[1].Due = "350123456789020", in(-9), loan.Overdue, 9, loan.StepAgain
	list[2].IssuedMS, list[2].Out, list[2].PhotosOut, list[2].Deposit, list[2].Agreement = 0, nil, nil, 0, loan.Agreement{}
	back := &list[3]
	back.Serial, back.ReturnedMS, back.In = "350123456789046", before(2*time.Hour), []string{"Coin rayé", "Écran fêlé"}
	back.CameBack = []repair.AccessoryCheck{{Name: "Chargeur", State: "returned"}, {Name: "Coque", State: "missing"}}
	back.Damage = []loan.Damage{{What: "Écran fêlé", Cents: 4_000}}
	back.PhotosIn = []repair.Attachment{photo, {Role: "photo", Hash: []byte{3}}, {Role: "signature", Hash: []byte{4}}}
	return list
}

// longestLoan is a loan where everything is as long as it gets.
func (s *Shop) longestLoan() {
	at, unit := &s.Lendings[1], &s.Units[1]
	at.Unit = "Lave-linge de prêt Electrolux AEG Série 8000 ÖKOMix à pompe à chaleur, coloris blanc arctique"
	unit.Label = at.Unit
	at.Customer, at.Number = s.Repairs[0].Customer, s.Repairs[0].Number
	at.Out = s.Repairs[0].Condition
	at.Accessories = s.Repairs[0].Accessories
	at.DaysLate, at.DueOn = 1_234, in(-1_234)
	at.Deposit, at.Agreement.ValueCents = 99_999_999, 99_999_999
}

// OpenLoans implements present.Lending.
func (s *Shop) OpenLoans(context.Context, string) ([]service.LoanStanding, error) {
	var open []service.LoanStanding
	for _, l := range s.Lendings {
		if l.Status.Open() {
			open = append(open, l)
		}
	}
	return open, s.broken()
}

// Loaners implements present.Lending.
func (s *Shop) Loaners(context.Context, string) ([]views.Loaner, error) { return s.Units, s.broken() }

// Loan implements present.Lending.
func (s *Shop) Loan(_ context.Context, id present.ID) (service.LoanStanding, error) {
	for _, l := range s.Lendings {
		if l.ID == id {
			return l, s.broken()
		}
	}
	return service.LoanStanding{}, fault.New(fault.NotFound, "id")
}

// Loaner implements present.Lending.
func (s *Shop) Loaner(_ context.Context, id present.ID) (views.Loaner, error) {
	for _, u := range s.Units {
		if u.ID == id {
			return u, s.broken()
		}
	}
	return views.Loaner{}, fault.New(fault.NotFound, "id")
}

// LoansOfUnit implements present.Lending.
func (s *Shop) LoansOfUnit(_ context.Context, unit present.ID) ([]service.LoanStanding, error) {
	var out []service.LoanStanding
	for _, l := range s.Lendings {
		if l.UnitID == unit {
			out = append(out, l)
		}
	}
	return out, s.broken()
}

// LoansOfFile implements present.Lending.
func (s *Shop) LoansOfFile(_ context.Context, file present.ID) ([]service.LoanStanding, error) {
	var out []service.LoanStanding
	for _, l := range s.Lendings {
		if l.FileID == file && l.Status.Open() {
			out = append(out, l)
		}
	}
	return out, s.broken()
}

// OpenThumb implements present.Lending: a grey picture, for those that came.
func (s *Shop) OpenThumb(_ context.Context, at repair.Attachment) (io.ReadCloser, error) {
	if len(at.Thumb) == 0 {
		return nil, fault.New(service.BlobAway, "attachments")
	}
	picture := image.NewGray(image.Rect(0, 0, 32, 32))
	for i := range picture.Pix {
		picture.Pix[i] = color.Gray{Y: uint8(96 + i%32)}.Y
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, picture, nil)
	return io.NopCloser(&out), err
}

// taken is the answer to every command.
func (s *Shop) taken() (service.Result, error) { return service.Result{}, s.broken() }

// SaveLoaner implements present.LoanActs.
func (s *Shop) SaveLoaner(context.Context, service.Call, *service.LoanerInput) (service.Result, error) {
	return s.taken()
}

// CheckLoaner implements present.LoanActs.
func (s *Shop) CheckLoaner(context.Context, service.Call, *service.CheckLoanerInput) (service.Result, error) {
	return s.taken()
}

// ReserveLoan implements present.LoanActs.
func (s *Shop) ReserveLoan(context.Context, service.Call, *service.ReserveInput) (service.Result, error) {
	return s.taken()
}

// IssueLoan implements present.LoanActs.
func (s *Shop) IssueLoan(context.Context, service.Call, *service.IssueInput) (service.Result, error) {
	return s.taken()
}

// ReturnLoan implements present.LoanActs.
func (s *Shop) ReturnLoan(context.Context, service.Call, *service.ReturnLoanInput) (service.Result, error) {
	return s.taken()
}

// ExtendLoan implements present.LoanActs.
func (s *Shop) ExtendLoan(context.Context, service.Call, *service.ExtendLoanInput) (service.Result, error) {
	return s.taken()
}

// LoanDeposit implements present.LoanActs.
func (s *Shop) LoanDeposit(context.Context, service.Call, *service.LoanDepositInput) (service.Result, error) {
	return s.taken()
}

// LoseLoan implements present.LoanActs.
func (s *Shop) LoseLoan(context.Context, service.Call, *service.LostLoanInput) (service.Result, error) {
	return s.taken()
}

// SellLoan implements present.LoanActs.
func (s *Shop) SellLoan(context.Context, service.Call, *service.SellLoanInput) (service.Result, error) {
	return s.taken()
}

// CancelLoan implements present.LoanActs.
func (s *Shop) CancelLoan(context.Context, service.Call, *service.CancelLoanInput) (service.Result, error) {
	return s.taken()
}

// RemindLoan implements present.LoanActs.
func (s *Shop) RemindLoan(context.Context, service.Call, *service.RemindLoanInput) (service.Result, error) {
	return s.taken()
}
