package present_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// pool is a fake of the loans of a shop. A command notes itself; refuse is what
// it answers.
type pool struct {
	*shop
	loans  []service.LoanStanding
	units  []views.Loaner
	did    []any
	refuse error
}

func (p *pool) OpenLoans(context.Context, string) ([]service.LoanStanding, error) {
	return p.loans, nil
}
func (p *pool) Loaners(context.Context, string) ([]views.Loaner, error) { return p.units, nil }

func (p *pool) Loan(_ context.Context, id present.ID) (service.LoanStanding, error) {
	for _, l := range p.loans {
		if l.ID == id {
			return l, nil
		}
	}
	return service.LoanStanding{}, fault.New(fault.NotFound, "id")
}

func (p *pool) Loaner(_ context.Context, id present.ID) (views.Loaner, error) {
	for _, u := range p.units {
		if u.ID == id {
			return u, nil
		}
	}
	return views.Loaner{}, fault.New(fault.NotFound, "id")
}

func (p *pool) LoansOfUnit(_ context.Context, unit present.ID) (out []service.LoanStanding, err error) {
	for _, l := range p.loans {
		if l.UnitID == unit {
			out = append(out, l)
		}
	}
	return out, nil
}

func (p *pool) OpenThumb(context.Context, repair.Attachment) (io.ReadCloser, error) {
	return nil, fault.New(service.BlobAway, "attachments")
}

func (p *pool) note(in any) (service.Result, error) {
	if p.refuse != nil {
		return service.Result{}, p.refuse
	}
	p.did = append(p.did, in)
	return service.Result{Data: views.Loan{ID: id(99)}}, nil
}

func (p *pool) SaveLoaner(_ context.Context, _ service.Call, in *service.LoanerInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) CheckLoaner(_ context.Context, _ service.Call, in *service.CheckLoanerInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) ReserveLoan(_ context.Context, _ service.Call, in *service.ReserveInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) IssueLoan(_ context.Context, _ service.Call, in *service.IssueInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) ReturnLoan(_ context.Context, _ service.Call, in *service.ReturnLoanInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) ExtendLoan(_ context.Context, _ service.Call, in *service.ExtendLoanInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) LoanDeposit(_ context.Context, _ service.Call, in *service.LoanDepositInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) LoseLoan(_ context.Context, _ service.Call, in *service.LostLoanInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) SellLoan(_ context.Context, _ service.Call, in *service.SellLoanInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) CancelLoan(_ context.Context, _ service.Call, in *service.CancelLoanInput) (service.Result, error) {
	return p.note(in)
}

func (p *pool) RemindLoan(_ context.Context, _ service.Call, in *service.RemindLoanInput) (service.Result, error) {
	return p.note(in)
}

// lentOut is a shop with a loan that is overdue, one that is not, and a free unit.
func lentOut(t *testing.T) *pool {
	p := &pool{shop: newShop(t)}
	p.units = []views.Loaner{
		{ID: id(1), Label: "Galaxy A15", Serial: "350123456789012", Status: loan.Lent, Accessories: []string{"Chargeur"}, ValueCents: 15_000, Currency: "EUR"},
		{ID: id(2), Label: "iPhone SE", Serial: "SE-2", Status: loan.Lent},
		{ID: id(3), Label: "Moto G54", Serial: "MOTO-3", Status: loan.Available, Condition: []string{"Neuf"}, Accessories: []string{"Chargeur", "Coque"}, ValueCents: 12_000, Currency: "EUR"},
	}
	out := func(n, unit byte, due string, standing loan.Standing, late int) service.LoanStanding {
		return service.LoanStanding{Standing: standing, DaysLate: late, Loan: views.Loan{
			ID: id(n), UnitID: id(unit), Unit: p.units[unit-1].Label, Number: "LIL2-0043" + string(rune('0'+n-10)) + "-X7K", Customer: "Amélie Durand",
			FileID: id(50), Status: loan.Out, IssuedMS: 1, SinceMS: int64(n), DueOn: due, Accessories: []string{"Chargeur"}, Out: []string{"Coin rayé"},
			Deposit: 10_000, Agreement: loan.Agreement{DepositCents: 10_000, DepositBy: "preauth", ValueCents: 15_000, Currency: "EUR", ExtensionDays: 15},
		}}
	}
	p.loans = []service.LoanStanding{out(11, 1, "2000-02-01", loan.NotDue, 0), out(12, 2, "1999-12-23", loan.Overdue, 9)}
	p.print = func(present.Form) (string, error) { return "le dossier", nil }
	return p
}

// seen is what the two panes show.
type seen struct {
	list present.ListState
	open present.Detail
}

func (s *seen) field(t *testing.T, key string) present.SheetField {
	t.Helper()
	for _, f := range s.open.Sheet.Fields {
		if f.Key == key {
			return f
		}
	}
	t.Fatalf("the sheet has no field %s: %+v", key, s.open.Sheet.Fields)
	return present.SheetField{}
}

func loansOf(t *testing.T, b *bench, p *pool) (*present.Loans, *seen) {
	t.Helper()
	s := &seen{}
	l := present.NewLoans(b.env, present.LoanPorts{Lending: p, Acts: p, Files: p, Papers: p, Attach: p},
		func(state present.ListState) { s.list = state }, func(state present.Detail) { s.open = state })
	l.Enter(t.Context())
	t.Cleanup(l.Leave)
	b.settle()
	return l, s
}

func TestTheLoanThatIsMostOverdueStandsFirst(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		l, s := loansOf(t, b, lentOut(t))
		if s.list.Total != 2 || l.Row(0).Product != "iPhone SE" || l.Row(0).Chip.Tone != present.Late || !strings.Contains(l.Row(0).Chip.Text, "J+9") {
			t.Errorf("the first line is %+v", l.Row(0))
		}
		if got := s.list.Tabs[1]; got.Label != "En retard" || got.Count != "1" {
			t.Errorf("the tab of what is overdue reads %+v", got)
		}
		l.ScopeChosen(present.PoolScope)
		if s.list.Total != 3 || l.Row(0).Product != "Moto G54" {
			t.Errorf("the pool begins with %+v, want the unit that can be lent", l.Row(0))
		}
	})
}

func TestWhoSeesNoLoanIsLedToWhatCanBeLent(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		l, s := loansOf(t, b, lentOut(t))
		if s.open.Empty.Action != "Prêter un appareil" {
			t.Fatalf("it offers %q", s.open.Empty.Action)
		}
		l.EmptyPressed()
		if l.Row(0).Product != "Moto G54" || s.open.Sheet.Open || s.open.Empty.Action != "Ajouter un appareil de prêt" || s.open.Empty.Title != "Choisissez un appareil de prêt" {
			t.Errorf("it leads to %+v and offers %+v", l.Row(0), s.open.Empty)
		}
	})
}

func TestScanningALentDeviceOpensItsLoan(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		l, _ := loansOf(t, b, lentOut(t))
		if !l.Scanned("350123456789012") || b.routes[0] != (present.Route{Screen: present.LoansScreen, Open: id(11)}) {
			t.Errorf("it went to %+v", b.routes)
		}
		if !l.Scanned("moto-3") || b.routes[1].Open != id(3) {
			t.Errorf("the free unit leads to %+v", b.routes[1:])
		}
		if l.Scanned("999999") {
			t.Error("a code of nothing here was taken")
		}
	})
}

func TestAUnitGoesOutForTheFileItWasLookedForSignedAndPrinted(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p := lentOut(t)
		p.repair = func(context.Context, present.ID) (views.Repair, error) {
			return views.Repair{RepairRow: views.RepairRow{ID: id(7), Number: "LIL2-00437-X7K", Customer: "Paul Vasseur"}}, nil
		}
		p.attach = func(role string) (service.AttachmentInput, error) { return service.AttachmentInput{Role: role}, nil }
		l, s := loansOf(t, b, p)
		l.Show(present.Route{Screen: present.LoansScreen, Repair: id(7)})
		b.settle()
		if s.list.Total != 3 || !strings.Contains(s.list.Notice.Text, "Paul Vasseur") {
			t.Fatalf("it shows %+v, want the pool for the file", s.list)
		}
		l.Show(present.Route{Screen: present.LoansScreen, Repair: id(7), Open: id(3)})
		b.settle()
		l.PrimaryPressed()
		if f := s.field(t, "accessories"); f.Value != "Chargeur\nCoque" {
			t.Errorf("the accessories begin as %q, want all of them", f.Value)
		}
		l.SheetTyped("accessories", "Chargeur")
		l.SheetSubmitted()
		if s.field(t, "attachments").Error == "" || len(p.did) > 0 {
			t.Fatal("it went out without a signature")
		}
		l.SheetPhoto("photos", "coin.jpg", io.NopCloser(bytes.NewReader([]byte("x"))))
		l.SheetSigned("attachments", []byte("png"))
		b.settle()
		l.SheetTyped("deposit_cents", "50")
		l.SheetSubmitted()
		b.settle()
		in, ok := p.did[0].(*service.IssueInput)
		if !ok || *in.File != id(7) || *in.Unit != id(3) || len(in.Attachments) != 2 || in.DepositCents != 5_000 || in.DepositBy != "preauth" {
			t.Fatalf("what goes out is %+v", p.did[0])
		}
		if len(in.Accessories) != 1 || in.Accessories[0] != "Chargeur" || in.Paper {
			t.Errorf("it goes with %v, paper %v", in.Accessories, in.Paper)
		}
		if got := b.routes[len(b.routes)-1]; got.Open != id(99) {
			t.Errorf("afterwards it shows %+v, want the loan", got)
		}
		if !strings.Contains(s.open.Notice.Text, "le dossier") {
			t.Errorf("the agreement was not printed: %+v", s.open.Notice)
		}
	})
}

func TestUnderTheLegalGuaranteeNoDepositIsAskedFor(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p := lentOut(t)
		p.repair = func(context.Context, present.ID) (views.Repair, error) {
			return views.Repair{RepairRow: views.RepairRow{ID: id(7), Number: "LIL2-00437-X7K"}, Warranty: &views.RepairWarranty{Layer: warranty.LGC}}, nil
		}
		l, s := loansOf(t, b, p)
		l.Show(present.Route{Screen: present.LoansScreen, Repair: id(7)})
		b.settle()
		l.Show(present.Route{Screen: present.LoansScreen, Repair: id(7), Open: id(3)})
		b.settle()
		l.ActionPressed("loan.issue")
		for _, f := range s.open.Sheet.Fields {
			if strings.HasPrefix(f.Key, "deposit") {
				t.Errorf("it asks for %s", f.Label)
			}
		}
		l.SheetTyped("attachments", present.SignedOnPaper)
		l.SheetSubmitted()
		b.settle()
		if in := p.did[0].(*service.IssueInput); in.Layer != warranty.LGC || !in.Paper {
			t.Errorf("it goes out as %+v", in)
		}
	})
}

func TestAFileThatIsNotClearIsAskedForAgain(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p := lentOut(t)
		p.search = func(_ context.Context, query string) ([]views.Hit, error) {
			rows := []views.Hit{{RepairRow: views.RepairRow{ID: id(21), Status: repair.Diag}}, {RepairRow: views.RepairRow{ID: id(22), Status: repair.Diag}}}
			if query == "LIL2-00421-X7K" {
				rows[0].Exact = true
			}
			return rows, nil
		}
		l, s := loansOf(t, b, p)
		l.Show(present.Route{Screen: present.LoansScreen, Open: id(3)})
		b.settle()
		l.ActionPressed("loan.issue")
		l.SheetTyped("attachments", present.SignedOnPaper)
		l.SheetTyped("file", "lopez")
		l.SheetSubmitted()
		b.settle()
		if !strings.Contains(s.field(t, "file").Error, "2 dossiers") {
			t.Fatalf("it says %q", s.field(t, "file").Error)
		}
		l.SheetTyped("file", "LIL2-00421-X7K")
		l.SheetSubmitted()
		b.settle()
		if in := p.did[0].(*service.IssueInput); *in.File != id(21) {
			t.Errorf("it went out for %v", *in.File)
		}
	})
}

func TestAReturnComparesAndLeadsToTheDepositAndTheWipe(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p := lentOut(t)
		l, s := loansOf(t, b, p)
		l.Show(present.Route{Screen: present.LoansScreen, Open: id(11)})
		b.settle()
		l.PrimaryPressed()
		if !strings.Contains(s.open.Sheet.Intro, "Coin rayé") {
			t.Errorf("it does not say how the unit went out: %q", s.open.Sheet.Intro)
		}
		l.SheetTyped("attachments", present.SignedOnPaper)
		l.SheetSubmitted()
		if s.field(t, "accessory.0").Error == "" {
			t.Fatal("an accessory was forgotten in silence")
		}
		l.SheetTyped("accessory.0", "missing")
		l.SheetTyped("damage.0.what", "Écran fêlé")
		l.SheetTyped("damage.0.cents", "40")
		l.SheetSubmitted()
		b.settle()
		in := p.did[0].(*service.ReturnLoanInput)
		if in.Accessories["Chargeur"] != "missing" || len(in.Damage) != 1 || in.Damage[0].Cents != 4_000 {
			t.Fatalf("it came back as %+v", in)
		}

		at := &p.loans[0]
		at.Status, at.Standing, at.ReturnedMS = loan.Damaged, "", 2
		p.units[0].Status = loan.ToCheck
		l.RetryPressed()
		b.pass(time.Second)
		if s.open.Primary.ID != "loan.release" {
			t.Errorf("the next thing is %+v, want the deposit", s.open.Primary)
		}
		at.Deposit = 0
		l.RetryPressed()
		b.pass(time.Second)
		if s.open.Primary.ID != "loaner.check" {
			t.Fatalf("the next thing is %+v, want the check", s.open.Primary)
		}
		l.PrimaryPressed()
		l.SheetTyped("done", "tested\ncharged")
		l.SheetSubmitted()
		if e := s.field(t, "done").Error; !strings.Contains(e, "Données effacées") {
			t.Errorf("a unit that was not wiped is refused with %q", e)
		}
		l.SheetTyped("done", "wiped\naccounts_off\ntested\ncharged")
		l.SheetSubmitted()
		b.settle()
		if in, ok := p.did[1].(*service.CheckLoanerInput); !ok || in.ID != id(1) {
			t.Errorf("the check is %+v", p.did[1])
		}
	})
}

func TestARefusedLoanKeepsWhatWasTyped(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p := lentOut(t)
		p.refuse = errDisk
		l, s := loansOf(t, b, p)
		l.Show(present.Route{Screen: present.LoansScreen, Open: id(11)})
		b.settle()
		l.ActionPressed("loan.extend")
		l.SheetTyped("days", "7")
		l.SheetSubmitted()
		b.settle()
		if !s.open.Sheet.Open || s.field(t, "days").Value != "7" || s.open.Sheet.Notice.IsZero() {
			t.Errorf("the sheet is %+v", s.open.Sheet)
		}
	})
}
